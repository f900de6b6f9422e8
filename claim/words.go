package claim

import (
	"embed"
	"strings"
	"sync"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/*.txt
var files embed.FS

// sense is one line of verbs.txt, nouns.txt or adjectives.txt: what event a
// word bears when its clause meets the conditions.
type sense struct {
	with    []string // any of these must stand in the clause: lemmas, "@class", "+agent"
	event   stemma.Event
	frame   string // where the recipient stands, in order of preference: "iobj,to,obj"
	negated bool
}

// control says what a verb makes of its infinitive or participle.
type control struct {
	effect  string // aspect, attempt, planned, expected, negative, ordered, threatened, alleged, hypothetical, caused
	subject string // subj, obj: whose act it is
	emit    string // self, complement, both: which of the two is a claim
}

// good is what a thing given makes of aid.
type good struct{ context, cameo string }

// words is everything the lexicon files say.
type words struct {
	verbs       map[string][]sense
	nouns       map[string][]sense
	adjectives  map[string]sense
	control     map[string]control
	light       map[string]string             // verb → agent, patient, happen
	classes     map[string]map[string]bool    // class → lemmas
	modes       map[string]string             // weapon → PLOVER mode
	sectors     map[string]string             // noun → PLOVER sector
	goods       map[string]good               // what aid is given in
	past        map[string]string             // irregular past tenses
	present     map[string]string             // the same the other way round
	participles map[string]string             // past participles that differ from the past tense
	fate        map[string]string             // event lemma → what its victims are counted as
	contents    map[string]map[string]content // type → word → what its demand or threat is about
	contexts    map[string]string             // word → PLOVER context
	counted     map[string]string             // what befell the counted → its participle
	speech      map[string]string             // speech-act verbs: what the claim's modality is
	commitments map[string]commitment         // "class say", "cue fear", "adverb probably"
}

// loadWords reads the embedded files once; the result is never changed.
var loadWords = sync.OnceValue(func() *words {
	w := &words{
		verbs: map[string][]sense{}, nouns: map[string][]sense{}, adjectives: map[string]sense{},
		control: map[string]control{}, light: map[string]string{}, classes: map[string]map[string]bool{},
		modes: map[string]string{}, sectors: map[string]string{}, goods: map[string]good{}, past: map[string]string{}, present: map[string]string{}, participles: map[string]string{}, speech: map[string]string{}, contents: map[string]map[string]content{}, contexts: map[string]string{}, fate: map[string]string{}, counted: map[string]string{}, commitments: map[string]commitment{},
	}
	for _, e := range entries("verbs", 8) {
		w.verbs[e.Key] = append(w.verbs[e.Key], readSense(e.Key, e.Fields))
	}
	for _, e := range entries("nouns", 8) {
		w.nouns[e.Key] = append(w.nouns[e.Key], readSense(e.Key, e.Fields))
	}
	for _, e := range entries("adjectives", 8) {
		w.adjectives[e.Key] = readSense(e.Key, e.Fields)
	}
	for _, e := range entries("control", 4) {
		w.control[e.Key] = control{e.Fields[0], e.Fields[1], e.Fields[2]}
	}
	for _, e := range entries("classes", 2) {
		class := map[string]bool{}
		for _, word := range strings.Fields(e.Fields[0]) {
			class[word] = true
		}
		w.classes[e.Key] = class
	}
	pairs(w.light, "light")
	pairs(w.modes, "modes")
	pairs(w.sectors, "sectors")
	for _, e := range entries("goods", 3) {
		w.goods[e.Key] = good{e.Fields[0], e.Fields[1]}
	}
	pairs(w.past, "past")
	for _, e := range entries("past", 2) {
		w.present[e.Fields[0]] = e.Key
		if len(e.Fields) > 1 {
			w.participles[e.Key] = e.Fields[1]
		}
	}
	pairs(w.fate, "fate")
	pairs(w.contexts, "contexts")
	for _, e := range entries("contents", 5) {
		if w.contents[e.Key] == nil {
			w.contents[e.Key] = map[string]content{}
		}
		w.contents[e.Key][e.Fields[0]] = content{e.Fields[1], strings.TrimPrefix(e.Fields[2], "-"), e.Fields[3]}
	}
	pairs(w.counted, "counted")
	pairs(w.speech, "speech")
	for _, e := range entries("commitment", 3) {
		w.commitments[e.Key] = readCommitment(e.Fields)
	}
	return w
})

func entries(name string, least int) []lexicon.Entry {
	text, err := files.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic(err)
	}
	return lexicon.MustRead(name+".txt", string(text), least)
}

func pairs(dst map[string]string, name string) {
	for _, e := range entries(name, 2) {
		dst[e.Key] = e.Fields[0]
	}
}

// readSense reads the fields: lemma, with, type ("!" before it negates), mode,
// context, CAMEO, frame; "-" is an empty field.
func readSense(key string, fields []string) sense {
	field := func(i int) string {
		if fields[i] == "-" {
			return ""
		}
		return fields[i]
	}
	lemma := field(0)
	if lemma == "" {
		lemma = key
	}
	kind, negated := strings.CutPrefix(field(2), "!")
	s := sense{
		event:   stemma.Event{Type: kind, Mode: field(3), Context: field(4), CAMEO: field(5), Lemma: lemma},
		frame:   field(6),
		negated: negated,
	}
	if with := field(1); with != "" {
		s.with = strings.Split(with, ",")
	}
	return s
}

// in reports whether a lemma belongs to a class of classes.txt.
func (w *words) in(class, lemma string) bool { return w.classes[class][lemma] }

// base is a token's lemma in lower case, checked against the files.
func (w *words) base(t *stemma.Token) string {
	form, lemma := strings.ToLower(t.Form), strings.ToLower(t.Lemma)
	if lemma == "" || lemma == "_" {
		lemma = form
	}
	switch {
	case t.UPOS == "VERB" || t.UPOS == "AUX":
		if w.verb(lemma) {
			return lemma
		}
		if base, ok := w.present[form]; ok {
			return base
		}
		for _, base := range verbBases(form) {
			if w.verb(base) {
				return base
			}
		}
	case t.UPOS == "NOUN" && lemma == form && len(form) > 3 && (t.XPOS == "NNS" || strings.HasSuffix(form, "ies")):
		if stem, ok := strings.CutSuffix(form, "ies"); ok {
			return stem + "y"
		}
		return strings.TrimSuffix(form, "s")
	}
	return lemma
}

// undergone reports a verb whose event always befalls an object: without one
// its participle is passive.
func (w *words) undergone(lemma string) bool {
	senses := w.verbs[lemma]
	return len(senses) > 0 && senses[len(senses)-1].frame == "obj"
}

// verb reports whether a file knows a verb.
func (w *words) verb(lemma string) bool {
	_, controls := w.control[lemma]
	return controls || len(w.verbs[lemma]) > 0 || w.light[lemma] != "" || w.in("inner", lemma) || w.in("report", lemma)
}

// verbBases lists what an inflected form may come from.
func verbBases(form string) []string {
	for _, ending := range []string{"ing", "ed", "es", "s"} {
		stem, ok := strings.CutSuffix(form, ending)
		if !ok || len(stem) < 2 {
			continue
		}
		bases := []string{stem, stem + "e"}
		if n := len(stem); stem[n-1] == stem[n-2] {
			bases = append(bases, stem[:n-1])
		}
		if before, ok := strings.CutSuffix(stem, "i"); ok {
			bases = append(bases, before+"y")
		}
		return bases
	}
	return nil
}
