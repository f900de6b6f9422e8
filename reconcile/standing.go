package reconcile

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/gazetteer"
	"stemma/lexicon"
)

//go:embed lexicon/standing.txt
var standingText string

// Statuses of a claim.
const (
	secret       = "secret"
	reported     = "reported"
	alleged      = "alleged"
	acknowledged = "acknowledged"
	denied       = "denied"
	retracted    = "retracted"
)

// standingWords maps a lemma and its part of speech ("admit/VERB") to the
// standing it gives.
var standingWords = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	for _, entry := range lexicon.MustRead("standing.txt", standingText, 3) {
		words[entry.Key+"/"+entry.Fields[0]] = entry.Fields[1]
	}
	return words
})

// standings gives every claim its history: kept secret, reported, alleged,
// acknowledged by those responsible, denied, retracted, each with who and when.
// A mention of another claim that denies this one, or that tells the same thing
// with a figure of its own, speaks for this one's standing too; it does not
// count among its reports.
func (b *notebook) standings(claims []stemma.Claim, groups [][]int, asOf string) {
	for i := range claims {
		for _, at := range groups[i] {
			claims[i].Standing = append(claims[i].Standing, b.standing(b.withActor(at, groups[i]))...)
		}
	}
	b.denials(claims, groups)
	b.namedDenials(claims, groups)
	b.histories(claims, groups)
	for i := range claims {
		claims[i].Standing = history(claims[i].Standing, asOf)
	}
}

// withActor is a mention with the actor that other mentions of its claim name,
// where it names none itself: "units were deployed".
func (b *notebook) withActor(at int, group []int) *note {
	n := b.notes[at]
	for _, other := range group {
		for _, p := range b.notes[other].Actor {
			if len(n.Actor) == 0 && p.Entity != "" {
				n.Actor = []stemma.Party{{Name: p.Name, Entity: p.Entity, Country: p.Country}}
			}
		}
	}
	return &n
}

// standing is what one mention says of its claim's standing.
func (b *notebook) standing(n *note) []stemma.Standing {
	var list []stemma.Standing
	d := b.docs[n.doc]
	if at := kept(d, n); at >= 0 {
		list = append(list, stemma.Standing{Status: secret, Evidence: evidence(n, d.Tokens[at].Span), Rule: "standing/secret"})
	}
	for _, link := range n.Chain {
		if a := attributionByID(d, link.Attribution); a != nil && a.Class == "believe" && a.Source == nil {
			continue // "on hopes of the deal": nobody says that it is so
		}
		if a := attributionByID(d, link.Attribution); a != nil && (a.Negated || a.Source != nil && a.Via != nil && a.Via.Span == link.Span) {
			continue // "has not confirmed"; the channel of what another said
		}
		s := b.linkStanding(n, link)
		if s.Status == denied && n.Polarity == stemma.Negative {
			s.Status = reported // "denied that X" reports that not X
		}
		list = append(list, s)
	}
	if len(n.Chain) == 0 && n.Modality == stemma.Alleged {
		list = append(list, stemma.Standing{Status: alleged, Evidence: evidence(n, n.Trigger), Rule: "standing/modality"})
	}
	return list
}

// linkStanding is the standing that a source's word gives: what its cue says,
// but an acknowledgement only from those who answer for the deed.
func (b *notebook) linkStanding(n *note, link stemma.Link) stemma.Standing {
	d := b.docs[n.doc]
	s := stemma.Standing{Status: reported, By: b.reading(n.doc, link).name, Evidence: evidence(n, link.Span), Rule: "standing/source"}
	s.At, s.Precision = printed(d)
	a := attributionByID(d, link.Attribution)
	if a == nil || a.Cue == nil {
		return s
	}
	s.Evidence.Span = a.Cue.Span
	cue := d.TokenAt(a.Cue.Span.Start)
	status := ""
	for i := cue; i < len(d.Tokens) && d.Tokens[i].Start < a.Cue.Span.End && status == ""; i++ {
		status = standingWords()[strings.ToLower(d.Tokens[i].Lemma)+"/VERB"]
	}
	switch {
	case status == acknowledged && standingWords()[strings.ToLower(n.Event.Lemma)+"/VERB"] == denied:
		s.Rule = "standing/denial-reported" // who admits a deed after denying it does not admit the denial
	case status == acknowledged && !b.answersFor(n, link) && !(!namesActor(n) && owns(d, a)):
		s.Rule = "standing/confirmed-by-another"
	case status != "":
		s.Status, s.Rule = status, "standing/cue"
	case n.Modality == stemma.Alleged:
		s.Status, s.Rule = alleged, "standing/modality"
	}
	if at, precise := cueTime(d, a); at != "" {
		s.At, s.Precision = at, precise
	}
	return s
}

// printed is the day a report was published: what it tells was said by then.
func printed(d *stemma.Document) (at, precise string) {
	if day := d.Published.Day(); day != "" {
		return day, "day"
	}
	return "", ""
}

// namesActor reports whether a mention's actor is an entity; "missiles" answer
// for nothing.
func namesActor(n *note) bool {
	return slices.ContainsFunc(n.Actor, func(p stemma.Party) bool { return p.Entity != "" })
}

// owns reports whether a cue is a word that one uses of one's own deeds alone:
// a company admits its fault, but confirms anybody's.
func owns(d *stemma.Document, a *stemma.Attribution) bool {
	for at := d.TokenAt(a.Cue.Span.Start); at < len(d.Tokens) && d.Tokens[at].Start < a.Cue.Span.End; at++ {
		switch strings.ToLower(d.Tokens[at].Lemma) {
		case "admit", "acknowledge", "concede", "own":
			return true
		}
	}
	return false
}

// answersFor reports whether a source is the claim's actor, speaks for it, or
// belongs to the same state.
func (b *notebook) answersFor(n *note, link stemma.Link) bool {
	who := b.reading(n.doc, link)
	d := b.docs[n.doc]
	for _, p := range n.Actor {
		q := readParty(d, p)
		if q.key != "" && (q.key == who.person || q.key == who.body) {
			return true
		}
		country := p.Country
		if e := entity(d, p.Entity); e != nil {
			country = cmp.Or(country, e.Country)
		}
		if country != "" && country == who.state || b.belongs(d, p, who) {
			return true
		}
	}
	return false
}

// belongs reports whether a description names a source or its state as the
// owner: "its missiles", "Russian ships".
func (b *notebook) belongs(d *stemma.Document, p stemma.Party, who informant) bool {
	return slices.ContainsFunc(d.Mentions, func(m stemma.Mention) bool {
		if m.ID == "" || p.Span.Empty() || !p.Span.Contains(m.Span) || m.Span == p.Span {
			return false
		}
		e := entity(d, m.ID)
		return m.ID == who.name || e != nil && e.Country != "" && e.Country == who.state && e.Type != "PER"
	})
}

// cueTime is when a source spoke: the date expression of the cue's sentence
// that stands outside what was said, the nearest to the cue and before all one
// that depends on it. "" where there is none.
func cueTime(d *stemma.Document, a *stemma.Attribution) (at, precise string) {
	cue := d.TokenAt(a.Cue.Span.Start)
	s := d.SentenceAt(cue)
	if s < 0 {
		return "", ""
	}
	nearest := -1
	for i := range d.Timexes {
		t := &d.Timexes[i]
		if t.Begin == "" || t.Type != "DATE" && t.Type != "TIME" || !d.Sentences[s].Span.Contains(t.Span) || inContent(a, t.Span) {
			continue
		}
		if nearest < 0 || cueDistance(d, cue, t) < cueDistance(d, cue, &d.Timexes[nearest]) {
			nearest = i
		}
	}
	if nearest < 0 {
		return "", ""
	}
	at, precise = isoValue(d.Timexes[nearest])
	if len(at) < len("2006-01") {
		return "", "" // "described 2024 as hard": a year is what is spoken of
	}
	return at, precise
}

func cueDistance(d *stemma.Document, cue int, t *stemma.Timex) int {
	at := d.TokenAt(t.Span.Start)
	far := max(at-cue, cue-at)
	if !d.Dominates(cue, at) {
		far += 1000
	}
	return far
}

func inContent(a *stemma.Attribution, s stemma.Span) bool {
	return slices.ContainsFunc(a.Content, func(c stemma.Ref) bool { return c.Span.Overlaps(s) })
}

// isoValue is a date expression as an ISO date no finer than a day.
func isoValue(t stemma.Timex) (value, precise string) {
	switch days := days(t.Begin, t.End); {
	case t.End == "" || t.Begin == t.End:
		return t.Begin, "day"
	case days < 7:
		return t.Begin, "week"
	case t.Begin[:7] == t.End[:7]:
		return t.Begin[:7], "month"
	case t.Begin[:4] == t.End[:4]:
		return t.Begin[:4], "year"
	}
	return t.Begin, "span"
}

// kept is the token that says that a mention's event was hidden, or -1: a word
// of secrecy that describes the event word ("the covert deployment"), or that
// stands in the predicate over it ("sending … was kept a secret"). "Open
// secrets" are none, nor are those that "not" governs.
func kept(d *stemma.Document, n *note) int {
	trigger := d.TokenAt(n.Trigger.Start)
	s := d.SentenceAt(trigger)
	if s < 0 {
		return -1
	}
	for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
		t := &d.Tokens[i]
		if standingWords()[strings.ToLower(t.Lemma)+"/"+t.UPOS] != secret || i == trigger || described(d, i) {
			continue
		}
		switch {
		case t.Head == trigger && t.UPOS == "ADJ":
			return i
		case t.UPOS == "VERB" && d.Tokens[trigger].Head == i:
			return i
		case t.UPOS != "VERB" && t.Deprel != "amod" && t.Head >= 0 && subjectOf(d, trigger, t.Head) || subjectOf(d, trigger, i):
			return i
		}
	}
	return -1
}

// subjectOf reports whether the event word is, or heads, the subject of a predicate.
func subjectOf(d *stemma.Document, trigger, predicate int) bool {
	for steps := 0; trigger >= 0 && steps < 64; steps++ {
		if d.Tokens[trigger].Head == predicate {
			deprel := d.Tokens[trigger].Deprel
			return strings.HasPrefix(deprel, "csubj") || strings.HasPrefix(deprel, "nsubj") || deprel == "advcl" && gerundSubject(d, trigger, predicate)
		}
		trigger = d.Tokens[trigger].Head
	}
	return false
}

// gerundSubject reports a gerund that follows the predicate's subject without a
// comma: with it, it is the subject ("[the army taking the town] was kept a secret").
func gerundSubject(d *stemma.Document, gerund, predicate int) bool {
	if gerund == 0 || gerund > predicate || d.Tokens[gerund].XPOS != "VBG" || d.Tokens[gerund-1].UPOS == "PUNCT" {
		return false
	}
	for i := gerund - 1; i >= 0 && d.Dominates(predicate, i); i-- {
		if d.Tokens[i].Head == predicate {
			return strings.HasPrefix(d.Tokens[i].Deprel, "nsubj")
		}
	}
	return false
}

// described reports whether an adjective or a negation turns the word: "an open
// secret", "no secret".
func described(d *stemma.Document, token int) bool {
	for _, child := range d.Children(nil, token) {
		lemma := strings.ToLower(d.Tokens[child].Lemma)
		if d.Tokens[child].Deprel == "amod" || lemma == "no" || lemma == "not" {
			return true
		}
	}
	return false
}

// history drops standings after asOf, keeps one of each status by each source
// (the earliest that is dated), and orders them: undated ones first, secrecy
// before all.
func history(list []stemma.Standing, asOf string) []stemma.Standing {
	order := []string{secret, reported, alleged, acknowledged, denied, retracted}
	out := []stemma.Standing{}
	for _, s := range list {
		if asOf != "" && s.At != "" && s.At[:min(len(s.At), len(asOf))] > asOf[:min(len(s.At), len(asOf))] {
			continue
		}
		at := slices.IndexFunc(out, func(o stemma.Standing) bool {
			return o.Status == s.Status && gazetteer.Key(o.By) == gazetteer.Key(s.By)
		})
		switch {
		case at < 0:
			out = append(out, s)
		case s.At != "" && (out[at].At == "" || s.At < out[at].At):
			out[at] = s
		}
	}
	slices.SortStableFunc(out, func(a, b stemma.Standing) int {
		return cmp.Or(cmp.Compare(a.At, b.At), slices.Index(order, a.Status)-slices.Index(order, b.Status))
	})
	return out
}
