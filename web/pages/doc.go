// Package pages shows a workspace in a browser: stories and their claims, the
// reports side by side as a critical edition, the stemma, a timeline, a map,
// quotations, each claim's evidence link by link, outlets, what changed, and
// what readers decided.
//
// Input: a *workspace.Workspace. Output: an http.Handler that writes whole HTML
// pages, which work without JavaScript and ask no other server for anything.
// Every address answers as JSON with ".json" behind its path or an Accept header
// that asks for it, lists as CSV with ".csv".
//
// Worked example: GET /stories/12 is a story's overview, /stories/12.json the
// same as data, /stories/12/edition?base=B&with=A,C the reports beside B, and
// /stories/12?as_of=2025-04-30 the story as it stood that evening.
//
// A reader's judgement is a form that is posted; the answer leads back to the
// page, which says what was done. Who a reader is, and whether they may write,
// Options says; headers, sign-in and protection against forged forms stand
// around this handler, not in it.
//
// It deliberately decides nothing of its own: counts, verdicts and words are
// those of the record and of package render. It shows what the store keeps and
// starts no work.
//
// The pages follow WCAG 2.2 at level AA; tests walk them in Chromium.
package pages
