package pipeline

import (
	"context"
	"slices"

	"stemma"
	"stemma/gazetteer"
	"stemma/kinship"
	"stemma/reconcile"
	"stemma/story"
)

// Options of a run; the zero value is usable.
type Options struct {
	Version  string
	AsOf     string                              // YYYY-MM-DD: leave out what was published or happened later
	Workers  int                                 // 0: one for each core
	Actors   *gazetteer.List                     // the user's own; nil none
	OneStory bool                                // the articles are known to tell one story
	Rulings  *stemma.Rulings                     // what readers decided about claims; nil none
	Progress func(stage string, done, total int) // may be called from several goroutines
}

// Run takes articles all the way to the record. Problems of the inputs that
// came before (from ingest) go into the record as they are. An ended ctx gives
// the record of what was done by then.
func Run(ctx context.Context, articles []*stemma.Article, found []stemma.Problem, options Options) *stemma.Record {
	articles = provisional(articles)
	documents, trouble := Analyze(ctx, articles, options)
	return reconciled(ctx, documents, append(slices.Clone(found), trouble...), options)
}

// Reconcile takes documents that Analyze made, now or long ago, to the record
// that Run gives for their articles. It changes the documents.
func Reconcile(ctx context.Context, documents []*stemma.Document, found []stemma.Problem, options Options) *stemma.Record {
	return reconciled(ctx, anew(documents), slices.Clone(found), options)
}

func reconciled(ctx context.Context, documents []*stemma.Document, found []stemma.Problem, options Options) *stemma.Record {
	passages := kinship.Passages(documents)
	trouble := date(ctx, documents, passages, options)
	found = append(found, trouble...)
	documents = published(documents, options.AsOf)
	passages = sigla(documents, passages)

	mentions, trouble := extract(ctx, documents, options)
	found = append(found, trouble...)
	kin := kinship.Build(documents, passages)
	stories := told(documents, options)
	claims := reconcile.Claims(documents, mentions, kin, stories, options.AsOf, options.Rulings)

	return &stemma.Record{
		Stemma:     stemma.About{Version: options.Version, AsOf: options.AsOf},
		Articles:   records(documents),
		Actors:     actors(documents, claims, options.Actors),
		Claims:     claims,
		Quotations: reconcile.Quotations(documents, stories),
		Kinship:    kin,
		Stories:    stories,
		Timeline:   reconcile.Timeline(documents, claims),
		Problems:   notNil(found),
	}
}

// told are the stories that the documents tell.
func told(documents []*stemma.Document, options Options) []stemma.Story {
	if options.OneStory && len(documents) > 0 {
		return []stemma.Story{story.Of(documents)}
	}
	return story.Cluster(documents)
}

// date gives undated articles the date that their kin and their own words
// imply, and reads those articles anew: their relative dates now resolve.
func date(ctx context.Context, documents []*stemma.Document, passages []stemma.Passage, options Options) []stemma.Problem {
	dates := reconcile.Dates(documents, passages)
	var dated []int
	var articles []*stemma.Article
	for i, d := range documents {
		if p := dates[d.ID]; p != nil && d.Published == nil {
			d.Published = p
			dated, articles = append(dated, i), append(articles, d.Article)
		}
	}
	again, trouble := Analyze(ctx, articles, Options{Workers: options.Workers, Actors: options.Actors})
	for i, at := range dated {
		documents[at] = again[i]
	}
	return trouble
}

// published leaves out what was published after asOf, and the posts embedded in
// it; an undated article stays.
func published(documents []*stemma.Document, asOf string) []*stemma.Document {
	if asOf == "" {
		return documents
	}
	late := map[string]bool{}
	for _, d := range documents {
		late[d.ID] = d.Published.Day() > asOf
	}
	return slices.DeleteFunc(documents, func(d *stemma.Document) bool {
		return late[d.ID] || d.Host != nil && late[d.Host.Article]
	})
}

// records are the documents as the record prints them: every list is a list,
// none is null.
func records(documents []*stemma.Document) []stemma.ArticleRecord {
	list := make([]stemma.ArticleRecord, len(documents))
	for i, d := range documents {
		d.Article.Authors = notNil(d.Article.Authors)
		d.Article.Blocks = notNil(d.Article.Blocks)
		list[i] = stemma.ArticleRecord{Article: d.Article, Timexes: notNil(d.Timexes), Quantities: notNil(d.Quantities),
			Entities: notNil(d.Mentions), Attributions: notNil(d.Attributions)}
	}
	return list
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
