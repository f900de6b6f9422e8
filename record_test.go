package stemma_test

import (
	"testing"

	"stemma"
)

// TestArticle finds every siglum, wherever posts, or an order of their own, put it.
func TestArticle(t *testing.T) {
	r := &stemma.Record{}
	for _, id := range []string{"A", "A.1", "B", "Z", "AA", "AB", "C", "⟦7⟧", ""} {
		r.Articles = append(r.Articles, stemma.ArticleRecord{Article: &stemma.Article{ID: id}})
	}
	for i := range r.Articles {
		if got := r.Article(r.Articles[i].ID); got != &r.Articles[i] {
			t.Errorf("%q is not found", r.Articles[i].ID)
		}
	}
	for _, id := range []string{"D", "ZZZZZZZZZZZZZZZZZZZZZZZZ", "A.2", "a"} {
		if r.Article(id) != nil {
			t.Errorf("%q is found", id)
		}
	}
	if new(stemma.Record).Article("A") != nil {
		t.Error("an empty record has an article")
	}
}
