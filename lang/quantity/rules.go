package quantity

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"stemma/lexicon"
)

//go:embed lexicon/rules.txt
var ruleText string

//go:embed lexicon/bounds.txt
var boundText string

//go:embed lexicon/measures.txt
var measureText string

//go:embed lexicon/words.txt
var wordText string

//go:embed lexicon/people.txt
var peopleText string

//go:embed lexicon/roles.txt
var roleText string

// rule is one line of rules.txt.
type rule struct {
	name   string
	bounds bounds
}

// role is what a word says befell the counted, and how it takes its figure.
type role struct {
	of                           string
	object, passive, state, noun bool
}

// grammar is the compiled lexicon; it is never written after loading.
type grammar struct {
	rules    []rule
	patterns *lexicon.Patterns
	classes  map[string]lexicon.Class
	bounding map[string]bool // the words that begin one of prefixes
	people   map[string]bool
	roles    map[string]role
	one      map[string]bool            // people in the singular
	words    map[string]map[string]bool // the one-word classes that are only looked up
}

var loaded = load()

func load() *grammar {
	g := &grammar{classes: map[string]lexicon.Class{}, people: map[string]bool{}, roles: map[string]role{}, words: map[string]map[string]bool{}}
	first := g.readClasses()
	g.bounding = map[string]bool{}
	for _, p := range prefixes {
		for _, word := range first[p.class] {
			g.bounding[word] = true
		}
	}
	g.classes["num"] = func(atoms []lexicon.Atom, at int) (int, string, float64) {
		n, text, v := g.number(atoms, at)
		if n > 0 && g.suffixed(atoms, at, at+n) {
			return 0, "", 0
		}
		return n, text, v
	}
	g.classes["ordinal"] = func(atoms []lexicon.Atom, at int) (int, string, float64) {
		v, n := lexicon.Ordinal(atoms, at)
		return n, "", float64(v)
	}
	for _, name := range []string{"vague", "scale", "fraction", "fraction-sign", "short"} {
		g.classes[name] = valued(g.classes[name])
	}
	g.one = map[string]bool{}
	g.readPeople()
	g.readRoles()
	g.readRules(first)
	return g
}

// phrases are the entries of a file of classes with their phrases taken apart:
// each is a class, a phrase and its value.
func phrases(name, text string) []lexicon.Entry {
	var list []lexicon.Entry
	for _, entry := range lexicon.MustRead(name, text, 3) {
		for phrase := range strings.SplitSeq(entry.Fields[1], "|") {
			list = append(list, lexicon.Entry{Key: entry.Key, Fields: []string{phrase, entry.Fields[0]}, Example: entry.Example, Line: entry.Line})
		}
	}
	return list
}

// classFiles are the files of classes by name.
var classFiles = []struct{ name, text string }{{"bounds.txt", boundText}, {"measures.txt", measureText}, {"words.txt", wordText}}

// readClasses makes the classes, and hands back the words that each may begin with.
func (g *grammar) readClasses() map[string][]string {
	byClass := map[string][]lexicon.Entry{}
	for _, file := range classFiles {
		for _, entry := range phrases(file.name, file.text) {
			byClass[entry.Key] = append(byClass[entry.Key], lexicon.Entry{Key: entry.Fields[0], Fields: entry.Fields[1:]})
			if g.words[entry.Key] == nil {
				g.words[entry.Key] = map[string]bool{}
			}
			g.words[entry.Key][entry.Fields[0]] = true
		}
	}
	first := map[string][]string{}
	for name, entries := range byClass {
		g.classes[name], first[name] = lexicon.Words(entries), lexicon.FirstWords(entries)
	}
	return first
}

func (g *grammar) readPeople() {
	for _, entry := range lexicon.MustRead("people.txt", peopleText, 2) {
		g.people[entry.Key], g.people[entry.Fields[0]] = true, true
		if entry.Key != entry.Fields[0] {
			g.one[entry.Key] = true
		}
	}
}

func (g *grammar) readRoles() {
	for _, entry := range lexicon.MustRead("roles.txt", roleText, 3) {
		r := g.roles[entry.Key]
		r.of = entry.Fields[0]
		switch entry.Fields[1] {
		case "object":
			r.object = true
		case "both":
			r.object, r.passive = true, true
		case "state":
			r.state = true
		case "noun":
			r.noun = true
		}
		g.roles[entry.Key] = r
	}
}

func (g *grammar) readRules(first map[string][]string) {
	var patterns []string
	for _, entry := range lexicon.MustRead("rules.txt", ruleText, 3) {
		b := boundsNamed(entry.Fields[1])
		if b == nil {
			panic(fmt.Errorf("rules.txt:%d: no bounds %q", entry.Line, entry.Fields[1]))
		}
		patterns = append(patterns, entry.Fields[0])
		g.rules = append(g.rules, rule{entry.Key, b})
	}
	compiled, err := lexicon.Compile(patterns, g.classes, first)
	if err != nil {
		panic(err)
	}
	g.patterns = compiled
}

// suffixed reports letters glued to digits that are no unit: "76ers", "3D".
func (g *grammar) suffixed(atoms []lexicon.Atom, at, next int) bool {
	if atoms[at].Kind != lexicon.Digits || next >= len(atoms) || atoms[next].Space || atoms[next].Kind != lexicon.Word {
		return false
	}
	unit, _, _ := g.classes["unit"](atoms, next)
	short, _, _ := g.classes["short"](atoms, next)
	return unit == 0 && short == 0
}

// valued turns a class's text into its number.
func valued(class lexicon.Class) lexicon.Class {
	return func(atoms []lexicon.Atom, at int) (int, string, float64) {
		n, text, _ := class(atoms, at)
		v, _ := strconv.ParseFloat(text, 64)
		return n, text, v
	}
}

// number reads a number in digits or words that is no ordinal, no part of a
// name ("A380", "AK-47"), no clock time and no fraction.
func (g *grammar) number(atoms []lexicon.Atom, at int) (int, string, float64) {
	v, n := lexicon.Cardinal(atoms, at)
	if n == 0 || g.divides(atoms, at+n) {
		return 0, "", 0
	}
	if atoms[at].Kind != lexicon.Digits {
		return n, "", v
	}
	if len(atoms[at].Lower) > 6 || strings.HasPrefix(atoms[at].Lower, "0") && n == 1 && len(atoms[at].Lower) > 1 {
		return 0, "", 0 // an identifier
	}
	if at > 0 && !atoms[at].Space && joins(atoms, at-1) {
		return 0, "", 0
	}
	if at+n < len(atoms) && !atoms[at+n].Space {
		switch atoms[at+n].Lower {
		case "st", "nd", "rd", "th", "s", "d", ":", "/", "'":
			return 0, "", 0
		}
	}
	v, n = spaced(atoms, at, v, n)
	v, n = g.mixed(atoms, at, v, n)
	return n, "", v
}

// divides reports that a number's end makes it a fraction: "two-thirds" is no two.
func (g *grammar) divides(atoms []lexicon.Atom, at int) bool {
	if at < len(atoms) && atoms[at].Lower == "-" {
		at++
	}
	return at < len(atoms) && g.words["fractional"][atoms[at].Lower]
}

// mixed reads the fraction behind a whole number: "3½ minutes", "41 1/2 months".
func (g *grammar) mixed(atoms []lexicon.Atom, at int, v float64, n int) (float64, int) {
	next := at + n
	if k, _, fraction := g.classes["fraction-sign"](atoms, next); k > 0 {
		return v + fraction, n + k
	}
	if next+2 < len(atoms) && atoms[next].Space && atoms[next].Value > 0 && atoms[next+1].Lower == "/" && atoms[next+2].Value > atoms[next].Value {
		return v + float64(atoms[next].Value)/float64(atoms[next+2].Value), n + 3
	}
	return v, n
}

// spaced reads thousands set apart by a space, as ISO 31-0 has them: "1 200
// houses". A word in lower case must follow, or it may be two numbers of a table.
func spaced(atoms []lexicon.Atom, at int, v float64, n int) (float64, int) {
	if n != 1 || len(atoms[at].Lower) > 3 || at > 0 && atoms[at-1].Kind == lexicon.Digits {
		return v, n
	}
	end, sum := at+1, v
	for end < len(atoms) && end < at+4 && atoms[end].Kind == lexicon.Digits && atoms[end].Space && len(atoms[end].Lower) == 3 {
		sum = 1000*sum + float64(atoms[end].Value)
		end++
	}
	if end == at+1 || end >= len(atoms) || atoms[end].Kind != lexicon.Word || atoms[end].Upper || !atoms[end].Space {
		return v, n
	}
	return sum, end - at
}

// joins reports whether the atom before a figure makes it part of a longer
// form: "A380", "AK-47", "3:2", "+44", "version 2.1.3", "#5", "@7".
func joins(atoms []lexicon.Atom, before int) bool {
	switch atoms[before].Lower {
	case ":", "/", "#", "@", "_", "+", "=", "&":
		return true
	case "-":
		return !atoms[before].Space && before > 0 && atoms[before-1].Kind == lexicon.Word && atoms[before-1].Lower != "magnitude" && len(atoms[before-1].Lower) <= 3 && atoms[before-1].Lower != "to"
	case ".", ",":
		return atoms[before].Space || before > 0 && atoms[before-1].Kind == lexicon.Digits // ".45" has no whole part
	}
	return atoms[before].Kind == lexicon.Word
}
