// Package api serves a workspace over HTTP, for programs.
//
// Input: requests below /api; a *workspace.Workspace. Output: JSON, described by
// an OpenAPI 3.1 document at /api/openapi.json and /api/openapi.yaml; errors as
// problems (RFC 9457); exports in the formats of package render; what changes as
// JSON, as an Atom feed (RFC 4287), and as Server-Sent Events (WHATWG HTML).
//
// Worked example: GET /api/v1/claims?actor=Russia&max_origins=1 lists what Russia
// is said to do and one origin alone says; GET /api/v1/claims/{key} gives the
// reports' words for it; GET /api/v1/changes/stream tells when that changes.
//
// Lists are given in pages: "next" of one page is "after" of the following one.
// Answers bear an ETag, and "If-None-Match" spares what has not changed. Bodies,
// lists and listeners are bounded.
//
// It deliberately decides nothing about who may come in: what stands before it
// does, and tells it by Options. It fetches nothing; a feed that is added is
// visited by whoever follows feeds.
package api
