package stemma_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stemma/ingest"
	"stemma/pipeline"
	"stemma/render"
)

// knowledge is what an analyst gets from the pair of reports that the project
// starts from: each line must stand in the text output.
var knowledge = []struct{ what, pattern string }{
	{"A is dated at its head", `A 2025-12-27 [^(]`},
	{"B's date is inferred, with its evidence", `B 2025-12-27 \(inferred\).*on or just after 2025-12-27: “Saturday”.*“December 18”`},
	{"the shared passage is one account", `supplied Russia with artillery shells.{0,80} 2 reports \(A, B\) · 1 account`},
	{"its ancestor is unseen, its direction unknown", `\*1 → A .* \*1 → B`},
	{"A adds food", `A “[^”]*food[^”]*”`},
	{"nine killed: one origin", `[Aa]t least nine members of an engineering regiment were killed.{0,80} 2 reports \(A, B\) · [12] accounts? · 1 origin · one origin only: Kim Jong Un`},
	{"who they were is worded otherwise", `A “at least nine members of an engineering regiment”; B “at least nine soldiers”`},
	{"said at the ceremony", `2025-12-12: (reported|acknowledged) by Kim Jong Un`},
	{"10,000 troops: one report, the press", `At least 10,000 North Korean troops.{0,80} 1 report \(A\) .{0,40}one origin: international press`},
	{"deployment: kept secret", `: secret`},
	{"then reported by the press", `reported by international press`},
	{"then acknowledged in April", `2025-04: acknowledged by North Korea`},
	{"the engineers' mission acknowledged in December", `2025-12: acknowledged by North Korea \(A “admitted”\).*2025-12: acknowledged by (Kim Jong Un|North Korea) \(B “confirmed”\)`},
	{"the letter's phrase, shortened in A", `fullest in B: “into the sincerest alliance of sharing blood.*A shortened “sharing blood, life and death in the same trench`},
	{"and altered in B's opening", `B altered “shared blood”`},
	{"more missiles ordered, the day before", `2025-12-26 .{0,80}ordered officials to ramp up missile production`},
	{"first submarine: as claimed, per CNN", `what it claims is its first nuclear-powered submarine.{0,60}one origin: .*CNN`},
	{"shown on 25 December", `2025-12-25 .{0,120}KCNA`},
	{"first revealed in March", `2025-03 .{0,60}revealed in March`},
	{"the post is an article of its own", `A\.1 2025-12-26 \(its text\) post by Sputnik @SputnikInt.*shown in A`},
	{"the picture credit is one", `picture credit: Getty Images`},
	{"He who referred to is Putin", `Vladimir Putin, fullest in B: “the heroic entry`},
	{"framing differs", `A “[^”]*occupation[^”]*”; B “[^”]*incursion[^”]*”`},
}

// TestSeeds reads the two seeds and looks for each piece of knowledge.
func TestSeeds(t *testing.T) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		t.Skip("STEMMA_DATA is not set: the seeds stand outside the project, beside the corpora")
	}
	articles, problems := ingest.Read(context.Background(), []string{filepath.Join(data, "..", "seeds")}, ingest.Options{})
	record := pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
	var b strings.Builder
	for _, only := range []string{"", "quotations"} {
		if err := render.Record(&b, record, render.Options{Only: only, All: true}); err != nil {
			t.Fatal(err)
		}
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for _, k := range knowledge {
		if !regexp.MustCompile(k.pattern).MatchString(text) {
			t.Errorf("%s: nothing matches %s", k.what, k.pattern)
		}
	}
}
