package eval

import (
	"os"
	"path/filepath"
	"testing"

	"stemma"
)

func TestRebuilt(t *testing.T) {
	text, dates := rebuilt([]goldDate{
		{First: 4, Last: 6, Text: "May 3", Left: "he left on"},
		{First: 7, Last: 8, Text: "1990", Left: "on May 3 ,"},
		{First: 30, Last: 31, Text: "1991", Left: "died in"},
	})
	if text != "he left on May 3, 1990\n\ndied in 1991" || dates[0].position.In(text) != "May 3" || dates[2].position.In(text) != "1991" {
		t.Errorf("got %q %v", text, dates)
	}
}

func TestGoldDateResolves(t *testing.T) {
	for _, c := range []struct {
		attrs map[string]string
		timex stemma.Timex
		want  bool
	}{
		{map[string]string{"when": "2011-08"}, stemma.Timex{Begin: "2011-08-01", End: "2011-08-31"}, true},
		{map[string]string{"when": "2011"}, stemma.Timex{Begin: "2011-01-01", End: "2011-12-30"}, false},
		{map[string]string{"from": "1930-01-01", "to": "1939-12-31"}, stemma.Timex{Begin: "1930-01-01", End: "1939-12-31"}, true},
		{map[string]string{"notAfter": "2006"}, stemma.Timex{Begin: "2004-01-01", End: "2006-12-31"}, true},
		{map[string]string{"when": "--02"}, stemma.Timex{Begin: "2012-02-01", End: "2012-02-29"}, true},
	} {
		if got := (goldDate{Attrs: c.attrs}).resolves(c.timex); got != c.want {
			t.Errorf("%v %v: got %v", c.attrs, c.timex, got)
		}
	}
}

// TestDateCorpus prints what does not match, for whoever mends rules.
func TestDateCorpus(t *testing.T) {
	if os.Getenv("STEMMA_DATA") == "" {
		t.Skip("no STEMMA_DATA")
	}
	docs, err := readDates(filepath.Join(os.Getenv("STEMMA_DATA"), "gum-dates/gum-dates.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	tally := dateTally{trace: t.Logf}
	for _, dates := range docs {
		tally.add(dates)
	}
	t.Log(tally.scores(), tally.gold)
}
