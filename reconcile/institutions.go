package reconcile

import (
	"cmp"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// institution is an organisation's key without the words that writers add and
// leave out: "woodbine police department" is "woodbine police"; and with its
// country by name: "indian navy" and "india's navy" are "india navy".
func institution(key string) string {
	if at := strings.LastIndexByte(key, ' '); at > 0 && legalForms[key[at+1:]] {
		key = key[:at]
	}
	for _, suffix := range []string{" department", " force", " service", " constabulary", " headquarters"} {
		if short := strings.TrimSuffix(key, suffix); short != key && strings.HasSuffix(short, "police") {
			key = short
		}
	}
	words := strings.Fields(key)
	if nation, n := nationOf(words); n > 0 && n < len(words) {
		return gazetteer.Key(nation.Name) + " " + strings.Join(words[n:], " ")
	}
	return key
}

// nationOf is the country whose name or adjective the first words are, and how
// many words that takes; 0 for none.
func nationOf(words []string) (gazetteer.Entry, int) {
	for n := min(2, len(words)); n > 0; n-- {
		name := make([]string, n)
		for i, w := range words[:n] {
			name[i] = titleCase([]string{w})
		}
		if people, found := gazetteer.Demonym(strings.Join(name, " ")); found {
			return people, n
		}
		if country, found := gazetteer.Country(strings.Join(name, " ")); found {
			return country, n
		}
	}
	return gazetteer.Entry{}, 0
}

// legalForms end a company's full name and are left out of its common one.
var legalForms = map[string]bool{"sa": true, "inc": true, "ltd": true, "limited": true, "plc": true, "corp": true, "corporation": true, "co": true,
	"ag": true, "nv": true, "llc": true, "llp": true, "gmbh": true, "spa": true, "ab": true, "asa": true, "oyj": true, "bv": true, "kk": true, "pty": true}

// cast is who speaks in one story's reports: the people and institutions that
// one report names in full and another in part.
type cast struct {
	bodies map[string]map[string]int // common name → full name → how often
	people map[string]map[string]int // surname → full name → in how many reports
	office map[string]map[string]int // person → institution that a report says they speak for
	states map[string]int            // country → in how many sources its government speaks
}

// specify fills in from other reports of the story what one leaves out: the full
// name of a surname and of a common name ("police") where the story knows just
// one such, and the institution that a named person speaks for.
func (b *notebook) specify(story int, who informant) informant {
	c := b.casts()[story]
	if surname := cmp.Or(who.person, who.body); surname != "" && (who.person != "" || who.state == "") && !who.media {
		if full := chief(c.people[surname]); full != "" {
			who.person = full
		}
	}
	if who.person != "" && who.body == "" {
		who.body = chief(c.office[who.person])
	}
	if full := chief(c.bodies[who.body]); full != "" {
		who.body = full
	}
	if who.state == "" && who.person == "" && sourceClasses()[lastWord(who.body)] == "state" {
		who.state = c.stateOf(who.body)
		who.gov = who.state != ""
	}
	return who
}

// stateOf is the country whose government a ministry or the military belongs to:
// the one in its name ("india military"), else the only one whose government
// speaks in the story.
func (c *cast) stateOf(body string) string {
	if nation, n := nationOf(strings.Fields(body)); n > 0 {
		return nation.Country
	}
	return chief(c.states)
}

// oftenEnough is the share of all uses from which the commonest full name of a
// common one is meant: where an Indian navy speaks in ten reports and a German
// one in one, "a navy spokesman" is the Indian.
const oftenEnough = 0.8

// chief is the name that most uses have; "" where no name is most.
func chief(names map[string]int) string {
	best, total := "", 0
	for name, n := range names {
		total += n
		if best == "" || n > names[best] || n == names[best] && name < best {
			best = name
		}
	}
	if float64(names[best]) < oftenEnough*float64(total) {
		return ""
	}
	return best
}

// casts are the stories' casts, by number.
func (b *notebook) casts() []cast {
	if b.cast != nil {
		return b.cast
	}
	b.cast = make([]cast, len(b.stories))
	for i := range b.cast {
		b.cast[i] = cast{map[string]map[string]int{}, map[string]map[string]int{}, map[string]map[string]int{}, map[string]int{}}
	}
	for i := range b.notes {
		n := &b.notes[i]
		for _, link := range n.Chain {
			who := b.reading(n.doc, link)
			if who.gov && who.state != "" {
				b.cast[n.story].states[who.state]++
			}
			full := who.body
			if common := lastWord(full); common != full && within(common, full) {
				tally(b.cast[n.story].bodies, common, full)
			}
		}
	}
	for doc, d := range b.docs {
		if later(d.Published, b.asOf) {
			continue
		}
		for i := range d.Entities {
			b.cast[b.storyOf[doc]].enter(d, &d.Entities[i])
		}
	}
	return b.cast
}

// enter notes a person whom a report names in full.
func (c *cast) enter(d *stemma.Document, e *stemma.Entity) {
	key := gazetteer.Key(e.ID)
	at := strings.LastIndexByte(key, ' ')
	if e.Type != "PER" || at < 0 {
		return
	}
	tally(c.people, key[at+1:], key)
	if body := office(d, e); body != "" {
		tally(c.office, key, body)
	}
}

func tally(counts map[string]map[string]int, key, name string) {
	if counts[key] == nil {
		counts[key] = map[string]int{}
	}
	counts[key][name]++
}
