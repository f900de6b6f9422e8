package reconcile

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"stemma"
	"stemma/gazetteer"
	"stemma/lexicon"
)

//go:embed lexicon/anaphors.txt
var anaphorsText string

var anaphorWords = sync.OnceValue(func() map[string]bool { return lexicon.Keys("anaphors.txt", anaphorsText) })

// takesUp reports whether a source names nobody by itself but the institution
// last named: "the statement", "it", "the French firm".
func takesUp(source string) bool {
	words := sourceWords(source)
	if len(words) == 2 {
		if _, found := gazetteer.Demonym(titleCase(words)); found {
			words = words[1:]
		}
	}
	return len(words) == 1 && anaphorWords()[words[0]]
}

// antecedent is the institution that the nearest source before s names or
// speaks for, nearest among those with the same head word ("a navy statement"
// for "the statement") where there are such; crowds are passed over, and news
// outlets too but for "the agency", which may be either kind. Joining too much here costs a count, joining too little confirms falsely.
func (b *notebook) antecedent(doc int, source string, s stemma.Span) (informant, bool) {
	d := b.docs[doc]
	words := sourceWords(source)
	head := words[len(words)-1]
	best, alike, at := informant{}, false, -1
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if a.Source == nil || a.Source.Span.Empty() || a.Source.Span.End > s.Start {
			continue
		}
		name := a.Source.Span.In(d.Text)
		same := slices.Contains(sourceWords(name), head)
		if a.Source.Entity == "" && takesUp(name) || alike && !same || alike == same && a.Source.Span.Start <= at {
			continue
		}
		link := stemma.Link{Source: name, Attribution: a.ID, Span: a.Source.Span}
		if who := b.named(doc, link); b.institutional(doc, who) || head == "agency" && who.media && who.body != "" {
			best, alike, at = who, same, a.Source.Span.Start
		}
	}
	return best, at >= 0
}

// personal reports whether a source is somebody's own: "his spokesman" speaks
// for a person, whatever institution was named last.
func personal(source string) bool {
	owner, _, _ := strings.Cut(strings.ToLower(source), " ")
	return owner == "his" || owner == "her"
}

// spokenFor is the person whom "his spokesman" speaks for: the only one that the
// sentence names before; nobody known where it names none or several.
func (b *notebook) spokenFor(doc int, who informant) informant {
	d := b.docs[doc]
	s := d.SentenceAt(d.TokenAt(who.link.Span.Start))
	owner := ""
	for _, m := range d.Mentions {
		if s < 0 || m.Form != stemma.Name || m.Type != "PER" || m.ID == "" || m.Span.Start < d.Sentences[s].Span.Start || m.Span.End > who.link.Span.Start {
			continue
		}
		if owner != "" && owner != m.ID {
			owner = ""
			break
		}
		owner = m.ID
	}
	if owner == "" {
		who.name, who.named, who.body, who.crowd = unnamed, false, "", true
		return who
	}
	return b.named(doc, stemma.Link{Source: owner, Named: true, Span: who.link.Span})
}

// institutional reports whether a source is, or speaks for, an institution.
func (b *notebook) institutional(doc int, who informant) bool {
	if who.body == "" || who.media || who.crowd {
		return false
	}
	if !who.entity {
		return who.person != "" || sourceClasses()[lastWord(who.body)] != "" || who.voice
	}
	e := entity(b.docs[doc], who.name)
	return e != nil && (e.Type == "ORG" || e.Type == "GPE") && e.Kind != "vessel"
}

//go:embed lexicon/speech.txt
var speechText string

var speechFamilies = sync.OnceValue(func() map[string]bool {
	families := map[string]bool{}
	for _, entry := range lexicon.MustRead("speech.txt", speechText, 1) {
		families[family(entry.Key)] = true
	}
	return families
})

// speaker is who said or published what a mention reports, where the mention
// names no source: two reporters who heard one speech have it from the speaker.
func (b *notebook) speaker(n *note) (informant, bool) {
	if n.Event.Type != "STATEMENT" && !speechFamilies()[n.family] {
		return informant{}, false
	}
	for _, p := range n.Actor {
		if p.Entity != "" {
			who := b.named(n.doc, stemma.Link{Source: p.Entity, Named: true, Span: p.Span})
			return who, !who.crowd
		}
	}
	d := b.docs[n.doc]
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if a.Cue != nil && a.Source != nil && !a.Source.Span.Empty() && a.Cue.Span.Contains(n.Trigger) {
			who := b.reading(n.doc, stemma.Link{Source: a.Source.Span.In(d.Text), Attribution: a.ID, Span: a.Source.Span})
			return who, !who.crowd
		}
	}
	return informant{}, false
}

// sourceWords are a source's words in lower case, without articles and the
// genitive's s.
func sourceWords(source string) []string {
	words := strings.FieldsFunc(strings.ToLower(source), func(r rune) bool { return strings.ContainsRune(" \t\n,.;:\"“”", r) })
	kept := words[:0]
	for _, w := range words {
		if !articleWords[w] {
			kept = append(kept, strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"))
		}
	}
	return kept
}
