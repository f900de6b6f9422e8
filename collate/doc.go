// Package collate lays reports beside one another, as editors lay the manuscripts
// of one text.
//
// Input: a record, and the report that serves as the base text. Output: the base
// text in pieces, each with the reports that share its wording; an apparatus of
// variants; and who has how much of which paragraph. Parallel sets reports in
// rows beside the base, Compare two versions of one report.
//
// Worked example: where A has "Two missiles struck the port" and B, which shares
// the passage, "Two rockets struck the port", the edition on A has the variant
// with the lemma "missiles" and B's reading "rockets": missiles ] rockets B.
//
// Only passages that kinship found are collated: what two reports say in words
// of their own are no variants of one text. Case and the marks beside a word are
// accidentals and make no variant. Spelling is not normalised: who writes
// "harbor" for "harbour" shows whose copy it is.
//
// The notation is that of critical editions: lemma, bracket, reading, sigla;
// om. (omits), add. (adds), transp. (has it elsewhere). See West, Textual
// Criticism and Editorial Technique, 1973.
package collate
