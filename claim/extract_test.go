package claim_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/claim"
	"stemma/lang"
)

// The dates below follow from the document date of extract: Wednesday 13 March 2024.

func TestEvents(t *testing.T) {
	expectClaims(t, "A bomb killed two guards in Lagos on Monday.",
		"ASSAULT kill(bomb → guards) @Lagos 2024-03-11..2024-03-11 2 killed <> asserted positive")
	expectClaims(t, "The storm destroyed ten houses, killing four people.",
		"DAMAGE destroy(storm → ; houses) 10 destroyed <> asserted positive",
		"CASUALTY kill(storm → people) 4 killed <> asserted positive")
	expectClaims(t, "Police arrested two men and seized three rifles.",
		"COERCE arrest(Police → men) 2 arrested <> asserted positive",
		"COERCE seize(Police → ; rifles) 3 seized <> asserted positive")
	expectClaims(t, "The blast was the second in a month.",
		"ROLE be(blast → ; second) <> asserted positive")
	expectClaims(t, "The shelling of Kidal by the army angered Mali.",
		"ASSAULT shell(army → Kidal) @Kidal <> asserted positive",
		"EVENT anger(shelling of Kidal by the army → Mali) <> asserted positive")
}

func TestChains(t *testing.T) {
	expectClaims(t, "Gunmen killed two guards in Lagos, police said Tuesday.",
		"ASSAULT kill(Gunmen → guards) @Lagos 2 killed <police> asserted positive")
	expectClaims(t, "Ada Berg said at least nine engineers were killed during the mission.",
		"CASUALTY kill( → engineers) 9+ killed <Ada Berg> asserted positive")
	expectClaims(t, "According to the mayor, a ship carried out an attack on the port.",
		"ASSAULT attack(ship → port) <mayor> asserted positive")
}

func TestModalities(t *testing.T) {
	expectClaims(t, "The ministry denied that Norway had supplied Mali with rifles.",
		"STATEMENT deny(ministry → ) <> asserted positive",
		"AID supply(Norway → Mali) <ministry> denied positive")
	expectClaims(t, "Norway will send 200 soldiers to Mali.",
		"MOBILIZE deploy(Norway → ; soldiers) @Mali 200 troops <> planned positive")
	expectClaims(t, "Norway has agreed to provide fuel to Mali.",
		"AGREE agree(Norway → Mali) <> planned positive")
	expectClaims(t, "Officials said the driver may have died.",
		"CASUALTY die( → driver) <Officials> hypothetical positive")
	expectClaims(t, "The minister called for the release of two prisoners.",
		"REQUEST call for(minister → prisoners) 2  <> asserted positive",
		"RETREAT release( → prisoners) 2  <minister> ordered positive")
	expectClaims(t, "The rebels threatened to attack the port.",
		"THREATEN threaten(rebels → ) <> threatened positive")
}

// TestObliged: what somebody had to do was done, and what they will have to do is
// to come; "have to" and "did not have to" say neither.
func TestObliged(t *testing.T) {
	expectClaims(t, "Norway had to close the port.",
		"COERCE close(Norway → ; port) <> asserted positive")
	expectClaims(t, "Norway will have to close the port.",
		"THREATEN close(Norway → ; port) <> planned positive") // as "will close the port" does
	expectClaims(t, "Norway has to close the port.")
	for _, text := range []string{"Norway did not have to close the port.", "Norway had a port to close.", "Norway had yet to close the port."} {
		_, mentions := extract(text)
		for _, m := range mentions {
			if m.Event.Lemma == "close" {
				t.Errorf("%s: %v", text, m)
			}
		}
	}
}

// TestReachedHead: the recipient below a complement is a noun, not its article.
func TestReachedHead(t *testing.T) {
	expectClaims(t, "Nurses have been made available to the families.",
		"AID provide( → families; Nurses) <> asserted positive")
}

// TestScheduled: "is to" arranges an act of somebody; of a plan it says what it is.
func TestScheduled(t *testing.T) {
	expectClaims(t, "Ada Berg was to meet the mayor on Friday.",
		"AGREE meet(Ada Berg → mayor) 2024-03-15..2024-03-15 <> planned positive")
	expectClaims(t, "The minister is to visit Peru.",
		"AGREE visit(minister → Peru) <> planned positive")
	expectClaims(t, "Police said the ship was to sail to Lagos.",
		"MOVE go(ship → ) @Lagos <Police> planned positive")
	expectClaims(t, "The ferry Alfa is to be repaired in May, the owner said.",
		"RESTORE repair( → ; ferry) 2024-05-01..2024-05-31 <owner> planned positive")
	expectClaims(t, "The plan is to close the bridge.")
	expectClaims(t, "Berg is to blame for the accident.")
}

// TestPhrases: verbs whose particle, object or participle makes the event.
func TestPhrases(t *testing.T) {
	for text, want := range map[string]string{
		"Officers handcuffed two drivers.":                  "COERCE arrest",
		"Officers cuffed a man.":                            "COERCE arrest",
		"Two sailors managed to get out.":                   "ESCAPE escape",
		"Police took the driver into a van.":                "MOVE move",
		"Clerks rushed into the street.":                    "MOVE move",
		"Students poured into the streets.":                 "MOVE move",
		"One of its ships is headed to Lagos.":              "MOVE go",
		"Two boats were made available to the villagers.":   "AID provide",
		"The cause of the fault is not known at this time.": "STATE know",
		"The island experienced a blackout on Sunday.":      "DAMAGE fail",
	} {
		_, mentions := extract(text)
		if !slices.ContainsFunc(mentions, func(m stemma.ClaimMention) bool {
			return m.Event.Type+" "+m.Event.Lemma == want && m.Rule != "event noun"
		}) {
			t.Errorf("%s: no %s in %v", text, want, mentions)
		}
	}
}

func TestPolarity(t *testing.T) {
	expectClaims(t, "No one was injured in the crash.",
		"INJURY injure( → one) 0 injured <> asserted negative")
	expectClaims(t, "The crew escaped without injury.",
		"ESCAPE escape(crew → ) <> asserted positive",
		"INJURY injure( → crew) <> asserted negative")
	expectClaims(t, "The ship will not arrive until Monday.",
		"MOVE arrive(ship → ) 2024-03-18..2024-03-18 <> expected positive")
	expectClaims(t, "The storm injured two guards but no sailors.",
		"INJURY injure(storm → guards, sailors) 2 injured <> asserted positive",
		"INJURY injure(storm → guards) 2 injured <> asserted positive")
	expectClaims(t, "The driver refused to leave after being questioned.",
		"REJECT refuse(driver → ) <> asserted positive",
		"ACCUSE question( → driver) <> asserted positive")
	expectClaims(t, "The ship failed to arrive.",
		"MOVE arrive(ship → ) <> asserted negative")
}

// TestNoClaims: opinion, questions, commands and suppositions claim nothing, and
// what was prevented did not happen.
func TestNoClaims(t *testing.T) {
	for _, text := range []string{
		"He was beautiful and everybody loved him.",
		"Did the army shell the town?",
		"Leave the town now.",
		"If the rebels attack, we hope for the best.",
		"Everyone should eat more fish.",
		"The mayor said.",
		"",
	} {
		expectClaims(t, text)
	}
	expectClaims(t, "The navy prevented pirates from attacking a tanker.",
		"COERCE prevent(navy → pirates) <> asserted positive")
}

func TestSummaries(t *testing.T) {
	for text, want := range map[string][]string{
		"The storm destroyed ten houses, killing four people.": {"The storm destroyed ten houses", "The storm killed four people"},
		"The army began shelling the town.":                    {"The army began shelling the town"},
		"The crew escaped without injury.":                     {"The crew escaped without injury", "The crew escaped without injury"},
	} {
		_, mentions := extract(text)
		var got []string
		for _, m := range mentions {
			got = append(got, m.Summary)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}

// TestAppositions: an age and a role stand beside a name.
func TestAppositions(t *testing.T) {
	_, mentions := extract("Ada Berg, 46, the mayor of Lillehammer, was arrested on Friday.")
	var got []string
	for _, m := range mentions {
		got = append(got, m.Event.Type+" "+m.Event.Lemma)
	}
	if len(got) == 0 || got[0] != "FIGURE age" || got[len(got)-1] != "COERCE arrest" {
		t.Errorf("got %v", got)
	}
}

// TestSalience: the lead with its dead comes before an aside.
func TestSalience(t *testing.T) {
	_, mentions := extract("A bomb killed two guards in Lagos on Monday.\n\nThe market opened in May.\n\nThe city built a bridge.\n\nThe shop is on the square.")
	for _, m := range mentions {
		if m.Salience < 0 || m.Salience > 1 {
			t.Errorf("%v: salience %v", m, m.Salience)
		}
	}
	if len(mentions) < 2 || mentions[0].Salience <= mentions[len(mentions)-1].Salience {
		t.Errorf("lead not first: %v", mentions)
	}
}

// TestCredit: an agency credited at the head is the source of what has no other;
// a picture's credit is none.
func TestCredit(t *testing.T) {
	text := "A bomb killed two guards, police said.\n\nThe army closed a road in Lagos."
	article := &stemma.Article{ID: "A", Text: text,
		Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{Start: 0, End: 38}},
			{Kind: stemma.Paragraph, Span: stemma.Span{Start: 40, End: len(text)}}},
		Credits: []stemma.Credit{{Name: "Reuters", Kind: "agency"}, {Name: "Getty Images", Kind: "picture"}}}
	mentions := claim.Extract(lang.Analyze(article))
	if len(mentions) != 2 || !strings.Contains(mentions[0].String(), "<police>") || !strings.Contains(mentions[1].String(), "<Reuters>") {
		t.Errorf("got %v", mentions)
	}
}

// hold checks what must be true of every mention.
func hold(t *testing.T, d *stemma.Document, mentions []stemma.ClaimMention) {
	t.Helper()
	whole := stemma.Span{Start: 0, End: len(d.Text)}
	before := 0
	for _, m := range mentions {
		if m.Span.Empty() || !whole.Contains(m.Span) || m.Trigger.Empty() || !whole.Contains(m.Trigger) {
			t.Errorf("%v: span %v trigger %v", m, m.Span, m.Trigger)
		}
		if m.Trigger.Start < before {
			t.Errorf("%v: out of order", m)
		}
		before = m.Trigger.Start
		if m.Rule == "" || m.Modality == "" || m.Polarity == "" || m.Event.Type == "" || m.Event.Lemma == "" {
			t.Errorf("%v: a field is empty", m)
		}
		for _, p := range append(append([]stemma.Party{}, m.Actor...), m.Recipient...) {
			if p.Name == "" || !whole.Contains(p.Span) {
				t.Errorf("%v: party %+v", m, p)
			}
		}
	}
}

// TestDeterministic: the same document gives the same mentions, and Extract
// leaves it as it was.
func TestDeterministic(t *testing.T) {
	text := "A bomb killed two guards and a nurse in Lagos on Monday, police said.\n\nThe rebels shelled Kidal, Gao and Timbuktu. Volunteers distributed food to the victims."
	d, first := extract(text)
	tokens := append([]stemma.Token{}, d.Tokens...)
	if diff := cmp.Diff(first, claim.Extract(d)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(tokens, d.Tokens); diff != "" {
		t.Error("document changed", diff)
	}
	hold(t, d, first)
}

// FuzzExtract: any text, and any tree over it, gives mentions within bounds.
func FuzzExtract(f *testing.F) {
	f.Add("A bomb killed two guards, police said.", uint64(1))
	f.Add("Up to 12 Somalis - 61-year-old men - were, \"he\" said, let go.", uint64(7))
	f.Add("\xff 46, (", uint64(3))
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		text = strings.ToValidUTF8(text, "?")
		if len(text) > 400 {
			return
		}
		d, mentions := extract(text)
		hold(t, d, mentions)
		scramble(d, seed)
		hold(t, d, claim.Extract(d))
	})
}

// scramble hangs every token somewhere else in its sentence, loops included.
func scramble(d *stemma.Document, seed uint64) {
	relations := []string{"root", "nsubj", "obj", "conj", "xcomp", "acl", "advcl", "nmod", "amod", "ccomp", "cop", "mark", "obl"}
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			seed = seed*6364136223846793005 + 1442695040888963407
			d.Tokens[i].Head = s.First + int(seed>>33)%(s.Last-s.First)
			d.Tokens[i].Deprel = relations[int(seed>>40)%len(relations)]
		}
	}
}

func BenchmarkExtract(b *testing.B) {
	text := strings.Repeat("A bomb killed two guards and injured a nurse in Lagos on Monday, police said. The rebels, who fled the camp, shelled Kidal with rockets, destroying ten houses.\n\n", 20)
	d, _ := extract(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		claim.Extract(d)
	}
}

// TestNoOne: the "no" of "no-one" denies as that of "no one" does.
func TestNoOne(t *testing.T) {
	for _, text := range []string{"No-one was injured in the fire.", "No one was injured in the fire."} {
		_, mentions := extract(text)
		if len(mentions) != 1 || mentions[0].Polarity != stemma.Negative {
			t.Errorf("%s: %v", text, mentions)
		}
	}
}

// TestUnsaid: what a source does not say or think, and what is yet to come, is no claim.
func TestUnsaid(t *testing.T) {
	for _, text := range []string{
		"King said he did not think the club was heading in the right direction.",
		"Norway did not say that its troops killed two farmers.",
		"Gupta had all but officially accepted the job.",
		"The driver almost died in the crash.",
		"The shop will reopen once the full damage has been assessed.",
	} {
		_, mentions := extract(text)
		for _, m := range mentions {
			if m.Event.Lemma != "reopen" {
				t.Errorf("%s: %v", text, m)
			}
		}
	}
}
