package reconcile

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// note is a claim mention with what alignment compares of it.
type note struct {
	stemma.ClaimMention
	doc     int
	story   int
	family  string
	words   []string // sorted content words of the clause; a name is one word, its canonical one
	weights []float64
	clauses []int    // how many clauses of the article use each of the words
	context []string // the same of the whole sentence
	static  bool     // says what something is: a figure, a role
	light   bool     // the event word says nothing of what happened
	actor   []party
	patient []party // recipient and object
	of      []string
	inside  []int         // passages that hold the trigger
	inner   []stemma.Span // clauses of other mentions in this one's
	place   string
	far     int       // how far from the news: fresh, distant or undated
	events  int       // mentions of the article with this kind of event
	spot    [3]string // stems of the event word and its neighbours
}

// party is a participant as alignment compares it.
type party struct {
	key   string   // canonical name; "" for a description
	head  string   // family of the description's head word
	words []string // sorted content lemmas
	human bool     // a named person
}

// notebook is what the stage knows about all mentions of all articles.
type notebook struct {
	docs    []*stemma.Document
	asOf    string
	byID    map[string]int
	kin     kinship
	notes   []note
	stories []string    // story ID by number
	storyOf []int       // story number of each article
	cast    []cast      // see casts
	sourced [][]sourced // see sentencesOf
}

// read prepares the mentions of articles published by asOf. Articles in no
// story make a story of their own.
func read(docs []*stemma.Document, mentions [][]stemma.ClaimMention, kin stemma.Kinship, stories []stemma.Story, asOf string) *notebook {
	b := &notebook{docs: docs, asOf: asOf, byID: map[string]int{}, kin: indexKinship(docs, kin)}
	storyOf := map[string]int{}
	for i, s := range stories {
		b.stories = append(b.stories, s.ID)
		for _, id := range s.Articles {
			storyOf[id] = i
		}
	}
	for i, d := range docs {
		b.byID[d.ID] = i
		if _, ok := storyOf[d.ID]; !ok {
			storyOf[d.ID] = len(b.stories)
			b.stories = append(b.stories, "")
		}
		b.storyOf = append(b.storyOf, storyOf[d.ID])
	}
	for i, list := range mentions {
		if i >= len(docs) || later(docs[i].Published, asOf) {
			continue
		}
		for k, m := range list {
			b.notes = append(b.notes, b.note(i, storyOf[docs[i].ID], m, nested(list, k)))
		}
	}
	b.settleNames()
	b.weigh()
	b.uses()
	return b
}

// later reports whether p is known to lie after the day asOf.
func later(p *stemma.Published, asOf string) bool {
	return asOf != "" && p != nil && len(p.Value) >= 4 && p.Value[:min(len(p.Value), len(asOf))] > asOf[:min(len(p.Value), len(asOf))]
}

// nested are the clauses of other mentions within a mention's own: what they
// say is claimed there, not here. Figures and roles are part of what holds them.
func nested(list []stemma.ClaimMention, at int) []stemma.Span {
	m := &list[at]
	if m.Event.Type == "STATEMENT" {
		return nil // what was said is what a statement is about
	}
	var inner []stemma.Span
	for i := range list {
		o := &list[i]
		if i != at && o.Span.Len() < m.Span.Len() && m.Span.Contains(o.Span) && !o.Span.Overlaps(m.Trigger) && !isStatic(o.Event.Type) {
			inner = append(inner, o.Span)
		}
	}
	return inner
}

// isStatic reports whether claims of the type say what something is, rather
// than what happened.
func isStatic(eventType string) bool { return eventType == "FIGURE" || eventType == "ROLE" }

func (b *notebook) note(doc, story int, m stemma.ClaimMention, inner []stemma.Span) note {
	d := b.docs[doc]
	n := note{ClaimMention: m, doc: doc, story: story, family: eventFamily(d, m), inner: inner}
	n.words = contentWords(d, m.Span, inner...)
	n.context = contentWords(d, around(d, m.Trigger))
	n.light = n.family == family(m.Event.Lemma) && eventFamilies().light[strings.ToLower(m.Event.Lemma)]
	for _, p := range m.Actor {
		n.actor = append(n.actor, readParty(d, p))
	}
	for _, p := range m.Recipient {
		n.patient = append(n.patient, readParty(d, p))
	}
	n.static = isStatic(m.Event.Type)
	if m.Object != nil {
		n.patient = append(n.patient, readParty(d, *m.Object))
	}
	for _, q := range m.Quantities {
		if q.Of != "" && !slices.Contains(n.of, q.Of) {
			n.of = append(n.of, q.Of)
		}
	}
	slices.Sort(n.of)
	if m.Place != nil {
		n.place = gazetteer.Key(m.Place.Name)
	}
	n.inside = b.kin.holding(m.Article, m.Trigger)
	n.spot, n.far = spot(d, m.Trigger), farness(d, &m)
	return n
}

// spot is the stem of the event word, with the words before and after it.
func spot(d *stemma.Document, trigger stemma.Span) [3]string {
	first, last := d.TokensIn(trigger)
	var out [3]string
	for i, at := range [3]int{first - 1, first, last} {
		if at >= 0 && at < len(d.Tokens) {
			out[i] = stem(strings.ToLower(d.Tokens[at].Form))
		}
	}
	return out
}

// readParty takes a participant's canonical name, or the words that describe it.
func readParty(d *stemma.Document, p stemma.Party) party {
	q := party{words: contentWords(d, p.Span)}
	if head := headToken(d, p.Span); head >= 0 {
		q.head = family(d.Tokens[head].Lemma)
	} else {
		fields := strings.Fields(strings.ToLower(p.Name))
		if len(fields) > 0 {
			q.head = family(fields[len(fields)-1])
		}
	}
	if p.Entity != "" {
		q.key = gazetteer.Key(p.Entity)
		q.human = entityType(d, p.Entity) == "PER"
	}
	return q
}

func entityType(d *stemma.Document, id string) string {
	if e := entity(d, id); e != nil {
		return e.Type
	}
	return ""
}

// entity is the document's entity with the ID, or nil.
func entity(d *stemma.Document, id string) *stemma.Entity {
	for i := range d.Entities {
		if d.Entities[i].ID == id {
			return &d.Entities[i]
		}
	}
	return nil
}

// headToken is the token of s whose head lies outside it, or -1.
func headToken(d *stemma.Document, s stemma.Span) int {
	if s.Empty() {
		return -1
	}
	first, last := d.TokensIn(s)
	for i := first; i < last; i++ {
		if head := d.Tokens[i].Head; (head < first || head >= last) && d.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return -1
}

// contentWords is the sorted set of what the span is about: lemmas of its
// content words by family, names by their canonical form, figures as written.
// Pronouns count as what they stand for. Words in the spans without are left out.
func contentWords(d *stemma.Document, s stemma.Span, without ...stemma.Span) []string {
	if s.Empty() {
		return nil
	}
	first, last := d.TokensIn(s)
	var words []string
	for i := first; i < last; i++ {
		if slices.ContainsFunc(without, func(o stemma.Span) bool { return o.Contains(d.Tokens[i].Span) }) {
			continue
		}
		if at := d.MentionAt(i); at >= 0 && d.Mentions[at].ID != "" {
			words = append(words, gazetteer.Key(d.Mentions[at].ID))
			if d.Mentions[at].Form != stemma.Nominal {
				i = max(i, d.Mentions[at].Last-1)
				continue
			}
		}
		if word := contentWord(d.Tokens[i]); word != "" {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// contentWord is the family of a token's lemma; "" for function words and for
// the verbs of saying, which tell of the report and not of the world.
func contentWord(t stemma.Token) string {
	switch t.UPOS {
	case "NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X":
	default:
		return ""
	}
	lemma := strings.ToLower(t.Lemma)
	if lemma == "" || lemma == "_" {
		lemma = strings.ToLower(t.Form)
	}
	if stopWords()[lemma] {
		return ""
	}
	if t.UPOS == "NUM" {
		return strings.ReplaceAll(lemma, ",", "")
	}
	return family(lemma)
}

// weigh gives every word its rarity among the mentions of its story,
// log(1 + mentions/mentions with the word): in a quake story "quake" tells
// little and "airport" much.
func (b *notebook) weigh() {
	counts := make([]map[string]int, len(b.stories))
	total := make([]int, len(b.stories))
	for i := range b.notes {
		n := &b.notes[i]
		if counts[n.story] == nil {
			counts[n.story] = map[string]int{}
		}
		total[n.story]++
		for _, w := range n.words {
			counts[n.story][w]++
		}
	}
	for i := range b.notes {
		n := &b.notes[i]
		n.weights = make([]float64, len(n.words))
		for k, w := range n.words {
			n.weights[k] = math.Log1p(float64(total[n.story]) / float64(counts[n.story][w]))
		}
	}
}

// uses counts, article by article, the mentions of each kind of event and the
// clauses that use each word.
func (b *notebook) uses() {
	type use struct {
		doc  int
		word string
	}
	events, words := map[use]int{}, map[use]int{}
	for i := range b.notes {
		n := &b.notes[i]
		events[use{n.doc, n.family}]++
		for _, w := range n.words {
			words[use{n.doc, w}]++
		}
	}
	for i := range b.notes {
		n := &b.notes[i]
		n.events = events[use{n.doc, n.family}]
		n.clauses = make([]int, len(n.words))
		for k, w := range n.words {
			n.clauses[k] = words[use{n.doc, w}]
		}
	}
}

// shared walks two sorted word lists together and returns the weight of the
// words in both and of each list.
func shared(a, b *note) (both, left, right float64) {
	for _, w := range a.weights {
		left += w
	}
	for _, w := range b.weights {
		right += w
	}
	for i, k := 0, 0; i < len(a.words) && k < len(b.words); {
		switch cmp.Compare(a.words[i], b.words[k]) {
		case 0:
			both += a.weights[i]
			i, k = i+1, k+1
		case -1:
			i++
		default:
			k++
		}
	}
	return both, left, right
}
