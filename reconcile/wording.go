package reconcile

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// namingDifferences compares how two reports call those whom it befell, where a
// figure that agrees makes sure that both count the same people.
func (v voices) namingDifferences(i, k int) []stemma.Disagreement {
	var list []stemma.Disagreement
	for _, role := range []struct {
		about string
		of    func(*note) []stemma.Party
	}{{"recipient", recipients}} {
		if a, b, p, q := v.namedOtherwise(i, k, role.of); a != nil {
			list = append(list, stemma.Disagreement{Kind: wording, About: role.about, A: evidence(a, p.Span), B: evidence(b, q.Span),
				Why: against(v.headNoun(a, p), v.headNoun(b, q))})
		}
	}
	return list
}

// namedOtherwise finds mentions whose only participant in a role is described
// with another noun in each report, and which agree in a figure of people. Names
// of one entity do not differ, and a name against a description says nothing:
// the one may be the other.
func (v voices) namedOtherwise(i, k int, role func(*note) []stemma.Party) (a, b *note, p, q stemma.Party) {
	for _, m := range v.notes[i] {
		for _, n := range v.notes[k] {
			mine, theirs := role(m), role(n)
			if len(mine) != 1 || len(theirs) != 1 || m.family != n.family {
				continue
			}
			if same, _ := figures(m, n); same == 0 || !countsPeople(m) || !countsPeople(n) {
				continue
			}
			x, y := v.headNoun(m, mine[0]), v.headNoun(n, theirs[0])
			if x == "" || y == "" || strings.ReplaceAll(x, "-", "") == strings.ReplaceAll(y, "-", "") || oneShade(x, y) {
				return nil, nil, p, q
			}
			if a == nil {
				a, b, p, q = m, n, mine[0], theirs[0]
			}
		}
	}
	return a, b, p, q
}

// oneShade reports whether two words name a thing with one judgement: "pirate" and
// "brigand".
func oneShade(x, y string) bool {
	return framing()[x].group != "" && framing()[x] == framing()[y]
}

// countsPeople reports whether a mention's figures count people.
func countsPeople(n *note) bool {
	return slices.ContainsFunc(n.Quantities, func(q stemma.Quantity) bool { return q.Unit == "person" })
}

// headNoun is the family of the noun that a description turns on; "" for names,
// numbers, pronouns, and words for anybody ("others", "people").
func (v voices) headNoun(n *note, p stemma.Party) string {
	d := v.b.docs[n.doc]
	head := headToken(d, p.Span)
	if head < 0 || d.Tokens[head].UPOS != "NOUN" {
		return ""
	}
	if e := entity(d, p.Entity); e != nil && d.MentionAt(head) >= 0 && d.Mentions[d.MentionAt(head)].Form == stemma.Name {
		return ""
	}
	name := family(d.Tokens[head].Lemma)
	if _, event := eventFamilies().of[strings.ToLower(d.Tokens[head].Lemma)]; event || people[name] || strings.ContainsAny(name, "0123456789") {
		return ""
	}
	return name
}

// framingDifference finds event words that name one thing with different
// judgements, "incursion" and "occupation". A report that uses the other's word
// too does not differ.
func (v voices) framingDifference(i, k int) []stemma.Disagreement {
	var a, b *note
	for _, m := range v.notes[i] {
		for _, n := range v.notes[k] {
			x, y := v.triggerWord(m), v.triggerWord(n)
			if group := framing()[x].group; group != "" && x == y {
				return nil
			}
			if a == nil && framedApart(x, y) {
				a, b = m, n
			}
		}
	}
	if a == nil {
		return v.cueDifference(i, k)
	}
	return []stemma.Disagreement{{Kind: wording, About: "event", A: evidence(a, a.Trigger), B: evidence(b, b.Trigger),
		Why: against(v.triggerWord(a), v.triggerWord(b))}}
}

// cueDifference finds words of saying that judge what is said: one report has a
// source admit what another has it confirm.
func (v voices) cueDifference(i, k int) []stemma.Disagreement {
	for _, m := range v.notes[i] {
		for _, n := range v.notes[k] {
			a, b := v.cue(m), v.cue(n)
			if a == nil || b == nil {
				continue
			}
			x, y := v.cueLemma(m, a), v.cueLemma(n, b)
			if framedApart(x, y) && x != "say" && y != "say" {
				return []stemma.Disagreement{{Kind: wording, About: "saying", A: evidence(m, a.Span), B: evidence(n, b.Span), Why: against(x, y)}}
			}
		}
	}
	return nil
}

// cue is the words that introduce a mention's innermost source, or nil.
func (v voices) cue(n *note) *stemma.Ref {
	if len(n.Chain) == 0 {
		return nil
	}
	if a := attributionByID(v.b.docs[n.doc], n.Chain[0].Attribution); a != nil {
		return a.Cue
	}
	return nil
}

// cueLemma is the lemma of a cue's verb.
func (v voices) cueLemma(n *note, cue *stemma.Ref) string {
	d := v.b.docs[n.doc]
	for at := d.TokenAt(cue.Span.Start); at < len(d.Tokens) && d.Tokens[at].Start < cue.Span.End; at++ {
		if d.Tokens[at].UPOS == "VERB" {
			return strings.ToLower(d.Tokens[at].Lemma)
		}
	}
	return ""
}

// against names two words in one order, so that one pair of words is one reason.
func against(a, b string) string {
	return fmt.Sprintf("“%s” against “%s”", min(a, b), max(a, b))
}

// triggerWord is the lemma of the event word as the text has it.
func (v voices) triggerWord(n *note) string {
	d := v.b.docs[n.doc]
	if at := d.TokenAt(n.Trigger.Start); at < len(d.Tokens) {
		return strings.ToLower(d.Tokens[at].Lemma)
	}
	return ""
}

// editedDifference compares the words of two mentions that stand in one edited
// passage: what one side adds or puts otherwise. Only the first such difference
// is kept; many differences are another text, not an edit.
func (v voices) editedDifference(i, k int) []stemma.Disagreement {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			at := v.b.kin.told(a, b)
			if at < 0 || a.spot[1] != b.spot[1] || v.b.kin.Passages[at].Kind != stemma.Edited {
				continue
			}
			mine, theirs := v.edits(a, b)
			mine, theirs = v.oneSlot(a, b, mine, theirs)
			if len(mine)+len(theirs) == 0 {
				continue
			}
			return []stemma.Disagreement{{Kind: wording, About: "wording", A: v.spot(a, mine), B: v.spot(b, theirs), Why: added(v.texts(a, mine), v.texts(b, theirs))}}
		}
	}
	return nil
}

// oneSlot keeps of the words that differ those that fill one slot otherwise: one
// word on each side in the same relation to the same word, or an addition that
// lists one thing more, or that judges. What else is added is detail.
func (v voices) oneSlot(a, b *note, mine, theirs []int) ([]int, []int) {
	switch {
	case len(mine)+len(theirs) > mostEdits:
		return nil, nil
	case len(mine) == 1 && len(theirs) == 1 && v.sameSlot(a, b, mine[0], theirs[0]):
		if oneShade(strings.ToLower(v.b.docs[a.doc].Tokens[mine[0]].Lemma), strings.ToLower(v.b.docs[b.doc].Tokens[theirs[0]].Lemma)) {
			return nil, nil
		}
		return mine, theirs
	case len(theirs) == 0:
		return slices.DeleteFunc(mine, func(at int) bool { return !v.adds(a, b, at) }), nil
	case len(mine) == 0:
		return nil, slices.DeleteFunc(theirs, func(at int) bool { return !v.adds(b, a, at) })
	}
	return nil, nil
}

// sameSlot reports whether two tokens stand in one relation to one word.
func (v voices) sameSlot(a, b *note, mine, theirs int) bool {
	x, y := v.b.docs[a.doc], v.b.docs[b.doc]
	p, q := x.Tokens[mine], y.Tokens[theirs]
	return p.UPOS == q.UPOS && p.Deprel == q.Deprel && p.Head >= 0 && q.Head >= 0 &&
		strings.EqualFold(x.Tokens[p.Head].Lemma, y.Tokens[q.Head].Lemma)
}

// adds reports whether an added token says something else, not just more: it
// lists a thing beside one that both have, or judges a thing that both name.
func (v voices) adds(n, other *note, at int) bool {
	d := v.b.docs[n.doc]
	t := d.Tokens[at]
	if t.UPOS == "ADJ" {
		return t.Head >= 0 && evaluative()[strings.ToLower(t.Lemma)] && has(other.words, contentWord(d.Tokens[t.Head]))
	}
	if t.Deprel == "conj" && t.Head >= 0 && has(other.words, contentWord(d.Tokens[t.Head])) {
		return true
	}
	return slices.ContainsFunc(d.Children(nil, at), func(child int) bool {
		return d.Tokens[child].Deprel == "conj" && has(other.words, contentWord(d.Tokens[child]))
	})
}

// mostEdits is how many content words an edited clause may differ in.
const mostEdits = 4

// edits aligns two mentions of one passage from their event words on, word by
// word, and lists the tokens of content words that stand on one side only. An
// editor's addition may end the sentence, after what the passage shares: the
// alignment goes to the sentence's end and is cut after the last common word.
func (v voices) edits(a, b *note) (mine, theirs []int) {
	d, e := v.b.docs[a.doc], v.b.docs[b.doc]
	steps := editScript(wordsOf(d.Text, v.stretch(a)), wordsOf(e.Text, v.stretch(b)))
	for len(steps) > 0 && (!steps[len(steps)-1].same() || len(steps[len(steps)-1].mine.text) <= 3) {
		steps = steps[:len(steps)-1]
	}
	for _, s := range steps {
		if s.same() || s.mine != nil && s.theirs != nil && respelt(s.mine.text, s.theirs.text) {
			continue
		}
		if s.mine != nil {
			mine = appendContent(mine, d, s.mine.span, b)
		}
		if s.theirs != nil {
			theirs = appendContent(theirs, e, s.theirs.span, a)
		}
	}
	return mine, theirs
}

// stretch is a mention from its event word to the end of its sentence.
func (v voices) stretch(n *note) stemma.Span {
	return stemma.Span{Start: n.Trigger.Start, End: max(n.Trigger.End, around(v.b.docs[n.doc], n.Trigger).End)}
}

// same reports whether a step pairs one word with itself.
func (s step) same() bool { return s.mine != nil && s.theirs != nil && s.mine.text == s.theirs.text }

// appendContent adds the token at s when its content word is missing from the
// other mention; names are left to the comparison of participants.
func appendContent(list []int, d *stemma.Document, s stemma.Span, other *note) []int {
	at := d.TokenAt(s.Start)
	if at >= len(d.Tokens) || d.MentionAt(at) >= 0 || d.Tokens[at].UPOS != "NOUN" && d.Tokens[at].UPOS != "ADJ" || isTime(d, d.Tokens[at].Span) {
		return list
	}
	if strings.ContainsAny(d.Tokens[at].Form, "0123456789") || slices.ContainsFunc(d.Quantities, func(q stemma.Quantity) bool { return q.Span.Contains(d.Tokens[at].Span) }) {
		return list
	}
	if word := contentWord(d.Tokens[at]); word != "" && !has(other.words, word) && !has(other.context, word) {
		return append(list, at)
	}
	return list
}

func (v voices) spot(n *note, tokens []int) stemma.Evidence {
	if len(tokens) == 0 {
		return evidence(n, n.Span)
	}
	d := v.b.docs[n.doc]
	return evidence(n, d.TokenSpan(tokens[0], tokens[len(tokens)-1]+1))
}

func (v voices) texts(n *note, tokens []int) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = v.b.docs[n.doc].Tokens[t].Form
	}
	return strings.Join(words, " ")
}

func added(mine, theirs string) string {
	switch {
	case theirs == "":
		return "the first adds “" + mine + "”"
	case mine == "":
		return "the second adds “" + theirs + "”"
	}
	return "“" + mine + "” against “" + theirs + "”"
}
