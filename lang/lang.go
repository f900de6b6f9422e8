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
	"stemma/gazetteer"
	"stemma/lang/attribution"
	"stemma/lang/coref"
	"stemma/lang/entity"
	"stemma/lang/quantity"
	"stemma/lang/syntax"
	"stemma/lang/timex"
	"stemma/lang/token"
)

// Analyzer runs the language stages. Its zero value is ready; it is safe for
// several articles at once, and the same article gives the same document.
type Analyzer struct {
	Actors *gazetteer.List // the user's own; nil none
}

// Analyze is the zero Analyzer's.
func Analyze(article *stemma.Article) *stemma.Document { return Analyzer{}.Analyze(article) }

// Annotate is the zero Analyzer's.
func Annotate(d *stemma.Document) { Analyzer{}.Annotate(d) }

// Analyze runs the language stages over an article.
func (a Analyzer) Analyze(article *stemma.Article) *stemma.Document {
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	a.Annotate(d)
	return d
}

// Annotate runs the stages that come after the words: for a document whose
// sentences and tokens stand already, from Analyze or from text that was cut
// elsewhere. The order is data's order: each stage reads what the ones before
// it wrote.
func (a Analyzer) Annotate(d *stemma.Document) {
	syntax.Parse(d)
	timex.Find(d)    // before figures: a number inside a date is no figure
	quantity.Find(d) // reads times, trees
	entity.FindWith(d, a.Actors)
	coref.Resolve(d) // before attribution: whose word "he said" is
	entity.Rename(d, a.Actors)
	attribution.Find(d) // reads everything above
}
