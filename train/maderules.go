package main

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

var (
	//go:embed made/words.txt
	madeWords string
	//go:embed made/grammar.txt
	madeRules string
)

// madeTag is a class of words as the treebanks tag it.
type madeTag struct{ upos, xpos, feats string }

type madeList struct {
	tag   madeTag
	forms []string
}

// madePart is a symbol of a choice. Its relation is to the choice's head: ""
// for the head itself, "=" for what the symbol asks for.
type madePart struct {
	symbol, relation string
	chance           int // of 100
}

type madeChoice struct {
	weight   int
	parts    []madePart
	relation string
}

type madeRule struct {
	name    string // the label of what it writes: PER, ORG, LOC or ""
	choices []madeChoice
	weight  int
	lowest  int // the choice that ends soonest
}

type madeGrammar struct {
	tags  map[string]madeTag
	lists map[string]*madeList
	rules map[string]*madeRule
}

// verbForms are the lists that a verb's line makes: base, present singular and
// plural, past singular and plural, participle after "have", in the passive, -ing.
var verbForms = []struct{ suffix, tag string }{
	{"b", "VB"}, {"zs", "VBZ"}, {"zp", "VBP"}, {"ds", "VBDs"}, {"dp", "VBDp"}, {"n", "VBN"}, {"v", "VBNpass"}, {"g", "VBG"},
}

// readMade reads both files; their notation is explained at their tops.
func readMade(words, rules string) (*madeGrammar, error) {
	g := &madeGrammar{map[string]madeTag{}, map[string]*madeList{}, map[string]*madeRule{}}
	if err := eachMadeLine(words, g.wordLine); err != nil {
		return nil, fmt.Errorf("words.txt: %w", err)
	}
	if err := eachMadeLine(rules, g.ruleLine); err != nil {
		return nil, fmt.Errorf("grammar.txt: %w", err)
	}
	if err := g.check(); err != nil {
		return nil, fmt.Errorf("grammar.txt: %w", err)
	}
	return g, g.measure()
}

func eachMadeLine(text string, use func(head, body string) error) error {
	for i, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "//") {
			continue
		}
		head, body, ok := strings.Cut(line, " : ")
		if !ok {
			return fmt.Errorf("line %d has no colon", i+1)
		}
		if err := use(strings.TrimSpace(head), body); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

func (g *madeGrammar) wordLine(head, body string) error {
	kind, name, ok := strings.Cut(head, " ")
	forms := strings.Fields(body)
	switch {
	case !ok:
		return fmt.Errorf("%q is no name and kind", head)
	case kind == "tag" && len(forms) == 3:
		g.tags[name] = madeTag{forms[0], forms[1], strings.Trim(forms[2], "_")}
	case kind == "verb":
		g.verbs(name, forms)
	case kind == "noun":
		g.nouns(name, forms)
	default:
		return g.list(name, kind, rangesOf(forms)...)
	}
	return nil
}

// list adds forms to a list.
func (g *madeGrammar) list(name, tag string, forms ...string) error {
	t, ok := g.tags[tag]
	if !ok {
		return fmt.Errorf("no tag %q", tag)
	}
	if g.lists[name] == nil {
		g.lists[name] = &madeList{tag: t}
	}
	g.lists[name].forms = append(g.lists[name].forms, forms...)
	return nil
}

// rangesOf writes "18..20" out.
func rangesOf(forms []string) []string {
	var all []string
	for _, form := range forms {
		low, high, ok := strings.Cut(form, "..")
		from, err1 := strconv.Atoi(low)
		to, err2 := strconv.Atoi(high)
		if !ok || err1 != nil || err2 != nil {
			all = append(all, form)
			continue
		}
		for ; from <= to; from++ {
			all = append(all, strconv.Itoa(from))
		}
	}
	return all
}

// nouns makes lists name.s and name.p of "army/armies" or "camp".
func (g *madeGrammar) nouns(name string, forms []string) {
	for _, form := range forms {
		one, many, ok := strings.Cut(form, "/")
		if !ok {
			many = one + "s"
		}
		_ = g.list(name+".s", "NN", one)
		_ = g.list(name+".p", "NNS", many)
	}
}

// verbs makes the lists of verbForms of "hit/hits/hit/hit/hitting" or, regular, "kill".
func (g *madeGrammar) verbs(name string, forms []string) {
	for _, form := range forms {
		f := strings.Split(form, "/")
		if len(f) < 5 {
			f = regularVerb(form)
		}
		for i, at := range []int{0, 1, 0, 2, 2, 3, 3, 4} {
			_ = g.list(name+"."+verbForms[i].suffix, verbForms[i].tag, f[at])
		}
	}
}

func regularVerb(base string) []string {
	stem, s, past := base, base+"s", base+"ed"
	switch {
	case strings.HasSuffix(base, "e"):
		stem, past = strings.TrimSuffix(base, "e"), base+"d"
	case strings.HasSuffix(base, "sh"), strings.HasSuffix(base, "ch"), strings.HasSuffix(base, "ss"):
		s = base + "es"
	case strings.HasSuffix(base, "y") && !strings.HasSuffix(base, "oy"):
		s, past = base[:len(base)-1]+"ies", base[:len(base)-1]+"ied"
	}
	return []string{base, s, past, past, stem + "ing"}
}

// ruleLine reads a line; one with "#" stands for two, with s and p (the
// numbers), and one with "@" for seven, with the active verb's forms.
func (g *madeGrammar) ruleLine(head, body string) error {
	for _, sign := range []string{"# s p", "@ b zs zp ds dp n g"} {
		values := strings.Fields(sign)
		if !strings.Contains(head+body, values[0]) {
			continue
		}
		for _, v := range values[1:] {
			if err := g.ruleLine(strings.ReplaceAll(head, values[0], v), strings.ReplaceAll(body, values[0], v)); err != nil {
				return err
			}
		}
		return nil
	}
	return g.rule(head, body)
}

func (g *madeGrammar) rule(head, body string) error {
	symbol, name, _ := strings.Cut(head, " ")
	if g.rules[symbol] == nil {
		g.rules[symbol] = &madeRule{name: name}
	}
	r := g.rules[symbol]
	for _, text := range strings.Split(body, " | ") {
		choice, err := readChoice(text)
		if err != nil {
			return fmt.Errorf("%s: %w", symbol, err)
		}
		r.weight += choice.weight
		r.choices = append(r.choices, choice)
	}
	return nil
}

// readChoice reads "3* the:det JJ:amod?40 camp.s =obl".
func readChoice(text string) (madeChoice, error) {
	c := madeChoice{weight: 1}
	heads := 0
	for _, field := range strings.Fields(text) {
		if number, err := strconv.Atoi(strings.TrimSuffix(field, "*")); err == nil && strings.HasSuffix(field, "*") {
			c.weight = number
			continue
		}
		if field[0] == '=' {
			c.relation = field[1:]
			continue
		}
		p := readPart(field)
		if p.relation == "" {
			heads++
		}
		c.parts = append(c.parts, p)
	}
	if heads != 1 {
		return c, fmt.Errorf("%d heads in %q", heads, text)
	}
	return c, nil
}

func readPart(field string) madePart {
	field, chance, ok := strings.Cut(field, "?")
	p := madePart{chance: 100}
	if ok {
		if p.chance, _ = strconv.Atoi(chance); p.chance == 0 {
			p.chance = 30
		}
	}
	p.symbol, p.relation, _ = strings.Cut(field, ":")
	return p
}
