package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"stemma"
	"stemma/ingest"
	"stemma/pipeline"
)

// examples are the folders of the project's own stories.
func examples(t testing.TB) []string {
	t.Helper()
	folders, err := filepath.Glob("../examples/*")
	if err != nil || len(folders) == 0 {
		t.Fatal("no examples: ", err)
	}
	return folders
}

func record(t testing.TB, workers int, paths ...string) *stemma.Record {
	t.Helper()
	articles, problems := ingest.Read(context.Background(), paths, ingest.Options{Workers: workers})
	return pipeline.Run(context.Background(), articles, problems, pipeline.Options{Workers: workers})
}

func bytesOf(t *testing.T, r *stemma.Record) []byte {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSameBytes(t *testing.T) {
	folders := examples(t)
	articles, problems := ingest.Read(context.Background(), folders, ingest.Options{})
	slices.Reverse(articles)
	shuffled := bytesOf(t, pipeline.Run(context.Background(), articles, problems, pipeline.Options{}))
	want := bytesOf(t, record(t, 1, folders...))
	if !bytes.Equal(shuffled, want) {
		t.Error("articles reversed: another record")
	}
	slices.Reverse(folders)
	for _, workers := range []int{2, 5} {
		if got := bytesOf(t, record(t, workers, folders...)); !bytes.Equal(got, want) {
			t.Errorf("%d workers, arguments reversed: another record", workers)
		}
	}
}

// TestRecordHolds checks what must hold of every record: spans within bounds,
// sigla known, the three counts in their order.
func TestRecordHolds(t *testing.T) {
	for _, folder := range examples(t) {
		checkRecord(t, record(t, 0, folder))
	}
}

func checkRecord(t *testing.T, r *stemma.Record) {
	t.Helper()
	evidence := func(what string, e stemma.Evidence) {
		a := r.Article(e.Article)
		if a == nil || e.Span.Start < 0 || e.Span.Start > e.Span.End || e.Span.End > len(a.Text) {
			t.Errorf("%s: evidence %s is nowhere", what, e)
		}
	}
	for _, c := range r.Claims {
		n := c.Counts
		if n.Accounts[1] > n.Reports || n.Origins[1] > n.Accounts[1] || n.Origins[0] > n.Accounts[0] || n.Origins[0] < 1 || n.Accounts[0] > n.Accounts[1] || n.Origins[0] > n.Origins[1] {
			t.Errorf("%s: counts %+v", c.ID, n)
		}
		if c.Summary == "" || len(c.Mentions) == 0 || len(c.Reports) != n.Reports {
			t.Errorf("%s: summary %q, %d mentions, reports %v", c.ID, c.Summary, len(c.Mentions), c.Reports)
		}
		for _, m := range c.Mentions {
			evidence(c.ID, stemma.Evidence{Article: m.Article, Span: m.Span})
		}
		for _, d := range c.Disagreements {
			evidence(c.ID, d.A)
			evidence(c.ID, d.B)
		}
		for _, s := range c.Standing {
			evidence(c.ID, s.Evidence)
		}
	}
	for _, p := range r.Kinship.Passages {
		evidence("passage", p.A)
		evidence("passage", p.B)
	}
	for _, q := range r.Quotations {
		evidence(q.ID, q.Reference)
		for _, v := range q.Variants {
			evidence(q.ID, stemma.Evidence{Article: v.Article, Span: v.Span})
		}
	}
}

// TestAsOf: a record as of a date knows nothing published later.
func TestAsOf(t *testing.T) {
	articles, problems := ingest.Read(context.Background(), []string{"../examples/suez-canal"}, ingest.Options{})
	all := len(articles)
	r := pipeline.Run(context.Background(), articles, problems, pipeline.Options{AsOf: "2021-03-25"})
	if len(r.Articles) == 0 || len(r.Articles) >= all {
		t.Fatalf("%d articles of %d", len(r.Articles), all)
	}
	for _, a := range r.Articles {
		if a.Published.Day() > "2021-03-25" {
			t.Errorf("%s was published %s", a.ID, a.Published.Value)
		}
	}
	checkRecord(t, r)
}

// TestDeniedThenAcknowledged: what a report says was denied, and then admitted,
// stands in one claim's history in that order.
func TestDeniedThenAcknowledged(t *testing.T) {
	for _, c := range record(t, 0, "../examples/odesa-port").Claims {
		var statuses []string
		for _, s := range c.Standing {
			if s.Status != "reported" && s.By == "Russia" {
				statuses = append(statuses, s.Status)
			}
		}
		if slices.Equal(statuses, []string{"denied", "acknowledged"}) {
			return
		}
	}
	t.Error("no claim was denied and then acknowledged by Russia")
}

// BenchmarkReport runs the whole way, files to record, over the ECB+ reports: a
// record a folder, as an analyst would.
func BenchmarkReport(b *testing.B) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		b.Skip("STEMMA_DATA is not set: the corpora stand outside the project")
	}
	folders, err := filepath.Glob(filepath.Join(data, "stories", "ecb-plus", "*"))
	if err != nil || len(folders) == 0 {
		b.Fatal("no folders: ", err)
	}
	b.ReportAllocs()
	reports, size := 0, 0
	for b.Loop() {
		reports, size = 0, 0
		for _, folder := range folders {
			for _, a := range record(b, 0, folder).Articles {
				reports++
				size += len(a.Text)
			}
		}
	}
	b.SetBytes(int64(size))
	b.ReportMetric(float64(reports)*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/(1<<20), "MiB-from-OS") // the peak: Go keeps what it had
}
