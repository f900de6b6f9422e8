// Package store keeps a workspace: reports and their versions, stories, records,
// claims, what became of them, and what readers decided.
//
// A Store is opened by store/sqlite (one folder, no server) or store/postgres (a
// team's server); both run the same statements through database/sql, save for
// what their dialects tell apart, and the same conformance suite. Everything
// happens in a transaction: Update for changes, which are durable when it
// returns, View for a consistent look.
//
// Work still to be done is found by the state that stands in the store (versions
// that are new, reports that are in no story, stories whose record is older than
// their reports). So nothing that was acknowledged is lost, whoever dies.
//
// For example, what arrives is kept with AddVersion, found again by Pending, read
// and kept with Analysed, found by Unsorted, compared with NearStories, put into
// its story with MoveReports; that story is found by Changed, its record made and
// kept with PutRecord, and claims and searches answer from that.
//
// Texts are cut into words and ranked here, not by the databases, so that a
// search gives the same on each. Ranking follows BM25 (Robertson and others,
// Okapi at TREC-3, 1995) without the rarity of words; words are stemmed as
// English (Snowball).
//
// It deliberately knows nothing of what the bytes mean that it keeps: analysis,
// story state and records are encoded by package workspace.
package store
