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

//go:embed lexicon/sources.txt
var sourcesText string

//go:embed lexicon/stop.txt
var stopText string

var stopWords = sync.OnceValue(func() map[string]bool {
	stop := map[string]bool{}
	for _, entry := range lexicon.MustRead("stop.txt", stopText, 1) {
		stop[entry.Key] = true
	}
	return stop
})

var sourceClasses = sync.OnceValue(func() map[string]string {
	classes := map[string]string{}
	for _, entry := range lexicon.MustRead("sources.txt", sourcesText, 2) {
		classes[entry.Key] = entry.Fields[0]
	}
	return classes
})

// informant is who a chain's innermost link comes down to.
//
// One institution is one informant whoever speaks for it: a person whom the
// text gives as the voice of an institution, "a spokesman" of it and the
// institution itself share the key of the institution. This is the documented
// rule of product.md's "one institution's spokespeople"; it can be wrong where
// two officers of one institution speak from what each of them saw.
type informant struct {
	name   string // as the text has it, or canonical
	person string // key of a named person
	body   string // key of the institution: canonical name, or common name ("police")
	state  string // country whose government this is or belongs to
	crowd  bool   // unnamed people: known to be nobody in particular
	named  bool
	link   stemma.Link
	doc    int
}

// reads who stands behind a link of an article's chain.
func (b *notebook) informant(doc int, link stemma.Link) informant {
	d := b.docs[doc]
	who := informant{name: link.Source, named: link.Named, link: link, doc: doc}
	e := b.linkEntity(d, link)
	switch {
	case e == nil:
		who.describe(link.Source, headLemma(d, link))
	case e.Type == "PER":
		who.name, who.person, who.named = e.ID, gazetteer.Key(e.ID), true
		if e.Of != "" {
			who.belong(e.Of)
		}
	default:
		who.name, who.named = e.ID, true
		who.describe(link.Source, headLemma(d, link))
		if !who.crowd || strings.EqualFold(link.Source, e.ID) {
			who.belong(e.ID)
		}
		if e.Type == "GPE" || e.Sector == "GOV" {
			who.state = e.Country
		}
	}
	return who
}

// linkEntity is the entity that a link names: by its attribution, else by name.
func (b *notebook) linkEntity(d *stemma.Document, link stemma.Link) *stemma.Entity {
	if a := attributionByID(d, link.Attribution); a != nil && a.Source != nil && a.Source.Entity != "" && a.Source.Span == link.Span {
		if e := entity(d, a.Source.Entity); e != nil {
			return e
		}
	}
	return entity(d, link.Source)
}

func attributionByID(d *stemma.Document, id string) *stemma.Attribution {
	for i := range d.Attributions {
		if id != "" && d.Attributions[i].ID == id {
			return &d.Attributions[i]
		}
	}
	return nil
}

func headLemma(d *stemma.Document, link stemma.Link) string {
	if head := headToken(d, link.Span); head >= 0 && link.Span.In(d.Text) == link.Source {
		return strings.ToLower(d.Tokens[head].Lemma)
	}
	return ""
}

// belong names the institution, and the state where it is a country.
func (who *informant) belong(institution string) {
	who.body = gazetteer.Key(institution)
}

// describe reads a source that is no entity from its words: "a France Telecom
// spokesman" is France Telecom, "police" is the police, "officials" is a crowd.
func (who *informant) describe(source, head string) {
	words := strings.FieldsFunc(strings.ToLower(source), func(r rune) bool { return strings.ContainsRune(" \t\n,.;:\"“”", r) })
	words = slices.DeleteFunc(words, func(w string) bool { return articleWords[w] })
	for i, w := range words {
		words[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	}
	at, class := classOf(words, head)
	switch class {
	case "voice":
		who.body = strings.Join(singular(words[:at]), " ")
	case "crowd":
		who.crowd = true
	case "body", "state":
		who.body = strings.Join(singular(words[:at+1]), " ")
	default:
		who.body = strings.Join(singular(words), " ")
	}
	if who.body == "" {
		who.crowd = true
	} else if !who.crowd {
		if _, class := classOf(strings.Fields(who.body), ""); class == "crowd" {
			who.body, who.crowd = "", true
		}
	}
}

var articleWords = map[string]bool{"a": true, "an": true, "the": true, "its": true, "his": true, "her": true, "their": true, "this": true, "that": true, "one": true}

// classOf finds the source's head word: the given one, else the last word of a
// known class.
func classOf(words []string, head string) (int, string) {
	classes := sourceClasses()
	for i := len(words) - 1; i >= 0; i-- {
		for _, form := range []string{words[i], singularWord(words[i])} {
			if class, ok := classes[form]; ok && (head == "" || form == head || classes[head] == "") {
				return i, class
			}
		}
	}
	if class, ok := classes[head]; ok {
		return max(0, len(words)-1), class
	}
	return 0, ""
}

func singular(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w
		if i == len(words)-1 {
			out[i] = singularWord(w)
		}
	}
	return out
}

func singularWord(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// sameness of two informants.
const (
	apart  = iota // two informants
	maybe         // may be one: "officials" and a named official
	surely        // one person or one institution
)

// sameness says whether two informants are one.
func (who informant) sameness(other informant) int {
	switch {
	case who.person != "" && who.person == other.person:
		return surely
	case who.body != "" && who.body == other.body:
		return surely
	case who.person != "" && who.person == other.body || other.person != "" && other.person == who.body:
		return surely
	case within(who.body, other.body) || within(other.body, who.body):
		return surely
	case who.crowd || other.crowd:
		return maybe
	case who.state != "" && who.state == other.state:
		return maybe
	}
	return apart
}

// within reports whether a common name ("police", "ministry") is the end of a
// fuller one ("transport ministry"): within one claim they are taken for one.
func within(common, full string) bool {
	class := sourceClasses()[lastWord(common)]
	return common != "" && strings.HasSuffix(full, " "+common) && (class == "body" || class == "state")
}

func lastWord(s string) string { return s[strings.LastIndex(s, " ")+1:] }
