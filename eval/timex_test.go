package eval

import (
	"os"
	"path/filepath"
	"testing"

	"stemma"
)

// TestTimexTally works one document by hand: three gold, three found; one
// equal, one overlapping with another value, one missed, one too many.
func TestTimexTally(t *testing.T) {
	doc := timedText{
		text: "It rained on Friday, early March and in 2009.",
		gold: []goldTimex{{stemma.Span{Start: 13, End: 19}, "DATE", "2025-12-26"}, {stemma.Span{Start: 21, End: 32}, "DATE", "2025-03"}, {stemma.Span{Start: 40, End: 44}, "DATE", "2009"}},
	}
	var tally timexTally
	tally.add(doc, []stemma.Timex{
		{Span: stemma.Span{Start: 13, End: 20}, Type: "DATE", Value: "2025-12-26"},
		{Span: stemma.Span{Start: 27, End: 32}, Type: "DATE", Value: "2024-03"},
		{Span: stemma.Span{Start: 0, End: 2}, Type: "SET", Value: "P1D"},
	})
	want := []Score{{"timex.strict", 100. / 3}, {"timex.relaxed", 200. / 3}, {"timex.value", 100. / 3}, {"timex.type", 200. / 3}}
	for i, score := range tally.scores() {
		if score.Name != want[i].Name || score.Value < want[i].Value-0.01 || score.Value > want[i].Value+0.01 {
			t.Errorf("got %v, want %v", score, want[i])
		}
	}
}

func TestReadCAT(t *testing.T) {
	doc, err := readCAT([]byte(`<Document><token t_id="1" sentence="0">Rain</token><token t_id="2" sentence="1">May</token><token t_id="3" sentence="1">3</token>` +
		`<token t_id="4" sentence="2">It</token><token t_id="5" sentence="2">rained</token><token t_id="6" sentence="2">today</token><token t_id="7" sentence="2">.</token>` +
		`<Markables><TIMEX3 type="DATE" value="2009-05-03" functionInDocument="CREATION_TIME"><token_anchor t_id="2"/><token_anchor t_id="3"/></TIMEX3>` +
		`<TIMEX3 type="DATE" value="2009-05-03" functionInDocument="NONE"><token_anchor t_id="6"/></TIMEX3><TIMEX3 type="DATE" value=""/></Markables></Document>`))
	if err != nil || doc.text != "Rain\n\nMay 3\n\nIt rained today." || doc.dct != "2009-05-03" || len(doc.gold) != 1 || doc.gold[0].span.In(doc.text) != "today" || doc.skip.In(doc.text) != "May 3" {
		t.Errorf("got %+v, %v", doc, err)
	}
}

func TestReadTimeML(t *testing.T) {
	doc, err := readTimeML([]byte(`<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-22T08:00">x</TIMEX3></DCT><TEXT>He <EVENT>came</EVENT> <TIMEX3 tid="t1" type="DATE" value="2013-03-21">yesterday</TIMEX3> &amp; left.</TEXT></TimeML>`))
	if err != nil || doc.dct != "2013-03-22" || doc.text != "He came yesterday & left." || len(doc.gold) != 1 || doc.gold[0].span.In(doc.text) != "yesterday" {
		t.Errorf("got %+v, %v", doc, err)
	}
}

// TestTimexCorpus prints what does not match, for whoever mends rules.
func TestTimexCorpus(t *testing.T) {
	files, err := filesEnding([]string{filepath.Join(os.Getenv("STEMMA_DATA"), "meantime")}, ".xml")
	if os.Getenv("STEMMA_DATA") == "" || err != nil {
		t.Skip("no STEMMA_DATA")
	}
	tally := timexTally{trace: t.Logf}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := readCAT(data)
		if err != nil {
			t.Fatal(err)
		}
		doc.name = filepath.Base(file)[:6]
		tally.add(doc, found(doc))
	}
	t.Log(tally.scores(), tally.gold, tally.system)
}
