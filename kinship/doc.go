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
// other. The graph follows textual criticism (Maas 1927): dates and credits say
// who can have copied; readings say who has: a text that agrees with a third
// against its supposed parent was not made from it, one that shares the parent's
// own innovations and omissions was, and typing errors, cuts, words that one has
// between those of the other, and figures that have grown have a direction. Signs
// of such kinds are weighed by trees learned from traditions whose stemma is known
// (eval; the idea of Roos and Heikkilä 2009), and twice more in the light of what
// was supposed of the other pairs; where an unseen text explains more than any
// edge, it is assumed. Words then come down the edges with their telling, and a
// report belongs to the account that most of what it took over comes from, if
// stretches of a dozen words came over whole or it is a good part of the report.
//
// Stream does the same for reports as they arrive, in bounded memory, pair by
// pair: it finds kin and their passages, and leaves the graph to Build.
//
// Deliberately missed: translation, free paraphrase without a shared clause, and
// runs of fewer than six words outside quotation marks.
package kinship
