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
// It deliberately knows nothing of what the bytes mean that it keeps: analysis,
// story state and records are encoded by package workspace.
package store
