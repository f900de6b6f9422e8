package claim

import (
	"strings"

	"stemma"
)

// eventNoun reads an event that a noun bears: "the shelling of the port",
// "Norway's ban on krill". Plurals without determiner, figure or time are
// generic ("attacks on ships are rare") and left out.
func (x *extractor) eventNoun(i int) (clause, bool) {
	t := &x.d.Tokens[i]
	if t.UPOS != "NOUN" {
		return clause{}, false
	}
	if senses := x.nounSenses(i); len(senses) == 0 || x.relation(i) == "compound" || x.clausal(i) || x.lightObject(i) {
		return clause{}, false
	}
	c := clause{trigger: i, verb: i, kind: "noun", object: -1, rule: eventNounRule}
	arguments := 0
	x.each(i, func(j int) bool {
		preposition := x.preposition(j)
		switch {
		case x.d.Tokens[j].Deprel == "nmod:poss":
			c.obliques = append(c.obliques, oblique{"poss", j})
			arguments++
		case x.relation(j) == "nmod" && !x.timed(j):
			for _, head := range x.conjuncts(j) {
				c.obliques = append(c.obliques, oblique{preposition, head})
			}
			if strings.Contains(" of by on against between ", " "+preposition+" ") && !x.generic(j) {
				arguments++
			}
		case (x.relation(j) == "amod" || x.relation(j) == "compound") && x.party(j).Entity != "":
			c.obliques = append(c.obliques, oblique{"poss", j})
			arguments++
		}
		return true
	})
	if x.preposition(i) == "without" {
		return x.spared(c)
	}
	if arguments == 0 || x.generic(i) {
		return clause{}, false
	}
	return c, x.nounSense(&c, i)
}

// spared reads "escaped without injury": the event did not befall the subject.
func (x *extractor) spared(c clause) (clause, bool) {
	governing := x.predicateOf(c.trigger)
	if governing < 0 || !x.nounSense(&c, c.trigger) {
		return clause{}, false
	}
	c.recipients, _ = x.subject(governing, 0)
	c.negated, c.rule = true, "without"
	return c, len(c.recipients) > 0
}

// depictive reads an adjective that says in what state somebody came out of an
// act: "escaped unhurt", "was found dead".
func (x *extractor) depictive(i int) (clause, bool) {
	head := x.d.Tokens[i].Head
	if x.d.Tokens[i].UPOS != "ADJ" || head < 0 || x.d.Tokens[head].UPOS != "VERB" || x.words.in("linking", x.lemma(head)) || x.dependent(i, "cop") >= 0 {
		return clause{}, false
	}
	s, known := x.words.adjectives[x.lemma(i)]
	if !known || s.frame != "subj" {
		return clause{}, false
	}
	switch x.relation(i) {
	case "xcomp", "advcl", "advmod", "obj":
	default:
		return clause{}, false
	}
	c := clause{trigger: i, verb: i, kind: "copula", object: -1, rule: "depictive"}
	c.surface, c.inherited = x.subject(head, 0)
	if object := x.dependent(head, "obj"); object >= 0 && object != i {
		c.surface = x.conjuncts(object)
	}
	c.spoken = c.surface
	return c, len(c.surface) > 0
}

// nounSenses is what the files say of a noun, with its modifier first: "hunger strike".
func (x *extractor) nounSenses(i int) []sense {
	if i > 0 && x.d.Tokens[i-1].Head == i && x.relation(i-1) == "compound" {
		if senses := x.words.nouns[x.lemma(i-1)+" "+x.lemma(i)]; senses != nil {
			return senses
		}
	}
	return x.words.nouns[x.lemma(i)]
}

// nounSense gives the clause the first sense of a noun whose condition holds:
// "+to" asks for such a phrase on the noun.
func (x *extractor) nounSense(c *clause, i int) bool {
	for _, s := range x.nounSenses(i) {
		if len(s.with) > 0 && !x.accompanied(c, s.with) {
			continue
		}
		c.event, c.frame, c.typed = s.event, s.frame, true
		return true
	}
	return false
}

func (x *extractor) accompanied(c *clause, with []string) bool {
	for _, o := range c.obliques {
		for _, preposition := range with {
			if o.preposition == strings.TrimPrefix(preposition, "+") {
				return true
			}
		}
	}
	return false
}

// generic reports whether a noun phrase is a plural or mass one that nothing
// ties to particular things.
func (x *extractor) generic(i int) bool {
	t := &x.d.Tokens[i]
	if t.UPOS == "PROPN" || t.UPOS == "PRON" || t.UPOS == "NUM" {
		return false
	}
	if x.dependent(i, "det", "nummod", "nmod:poss", "amod") >= 0 || x.d.MentionAt(i) >= 0 {
		return false
	}
	named := false
	x.descend(i, func(j int) bool {
		named = named || x.d.Tokens[j].UPOS == "PROPN" || x.d.Tokens[j].UPOS == "NUM"
		return !named
	})
	return !named
}

// lightObject reports whether an event noun's clause is already the claim of
// the verb above it: "carried out an attack", "the explosion occurred".
func (x *extractor) lightObject(i int) bool {
	head := x.d.Tokens[i].Head
	if head < 0 || x.d.Tokens[head].UPOS != "VERB" {
		return false
	}
	light, ok := x.words.light[x.verbKey(head)]
	if !ok {
		return false
	}
	switch x.relation(i) {
	case "obj":
		return light != "happen"
	case "nsubj":
		return light == "happen" || x.passive(head, 0)
	}
	return false
}

// verbKey is a verb's lemma with its particle: "carry out".
func (x *extractor) verbKey(v int) string {
	if particle := x.particle(v); particle != "" {
		return x.lemma(v) + " " + particle
	}
	return x.lemma(v)
}

// particle is a verb's particle: what the tree says is one, or the word right
// after the verb where a file knows the two together ("forced out").
func (x *extractor) particle(v int) string {
	if particle := x.dependent(v, "compound:prt"); particle >= 0 {
		if x.hedges(particle) {
			return "" // "kidnapped up to nine"
		}
		return x.lemma(particle)
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "advmod" && int(c) > v && x.words.in("particle", x.lemma(int(c))) && len(x.words.verbs[x.lemma(v)+" "+x.lemma(int(c))]) > 0 {
			return x.lemma(int(c)) // "forced the envoys out"
		}
	}
	if v+1 >= len(x.d.Tokens) || x.d.Tokens[v].UPOS != "VERB" {
		return ""
	}
	switch next := &x.d.Tokens[v+1]; next.UPOS {
	case "ADP", "ADV":
		word := strings.ToLower(next.Form)
		if x.words.in("particle", word) && len(x.words.verbs[x.lemma(v)+" "+word]) > 0 {
			return word
		}
	}
	return ""
}

// hedges reports whether a word opens "up to nine" rather than follow its verb.
func (x *extractor) hedges(i int) bool {
	return i+2 < len(x.d.Tokens) && strings.EqualFold(x.d.Tokens[i+1].Form, "to") && x.d.Tokens[i+2].UPOS == "NUM"
}

// appositions lists what stands beside a name: its age, its role.
func (x *extractor) appositions(i int) []clause {
	var found []clause
	if c, ok := x.age(i); ok {
		found = append(found, c)
	}
	if c, ok := x.role(i); ok {
		found = append(found, c)
	}
	return found
}

// age reads "Ada Berg, 40," and "40-year-old Ada Berg".
func (x *extractor) age(i int) (clause, bool) {
	t := &x.d.Tokens[i]
	if t.UPOS != "NUM" || len(t.Form) > 3 || !digits(t.Form) {
		return clause{}, false
	}
	holder, rule := x.ageAfterName(i), "age"
	if holder < 0 {
		holder = x.ageBeforeName(i)
	}
	if holder < 0 {
		holder, rule = x.ageOfSomebody(i), describedAge
	}
	if holder < 0 {
		return clause{}, false
	}
	return clause{
		trigger: i, verb: i, kind: "age", surface: []int{holder}, object: -1, typed: true,
		event: stemma.Event{Type: "FIGURE", Lemma: "age"}, rule: rule,
	}, true
}

// describedAge is the rule of an age that goes with no name ("a 61-year-old
// former employee"). It has no line; it bears out the age that another report
// gives with the name.
const describedAge = "age of a description"

// ageOfSomebody is the person in "a 61-year-old former employee", or -1.
func (x *extractor) ageOfSomebody(i int) int {
	at := x.pastYears(i)
	if at < 0 || at >= len(x.d.Tokens) {
		return -1
	}
	for limit := at + 4; at < limit && at < len(x.d.Tokens); at++ {
		switch x.d.Tokens[at].UPOS {
		case "NOUN":
			if x.words.in("person", x.lemma(at)) && x.relation(at) != "compound" {
				return at
			}
		case "ADJ", "PROPN":
		default:
			return -1
		}
	}
	return -1
}

// pastYears is the token behind "-year-old", or -1 where that does not follow.
func (x *extractor) pastYears(i int) int {
	at := i + 1
	for _, want := range []string{"-", "year", "-", "old"} {
		if at < len(x.d.Tokens) && strings.EqualFold(x.d.Tokens[at].Form, want) {
			at++
		} else if want != "-" {
			return -1
		}
	}
	return at
}

// ageAfterName is the person in "Ada Berg, 40,", or -1.
func (x *extractor) ageAfterName(i int) int {
	d := x.d
	if i < 2 || d.Tokens[i-1].Form != "," {
		return -1
	}
	if i+1 < len(d.Tokens) && !strings.Contains(",.;)", d.Tokens[i+1].Form) && d.SentenceAt(i+1) == d.SentenceAt(i) {
		return -1
	}
	m := d.MentionAt(i - 2)
	if m < 0 || d.Mentions[m].Type != "PER" || d.Mentions[m].Form != stemma.Name {
		return -1
	}
	return d.Mentions[m].Head
}

// ageBeforeName is the person in "40-year-old captain Ada Berg", or -1.
func (x *extractor) ageBeforeName(i int) int {
	d, at := x.d, x.pastYears(i)
	if at < 0 {
		return -1
	}
	for limit := at + 6; at < limit && at < len(d.Tokens); at++ {
		if m := d.MentionAt(at); m >= 0 && d.Mentions[m].Type == "PER" {
			return d.Mentions[m].Head
		}
		switch d.Tokens[at].UPOS {
		case "NOUN", "ADJ", "PROPN":
		default:
			return -1
		}
	}
	return -1
}

// roleFigures are the measures of an apposition: "a 10-metre dhow". What a ship or
// craft is, and how large a place is, stands whatever befell it.
func (x *extractor) roleFigures(c *clause, m *stemma.ClaimMention) {
	first, last := x.d.TokensIn(x.roleSpan(c))
	for i := first; i < last; i++ {
		q := x.sums[i]
		if q < 0 || x.times[i] >= 0 || len(m.Quantities) > 0 || x.d.Quantities[q].Unit == "person" || x.d.Quantities[q].Of != "" && x.d.Quantities[q].Of != "inhabitants" {
			continue
		}
		m.Quantities = append(m.Quantities, x.d.Quantities[q])
	}
	if held := x.d.MentionAt(c.surface[0]); held >= 0 {
		switch kind := x.d.Mentions[held].Type; {
		case kind == "VEHICLE":
			m.Rule = "apposition of a craft"
		case (kind == "LOC" || kind == "GPE") && len(m.Quantities) > 0:
			m.Rule = "apposition of a place"
		}
	}
}

// role reads what an apposition says a named thing is: "Ada Berg, the head of
// the port authority".
func (x *extractor) role(i int) (clause, bool) {
	holder := x.d.Tokens[i].Head
	if craft, ok := x.namedCraft(i); ok {
		return craft, true
	}
	if x.relation(i) != "appos" || x.d.Tokens[i].UPOS != "NOUN" || x.clausal(i) || x.preposition(i) != "" || holder < 0 {
		return clause{}, false
	}
	m := x.d.MentionAt(holder)
	if m < 0 || x.d.Mentions[m].Form != stemma.Name || i < holder {
		return clause{}, false
	}
	if kind := x.d.Mentions[m].Type; (kind == "GPE" || kind == "LOC") && (x.animate(i) || x.dependent(i, "nmod:poss") >= 0) {
		return clause{}, false // "in Calif., his grandson said"
	}
	if !x.separated(holder+1, i) || strings.ContainsAny(x.text(holder, i), "\"“”") {
		return clause{}, false // an apposition stands between commas
	}
	if x.dependent(i, "det", "nmod", "nmod:poss", "nummod", "compound") < 0 || x.timed(i) {
		return clause{}, false
	}
	return clause{
		trigger: i, verb: i, kind: "role", surface: []int{holder}, objects: []int{i}, object: i, typed: true,
		event: stemma.Event{Type: "ROLE", Lemma: "be"}, rule: "apposition",
	}, true
}

// namedCraft reads "an Ethiopian ship, MV Gibe": the name stands in apposition.
func (x *extractor) namedCraft(i int) (clause, bool) {
	what := x.d.Tokens[i].Head
	m := x.d.MentionAt(i)
	if x.relation(i) != "appos" || what < 0 || what > i || m < 0 || x.d.Mentions[m].Type != "VEHICLE" || x.d.Mentions[m].Form != stemma.Name || x.d.Tokens[what].UPOS != "NOUN" {
		return clause{}, false
	}
	det := x.dependent(what, "det")
	if !x.separated(what+1, i) || det < 0 || x.dependent(what, "amod", "compound", "nummod") < 0 {
		return clause{}, false
	}
	return clause{
		trigger: what, verb: what, kind: "role", surface: []int{i}, objects: []int{what}, object: what, typed: true,
		event: stemma.Event{Type: "ROLE", Lemma: "be"}, rule: "apposition",
	}, true
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
