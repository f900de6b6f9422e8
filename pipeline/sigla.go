package pipeline

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// provisional orders articles by path and content, so that nothing after it
// depends on the order of arguments, and numbers them "⟦1⟧", "⟦2⟧", …: the
// sigla wait until every article that can be dated is. The brackets, which no
// report has, let a reason given in words be renamed too.
func provisional(articles []*stemma.Article) []*stemma.Article {
	articles = slices.Clone(articles)
	slices.SortStableFunc(articles, func(a, b *stemma.Article) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.SHA256, b.SHA256))
	})
	numbers := map[string]string{}
	for i, a := range articles {
		a.ID = "⟦" + strconv.Itoa(i+1) + "⟧"
		if a.Host == nil {
			numbers[a.Path] = a.ID
		}
	}
	for _, a := range articles {
		if a.Host != nil {
			a.Host.Article = numbers[hostPath(a)]
		}
		dateEvidence(a, func(string) string { return a.ID }) // ingest names no article: it is the article's own text
	}
	return articles
}

// anew is provisional for documents that were analysed apart from one another:
// they give up the sigla that they had.
func anew(documents []*stemma.Document) []*stemma.Document {
	of := make(map[*stemma.Article]*stemma.Document, len(documents))
	articles := make([]*stemma.Article, len(documents))
	for i, d := range documents {
		of[d.Article], articles[i] = d, d.Article
	}
	documents = make([]*stemma.Document, len(documents))
	for i, a := range provisional(articles) {
		documents[i] = of[a]
		documents[i].Siglum(a.ID)
	}
	return documents
}

// hostPath is the path of the article that shows an embedded post: ingest calls
// the post by its host's path and "#embed1", "#embed2" ….
func hostPath(post *stemma.Article) string {
	return post.Path[:max(0, strings.LastIndex(post.Path, "#embed"))]
}

// sigla labels the documents A, B, C … in order of publication (the undated
// last, an embedded post after its host as "A.1"), sorts them so, and renames
// every reference. It returns the passages under their new names.
func sigla(documents []*stemma.Document, passages []stemma.Passage) []stemma.Passage {
	slices.SortStableFunc(documents, byPublication)
	names := map[string]string{}
	posts := map[string]int{}
	reports := 0
	for _, d := range documents {
		if d.Host == nil {
			names[d.ID] = siglum(reports)
			reports++
		}
	}
	for _, d := range documents {
		if d.Host != nil {
			posts[d.Host.Article]++
			names[d.ID] = fmt.Sprintf("%s.%d", names[d.Host.Article], posts[d.Host.Article])
		}
	}
	order := rename(documents, names)
	return renamePassages(passages, names, order)
}

// rename gives the documents their sigla, sorts posts behind their hosts, and
// returns each siglum's place.
func rename(documents []*stemma.Document, names map[string]string) map[string]int {
	for _, d := range documents {
		d.Siglum(names[d.ID])
		if d.Host != nil {
			d.Host.Article = names[d.Host.Article]
		}
		dateEvidence(d.Article, func(id string) string { return names[id] })
	}
	slices.SortStableFunc(documents, func(a, b *stemma.Document) int {
		return cmp.Or(cmp.Compare(len(report(a)), len(report(b))), cmp.Compare(report(a), report(b)), cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	order := map[string]int{}
	for i, d := range documents {
		order[d.ID] = i
	}
	return order
}

// report is the siglum of the report that a document is, or is embedded in.
func report(d *stemma.Document) string {
	if d.Host != nil {
		return d.Host.Article
	}
	return d.ID
}

var provisionalID = regexp.MustCompile(`⟦\d+⟧`)

// dateEvidence renames the articles that a date of publication rests on.
func dateEvidence(a *stemma.Article, name func(string) string) {
	if a.Published == nil {
		return
	}
	for i := range a.Published.Evidence {
		a.Published.Evidence[i].Article = name(a.Published.Evidence[i].Article)
	}
	a.Published.Because = provisionalID.ReplaceAllStringFunc(a.Published.Because, name)
	a.Published.Evidence = slices.DeleteFunc(a.Published.Evidence, func(e stemma.Evidence) bool {
		return e.Article == "" // as-of left that article out
	})
}

// byPublication orders documents by date, a date that the article itself states
// before one inferred for the same day, then by path and content.
func byPublication(a, b *stemma.Document) int {
	return cmp.Or(cmp.Compare(dateKey(a), dateKey(b)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.SHA256, b.SHA256))
}

func dateKey(d *stemma.Document) string {
	switch {
	case d.Published == nil:
		return "~" // sorts after every digit
	case d.Published.Basis == stemma.BasisInferred:
		return d.Published.Value + " inferred"
	}
	return d.Published.Value
}

// siglum is A … Z, AA, AB … for 0, 1, 2 …
func siglum(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return siglum(n/26-1) + string(rune('A'+n%26))
}

func renamePassages(passages []stemma.Passage, names map[string]string, order map[string]int) []stemma.Passage {
	kept := passages[:0]
	for _, p := range passages {
		p.A.Article, p.B.Article = names[p.A.Article], names[p.B.Article]
		if p.A.Article == "" || p.B.Article == "" {
			continue // left out by as-of
		}
		if order[p.A.Article] > order[p.B.Article] {
			p.A, p.B = p.B, p.A
		}
		kept = append(kept, p)
	}
	slices.SortStableFunc(kept, func(p, q stemma.Passage) int {
		return cmp.Or(cmp.Compare(order[p.A.Article], order[q.A.Article]), cmp.Compare(order[p.B.Article], order[q.B.Article]),
			cmp.Compare(p.A.Span.Start, q.A.Span.Start), cmp.Compare(p.B.Span.Start, q.B.Span.Start), cmp.Compare(p.A.Span.End, q.A.Span.End))
	})
	return kept
}
