package eval

import (
	"os"
	"path/filepath"
	"sort"
	"testing"

	"stemma"
	"stemma/lang"
)

// TestFigureTally works a report by hand: of three values one is right in
// full, one in its bounds only, one has no quantity; one quantity is too many.
func TestFigureTally(t *testing.T) {
	const text = "Five died, six were hurt, two left, nine ships came."
	n := func(v float64) *float64 { return &v }
	whole := stemma.Span{Start: 0, End: len(text)}
	var tally figureTally
	tally.add("r", text, []goldFigure{{whole, "killed", n(5), n(5)}, {whole, "injured", n(6), n(6)}, {whole, "missing", n(3), nil}}, []stemma.Quantity{
		{Span: stemma.Span{Start: 0, End: 4}, Low: n(5), High: n(5), Of: "killed"},
		{Span: stemma.Span{Start: 11, End: 14}, Low: n(6), High: n(6), Of: "killed"},
		{Span: stemma.Span{Start: 36, End: 40}, Low: n(9), High: n(9), Unit: "ship"},
	})
	scores := tally.scores()
	if s := scores[0].Value; s < 33.3 || s > 33.4 {
		t.Errorf("f1 %v", s)
	}
	if s := scores[1].Value; s < 66.6 || s > 66.7 {
		t.Errorf("bounds %v", s)
	}
}

func TestPairsFindsTheLargestMatching(t *testing.T) {
	fits := [][]bool{{true, true}, {true, false}}
	got := pairs(2, 2, func(i, j int) bool { return fits[i][j] })
	if got[0] != 1 || got[1] != 0 {
		t.Errorf("got %v", got)
	}
}

// TestFigureCorpus prints what does not match, for whoever mends rules.
func TestFigureCorpus(t *testing.T) {
	if os.Getenv("STEMMA_DATA") == "" {
		t.Skip("no STEMMA_DATA")
	}
	files, err := filesEnding([]string{filepath.Join(os.Getenv("STEMMA_DATA"), "stories/claims")}, "gold.json")
	if err != nil {
		t.Fatal(err)
	}
	tally := figureTally{trace: t.Logf}
	for _, file := range files {
		gold, err := goldFigures(file)
		if err != nil {
			t.Fatal(err)
		}
		var reports []string
		for report := range gold {
			reports = append(reports, report)
		}
		sort.Strings(reports)
		for _, report := range reports {
			data, err := os.ReadFile(filepath.Join(filepath.Dir(file), report+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			text := string(data)
			d := lang.Analyze(&stemma.Article{Text: text, Blocks: paragraphs(text)})
			tally.add(report, text, placed(text, gold[report]), d.Quantities)
		}
	}
	t.Log(tally.scores(), tally.gold, tally.system)
}
