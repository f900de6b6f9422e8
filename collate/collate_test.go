package collate

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

// recordOf builds a record from texts in which shared passages are marked:
// "[1 Two missiles struck] the port." shares passage 1 with every other text
// that has one. Paragraphs are parted by " | ".
func recordOf(texts ...string) *stemma.Record {
	r := &stemma.Record{}
	at := map[string][]stemma.Evidence{}
	for i, marked := range texts {
		a := &stemma.Article{ID: string(rune('A' + i))}
		parts := regexp.MustCompile(`\[(\d+) |\]`).FindAllStringSubmatchIndex(marked, -1)
		var b strings.Builder
		from, open, name := 0, 0, ""
		for _, p := range parts {
			b.WriteString(marked[from:p[0]])
			from = p[1]
			if p[2] >= 0 {
				open, name = b.Len(), marked[p[2]:p[3]]
				continue
			}
			at[name] = append(at[name], stemma.Evidence{Article: a.ID, Span: stemma.Span{Start: open, End: b.Len()}})
		}
		b.WriteString(marked[from:])
		a.Text = b.String()
		start := 0
		for _, block := range strings.Split(a.Text, " | ") {
			a.Blocks = append(a.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: start, End: start + len(block)}})
			start += len(block) + len(" | ")
		}
		r.Articles = append(r.Articles, stemma.ArticleRecord{Article: a})
	}
	for n := range len(at) {
		list := at[fmt.Sprint(n+1)]
		for i, x := range list {
			for _, y := range list[i+1:] {
				r.Kinship.Passages = append(r.Kinship.Passages, stemma.Passage{A: x, B: y, Words: len(strings.Fields(r.Text(x)))})
			}
		}
	}
	return r
}

func expectApparatus(t *testing.T, record *stemma.Record, base string, want ...string) {
	t.Helper()
	e := New(record, base)
	got := []string{}
	for _, v := range e.Variants {
		got = append(got, Line(record, e, v))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("apparatus on %s: %s", base, diff)
	}
}

func TestApparatus(t *testing.T) {
	expectApparatus(t, recordOf(
		"[1 Two missiles struck the port of Odesa on Saturday morning.]",
		"[1 Two rockets struck the port of Odesa on Saturday morning,] he said.",
		"[1 Two rockets struck the port on Saturday.]",
	), "A",
		"1 missiles ] rockets B C",
		"1 of Odesa ] om. C")
	expectApparatus(t, recordOf(
		"He spoke. | [1 On Friday the ministers signed the deal in Istanbul.]",
		"[1 The ministers on Friday signed the grain deal in Istanbul.]",
	), "A",
		"2 On Friday ] transp. B",
		"2 the ] add. grain B")
}

func TestAnAccidentalIsNoVariant(t *testing.T) {
	expectApparatus(t, recordOf("[1 The world's ships – all of them – wait.]", "[1 the world’s ships — all of them wait]"), "A", []string{}...)
}

// passage says that words of one text are shared with words of another.
func passage(t *testing.T, r *stemma.Record, a, b string) stemma.Passage {
	t.Helper()
	at := func(i int, words string) stemma.Evidence {
		start := strings.Index(r.Articles[i].Text, words)
		if start < 0 {
			t.Fatalf("no %q", words)
		}
		return stemma.Evidence{Article: r.Articles[i].ID, Span: stemma.Span{Start: start, End: start + len(words)}}
	}
	return stemma.Passage{A: at(0, a), B: at(1, b)}
}

// TestWordsTwice: a witness that repeats itself is collated with its longest
// passage; where passages meet it is named once; a base that repeats itself
// finds nothing out of place.
func TestWordsTwice(t *testing.T) {
	r := recordOf("Two men died at the mill in the night.", "Two women died at the mill in the night. Two boys died at the mill.")
	r.Kinship.Passages = []stemma.Passage{passage(t, r, "Two men died at the mill", "Two boys died at the mill"), passage(t, r, "Two men died at the mill in the night.", "Two women died at the mill in the night.")}
	expectApparatus(t, r, "A", "1 men ] women B")

	r = recordOf("a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11 a12 a13 a14 a15 a16", "a1 a2 a3 a4 a5 a6 a7 a8 X a10 and again a7 a8 X a10 a11 a12 a13 a14 a15 a16")
	r.Kinship.Passages = []stemma.Passage{passage(t, r, "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10", "a1 a2 a3 a4 a5 a6 a7 a8 X a10"),
		passage(t, r, "a7 a8 a9 a10 a11 a12 a13 a14 a15 a16", "a7 a8 X a10 a11 a12 a13 a14 a15 a16")}
	expectApparatus(t, r, "A", "1 a9 ] X B")

	r = recordOf("The deal was signed today. | Other words. | The deal was signed today.", "The deal was signed today.")
	again := passage(t, r, "The deal was signed today.", "The deal was signed today.")
	later := again
	later.A.Span = stemma.Span{Start: strings.LastIndex(r.Articles[0].Text, "The"), End: len(r.Articles[0].Text)}
	r.Kinship.Passages = []stemma.Passage{again, later}
	expectApparatus(t, r, "A", []string{}...)
}

// TestAQuotationIsTold apart from wording that proves kinship.
func TestAQuotationIsTold(t *testing.T) {
	r := recordOf("[1 We will not rest] he said; [2 nine people died]", "[1 We will not rest]", "[2 nine people died]")
	r.Kinship.Passages[0].Quotation = true
	p := New(r, "A").Paragraphs[0].Pieces
	if !p[0].Quotation || p[1].Quotation || p[2].Quotation {
		t.Errorf("%+v", p)
	}
}

func TestLemma(t *testing.T) {
	for text, want := range map[string]string{"the port,": "the port", "one two three four five six": "one two three four five six", "one two three four five six seven.": "one two … six seven"} {
		if got := Lemma(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestWhoHasItElsewhere(t *testing.T) {
	expectApparatus(t, recordOf(
		"[1 The first passage has most words of all three here.] | [2 The second one follows.] | [3 The third one ends it.]",
		"[2 The second one follows.] | [1 The first passage has most words of all three here.] | [3 The third one ends it.]",
	), "A", "2 The second one follows ] transp. B")
}

func TestPieces(t *testing.T) {
	r := recordOf("[1 Two struck] [2 the port] today.", "[1 Two struck]", "[2 the port]", "[1 Two struck] [2 the port]")
	var got []string
	for _, p := range New(r, "A").Paragraphs[0].Pieces {
		got = append(got, r.Text(stemma.Evidence{Article: "A", Span: p.Span})+": "+Brief(r, p.Sharers))
	}
	want := []string{"Two struck: B D", "the port: C D", "today.: "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhoHasWhat(t *testing.T) {
	r := recordOf("[1 one two] three four | five", "[1 one two]", "six")
	e := New(r, "A")
	if diff := cmp.Diff([]Witness{{"B", []int{50, 0}, 2}, {"C", []int{0, 0}, 0}}, e.Witnesses); diff != "" {
		t.Error(diff)
	}
	if got := Fullest(r); got != "A" {
		t.Errorf("fullest %s", got)
	}
}

func TestParallel(t *testing.T) {
	r := recordOf("[1 The port was hit.] | Nobody else says this. | [2 It burned all night.]",
		"Here is my own. | [2 It burned all the night.] | More of mine. | [1 The port was hit.]")
	var got []string
	for _, row := range Parallel(r, "A", []string{"B", "Z"}) {
		var cells []string
		for i, blocks := range row.Cells {
			var texts []string
			for _, c := range blocks {
				text := r.Text(stemma.Evidence{Article: r.Articles[i].ID, Span: c.Span})
				for _, d := range c.Differ {
					text += " (" + r.Text(stemma.Evidence{Article: r.Articles[i].ID, Span: d}) + ")"
				}
				texts = append(texts, text)
			}
			cells = append(cells, strings.Join(texts, " / "))
		}
		got = append(got, fmt.Sprint(row.Paragraph, ": ", strings.Join(cells, " = ")))
	}
	want := []string{
		"0:  = Here is my own.",
		"1: The port was hit. = The port was hit.",
		"2: Nobody else says this. = ",
		"3: It burned all night. = It burned all the night. (the) / More of mine.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCompare(t *testing.T) {
	r := recordOf("Ten died. | Rescuers came at dawn to the town. | All left the town. | Old news.", "Twelve died. | Rescuers came at noon to the town. | New: words of the law. | Old news.")
	var got []string
	for _, block := range Compare(r.Articles[0].Article, r.Articles[1].Article) {
		line := ""
		for _, run := range block {
			line += map[string]string{"": "=", Deleted: "-", Inserted: "+"}[run.Kind] + run.Text + " "
		}
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{"-Ten +Twelve =died.", "=Rescuers came at -dawn +noon =to the town.", "+New: words of the law.", "-All left the town.", "=Old news."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestParallelBeginsWithTheBase(t *testing.T) {
	r := recordOf("[1 The port was hit.]", "[1 The port was hit.]")
	if rows := Parallel(r, "A", []string{"B"}); len(rows) != 1 || rows[0].Paragraph != 1 {
		t.Errorf("%+v", rows)
	}
}

func TestBrief(t *testing.T) {
	r := recordOf("a", "b", "c", "d", "e", "f")
	if got := Brief(r, []string{"F", "B", "A", "C"}); got != "A–C F" {
		t.Error(got)
	}
}

func TestDifferences(t *testing.T) {
	for _, test := range []struct{ a, b, left, right string }{
		{"supplies of food and energy", "energy assistance", "supplies of food and", "assistance"},
		{"the same words", "The same words.", "", ""},
		{"", "all new", "", "all new"},
		{"the world's ships", "the world’s ships", "", ""},
	} {
		left, right := Differences(test.a, test.b)
		if got := inText(test.a, left); got != test.left {
			t.Errorf("left of %q, %q: %q", test.a, test.b, got)
		}
		if got := inText(test.b, right); got != test.right {
			t.Errorf("right of %q, %q: %q", test.a, test.b, got)
		}
	}
}

func inText(text string, spans []stemma.Span) string {
	var parts []string
	for _, s := range spans {
		parts = append(parts, s.In(text))
	}
	return strings.Join(parts, " | ")
}

// FuzzCollate: any texts give pieces that cover the base's words in order, and
// no crash.
func FuzzCollate(f *testing.F) {
	f.Add("[1 Two missiles struck] it", "[1 Two rockets struck]")
	f.Add("[1 a b c] | [2 d]", "[2 d] [1 c b a]")
	f.Fuzz(func(t *testing.T, a, b string) {
		r := recordOf(a, b)
		e := New(r, "A")
		at := 0
		for _, p := range e.Paragraphs {
			for _, piece := range p.Pieces {
				if piece.Span.Start < at || piece.Span.Empty() || !p.Span.Contains(piece.Span) {
					t.Fatalf("piece %v of %v after %d", piece.Span, p.Span, at)
				}
				at = piece.Span.End
			}
		}
		Parallel(r, "A", []string{"B"})
		Compare(r.Articles[0].Article, r.Articles[1].Article)
	})
}
