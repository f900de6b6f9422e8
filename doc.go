// Package stemma holds the domain types of stemma, a program that reads news
// reports and says, for every claim in them, who says so, whom they have it
// from, how many independent accounts and origins that is, where the reports
// differ, and how the claim's standing changed over time.
//
// The package imports the standard library alone and does no work of its own:
// the stages (ingest, lang, claim, kinship, story, reconcile) exchange these
// types, and pipeline knows their order.
//
// # One article's way
//
//	bytes    → Article       ingest.Parse: the text is normalised once and frozen
//	Article  → Document      lang.Analyze: tokens, times, figures, names, attributions
//	Document → ClaimMention  claim.Extract: who did what to whom, on whose word
//	Articles → Kinship       kinship: shared passages, accounts, who took from whom
//	all      → Record        reconcile: claims with counts, disagreements, standing
//
// # Words
//
//	article      one text that came in, with its metadata; labelled A, B, C … (its siglum)
//	report       an article in its role of carrying claims
//	outlet       who published the article (never "source")
//	span         a half-open range of bytes in the article's text
//	mention      a span that names something; an entity is the thing named
//	attribution  source (who), cue (said), content (what) and via (told AFP)
//	chain        nested attributions of one claim, innermost informant first
//	claim        one checkable statement about the world
//	account      a group of reports that are one telling
//	origin       the ultimate informant of a claim, or an account that names none
//	passage      two spans of two articles that share wording
//	stemma       the graph of who took from whom; "*1" is a text nobody has seen
//	standing     a claim's status at a date, and by whom
//
// Three counts are never mixed up: reports ≥ accounts ≥ origins.
package stemma
