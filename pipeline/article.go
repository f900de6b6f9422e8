// Package pipeline drives the stages over many articles: the part that is pure
// and runs in parallel, one article at a time (article.go), and the part that
// sees them all (corpus.go).
//
// Input: articles as ingest made them. Output: the Record. The same articles
// give the same record in any order and with any number of workers.
package pipeline

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	"stemma"
	"stemma/claim"
	"stemma/lang"
	"stemma/parallel"
)

// Analyze turns articles into documents, in the articles' order, several at a
// time: the language stages alone. An article whose analysis panics keeps its
// text, has no annotations, and is a named problem: a defect in a rule must not
// cost the other reports. Articles that were not reached before ctx ended have
// a nil document.
func Analyze(ctx context.Context, articles []*stemma.Article, options Options) ([]*stemma.Document, []stemma.Problem) {
	documents := make([]*stemma.Document, len(articles))
	failed := make([]error, len(articles))
	analyzer := lang.Analyzer{Actors: options.Actors}
	order := longestFirst(articles)
	options.parallel(ctx, "reading", len(articles), func(k int) {
		i := order[k]
		documents[i] = &stemma.Document{Article: articles[i]}
		failed[i] = guarded(func() { documents[i] = analyzer.Analyze(articles[i]) })
	})
	return documents, problems(articles, "language", failed)
}

// longestFirst are the places of articles, the longest article's first: begun
// last, it would keep one core busy and the others waiting.
func longestFirst(articles []*stemma.Article) []int {
	order := make([]int, len(articles))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return len(articles[k].Text) - len(articles[i].Text) })
	return order
}

// Annotate is Analyze for documents whose sentences and words stand already. A
// document whose analysis panics loses its sentences.
func Annotate(ctx context.Context, documents []*stemma.Document, options Options) []stemma.Problem {
	failed := make([]error, len(documents))
	articles := make([]*stemma.Article, len(documents))
	analyzer := lang.Analyzer{Actors: options.Actors}
	options.parallel(ctx, "reading", len(documents), func(i int) {
		articles[i] = documents[i].Article
		if failed[i] = guarded(func() { analyzer.Annotate(documents[i]) }); failed[i] != nil {
			documents[i].Sentences = nil
		}
	})
	return problems(articles, "language", failed)
}

// extract finds the claim mentions of each document, several at a time.
func extract(ctx context.Context, documents []*stemma.Document, options Options) ([][]stemma.ClaimMention, []stemma.Problem) {
	mentions := make([][]stemma.ClaimMention, len(documents))
	failed := make([]error, len(documents))
	articles := make([]*stemma.Article, len(documents))
	options.parallel(ctx, "claims", len(documents), func(i int) {
		articles[i] = documents[i].Article
		failed[i] = guarded(func() {
			mentions[i] = claim.Extract(documents[i])
			adopt(mentions[i], documents[i], options.Actors)
		})
	})
	return mentions, problems(articles, "claim", failed)
}

// guarded calls f and returns its panic, if any, as an error.
func guarded(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("stopped at a defect of stemma (%v); its text is kept, please report it", r)
		}
	}()
	f()
	return nil
}

func problems(articles []*stemma.Article, stage string, failed []error) []stemma.Problem {
	var list []stemma.Problem
	for i, err := range failed {
		if err != nil {
			list = append(list, stemma.Problem{Article: articles[i].Path, Stage: stage, What: err.Error()})
		}
	}
	return list
}

// parallel calls work for each of n items on options.Workers goroutines and
// reports progress; it stops early when ctx ends.
func (o Options) parallel(ctx context.Context, stage string, n int, work func(i int)) {
	var done atomic.Int64
	parallel.Each(n, o.Workers, func() func(int) {
		return func(i int) {
			if ctx.Err() != nil {
				return
			}
			work(i)
			if finished := int(done.Add(1)); o.Progress != nil {
				o.Progress(stage, finished, n)
			}
		}
	})
}
