package reconcile

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

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
	gov    bool   // speaks for the government as such: the country, a ministry, its officials
	media  bool   // a news outlet or agency
	crowd  bool   // unnamed people: known to be nobody in particular
	ruler  bool   // a person in a state's government
	voice  bool   // speaks for an institution by its word: "spokesman", "statement"
	entity bool   // the words name an entity that is no person
	of     string // the institution that a person speaks for, as it is called
	named  bool
	link   stemma.Link
	doc    int
}

// informant reads who stands behind a mention's chain. The innermost source is
// the first that is somebody: an unnamed one ("is accused of …, police said")
// gives way to whoever is named further out, and a news outlet to whoever it
// quotes. A mention without a chain has none.
func (b *notebook) informant(doc int, chain []stemma.Link) (informant, bool) {
	d := b.docs[doc]
	best, found := informant{}, false
	for _, link := range chain {
		if isTime(d, link.Span) {
			continue // "announced this morning": a time is nobody
		}
		who := b.reading(doc, link)
		if !found || standingOf(who) > standingOf(best) {
			best, found = who, true
		}
	}
	return best, found
}

// standingOf ranks sources by how much they are somebody.
func standingOf(who informant) int {
	switch {
	case who.crowd && !who.named && strings.EqualFold(who.name, "unnamed"):
		return 0
	case who.media:
		return 1
	}
	return 2
}

// isTime reports whether a span is a date expression.
func isTime(d *stemma.Document, s stemma.Span) bool {
	return slices.ContainsFunc(d.Timexes, func(t stemma.Timex) bool { return !s.Empty() && t.Span.Overlaps(s) && 2*t.Span.Overlap(s) > s.Len() })
}

// reading says who one link is, after what its words take up.
func (b *notebook) reading(doc int, link stemma.Link) informant {
	who := b.named(doc, link)
	if who.person != "" || who.entity || !takesUp(link.Source) {
		return who
	}
	if personal(link.Span.In(b.docs[doc].Text)) {
		return b.spokenFor(doc, who)
	}
	if before, found := b.antecedent(doc, link.Source, link.Span); found {
		who.body, who.state, who.gov, who.media, who.crowd = before.body, before.state, before.gov, before.media, false
		who.name, who.named = cmp.Or(before.of, before.name), before.named
	} else if who.crowd {
		who.name, who.named = unnamed, false
	}
	return who
}

// unnamed is what a source is called whose words name nobody.
const unnamed = "unnamed"

// named says whom a link's own words name.
func (b *notebook) named(doc int, link stemma.Link) informant {
	d := b.docs[doc]
	who := informant{name: link.Source, named: link.Named, link: link, doc: doc}
	e := b.linkEntity(d, link)
	switch {
	case e == nil:
		who.describe(link.Source, headLemma(d, link))
	case e.Type == "PER":
		who.name, who.person, who.named = e.ID, gazetteer.Key(e.ID), true
		who.body, who.state = office(d, e), e.Country
		who.of, who.ruler = e.Of, e.Sector == "GOV" && e.Country != ""
	default:
		who.name, who.named, who.entity = e.ID, true, true
		who.describe(e.ID, "")
		who.media = e.Sector == "JRN" || e.Kind == "agency" || e.Kind == "outlet"
		if !who.crowd && (who.media || e.Type == "ORG") {
			who.body = institution(gazetteer.Key(e.ID))
		}
		if e.Type == "GPE" || e.Sector == "GOV" || e.Sector == "MIL" {
			who.state = e.Country
		}
		who.gov = e.Kind == gazetteer.KindCountry || e.Kind == gazetteer.KindCapital || e.Kind == "ministry" || e.Kind == "government"
	}
	return who
}

// office is the institution that a person speaks for: the one in the title
// ("Woodbine Police Chief"), the one the text says the person is of, or for a
// police officer of no named force just "police".
func office(d *stemma.Document, e *stemma.Entity) string {
	var titled informant
	if strings.Contains(e.Title, " ") {
		titled.describe(strings.ReplaceAll(e.Title, ".", ""), "")
	}
	of := entity(d, e.Of)
	switch {
	case of != nil && of.Type != "GPE" && of.Type != "LOC":
		return institution(gazetteer.Key(e.Of))
	case titled.body != "" && titled.body != gazetteer.Key(e.Of) && !strings.EqualFold(titled.body, e.Title):
		return titled.body
	case e.Sector == "COP" && e.Of != "":
		return gazetteer.Key(e.Of) + " police"
	case e.Sector == "COP":
		return "police"
	case of == nil && e.Of != "":
		return institution(gazetteer.Key(e.Of))
	}
	return ""
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

// describe reads a source that is no entity from its words: "a France Telecom
// spokesman" is France Telecom, "police" is the police, "officials" is a crowd.
func (who *informant) describe(source, head string) {
	words := sourceWords(source)
	at, class := classOf(words, head)
	if nation, n := nationOf(words); n > 0 && len(words) > n && (class == "crowd" || class == "state") {
		who.state, who.gov = nation.Country, class == "state" || official(words[len(words)-1])
	}
	switch class {
	case "voice":
		for at > 0 && sourceClasses()[singularWord(words[at-1])] == "voice" {
			at-- // "navy spokesman Commander" speaks for the navy
		}
		who.body, who.voice = strings.Join(singular(words[:at]), " "), true
	case "pronoun":
		who.crowd, who.named, who.name = true, false, unnamed
	case "crowd":
		who.crowd = true
	case "body", "state":
		who.body = strings.Join(singular(words[:at+1]), " ")
	default:
		who.body = strings.Join(singular(words), " ")
	}
	who.body = institution(who.body)
	if who.body == "" {
		who.crowd = true
	} else if !who.crowd {
		if _, class := classOf(strings.Fields(who.body), ""); class == "crowd" {
			who.body, who.crowd = "", true
		}
	}
}

// titleCase is the first word as a name is written, for the gazetteer.
func titleCase(words []string) string {
	if len(words) == 0 || words[0] == "" {
		return ""
	}
	return strings.ToUpper(words[0][:1]) + words[0][1:]
}

// official reports whether a crowd's word means people of the state.
func official(word string) bool {
	word = singularWord(word)
	return word == "official" || word == "authority"
}

var articleWords = map[string]bool{"a": true, "an": true, "the": true, "its": true, "his": true, "her": true, "their": true, "this": true, "that": true, "one": true, "same": true}

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
	case who.person != "" && other.person != "" && (who.person == other.person || respelt(who.person, other.person)):
		return surely
	case who.gov && other.gov && who.state != "" && who.state == other.state:
		return surely
	case who.state != "" && who.state == other.state && (who.ruler && other.gov || other.ruler && who.gov):
		return surely // a state says what its leader says
	case longer(who.body, other.body) || longer(other.body, who.body) || fuller(who.body, other.body) || fuller(who.person, other.person):
		return surely
	case who.body != "" && who.body == other.body:
		return surely
	case who.person != "" && who.person == other.body || other.person != "" && other.person == who.body:
		return surely
	case acronym(who.body, other.body) || acronym(other.body, who.body):
		return surely
	case within(who.body, other.body) || within(other.body, who.body):
		return maybe
	case who.crowd || other.crowd:
		return maybe
	case longer(who.person, cmp.Or(other.person, other.body)) || longer(other.person, cmp.Or(who.person, who.body)):
		return maybe // a surname alone
	case who.mayBe(other) || other.mayBe(who):
		return maybe
	case who.media != other.media:
		return maybe // an outlet relays: whom it has it from, the other may name
	case who.state != "" && who.state == other.state:
		return maybe
	}
	return apart
}

// mayBe reports whether a source that is only described may be another that is
// named: "the cable operator" any company, "a navy spokesman" a commander of no
// known office.
func (who informant) mayBe(other informant) bool {
	noun := singularWord(lastWord(strings.ToLower(who.name)))
	switch {
	case other.person != "" && other.body != "" || !strings.ContainsFunc(other.name, unicode.IsUpper):
		return false
	case strings.HasPrefix(noun, "spokes"):
		return other.person != ""
	}
	return who.person == "" && who.name == strings.ToLower(who.name) && anaphorWords()[noun]
}

// within reports whether a common name ("police", "ministry") is the end of a
// fuller one ("transport ministry").
func within(common, full string) bool {
	class := sourceClasses()[lastWord(common)]
	return common != "" && strings.HasSuffix(full, " "+common) && (class == "body" || class == "state")
}

// longer reports whether one proper name is the other with a word before it:
// "MV Harwick" and "Harwick".
func longer(full, short string) bool {
	return len(short) > 3 && strings.HasSuffix(full, " "+short) && sourceClasses()[lastWord(short)] == ""
}

// acronym reports whether a short name is the initials of a long one.
func acronym(short, long string) bool {
	words := strings.Fields(long)
	if len(words) < 3 || len(short) != len(words) {
		return false
	}
	for i, w := range words {
		if short[i] != w[0] {
			return false
		}
	}
	return true
}

func lastWord(s string) string { return s[strings.LastIndex(s, " ")+1:] }
