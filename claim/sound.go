package claim

import (
	"strings"
	"unicode/utf8"
)

// written is the text of a range that reads as a sentence, or "".
func (x *extractor) written(first, last, v int) string {
	if !x.sentenceLike(first, last) || !x.ends(first, last, v) || x.truncated(first) || x.personal(first, last) || x.unbound(first, last, nil) {
		return ""
	}
	return tidy(x.withNames(first, last))
}

// longest is the length, in runes, past which a line is no longer one.
const longest = 330

// sentenceLike reports whether a range begins as a sentence does and has a verb.
func (x *extractor) sentenceLike(first, last int) bool {
	if last-first < 3 || utf8.RuneCountInString(x.text(first, last)) > longest {
		return false
	}
	switch t := &x.d.Tokens[first]; t.UPOS {
	case "VERB", "AUX", "ADP", "PART", "SCONJ", "CCONJ", "INTJ":
		if !x.heading(first) && !strings.EqualFold(t.Form, "up") && t.UPOS != "ADP" || t.UPOS == "ADP" && x.dependsOutside(first, first, last) {
			return false
		}
	}
	if x.midPhrase(first) {
		return false
	}
	if t := &x.d.Tokens[first]; x.orphaned(first) || x.d.Tokens[first+1].Form == "," && t.UPOS != "NOUN" && t.UPOS != "PROPN" && t.UPOS != "NUM" {
		return false
	}
	verb := x.heading(first)
	for i := first; i < last; i++ {
		if !verb && i > first && x.d.Tokens[i].UPOS == "SCONJ" && x.relation(i) == "mark" && !strings.EqualFold(x.d.Tokens[i].Form, "that") {
			return false // "The business until pressures forced it to close"
		}
		if strings.Contains(x.d.Tokens[i].Form, "\uFFFD") || x.d.Tokens[i].Form == "?" {
			return false
		}
		verb = verb || (x.d.Tokens[i].UPOS == "VERB" || x.d.Tokens[i].UPOS == "AUX") && x.finiteForm(i)
	}
	return verb
}

// midPhrase reports a preposition that belongs to the words before it, and so
// opens no line: "a focus | on the family".
func (x *extractor) midPhrase(first int) bool {
	s := x.d.SentenceAt(first)
	if x.d.Tokens[first].UPOS != "ADP" || s < 0 || first <= x.d.Sentences[s].First {
		return false
	}
	switch x.d.Tokens[first-1].UPOS {
	case "NOUN", "PROPN", "ADJ", "NUM", "DET", "VERB":
		return true
	}
	return false
}

// orphaned reports a possessive at the beginning of a line whose owner it does
// not say: "whose team", "their focus".
func (x *extractor) orphaned(first int) bool {
	t := &x.d.Tokens[first]
	return t.XPOS == "WP$" || t.XPOS == "PRP$" && x.pronounName(first) == ""
}

func (x *extractor) dependsOutside(i, first, last int) bool {
	head := x.d.Tokens[i].Head
	return head >= 0 && (head < first || head >= last)
}

// finiteForm reports whether a token itself bears a tense.
func (x *extractor) finiteForm(i int) bool {
	switch x.d.Tokens[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return x.feature(i, "VerbForm=Fin")
}

// ends reports whether a line can stop before last: no transitive verb of saying
// at its end, nothing in the text that goes on without a break.
func (x *extractor) ends(first, last, v int) bool {
	if last <= first {
		return false
	}
	t := &x.d.Tokens[last-1]
	for i := max(first, last-3); i < last; i++ {
		switch x.relation(i) {
		case "amod", "det", "nummod", "compound":
			if head := x.d.Tokens[i].Head; head >= last && x.d.SentenceAt(head) == x.d.SentenceAt(last-1) && !x.heading(i) {
				return false // "to make his first | and only offer", "a Lillby | , Ohio, man"
			}
		}
	}
	for i := max(first, last-7); i < last-3; i++ {
		if head := x.d.Tokens[i].Head; x.relation(i) == "det" && head >= last && x.d.SentenceAt(head) == x.d.SentenceAt(last-1) && !x.heading(i) {
			return false // "of the June 20, 2005 | attempted murder"
		}
	}
	if t.UPOS == "ADJ" && last-2 >= first && x.d.Tokens[last-2].UPOS == "DET" && (x.lemma(last-2) == "a" || x.lemma(last-2) == "an") {
		return false // "a critical | , but unpatched, flaw"
	}
	if last < len(x.d.Tokens) && last-2 >= first && t.UPOS == "PRON" && x.words.in("conveying", x.lemma(last-2)) && strings.ContainsAny(x.d.Tokens[last].Form, ",\"“") {
		return false // "and telling her | , “You …”"
	}
	if t.UPOS == "VERB" && x.finite(last-1) && last < len(x.d.Tokens) && x.sharesObject(last-1, last) {
		return false
	}
	if t.UPOS == "VERB" && x.words.in("conveying", x.lemma(last-1)) && x.finiteForm(last-1) {
		return false
	}
	if t.UPOS == "VERB" && x.finiteForm(last-1) && x.words.undergone(x.lemma(last-1)) && !x.passive(last-1, 0) && x.dependent(last-1, "obj") < 0 && !x.heading(last-1) {
		return false
	}
	if s := x.d.SentenceAt(last - 1); s >= 0 && last < x.d.Sentences[s].Last && x.goesOn(last, v) {
		return false
	}
	return true
}

// sharesObject reports a verb that a line would cut off from its object or its
// content: "has sidelined | or overturned several rules", "found | that".
func (x *extractor) sharesObject(v, next int) bool {
	if strings.EqualFold(x.d.Tokens[next].Form, "that") && x.d.Tokens[next].UPOS == "SCONJ" {
		return true
	}
	if x.d.Tokens[next].UPOS != "CCONJ" || x.passive(v, 0) || x.dependent(v, "obj") >= 0 || x.oblique(v) {
		return false
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "conj" && x.d.Tokens[c].UPOS == "VERB" && x.dependent(int(c), "obj") > int(c) && !x.objectless(v) {
			return true
		}
	}
	return x.words.undergone(x.lemma(v))
}

// oblique reports a prepositional phrase behind a verb, which ends it as an object
// does: "fired at the guards and …".
func (x *extractor) oblique(v int) bool {
	for _, i := range x.dependents(nil, v, "obl") {
		if i > v {
			return true
		}
	}
	return false
}

// objectless reports a verb that takes no object, or none that it must name: "fled
// and shot a guard".
func (x *extractor) objectless(v int) bool {
	if x.words.in("intransitive", x.lemma(v)) {
		return true
	}
	senses := x.words.verbs[x.lemma(v)]
	return len(senses) > 0 && strings.Contains(" MOVE ESCAPE WIN CASUALTY ", " "+senses[len(senses)-1].event.Type+" ")
}

// unclear reports a subject that a reader of the line alone could not place: a
// pronoun without a name, "I" and "we" of whoever speaks, a bare adverb.
func (x *extractor) unclear(i int) bool {
	t := &x.d.Tokens[i]
	switch strings.ToLower(t.Form) {
	case "latter", "former":
		return x.d.Tokens[i].UPOS != "PROPN"
	case "most", "some", "many", "both", "all", "several", "others", "another", "few":
		return x.dependent(i, "nmod", "acl", "det", "amod", "nummod") < 0 && x.partitive(i) < 0
	}
	if t.UPOS == "NUM" && i > 0 && x.d.Tokens[i-1].Form == "," {
		return true // "Ada Berg, 45, owns"
	}
	switch t.UPOS {
	case "PRON":
		if x.pronounName(i) != "" {
			return false
		}
		switch strings.ToLower(t.Form) {
		case "he", "she", "it", "they", "him", "her", "them", "this", "that", "these", "those", "i", "we", "you", "us", "me", "what", "which", "who", "itself", "himself", "themselves", "whom", "whose", "his", "their", "its", "hers", "theirs":
			return x.dependent(i, "acl") < 0 || strings.ToLower(t.Form) == "it"
		}
		return false
	case "DET":
		switch strings.ToLower(t.Form) {
		case "this", "that", "these", "those":
			return x.dependent(i, "acl", "nmod") < 0
		}
		return false
	case "VERB", "ADV", "ADP", "SCONJ", "CCONJ", "PART", "PUNCT", "AUX", "INTJ":
		return t.UPOS != "VERB" || t.XPOS != "VBG" && t.XPOS != "VBN"
	}
	if x.timed(i) && x.d.MentionAt(i) < 0 && x.lemma(i) != "year" {
		timex := x.d.Timexes[x.times[i]].Span
		first, last := x.extent(i)
		for j := first; j < last; j++ {
			if u := x.d.Tokens[j].UPOS; (u == "NOUN" || u == "PROPN") && !timex.Overlaps(x.d.Tokens[j].Span) {
				return false
			}
		}
		return true
	}
	return false
}

// adjoins reports whether a predicate without subject stands where it can only
// share the one given: a relative clause or participle right behind its noun, a
// second predicate behind a conjunction, an effect behind a comma.
func (x *extractor) adjoins(c *clause, first int) bool {
	v := c.verb
	if first < 1 || x.d.SentenceAt(first-1) != x.d.SentenceAt(first) {
		return false
	}
	before := first - 1
	switch x.relation(v) {
	case "acl":
		relative := false
		if own := x.ownSubject(v); own >= 0 {
			if !x.relative(own) || own >= first {
				return false
			}
			if strings.EqualFold(x.d.Tokens[own].Form, "who") && len(c.spoken) > 0 && !x.animate(c.spoken[0]) && !x.words.in("person", x.lemma(c.spoken[0])) && !x.words.in("office", x.lemma(c.spoken[0])) {
				return false
			}
			relative, before = true, own-1
		}
		if !relative && (x.finite(v) || x.infinitive(v) || x.dependent(v, "mark", "case") >= 0) {
			return false
		}
		if before < 0 {
			return false
		}
		if x.d.Tokens[before].Form == "," || x.d.Tokens[before].Form == "-" || x.d.Tokens[before].Form == "–" {
			before--
		}
		return before >= 0 && x.endsPhrase(before, c.spoken) && (relative || c.typed || c.passive)
	case "conj":
		head := x.d.Tokens[v].Head
		if head < 0 || head > v || x.finite(v) != x.finite(head) && !x.participle(v) {
			return false
		}
		if x.higher(head, v) {
			return false
		}
		t := &x.d.Tokens[before]
		return t.UPOS == "CCONJ" || t.Form == "," && x.finite(v)
	case "advcl":
		if x.completed(v) >= 0 && c.typed {
			return x.d.Tokens[before].Form == "," && x.dependent(v, "mark", "case") < 0
		}
		return x.d.Tokens[v].XPOS == "VBG" && c.typed && x.dependent(v, "mark", "case") < 0 && x.d.Tokens[before].Form == "," && x.effect(c)
	}
	return false
}

// completed is the "having" of a participle that stands for a past perfect
// ("having been arrested twice"), or -1.
func (x *extractor) completed(v int) int {
	if aux := x.dependent(v, "aux"); aux >= 0 && strings.EqualFold(x.d.Tokens[aux].Form, "having") {
		return aux
	}
	return -1
}

// endsPhrase reports whether a token closes the phrase of one of the heads, with
// no other noun phrase between that the clause could belong to.
func (x *extractor) endsPhrase(i int, heads []int) bool {
	for _, head := range heads {
		if head == i {
			return true
		}
		if _, last := x.phrase(head); last == i+1 || last == i && x.d.Tokens[i].UPOS == "PUNCT" {
			return true
		}
	}
	return false
}

// effect reports an event that follows from another: its participle says what the
// main clause did.
func (x *extractor) effect(c *clause) bool {
	return strings.Contains(" CASUALTY INJURY DAMAGE ASSAULT RESCUE ", " "+c.event.Type+" ")
}

// agrees reports whether a verb's number does not contradict its subject's.
func (x *extractor) agrees(v int, subject []int) bool {
	number := ""
	bearer := v
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if r := x.relation(int(c)); (r == "aux" || r == "cop") && x.finiteForm(int(c)) {
			bearer = int(c)
			break
		}
	}
	switch strings.ToLower(x.d.Tokens[bearer].Form) {
	case "was", "is", "has", "does":
		number = "singular"
	case "were", "are", "have", "do":
		number = "plural"
	default:
		switch x.d.Tokens[bearer].XPOS {
		case "VBZ":
			number = "singular"
		case "VBP":
			number = "plural"
		}
	}
	if number == "" || len(subject) == 0 {
		return true
	}
	return (number == "plural") == x.plural(subject) || number == "plural" && x.collective(subject[0])
}

// collective reports a noun that takes either number: "police were".
func (x *extractor) collective(i int) bool {
	return x.words.in("people", x.lemma(i)) || x.words.sectors[x.lemma(i)] != "" || x.d.Tokens[i].UPOS == "PROPN" || x.partitive(i) >= 0
}

// truncated reports a subject that begins in the middle of a longer phrase: after
// a preposition, or after "and" where no verb comes before.
func (x *extractor) truncated(first int) bool {
	s := x.d.SentenceAt(first)
	if s < 0 || first <= x.d.Sentences[s].First {
		return false
	}
	before := first - 1
	switch t := &x.d.Tokens[before]; {
	case t.UPOS == "ADP" && x.relation(before) != "mark", t.UPOS == "PART" && t.XPOS == "POS":
		return true
	case t.UPOS == "CCONJ" && before > x.d.Sentences[s].First && x.nominal(before-1):
		for i := x.d.Sentences[s].First; i < before; i++ {
			if x.finiteForm(i) {
				return false
			}
		}
		return true
	}
	return false
}

// personal reports "I", "we" or "you" outside quotation marks: words of a speaker
// whom the line does not show.
func (x *extractor) personal(first, last int) bool {
	quoted, marks := false, 0
	for i := first; i < last; i++ {
		switch x.d.Tokens[i].Form {
		case "\"", "“", "”":
			marks++
		}
	}
	opens := strings.Contains("\"“", x.d.Tokens[first].Form)
	for i := first; i < last; i++ {
		if marks%2 != 0 || opens {
			break
		}
		switch x.d.Tokens[i].Form {
		case "\"":
			quoted = !quoted
		case "“", "``":
			quoted = true
		case "”", "''":
			quoted = false
		}
		if !quoted && x.firstOrSecond(i) {
			return true
		}
	}
	for i := first; i < last && (marks%2 != 0 || opens); i++ {
		if x.firstOrSecond(i) {
			return true
		}
	}
	return false
}

// firstOrSecond reports a word of the first or second person.
func (x *extractor) firstOrSecond(i int) bool {
	switch strings.ToLower(x.d.Tokens[i].Form) {
	case "i", "we", "us", "me", "my", "our", "you", "your", "myself", "ourselves":
		return x.d.Tokens[i].UPOS == "PRON" || x.d.Tokens[i].UPOS == "DET" || x.d.Tokens[i].Form == "I"
	}
	return false
}

// verbs reports whether a noun phrase's range holds a word that is a verb: then
// it is none.
func (x *extractor) verbs(first, last int) bool {
	for i := first; i < last; i++ {
		if t := &x.d.Tokens[i]; t.UPOS == "VERB" && (x.finiteForm(i) || i == last-1) || t.UPOS == "AUX" {
			return true
		}
	}
	return false
}
