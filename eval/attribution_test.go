package eval

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stemma"
	"stemma/lang"
)

// line writes an attribution's parts as words, for tests.
func (a attributed) line(text string) string {
	words := func(pieces []stemma.Span) string {
		var list []string
		for _, piece := range pieces {
			list = append(list, piece.In(text))
		}
		return strings.Join(list, " | ")
	}
	return fmt.Sprintf("%s; %s; %s; %s", words(a.source), words(a.cue), words(a.content), words(a.via))
}

func TestReadMarked(t *testing.T) {
	const marked = `<s1>The paper</s1> <c1 kind="indirect">says</c1> <t1><s2 is="Ann Lee">she</s2> <c2 kind="indirect" stance="denied">denied</c2> <v2>twice</v2> <t2>any fault</t2></t1>. "<t1>So.</t1>"`
	text, gold, err := readMarked(marked)
	if err != nil {
		t.Fatal(err)
	}
	if want := `The paper says she denied twice any fault. "So."`; text != want {
		t.Errorf("text %q, want %q", text, want)
	}
	want := []string{"The paper; says; she denied twice any fault | So.; ", "she; denied; any fault; twice"}
	for i, w := range want {
		if got := gold[i].line(text); got != w {
			t.Errorf("attribution %d: %q, want %q", i, got, w)
		}
	}
	if gold[1].is != "Ann Lee" || gold[1].stance != "denied" || gold[0].kind != "indirect" {
		t.Errorf("fields %+v", gold)
	}
}

func TestReadMarkedRefusesBrokenMarks(t *testing.T) {
	for _, marked := range []string{"<s1>Ann", "Ann</s1>", "<s1><c1>Ann</s1></c1>"} {
		if _, _, err := readMarked(marked); err == nil {
			t.Errorf("%q read without an error", marked)
		}
	}
}

func TestReadBrat(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "polnear", "text", "small.txt"))
	if err != nil {
		t.Fatal(err)
	}
	ann, err := os.ReadFile(filepath.Join("testdata", "polnear", "attributions", "small.ann"))
	if err != nil {
		t.Fatal(err)
	}
	gold, err := readBrat(string(text), string(ann))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Ann Lee; said; “We mended it,” | “and it holds.”; ", "The ministry; denied; any fault; "}
	if len(gold) != len(want) {
		t.Fatalf("%d attributions, want %d", len(gold), len(want))
	}
	for i, w := range want {
		if got := gold[i].line(string(text)); got != w {
			t.Errorf("attribution %d: %q, want %q", i, got, w)
		}
	}
}

func TestReadBratSharedParts(t *testing.T) {
	const text = "Ann said A and added B"
	const ann = "T1\tSource 0 3\tAnn\nT2\tCue 4 8\tsaid\nT3\tContent 9 10\tA\nT4\tCue 15 20\tadded\nT5\tContent 21 22\tB\n" +
		"R1\tAttribution Arg1:T1 Arg2:T2\nR2\tAttribution Arg1:T3 Arg2:T2\nR3\tAttribution Arg1:T1 Arg2:T4\nR4\tAttribution Arg1:T5 Arg2:T4\n"
	gold, err := readBrat(text, ann)
	if err != nil || len(gold) != 2 {
		t.Fatalf("%v %v", gold, err)
	}
	if got := gold[0].line(text) + " / " + gold[1].line(text); got != "Ann; said; A;  / Ann; added; B; " {
		t.Errorf("got %q", got)
	}
}

func TestReadBratBadRange(t *testing.T) {
	for _, ann := range []string{"T1\tSource 0 99\tx", "T1\tCue x y\tx", "T1\tCue 3 1\tx"} {
		if _, err := readBrat("short", ann); err == nil {
			t.Errorf("%q read without an error", ann)
		}
	}
}

// scripted is an analysis that answers with fixed attributions.
func scripted(list ...stemma.Attribution) analysis {
	return func(article *stemma.Article) *stemma.Document {
		return &stemma.Document{Article: article, Attributions: list}
	}
}

func ref(text, words string) *stemma.Ref {
	at := strings.Index(text, words)
	return &stemma.Ref{Span: stemma.Span{Start: at, End: at + len(words)}, Entity: words}
}

// Two gold attributions, the second within the first. The system has the first
// whole, with a source that is too long (strict miss, overlap hit), and of the
// second only the cue and the source; and one attribution too many.
func TestAttributionByHand(t *testing.T) {
	const marked = `<s1>Ann Lee</s1> <c1 kind="indirect">said</c1> <t1><s2 is="Bo Ek">he</s2> <c2 kind="indirect">denied</c2> <t2>any fault at all</t2></t1>. Dogs bark.`
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "a.ann.txt"), []byte(marked), 0o600); err != nil {
		t.Fatal(err)
	}
	text, _, _ := readMarked(marked)
	system := scripted(
		stemma.Attribution{Kind: "indirect", Source: ref(text, "Ann Lee said"), Cue: ref(text, "said"), Content: []stemma.Ref{*ref(text, "he denied any fault at all.")}},
		stemma.Attribution{Kind: "direct", Source: &stemma.Ref{Span: ref(text, "he").Span, Entity: "Ek"}, Cue: ref(text, "denied"), Content: []stemma.Ref{*ref(text, "any")}},
		stemma.Attribution{Kind: "indirect", Cue: ref(text, "bark"), Content: []stemma.Ref{*ref(text, "Dogs")}})
	scores, err := scoreAttributionFolder(system)([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	// gold has 2 of each part; the system 2 sources, 3 cues, 3 contents
	expectScores(t, scores, map[string]float64{
		"attribution.strict.source": 50, "attribution.strict.cue": 80, "attribution.strict.content": 40,
		"attribution.overlap.source": 100, "attribution.overlap.cue": 80, "attribution.overlap.content": 40,
		"attribution.whole": 40, "attribution.nested": 0, "attribution.kind": 50, "attribution.resolved": 100,
		"attribution.direct.recall": 0, "attribution.direct.precision": 0,
	})
}

// Gold has two direct quotations; the system finds one with its speaker, calls
// it mixed, and gives the other to somebody else.
func TestDirectByHand(t *testing.T) {
	const marked = `"<t1>We did it</t1>," <s1>Lee</s1> <c1 kind="direct">said</c1>. "<t2>We did not</t2>," <s2>Ann</s2> <c2 kind="direct">said</c2>.`
	text, gold, _ := readMarked(marked)
	var tally attributionTally
	tally.add(text, gold, []attributed{
		{kind: "mixed", source: spans(text, "Lee"), content: spans(text, "We did it")},
		{kind: "direct", source: spans(text, "Lee"), content: spans(text, "We did not")}})
	if tally.direct != [2]hits{{1, 2}, {0, 1}} {
		t.Errorf("%v", tally.direct)
	}
}

func TestPolnearByHand(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "polnear", "text", "small.txt"))
	if err != nil {
		t.Fatal(err)
	}
	s := string(text)
	system := scripted(
		stemma.Attribution{Source: ref(s, "Ann Lee"), Cue: ref(s, "said"), Content: []stemma.Ref{*ref(s, "We mended it,"), *ref(s, "and it holds.")}},
		stemma.Attribution{Source: ref(s, "ministry"), Cue: ref(s, "denied"), Content: []stemma.Ref{*ref(s, "any fault")}})
	scores, err := scorePolnear(system)([]string{filepath.Join("testdata", "polnear")})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{}
	for _, task := range []string{"polnear", "polnear.own"} {
		want[task+".strict.source"], want[task+".strict.cue"], want[task+".strict.content"] = 50, 100, 100
		want[task+".overlap.source"], want[task+".overlap.cue"], want[task+".overlap.content"], want[task+".whole"] = 100, 100, 100, 100
	}
	expectScores(t, scores, want)
}

// TestPolnearNames: a file of marks may bear its annotator's name.
func TestPolnearNames(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{"text/a-b.txt": "Ann said so.", "attributions/a-b_4b22.ann": "T1\tSource 0 3\tAnn\n"} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	text, _, err := readPolnear(filepath.Join(folder, "attributions", "a-b_4b22.ann"))
	if err != nil || text != "Ann said so." {
		t.Errorf("%q, %v", text, err)
	}
}

func TestConventions(t *testing.T) {
	const text = "The mayor forcefully told reporters that the town was worried about floods."
	d := lang.Analyze(lines("small.txt", text))
	list := []attributed{
		{cue: spans(text, "told"), content: spans(text, "the town was worried about floods")},
		{cue: spans(text, "was worried"), content: spans(text, "floods")},
	}
	got := conventions(d, list)
	if len(got) != 1 || got[0].line(text) != "; forcefully told; that the town was worried about floods; " {
		t.Errorf("%v", got)
	}
	alone := conventions(d, list[1:])
	if len(alone) != 1 || alone[0].line(text) != "; was worried about; floods; " {
		t.Errorf("%v", alone)
	}
}

func spans(text, words string) []stemma.Span { return []stemma.Span{ref(text, words).Span} }

func expectScores(t *testing.T, scores []Score, want map[string]float64) {
	t.Helper()
	if len(scores) != len(want) {
		t.Errorf("%d scores, want %d", len(scores), len(want))
	}
	for _, score := range scores {
		if w, ok := want[score.Name]; !ok || w-score.Value > 0.05 || score.Value-w > 0.05 {
			t.Errorf("%s %.1f, want %.1f", score.Name, score.Value, w)
		}
	}
}
