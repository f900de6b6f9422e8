// Package lang turns an article into a document: it calls the language stages
// in their order, and knows nothing else.
//
// Input: an Article, its text frozen by ingest. Output: a Document whose every
// annotation has a span and the rule or model that made it. "Kim said Friday at
// least nine soldiers were killed." becomes ten tokens in one tree, one TIMEX3,
// one figure (9 or more killed), two mentions and one attribution.
package lang

import (
	"stemma"
	"stemma/lang/attribution"
	"stemma/lang/coref"
	"stemma/lang/entity"
	"stemma/lang/quantity"
	"stemma/lang/syntax"
	"stemma/lang/timex"
	"stemma/lang/token"
)

// Analyze runs the language stages over an article. It is safe to call for
// several articles at once, and the same article gives the same document.
func Analyze(article *stemma.Article) *stemma.Document {
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	Annotate(d)
	return d
}

// Annotate runs the stages that come after the words: for a document whose
// sentences and tokens stand already, from Analyze or from text that was cut
// elsewhere. The order is data's order: each stage reads what the ones before
// it wrote.
func Annotate(d *stemma.Document) {
	syntax.Parse(d)
	timex.Find(d)    // before figures: a number inside a date is no figure
	quantity.Find(d) // reads times, trees
	entity.Find(d)
	coref.Resolve(d)    // before attribution: whose word "he said" is
	attribution.Find(d) // reads everything above
}
