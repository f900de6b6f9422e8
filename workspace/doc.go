// Package workspace keeps stories up to date as reports arrive: it drives the
// stages over a store.
//
// Input: articles, as ingest made them; what readers decide. Output: for each
// story its record, the same that building it anew from its reports gives, and a
// ledger of what changed in it: a claim that gained an origin, was denied, was
// acknowledged.
//
// Three steps, each of which finds its work in the store and leaves the result
// there, so that a process may die between any two: a version that came is
// analysed (any number at once), analysed versions are sorted into stories (one
// after another, in the order in which they came), and the record of a story
// that changed is made anew from its documents. What was acknowledged is never
// lost, and nothing is counted twice.
//
// Worked example: three reports of one quake are added; one story comes of it.
// A fourth, a copy of the third, is added: its claims gain a report, and no
// origin.
//
// It deliberately keeps of each report only the newest version in the record;
// the earlier ones are kept beside it, to be compared.
package workspace
