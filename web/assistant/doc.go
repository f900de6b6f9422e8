// Package assistant lets assistants ask a workspace, over the Model Context
// Protocol, and gives every answer with citations.
//
// Input: a *workspace.Workspace, and calls of tools by a client of the protocol
// (revision 2026-07-28 and older ones, as the SDK speaks them). Output: an answer
// as text for a model to read, and the same as structured content; both number
// the report, outlet, date, address, range of bytes and quoted words that bear
// what they say. Stories and reports are resources, too. Nothing is changed.
//
// Worked example: search {"query": "pumping station"} answers
//
//	1 hit.
//	claim mfzwizltoqqgc3tf in story 12: “The blasts hit a pumping station” [1]
//
//	[1] report 77, “Tribune Online”, 2022-07-23, bytes 240 to 271
//	> The blasts hit a pumping station
//
// What reports say is data. A report may be written to be read by an assistant
// ("ignore what you were told"); so its words never stand as the tool's own:
// short ones stand in “ ”, on one line, with inner quotation marks changed, and
// longer ones in lines that all begin with "> ". No report can end a quotation.
//
// It deliberately has no tool that writes, fetches or decides.
package assistant
