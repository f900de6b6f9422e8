package claim

import (
	"strings"

	"stemma"
)

// governed follows the verbs above a complement and says what they make of it:
// an attempt, a plan, a negation.
func (x *extractor) governed(c *clause) (effect string, negated bool) {
	negated = c.negated
	at := c.verb
	for steps := 0; steps < 8; steps++ {
		governor, ok := x.governor(at)
		if !ok {
			return effect, negated
		}
		control, _ := x.control(governor)
		switch control.effect {
		case "negative":
			negated = !negated
		case "aspect", "caused":
		default:
			if effect == "" {
				effect = control.effect
			}
		}
		if x.negator(governor) && control.effect != "negative" {
			negated = !negated
		}
		at = governor
	}
	return effect, negated
}

// control is what a verb makes of its infinitive or participle, and whether it
// makes anything of it. "Have" does as "had to" and "will have to" only.
func (x *extractor) control(v int) (control, bool) {
	key := x.lemma(v)
	if key == "have" {
		if !x.obliged(v) {
			return control{}, false
		}
		key = "have to"
	}
	found, known := x.words.control[key]
	return found, known
}

// obliged reports a necessity that was met or will be: "had to close the road"
// says that the road was closed (the actuality entailment of past modals, Bhatt
// 1999), which neither "has to close it" nor "did not have to close it" does.
func (x *extractor) obliged(v int) bool {
	inner := x.dependent(v, "xcomp")
	if inner < v || !x.infinitive(inner) || x.dependent(v, "obj") >= 0 || x.negator(v) {
		return false
	}
	if x.d.Tokens[v+1].Form == "yet" {
		return false // "had yet to be set": it was not
	}
	aux := x.dependent(v, "aux")
	if aux < 0 {
		return x.d.Tokens[v].XPOS == "VBD"
	}
	form := strings.ToLower(x.d.Tokens[aux].Form)
	return form == "will" || x.d.Tokens[v].XPOS == "VBN" && x.lemma(aux) == "have"
}

// governor is the verb or adjective whose infinitive or participle a predicate is.
func (x *extractor) governor(v int) (int, bool) { return x.governorAt(v, 0) }

func (x *extractor) governorAt(v, depth int) (int, bool) {
	head := x.d.Tokens[v].Head
	if head < 0 || depth > 8 {
		return 0, false
	}
	switch x.relation(v) {
	case "xcomp":
	case "conj":
		if x.finite(v) {
			return 0, false
		}
		if x.d.Tokens[head].UPOS == "NOUN" || x.d.Tokens[head].UPOS == "PROPN" {
			return x.accuser(head)
		}
		return x.governorAt(head, depth+1)
	case "advcl", "ccomp", "csubj":
		mark := x.dependent(v, "mark")
		if x.finite(v) || mark < 0 && x.relation(v) != "ccomp" || mark >= 0 && x.words.in("while", x.lemma(mark)) {
			return 0, false // "refused to leave after being asked": he was asked
		}
		if x.relation(v) == "advcl" && x.infinitive(v) && x.d.Tokens[head].UPOS == "VERB" && !x.passive(head, 0) && !x.makesDo(head, v) {
			return 0, false // a purpose, not a complement
		}
	case "acl":
		if !x.infinitive(v) {
			return 0, false
		}
		if up := x.d.Tokens[head].Head; up >= 0 && x.relation(head) == "obj" && x.makesDo(up, v) {
			return up, true // "caused the bridge to collapse", hung on the bridge
		}
	default:
		return 0, false
	}
	_, known := x.control(head)
	return head, known
}

// scheduled reports "is to visit Peru", "was to be closed": an arrangement made for
// whoever can act, or for what is acted upon. Of anything else the infinitive says
// what it is: "the plan is to close the port".
func (x *extractor) scheduled(v int) bool {
	to := x.dependent(v, "mark")
	if to < 1 || x.lemma(to) != "to" || x.d.Tokens[v].UPOS != "VERB" || x.words.in("answerable", x.lemma(v)) {
		return false
	}
	is := -1
	for c := x.child[v]; c >= 0 && int(c) < to; c = x.next[c] {
		if relation := x.relation(int(c)); (relation == "cop" || relation == "aux") && x.lemma(int(c)) == "be" {
			is = int(c)
		}
	}
	subject := x.ownSubject(v)
	return is >= 0 && subject >= 0 && subject < is && (x.passive(v, 0) || x.canAct(subject))
}

// canAct reports a subject that an arrangement can be made for: somebody, a name,
// a craft.
func (x *extractor) canAct(subject int) bool {
	return x.named(subject) || x.animate(subject) || x.words.in("vessel", x.lemma(subject))
}

// polarity says whether the clause affirms or denies its event.
func (x *extractor) polarity(c *clause) string {
	negative := c.negated
	if mark := x.dependent(c.verb, "mark"); mark >= 0 && x.lemma(mark) == "without" {
		negative = !negative
	}
	if (x.negator(c.verb) || c.trigger != c.verb && x.negator(c.trigger)) && !x.delayed(c) {
		negative = !negative
	}
	if !negative {
		for _, list := range [][]int{c.surface, c.objects, c.recipients} {
			negative = negative || len(list) > 0 && x.allNothing(list)
		}
	}
	if negative {
		return stemma.Negative
	}
	return stemma.Positive
}

// delayed reports "not until Monday", "not before the end of May": the event is
// put off to then, and said to come about (Karttunen 1974 on "until").
func (x *extractor) delayed(c *clause) bool {
	for _, o := range c.obliques {
		if x.words.in("until", o.preposition) && (x.timed(o.head) || o.preposition != "before") {
			return true
		}
	}
	for i := x.child[c.verb]; i >= 0; i = x.next[i] {
		if x.relation(int(i)) != "advcl" {
			continue
		}
		if mark := x.dependent(int(i), "mark"); mark >= 0 && x.words.in("until", x.lemma(mark)) && x.lemma(mark) != "before" {
			return true
		}
	}
	return false
}

// negator reports whether "not", "never" or "no longer" hangs on a predicate.
func (x *extractor) negator(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		switch x.relation(int(c)) {
		case "advmod", "aux", "det", "cc":
			if x.words.in("negation", x.lemma(int(c))) && !x.notOnly(int(c)) {
				return true
			}
		}
	}
	return false
}

// notOnly reports the "not" of "not only killed the guard": it adds to what it
// stands before and denies nothing.
func (x *extractor) notOnly(i int) bool {
	if i+1 >= len(x.d.Tokens) {
		return false
	}
	switch x.lemma(i + 1) {
	case "only", "just", "merely", "simply":
		return x.d.Tokens[i+1].UPOS == "ADV" && x.lemma(i) == "not"
	}
	return false
}

// allNothing reports that every one of coordinated heads is empty: "has 193 yards
// and no goals" affirms.
func (x *extractor) allNothing(heads []int) bool {
	for _, i := range heads {
		if !x.nothing(i) {
			return false
		}
	}
	return true
}

// nothing reports whether a noun phrase is empty: "no one", "none of the crew",
// "no suspects".
func (x *extractor) nothing(i int) bool {
	if x.words.in("nothing", x.lemma(i)) {
		return true
	}
	for c := x.child[i]; c >= 0; c = x.next[c] {
		switch x.relation(int(c)) {
		case "det", "cc", "advmod":
			if x.words.in("nothing", x.lemma(int(c))) {
				return true
			}
		}
	}
	return false
}

// modality says how firmly the report puts the event: its own auxiliaries and
// adverbs first, what a governing verb makes of it, and what the innermost
// attribution's stance adds.
func (x *extractor) modality(c *clause) string {
	if m := x.words.speech[x.lemma(c.verb)]; m != "" && c.kind == "verb" && c.effect == "" {
		if m == stemma.Ordered || len(c.objects) == 0 && x.dependent(c.verb, "xcomp", "ccomp") >= 0 {
			return m
		}
	}
	if m := x.effectModality(c.effect); m != "" {
		return m
	}
	if x.mandated(c.verb) {
		return stemma.Ordered
	}
	if x.scheduled(c.verb) {
		return stemma.Planned
	}
	if m := x.wanted(c); m != "" {
		return m
	}
	if m := x.stance(c); m != "" {
		return m
	}
	if m := x.auxiliary(c); m != "" {
		return m
	}
	if m := x.adverb(c); m != "" {
		return m
	}
	return stemma.Asserted
}

// wanted is the modality of an event noun that a speech act is about: a release
// that is called for or promised has not come about.
func (x *extractor) wanted(c *clause) string {
	if c.kind != "noun" || c.trigger != c.verb {
		return ""
	}
	v := x.d.Tokens[c.trigger].Head
	if v < 0 || x.d.Tokens[v].UPOS != "VERB" {
		return ""
	}
	key := x.lemma(v)
	switch preposition := x.preposition(c.trigger); {
	case x.relation(c.trigger) == "obl" && preposition != "":
		key += " " + preposition
	case x.relation(c.trigger) != "obj":
		return ""
	}
	senses := x.words.verbs[key]
	if len(senses) == 0 {
		return x.effectModality(x.words.control[key].effect)
	}
	switch senses[len(senses)-1].event.Type {
	case "REQUEST":
		return stemma.Ordered
	case "THREATEN":
		return stemma.Threatened
	case "AGREE":
		return stemma.Planned
	}
	return ""
}

func (x *extractor) effectModality(effect string) string {
	switch effect {
	case "planned":
		return stemma.Planned
	case "expected":
		return stemma.Expected
	case "ordered":
		return stemma.Ordered
	case "threatened":
		return stemma.Threatened
	case "alleged":
		return stemma.Alleged
	case "hypothetical", "wished":
		return stemma.Hypothetical
	case "denied":
		return stemma.Denied
	}
	return ""
}

// stance is the modality that the attributions over the clause give it.
func (x *extractor) stance(c *clause) string {
	for _, a := range x.covering(c) {
		switch x.d.Attributions[a].Stance {
		case "denied":
			return stemma.Denied
		case "alleged":
			return stemma.Alleged
		case "threatened":
			return stemma.Threatened
		case "ordered":
			return stemma.Ordered
		case "promised":
			return stemma.Planned
		}
	}
	return ""
}

// auxiliary reads will, would, may, "is to". "Will" is a plan where somebody
// acts or something is done, and an expectation where things happen.
func (x *extractor) auxiliary(c *clause) string {
	for steps, at := 0, c.verb; at >= 0 && steps < 4; steps++ {
		for i := x.child[at]; i >= 0; i = x.next[i] {
			if x.relation(int(i)) != "aux" {
				continue
			}
			lemma := x.lemma(int(i))
			switch {
			case x.words.in("possible", lemma):
				return stemma.Hypothetical
			case x.words.in("future", lemma):
				if x.conditional(at) && lemma == "would" && (len(x.covering(c)) == 0 || !x.actsOnPurpose(c)) {
					return stemma.Hypothetical
				}
				if lemma == "would" && x.perfect(at) {
					return stemma.Hypothetical // "would have done": it was not
				}
				if c.passive || x.actsOnPurpose(c) {
					return stemma.Planned
				}
				return stemma.Expected
			}
		}
		governor, governed := x.governor(at)
		switch {
		case governed:
			at = governor
		case x.relation(at) == "conj" && x.dependent(at, "aux", "nsubj") < 0:
			at = x.d.Tokens[at].Head
		default:
			return ""
		}
	}
	return ""
}

// perfect reports whether "have" is among a predicate's auxiliaries.
func (x *extractor) perfect(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "aux" && x.lemma(int(c)) == "have" {
			return true
		}
	}
	return false
}

func (x *extractor) actsOnPurpose(c *clause) bool {
	if c.kind != "verb" {
		return false
	}
	for _, i := range c.actors {
		if x.animate(i) {
			return true
		}
	}
	return false
}

// conditional reports whether an "if" or "unless" clause hangs on a predicate.
func (x *extractor) conditional(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) != "advcl" {
			continue
		}
		if mark := x.dependent(int(c), "mark"); mark >= 0 && x.words.in("if", x.lemma(mark)) {
			return true
		}
	}
	return false
}

// adverb reads "allegedly", "possibly", "likely".
func (x *extractor) adverb(c *clause) string {
	for i := x.child[c.verb]; i >= 0; i = x.next[i] {
		if x.relation(int(i)) != "advmod" {
			continue
		}
		switch lemma := x.lemma(int(i)); {
		case x.words.in("alleged", lemma):
			return stemma.Alleged
		case x.words.in("perhaps", lemma):
			return stemma.Hypothetical
		}
	}
	return ""
}

// supposed reports whether the clause stands under "if" or "whether", or under
// one that does, or is the content of what would or might be: what is only
// supposed is not claimed.
func (x *extractor) supposed(v int) bool {
	content := false
	for steps := 0; v >= 0 && steps < 12; steps++ {
		if mark := x.dependent(v, "mark"); mark >= 0 && x.clausal(v) && x.words.in("if", x.lemma(mark)) {
			return true
		}
		if mark := x.dependent(v, "mark", "advmod"); mark >= 0 && x.clausal(v) && x.words.in("once", x.lemma(mark)) && x.yetToCome(v) {
			return true
		}
		if content && (x.unreal(v) || x.words.in("doubtful", x.lemma(v))) {
			return true
		}
		switch x.relation(v) {
		case "root", "parataxis":
			return false
		case "ccomp", "csubj", "acl":
			content = x.relation(v) != "acl" || x.d.Tokens[v].Deprel == "acl" && x.dependent(v, "mark") >= 0 && x.finite(v) || content && x.infinitive(v)
		case "conj":
			content = content && !x.finite(v)
		case "obl", "obj", "nsubj", "nmod", "xcomp":
		default:
			content = false
		}
		v = x.d.Tokens[v].Head
	}
	return false
}

// unreal reports a predicate under "would", "could" or "might": what it is said
// of need not be so ("it would be easy to conclude that …").
func (x *extractor) unreal(v int) bool {
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.relation(int(c)) == "aux" && x.words.in("unreal", x.lemma(int(c))) {
			return true
		}
	}
	return false
}

// yetToCome reports a clause in the present or present perfect under a verb of
// the future: "will be known once the building has been assessed".
func (x *extractor) yetToCome(v int) bool {
	now := false
	for _, i := range append([]int{v}, x.auxiliaries(v)...) {
		now = now || x.d.Tokens[i].XPOS == "VBZ" || x.d.Tokens[i].XPOS == "VBP"
	}
	above := x.d.Tokens[v].Head
	if !now || above < 0 {
		return false
	}
	for _, i := range x.auxiliaries(above) {
		if x.words.in("future", x.lemma(i)) || x.words.in("possible", x.lemma(i)) {
			return true
		}
	}
	return false
}

// auxiliaries lists a predicate's auxiliaries and copulas.
func (x *extractor) auxiliaries(v int) []int {
	var list []int
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if r := x.relation(int(c)); r == "aux" || r == "cop" {
			list = append(list, int(c))
		}
	}
	return list
}
