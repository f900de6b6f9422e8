package quantity

import (
	"strings"

	"stemma/gazetteer"
	"stemma/lexicon"
)

// widest is how many words a noun phrase may have before its head.
const widest = 12

// noun finds the counted noun and gives the figure its unit.
func (f *finder) noun(q *figure) {
	at := q.last
	if f.at(at) == "-" && !f.atoms[at].Space {
		return
	}
	if n := f.counts(q); n >= 0 && !loaded.words["rest"][f.tree.form(n)] {
		q.noun = f.nounAtom(n)
		q.end = f.labelled(q.noun)
		q.Noun = f.span(q.noun, q.end)
		q.Unit = f.unitOf(q.noun)
		if q.end > q.noun+1 {
			q.Unit = strings.TrimSuffix(strings.ToLower(q.Noun.In(f.d.Text)), "s")
		}
		return
	}
	if r, ok := loaded.roles[f.at(at)]; ok && (r.state || r.noun || r.passive) { // "22 dead", "80 wounded"
		q.Unit = "person"
	} else if q.Vague && f.subject(q) || f.crowd(q) { // "thousands fled"
		q.Unit = "person"
	}
}

// crowd reports a number of people by what stands beside it: "a crowd of 30,000",
// "the 19 aboard".
func (f *finder) crowd(q *figure) bool {
	if f.at(q.last) == "aboard" || f.at(q.last) == "on" && f.at(q.last+1) == "board" {
		return true
	}
	n := f.numeral(q)
	if n < 0 || !f.tree.is(n, "nmod") || f.tree.marker(n, f.atoms[q.first].Start) != "of" {
		return false
	}
	head := f.tree.head(n)
	return head >= 0 && loaded.words["crowd"][f.tree.form(head)]
}

// subject reports a number that is itself the subject of a verb.
func (f *finder) subject(q *figure) bool {
	n := f.numeral(q)
	return n >= 0 && f.tree.is(n, "nsubj")
}

// counts is the token of the counted noun by the sentence's tree: the noun that
// the number modifies ("nine men"), or whose part it is ("nine of the men");
// -1 where the number stands by itself. A noun that follows through nothing but
// modifiers is the counted one whatever the parser made of the number.
func (f *finder) counts(q *figure) int {
	n, last := f.numeral(q), f.token(q.last-1)
	if n < 0 {
		return -1
	}
	if noun := f.modifies(n, last); noun >= 0 {
		return noun
	}
	for _, whole := range []int{n, last} {
		if part := f.part(whole, last); part >= 0 {
			return part
		}
	}
	if beside := f.beside(last); beside >= 0 {
		return beside
	}
	return f.nationality(n)
}

// nationality is the adjective that a number counts people by: "12 Somali and 11
// Yemeni"; -1 for none.
func (f *finder) nationality(n int) int {
	if up := f.tree.head(n); up == n+1 && f.tree.is(n, "nummod") && f.tree.tokens[up].UPOS == "ADJ" && f.atoms[f.atom(up)].Upper {
		return up
	}
	return -1
}

// modifies is the noun behind the token last that n modifies, through other
// modifiers of it ("3 machine guns"); -1 for none.
func (f *finder) modifies(n, last int) int {
	t, noun := f.tree, -1
	for steps := 0; steps < 5 && (t.is(n, "nummod", "compound", "amod", "det", "flat", "case", "advmod", "fixed", "cc:preconj") || t.is(n, "cc") && t.form(n) == "both"); steps++ {
		n = t.head(n)
		if n < 0 || n >= len(t.tokens) || n > last+widest || noun >= 0 && n < noun {
			break
		}
		if n > last && f.nominal(n) {
			noun = n
		}
	}
	return f.whole(noun)
}

// whole mends two parses of a noun phrase: two nouns side by side in one place of
// the clause ("plainclothes officers"), and a past participle with an object,
// which none has after its noun ("rocket propelled launcher").
func (f *finder) whole(noun int) int {
	t, next := f.tree, noun+1
	if noun < 0 || next >= len(t.tokens) {
		return noun
	}
	if f.nominal(next) && t.head(next) == t.head(noun) && t.tokens[next].Deprel == t.tokens[noun].Deprel {
		return next
	}
	if past := t.tokens[next].XPOS == "VBN" || t.tokens[next].XPOS == "VBD"; !past || t.tokens[noun].XPOS != "NN" || f.onePerson(noun) {
		return noun
	}
	if head := t.head(next); t.is(next, "amod") && head > next && head <= next+2 && f.nominal(head) {
		return head
	}
	if t.head(next) == noun && t.is(next, "acl") {
		if object := t.find(next, func(c int) bool { return c > next && c <= next+2 && t.is(c, "obj") && f.nominal(c) }); object >= 0 {
			return object
		}
	}
	return noun
}

// part is the noun behind the token last some of which whole is: "of the men".
func (f *finder) part(whole, last int) int {
	t := f.tree
	return t.find(whole, func(c int) bool {
		return c > last && t.is(c, "nmod", "obl") && t.marker(c, t.tokens[c].Start) == "of" && f.nominal(c)
	})
}

// numeral is the token of a figure's number that the others depend on; -1 for none.
func (f *finder) numeral(q *figure) int {
	first, last := f.token(q.first), f.token(q.last-1)
	n := last
	for steps := 0; first >= 0 && n >= 0 && steps < 6; steps++ {
		up := f.tree.head(n)
		if up < first || up > last {
			break
		}
		n = up
	}
	return n
}

// beside is the plural noun that follows a token through modifiers alone; -1 for
// none: "13 fully loaded magazines", "five masked, heavily armed police officers".
func (f *finder) beside(last int) int {
	for i := last + 1; i < len(f.tree.tokens) && i <= last+widest; i++ {
		switch k := &f.tree.tokens[i]; {
		case k.XPOS == "NNS":
			return i
		case !f.modifier(last, i):
			return -1
		}
	}
	return -1
}

// modifier reports a token that may stand between the number before it and its
// noun. The verb over the number is none, and a noun only before others.
func (f *finder) modifier(number, i int) bool {
	t := f.tree
	switch k := &t.tokens[i]; k.UPOS {
	case "ADJ", "ADV":
		return true
	case "VERB":
		return k.XPOS == "VBN" || k.XPOS == "VBG" || k.XPOS == "VBD" && !(t.is(number, "nsubj") && t.head(number) == i)
	case "ADP":
		return t.is(i, "compound") && t.tokens[i-1].UPOS == "VERB"
	case "PUNCT":
		return k.Form == "," && i > number+1 && i+1 < len(t.tokens) && (t.tokens[i+1].XPOS == "VBN" || t.tokens[i+1].XPOS == "JJ") && f.modifier(number, i-1)
	case "NOUN":
		return t.is(i, "compound") && i > number+1
	}
	return false
}

func (f *finder) nominal(i int) bool {
	k := &f.tree.tokens[i]
	return k.UPOS == "NOUN" || k.UPOS == "PROPN" && !strings.HasSuffix(k.Name, "-PER")
}

// nounAtom is the atom that names what a token counts: the last word of
// "co-workers", and the first of "AK-47s", whose end is a label.
func (f *finder) nounAtom(token int) int {
	i := f.atom(token)
	for end := f.tree.tokens[token].End; f.hyphened(i+1) && f.atoms[i+2].Kind == lexicon.Word && f.atoms[i+2].End <= end; {
		i += 2
	}
	if i >= 2 && f.atoms[i].Kind == lexicon.Digits && f.hyphened(i-1) && f.word(i-2) {
		return i - 2
	}
	return i
}

// labelled is the atom after a noun with its label ("AK-47s").
func (f *finder) labelled(noun int) int {
	after := noun + 1
	if !f.hyphened(after) || f.atoms[after+1].Kind != lexicon.Digits {
		return after
	}
	if f.at(after+2) == "s" && !f.atoms[after+2].Space {
		return after + 3
	}
	return after + 2
}

// hyphened reports that a phrase goes on behind a hyphen.
func (f *finder) hyphened(i int) bool {
	return f.at(i) == "-" && !f.atoms[i].Space && i+1 < len(f.atoms) && !f.atoms[i+1].Space
}

// tag is the universal tag of the token that begins at an atom.
func (f *finder) tag(i int) string {
	t := f.token(i)
	if t < 0 {
		return ""
	}
	return f.d.Tokens[t].UPOS
}

// token is the index of the token that holds an atom, or -1.
func (f *finder) token(i int) int {
	if i < 0 || i >= len(f.atoms) {
		return -1
	}
	t := f.d.TokenAt(f.atoms[i].Start)
	if t >= len(f.d.Tokens) || f.d.Tokens[t].Start > f.atoms[i].Start {
		return -1
	}
	return t
}

// unitOf is "person" for people, else the noun's lemma.
func (f *finder) unitOf(i int) string {
	word := f.at(i)
	if loaded.people[word] {
		return "person"
	}
	if r, ok := loaded.roles[word]; ok && r.noun {
		return "person"
	}
	if f.tag(i) == "ADJ" && f.atoms[i].Upper {
		return "person"
	}
	if f.atoms[i].Upper && demonym(f.atoms[i].In(f.d.Text)) {
		return "person" // "12 Somalis"
	}
	if t := f.token(i); t >= 0 && f.d.Tokens[t].Lemma != "" {
		return strings.ToLower(f.d.Tokens[t].Lemma)
	}
	return singular(word)
}

// demonym reports a people's name, in the singular or plural.
func demonym(word string) bool {
	_, found := gazetteer.Demonym(word)
	if !found {
		_, found = gazetteer.Demonym(strings.TrimSuffix(word, "s"))
	}
	return found
}

// singular takes a plural's ending off.
func singular(word string) string {
	switch {
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return word[:len(word)-3] + "y"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "shes"), strings.HasSuffix(word, "ches"), strings.HasSuffix(word, "xes"):
		return word[:len(word)-2]
	case strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return word[:len(word)-1]
	}
	return word
}
