// Package kinship finds the wording that reports share, and who can have taken
// it from whom.
//
// Input: documents, in the order of their articles. Output: Passages, the pairs
// of spans that share wording; and the Kinship built from them: accounts (groups
// of articles that are one telling) and the stemma, whose edges run from the
// text taken from to the text that took, with their evidence, a probability and
// the reason in words.
//
// A: "In addition, North Korea has supplied Russia with shells, missiles and
// rocket systems. Moscow has in turn provided financial support." B: "Pyongyang
// has supplied Moscow with shells, missiles, and rocket systems, while Russia
// has provided the North with financial support." These are one edited passage.
// Both are undated, neither names the other, and each has words that the other
// lacks: an unseen text *1 stands above both, *1 → A and *1 → B.
//
// How: pairs of neighbouring rare words are looked up in an index (shingles:
// Manber 1994; Broder 1997), so that articles which share none are never
// compared; each hit is extended to both sides by a gapped alignment of words
// that is given up when its score drops (Zhang, Schwartz, Wagner and Miller
// 2000, after Smith and Waterman 1981), where a word counts by its rarity, less
// when the report repeats it and less within a name. Words that both sides quote
// are cut off: a speech that two reporters heard is no proof that one read the
// other. The graph follows textual criticism (Maas 1927): dates, credits and
// containment say who can have copied; where both of two texts keep something
// that the other lacks, an unseen ancestor is assumed.
//
// Deliberately missed: translation, free paraphrase without a shared clause, and
// runs of fewer than six words outside quotation marks.
package kinship
