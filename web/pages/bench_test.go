package pages

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"stemma/eval"
	"stemma/workspace"
)

// large is the story that pages have to be quick for.
const large = 200

// BenchmarkPages takes each page of a story of 200 reports, as a reader who
// comes first after the record was made gets it (cold), and as the next does
// (warm). It reports the 95th percentile.
func BenchmarkPages(b *testing.B) {
	w := emptyWorkspace(b)
	additions, problems := workspace.Additions(eval.GeneratedStory(7, large))
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	begin := time.Now()
	add(b, w, additions...)
	b.Logf("read in %v", time.Since(begin))
	v := largest(b, w)
	b.Logf("%d reports, %d claims, %d passages, %d edges", len(v.Record.Articles), len(v.Record.Claims), len(v.Record.Kinship.Passages), len(v.Record.Kinship.Edges))
	story := fmt.Sprint("/stories/", v.Story.ID)
	for _, path := range []string{"/", story, story + "?show=single", story + "/edition", story + "/edition?base=B&with=A,C,D", story + "/stemma", story + "/timeline", story + "/map", story + "/quotations",
		"/claims", "/claims/" + v.KeyOf["c1"], fmt.Sprint("/reports/", v.ReportOf["C"]), "/outlets/" + segment(v.Reports[0].Outlet), "/changes", "/search?q=quarry"} {
		b.Run("cold"+path, func(b *testing.B) {
			p := New(w, writer)
			measure(b, path, func() http.Handler { p.bodies = bodies{}; return p })
		})
		b.Run("warm"+path, func(b *testing.B) {
			p := New(w, writer)
			measure(b, path, func() http.Handler { return p })
		})
	}
}

// largest is the story with most reports.
func largest(t testing.TB, w *workspace.Workspace) *workspace.StoryView {
	t.Helper()
	v := firstStory(t, w)
	for id := int64(1); id < 50; id++ {
		if other, err := w.Story(t.Context(), id); err == nil && len(other.Record.Articles) > len(v.Record.Articles) {
			v = other
		}
	}
	return v
}

// measure asks for a page and reports how long 95 of 100 answers take at most.
func measure(b *testing.B, path string, handler func() http.Handler) {
	var took []time.Duration
	for b.Loop() {
		h := handler()
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, path, nil)
		begin := time.Now()
		h.ServeHTTP(w, r)
		took = append(took, time.Since(begin))
		if w.Code != http.StatusOK {
			b.Fatal(path, w.Code)
		}
		b.ReportMetric(float64(w.Body.Len())/1024, "KB")
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
