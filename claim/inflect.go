package claim

import "strings"

// participle reports a verb form that bears no tense of its own.
func (x *extractor) participle(v int) bool {
	switch x.d.Tokens[v].XPOS {
	case "VBG", "VBN":
		return true
	}
	return false
}

// tensed gives a participle or infinitive a tense: the past for "-ing", "was"
// or "were" for a passive participle.
func (x *extractor) tensed(c *clause, first, last int) string {
	if having := x.completed(c.verb); having >= first && having < c.verb {
		return x.text(first, having) + " had " + x.withNames(having+1, last)
	}
	before, after := x.text(first, c.verb), x.withNames(c.verb+1, last)
	verb := x.d.Tokens[c.verb].Form
	if aux := x.dependent(c.verb, "aux"); aux >= 0 && aux >= first && aux < c.verb {
		before = x.text(first, aux)
	}
	switch {
	case c.passive:
		verb = x.be(c.spoken) + " " + verb
	case x.d.Tokens[c.verb].XPOS == "VBG" || x.d.Tokens[c.verb].XPOS == "VB":
		verb = x.pastTense(c.verb)
		before = strings.TrimSuffix(strings.TrimSpace(before), "to")
	}
	return before + " " + verb + " " + after
}

// be agrees with the subject's number.
func (x *extractor) be(subject []int) string {
	if x.plural(subject) {
		return "were"
	}
	return "was"
}

// plural reports a subject of more than one.
func (x *extractor) plural(subject []int) bool {
	if len(subject) > 1 {
		return true
	}
	for _, i := range subject {
		t := &x.d.Tokens[i]
		if whole := x.partitive(i); whole >= 0 && t.UPOS != "NOUN" {
			return strings.ToLower(t.Form) != "one"
		}
		if x.lemma(i) == "people" || x.lemma(i) == "police" || x.feature(i, "Number=Plur") || t.XPOS == "NNS" || t.XPOS == "NNPS" {
			return true
		}
		if t.UPOS == "NUM" {
			return t.Form != "1" && strings.ToLower(t.Form) != "one"
		}
		if number := x.dependent(i, "nummod"); number >= 0 && t.UPOS == "NOUN" {
			return strings.ToLower(x.d.Tokens[number].Form) != "one" && x.d.Tokens[number].Form != "1"
		}
		switch strings.ToLower(t.Form) {
		case "they", "them", "we", "these", "those", "many", "several", "some", "all", "both", "few":
			return true
		}
	}
	return false
}

// pastTense inflects a verb: irregular ones by lexicon/past.txt, others from the
// form that the text has ("shipping" → "shipped").
func (x *extractor) pastTense(v int) string {
	lemma := x.lemma(v)
	if past, ok := x.words.past[lemma]; ok {
		return past
	}
	stem, ing := strings.CutSuffix(strings.ToLower(x.d.Tokens[v].Form), "ing")
	if ing && strings.HasPrefix(stem, lemma) && lemma != "" && !strings.HasSuffix(lemma, "e") && !strings.HasSuffix(lemma, "y") {
		return stem + "ed"
	}
	return regularPast(lemma)
}

// regularPast is the past form of a regular verb that doubles no consonant.
func regularPast(lemma string) string {
	switch {
	case lemma == "":
		return ""
	case strings.HasSuffix(lemma, "e"):
		return lemma + "d"
	case strings.HasSuffix(lemma, "y") && len(lemma) > 1 && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		return lemma[:len(lemma)-1] + "ied"
	}
	return lemma + "ed"
}
