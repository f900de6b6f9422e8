package claim_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/claim"
	"stemma/lang"
	"stemma/lexicon"
)

// extract runs the stages on paragraphs (separated by blank lines) of prose.
func extract(text string) (*stemma.Document, []stemma.ClaimMention) {
	article := &stemma.Article{ID: "A", Text: text, Language: "en",
		Published: &stemma.Published{Value: "2024-03-13", Precision: "day", Basis: stemma.BasisMetadata}}
	at := 0
	for _, paragraph := range strings.SplitAfter(text, "\n\n") {
		end := at + len(strings.TrimRight(paragraph, "\n"))
		if end > at {
			article.Blocks = append(article.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: at, End: end}})
		}
		at += len(paragraph)
	}
	d := lang.Analyze(article)
	return d, claim.Extract(d)
}

// expectClaims checks the mentions of a text, one String() a line.
func expectClaims(t *testing.T, text string, want ...string) {
	t.Helper()
	_, mentions := extract(text)
	got := []string{}
	for _, m := range mentions {
		got = append(got, m.String())
	}
	if want == nil {
		want = []string{}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s\n(-want +got)\n%s", text, diff)
	}
}

// readLexicon reads one of the package's files as its users do.
func readLexicon(t *testing.T, name string, least int) []lexicon.Entry {
	t.Helper()
	text, err := os.ReadFile("lexicon/" + name)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := lexicon.Read(name, string(text), least)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// tally counts examples that come out otherwise than the files say. The trees
// are parsed, not gold, and change with the models: a few examples may fail,
// each logged; more than one in twenty is a defect of the lexicon or of us.
type tally struct{ all, wrong int }

func (n *tally) check(t *testing.T, ok bool, format string, args ...any) {
	t.Helper()
	n.all++
	if !ok {
		n.wrong++
		t.Logf(format, args...)
	}
}

func (n *tally) report(t *testing.T) {
	t.Helper()
	if n.all == 0 || 20*n.wrong > n.all {
		t.Errorf("%d of %d examples come out otherwise", n.wrong, n.all)
	}
}

// TestSenseExamples executes the examples of the event lexicons: some mention
// of the example bears the entry's lemma, type and polarity.
func TestSenseExamples(t *testing.T) {
	var n tally
	for _, name := range []string{"verbs.txt", "nouns.txt", "adjectives.txt"} {
		for _, e := range readLexicon(t, name, 8) {
			if e.Example == "" {
				t.Errorf("%s:%d: no example", name, e.Line)
				continue
			}
			lemma := e.Fields[0]
			if lemma == "-" {
				lemma = e.Key
			}
			kind, negated := strings.CutPrefix(e.Fields[2], "!")
			_, mentions := extract(e.Example)
			found := false
			for _, m := range mentions {
				found = found || m.Event.Lemma == lemma && m.Event.Type == kind && (m.Polarity == stemma.Negative) == negated
			}
			if kind == "-" { // a figure of speech
				n.check(t, len(mentions) == 0, "%s:%d: a claim in %q: %v", name, e.Line, e.Example, mentions)
				continue
			}
			n.check(t, found, "%s:%d: no %s %s in %q: %v", name, e.Line, kind, lemma, e.Example, mentions)
		}
	}
	n.report(t)
}

// TestControlExamples executes "text → lemma modality"; "!" before the lemma says
// that the act did not come about. Every entry has such an example.
func TestControlExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "control.txt", 4) {
		text, want, ok := strings.Cut(e.Example, " → ")
		if !ok {
			t.Errorf("control.txt:%d: no example", e.Line)
			continue
		}
		lemma, modality, _ := strings.Cut(want, " ")
		lemma, negated := strings.CutPrefix(lemma, "!")
		_, mentions := extract(text)
		found := false
		for _, m := range mentions {
			found = found || m.Event.Lemma == lemma && m.Modality == modality && (m.Polarity == stemma.Negative) == negated
		}
		n.check(t, found, "control.txt:%d: no %s in %q: %v", e.Line, want, text, mentions)
	}
	n.report(t)
}

// TestFateExamples executes the examples of fate.txt: nine people, counted as the
// entry says.
func TestFateExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "fate.txt", 1) {
		if e.Example == "" {
			t.Errorf("fate.txt:%d: no example", e.Line)
			continue
		}
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			for _, q := range m.Quantities {
				found = found || q.Of == e.Fields[0] && q.Low != nil && *q.Low == 9
			}
		}
		n.check(t, found, "fate.txt:%d: not %s in %q: %v", e.Line, e.Fields[0], e.Example, mentions)
	}
	n.report(t)
}

// TestModeExamples executes the examples of modes.txt: an ASSAULT of that mode.
func TestModeExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "modes.txt", 2) {
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			found = found || m.Event.Type == "ASSAULT" && m.Event.Mode == e.Fields[0]
		}
		n.check(t, found, "modes.txt:%d: no mode %s in %q: %v", e.Line, e.Fields[0], e.Example, mentions)
	}
	n.report(t)
}

// TestLightExamples: under a light verb the noun names the event.
func TestLightExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "light.txt", 2) {
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			found = found || m.Event.Type != "EVENT"
		}
		n.check(t, found, "light.txt:%d: no event noun in %q: %v", e.Line, e.Example, mentions)
	}
	n.report(t)
}

// TestSpeechExamples: what is ordered or promised is not asserted.
func TestSpeechExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "speech.txt", 2) {
		_, mentions := extract(e.Example)
		ok := len(mentions) > 0 && mentions[0].Modality == e.Fields[0]
		n.check(t, ok, "speech.txt:%d: %q: %v", e.Line, e.Example, mentions)
	}
	n.report(t)
}

// TestSectorExamples: the noun heads a party of its sector.
func TestSectorExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "sectors.txt", 2) {
		if e.Example == "" {
			t.Errorf("sectors.txt:%d: no example", e.Line)
			continue
		}
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			for _, p := range slices.Concat(m.Actor, m.Recipient) {
				found = found || p.Sector == e.Fields[0]
			}
		}
		n.check(t, found, "sectors.txt:%d: no party of %s in %q: %v", e.Line, e.Fields[0], e.Example, mentions)
	}
	n.report(t)
}

// TestContentExamples: the mode, context and code of what a demand, refusal or
// threat is about.
func TestContentExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "contents.txt", 5) {
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			found = found || m.Event.Type == e.Key && m.Event.Mode == e.Fields[1] && m.Event.CAMEO == e.Fields[3] && (e.Fields[2] == "-" || m.Event.Context == e.Fields[2])
		}
		n.check(t, found, "contents.txt:%d: no %s %s in %q: %v", e.Line, e.Key, e.Fields[1], e.Example, mentions)
	}
	n.report(t)
}

// TestGoodsExamples: what is given makes the aid of that context and code.
func TestGoodsExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "goods.txt", 3) {
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			found = found || m.Event.Type == "AID" && m.Event.Context == e.Fields[0] && m.Event.CAMEO == e.Fields[1]
		}
		n.check(t, found, "goods.txt:%d: no aid %s in %q: %v", e.Line, e.Fields[0], e.Example, mentions)
	}
	n.report(t)
}

// TestDescribedParties: a description stays one, with the country and the sector that its words tell.
func TestDescribedParties(t *testing.T) {
	for text, want := range map[string]string{
		"Two soldiers were killed near Aden.":                    "soldiers  MIL",
		"Turkish soldiers killed two militants.":                 "Turkish soldiers TR MIL",
		"Boko Haram fighters attacked a village near Maiduguri.": "Boko Haram fighters NG REB",
		"Russian officials rejected the plan.":                   "Russian officials RU GOV",
		"Gunmen killed two guards in Aden.":                      "Gunmen  UAF",
	} {
		_, mentions := extract(text)
		var got []string
		for _, m := range mentions {
			for _, p := range slices.Concat(m.Actor, m.Recipient) {
				got = append(got, strings.TrimPrefix(p.Name, "Two ")+" "+p.Country+" "+p.Sector)
			}
		}
		if !slices.Contains(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestCAMEO: every PLOVER type has a code, and one whose root is that type's in
// the conversion table of PLOVER (CAMEO2PLOVER, 2021). 116, 175 and 191 to 192 moved.
func TestCAMEO(t *testing.T) {
	types := map[string]string{"03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE RETREAT", "09": "ACCUSE",
		"10": "REQUEST", "11": "ACCUSE SANCTION", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION COERCE", "17": "COERCE ASSAULT",
		"18": "ASSAULT", "19": "ASSAULT COERCE", "20": "ASSAULT"}
	plover := strings.Join(slices.Collect(maps.Values(types)), " ")
	for _, name := range []string{"verbs.txt", "nouns.txt", "adjectives.txt"} {
		for _, e := range readLexicon(t, name, 8) {
			kind, code := strings.TrimPrefix(e.Fields[2], "!"), e.Fields[5]
			switch {
			case !slices.Contains(strings.Fields(plover), kind):
			case len(code) < 3:
				t.Errorf("%s:%d: %s has no code", name, e.Line, kind)
			case !slices.Contains(strings.Fields(types[code[:2]]), kind):
				t.Errorf("%s:%d: %s is no code of %s", name, e.Line, code, kind)
			}
		}
	}
}

// TestPlaces: where it happened, of what kind, in which region and country, and
// whether only near it. A dateline is the report's place.
func TestPlaces(t *testing.T) {
	for text, want := range map[string]string{
		"Two men were killed in Woodburn, Oregon, on Friday.":                "Woodburn city Oregon US",
		"Two men were killed near Goma on Friday.":                           "Goma city near CD",
		"Two men were killed north of Goma on Friday.":                       "Goma city near CD",
		"Two men were killed in Maiduguri in Borno state.":                   "Maiduguri city Borno NG",
		"A bus overturned 30 km south of Lyon.":                              "Lyon city near 30 FR",
		"A quake struck 36 miles (58 km) south of Lyon.":                     "Lyon city near 58 FR",
		"Two men were killed in Mali.":                                       "Mali country ML",
		"Two men were killed in Helmand province.":                           "Helmand region AF",
		"Missiles struck the port of Lyon on Friday.":                        "Lyon city FR",
		"Missiles struck Lyon on Friday.":                                    "Lyon city FR",
		"Two men were killed in the Sahel.":                                  "Sahel area",
		"GOMA, Congo (Reuters) - Rebels killed three soldiers, police said.": "",
	} {
		_, mentions := extract(text)
		got := ""
		for _, m := range mentions {
			if p := m.Place; p != nil {
				near := ""
				if p.Near {
					near = "near"
				}
				if p.Away > 0 {
					near += fmt.Sprintf(" %.0f", p.Away)
				}
				got = strings.Join([]string{p.Name, p.Kind, near, p.Region, p.Country}, " ")
			}
		}
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestContextExamples: the context that another word of the clause gives.
func TestContextExamples(t *testing.T) {
	var n tally
	for _, e := range readLexicon(t, "contexts.txt", 2) {
		_, mentions := extract(e.Example)
		found := false
		for _, m := range mentions {
			found = found || m.Event.Context == e.Fields[0]
		}
		n.check(t, found, "contexts.txt:%d: no %s in %q: %v", e.Line, e.Fields[0], e.Example, mentions)
	}
	n.report(t)
}

// ploverModes are PLOVER's categories with the modes that its manual gives them.
var ploverModes = map[string]string{
	"AGREE": "", "CONSULT": "visit multilateral phone third-party", "SUPPORT": "", "COOPERATE": "", "AID": "", "CONCEDE": "",
	"RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
	"ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
	"THREATEN": "restrict arrest relations expel territory violence",
	"PROTEST":  "demo riot strike hunger boycott obstruct vandalize",
	"SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
	"COERCE":  "seize restrict censor curfew martial-law arrest deport withhold misinformation ban cyber",
	"ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}

// ownTypes are those of the package comment.
const ownTypes = "CASUALTY INJURY DAMAGE RESTORE ESCAPE DISASTER FOUND APPOINT LAUNCH MOVE TRANSFER WIN JUSTICE REVEAL STATEMENT FIGURE ROLE STATE EVENT"

// TestTypes: the lexicons use documented types only, and leave out no category
// and no mode of PLOVER.
func TestTypes(t *testing.T) {
	modes := map[string]bool{}
	note := func(name string, line int, kind, mode string) {
		if _, plover := ploverModes[kind]; !plover && !slices.Contains(strings.Fields(ownTypes), kind) && kind != "-" {
			t.Errorf("%s:%d: type %s is not documented", name, line, kind)
		}
		if mode != "-" && !slices.Contains(strings.Fields(ploverModes[kind]), mode) {
			t.Errorf("%s:%d: %s has no mode %s", name, line, kind, mode)
		}
		modes[kind+" "+mode], modes[kind+" "] = true, true
	}
	for _, name := range []string{"verbs.txt", "nouns.txt", "adjectives.txt"} {
		for _, e := range readLexicon(t, name, 8) {
			note(name, e.Line, strings.TrimPrefix(e.Fields[2], "!"), e.Fields[3])
		}
	}
	for _, e := range readLexicon(t, "contents.txt", 5) {
		note("contents.txt", e.Line, e.Key, e.Fields[1])
	}
	for _, e := range readLexicon(t, "modes.txt", 2) {
		note("modes.txt", e.Line, "ASSAULT", e.Fields[0])
	}
	for kind, list := range ploverModes {
		for _, mode := range append(strings.Fields(list), "") {
			if !modes[kind+" "+mode] {
				t.Errorf("no entry for %s %s", kind, mode)
			}
		}
	}
}
