package syntax

import (
	_ "embed"
	"strings"
	"sync"

	"stemma"
	"stemma/lexicon"
)

// settle undoes in one sentence's tree what a scorer that weighs every arc by
// itself cannot see: that two arcs which are each likely do not go together.
func settle(tokens []stemma.Token, first int) {
	for i := range tokens {
		joinTitle(tokens, first, i)
		freeContent(tokens, first, i)
		goOn(tokens, first, i)
		ownSubject(tokens, first, i)
		reduced(tokens, first, i)
		noOne(tokens, first, i)
		takenAs(tokens, first, i)
		clauseAfter(tokens, first, i)
	}
}

// takenAs gives a verb that takes its object for something the "as" phrase that
// went to the relative clause between: "treating a fire [which destroyed a shop]
// as suspicious".
func takenAs(tokens []stemma.Token, first, i int) {
	phrase := &tokens[i]
	if relation := base(phrase.Deprel); relation != "obl" && relation != "advcl" && relation != "xcomp" || phrase.Head < first || !marked(tokens, first, i, "as") {
		return
	}
	clause := phrase.Head - first
	if base(tokens[clause].Deprel) != "acl" || tokens[clause].Head < first || clause > i {
		return
	}
	object := tokens[clause].Head - first
	verb := tokens[object].Head - first
	if verb < 0 || verb > object || tokens[object].Deprel != "obj" || !taking()[tokens[verb].Lemma] && !taking()[strings.ToLower(tokens[verb].Form)] {
		return
	}
	for k := range tokens {
		if tokens[k].Head-first == verb && k > object && marked(tokens, first, k, "as") {
			return
		}
	}
	phrase.Head = first + verb
}

// marked reports whether a preposition, mark or adverb of that form hangs on a token.
func marked(tokens []stemma.Token, first, i int, form string) bool {
	for k := range tokens {
		if tokens[k].Head-first == i && (tokens[k].Deprel == "case" || tokens[k].Deprel == "mark" || tokens[k].Deprel == "advmod") && strings.EqualFold(tokens[k].Form, form) {
			return true
		}
	}
	return false
}

//go:embed lexicon/taking.txt
var takingText string

// taking are the forms of verbs that take something as something.
var taking = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for _, entry := range lexicon.MustRead("taking.txt", takingText, 1) {
		forms[entry.Key] = true
	}
	return forms
})

// noOne joins "no-one", which is one word as "no one" is: the treebanks have it
// rarely, and the "no" apart would leave "one was hurt".
func noOne(tokens []stemma.Token, first, i int) {
	if i < 2 || !strings.EqualFold(tokens[i].Form, "one") || tokens[i-1].Form != "-" || !strings.EqualFold(tokens[i-2].Form, "no") ||
		tokens[i-2].End != tokens[i-1].Start || tokens[i-1].End != tokens[i].Start {
		return
	}
	no := &tokens[i-2]
	if tokens[i].Head-first == i-2 || tokens[i].Head-first == i-1 {
		tokens[i].Head, tokens[i].Deprel = no.Head, no.Deprel
	}
	no.Head, no.Deprel, no.UPOS, no.XPOS, no.Lemma = first+i, "det", "DET", "DT", "no"
	tokens[i-1].Head, tokens[i-1].Deprel = first+i, "punct"
}

// joinTitle hangs a title on the name right behind it where both were given one
// function of one verb ("[leader] [Kim Jong Un] spoke"). In the treebanks the
// name heads the title about as often as it is its apposition (51 to 56 in EWT),
// so that each word's likeliest arc may go to the verb. The name wins: with the
// title on top plover.recipient is 0.6 lower.
func joinTitle(tokens []stemma.Token, first, i int) {
	name := &tokens[i]
	if name.Head < 0 || name.Name == "" || !shared[base(name.Deprel)] {
		return
	}
	begin := leftmost(tokens, first, i)
	if begin < 1 || !strings.HasPrefix(tokens[begin].Name, "B-") {
		return
	}
	for k := begin + 1; k <= i; k++ {
		if !strings.HasPrefix(tokens[k].Name, "I-") {
			return
		}
	}
	title := &tokens[begin-1]
	if title.Head != name.Head || base(title.Deprel) != base(name.Deprel) || title.UPOS != "NOUN" && title.UPOS != "PROPN" {
		return
	}
	title.Head, title.Deprel = first+i, "nmod:desc"
}

// shared are the functions that a verb has once.
var shared = map[string]bool{"nsubj": true, "obj": true, "iobj": true, "obl": true, "nmod": true}

// freeContent gives a verb of saying the clause behind "for the first time":
// "acknowledged for the first time [it had sent troops]". Taken as a relative
// clause of "time" it leaves the verb without anything said.
func freeContent(tokens []stemma.Token, first, i int) {
	clause := &tokens[i]
	if clause.Deprel != "acl:relcl" || clause.Head < first || strings.ToLower(tokens[clause.Head-first].Form) != "time" {
		return
	}
	time := clause.Head - first
	verb := tokens[time].Head - first
	if verb < 0 || time < 3 || !strings.EqualFold(tokens[time-3].Form, "for") || !strings.EqualFold(tokens[time-1].Form, "first") || !telling()[tokens[verb].Form] {
		return
	}
	subject := false
	for k := range tokens {
		relation := base(tokens[k].Deprel)
		switch tokens[k].Head - first {
		case verb:
			if relation == "obj" || relation == "ccomp" || relation == "xcomp" || tokens[k].Deprel == "aux:pass" {
				return
			}
		case i:
			subject = subject || relation == "nsubj" && k > time
		}
	}
	if subject {
		clause.Head, clause.Deprel = first+verb, "ccomp"
	}
}

// goOn hangs a clause behind a semicolon on the clause said before it: "It said
// [the blasts cut the road]; [nobody was hurt]" goes on with what it said.
func goOn(tokens []stemma.Token, first, i int) {
	verb := tokens[i].Head - first
	if base(tokens[i].Deprel) != "parataxis" || verb < 0 || verb > i || !telling()[tokens[verb].Form] {
		return
	}
	said := -1
	for k := verb + 1; k < i; k++ {
		if tokens[k].Head-first == verb && tokens[k].Deprel == "ccomp" {
			said = k
		}
	}
	if begin := leftmost(tokens, first, i); said >= 0 && begin > said && tokens[begin].Form == ";" {
		tokens[i].Head = first + said
	}
}

// ownSubject gives a second verb the noun between its "and" and itself that went
// to the noun before ("reopened on [Monday] and [traffic] resumed"): what
// "and" joins to the verb cannot leave out the noun right behind it.
func ownSubject(tokens []stemma.Token, first, i int) {
	noun := &tokens[i]
	if base(noun.Deprel) != "conj" || noun.Head < 0 || noun.UPOS != "NOUN" && noun.UPOS != "PROPN" {
		return
	}
	verb := joined(tokens, first, i)
	if verb <= i || tokens[verb].UPOS != "VERB" || base(tokens[verb].Deprel) != "conj" || tokens[verb].XPOS == "VBG" || below(tokens, first, verb, i) {
		return
	}
	bare := tokens[verb].XPOS == "VBN"
	for k := range tokens {
		relation := base(tokens[k].Deprel)
		if tokens[k].Head-first != verb {
			continue
		}
		if relation == "nsubj" || relation == "obj" && k < verb {
			return
		}
		bare = bare && relation != "aux"
	}
	noun.Head, noun.Deprel = first+verb, "nsubj"
	for k := range i {
		if tokens[k].Head-first == i && tokens[k].Deprel == "cc" {
			tokens[k].Head = first + verb
		}
	}
	if bare { // a participle by the verb before it, which is not its subject's
		tokens[verb].XPOS, tokens[verb].Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
	}
}

// reduced makes a participle behind its noun of what was taken for the verb of
// the sentence, where another finite verb follows that has no subject: "the man
// accused of theft [appeared] in court" (Bever 1970, the garden path). Only verbs
// that befall somebody, and stand without an object, are read so.
func reduced(tokens []stemma.Token, first, i int) {
	verb := &tokens[i]
	if verb.XPOS != "VBD" && verb.XPOS != "VBN" || !befalling()[strings.ToLower(verb.Form)] || i == 0 {
		return
	}
	noun := -1
	for k := range tokens {
		if tokens[k].Head-first != i {
			continue
		}
		switch relation := base(tokens[k].Deprel); {
		case relation == "nsubj" && k == i-1:
			noun = k
		case relation == "nsubj", relation == "obj", relation == "iobj", relation == "aux", relation == "ccomp":
			return
		}
	}
	if noun < 0 && verb.Deprel == "acl" {
		verb.XPOS, verb.Feats = "VBN", "Tense=Past|VerbForm=Part"
		return
	}
	main := mainVerb(tokens, first, i)
	if noun < 0 || main < 0 {
		return
	}
	tokens[main].Head, tokens[main].Deprel = verb.Head, verb.Deprel
	for k := range tokens { // what stands behind the true verb, or before the noun, is the true verb's
		if tokens[k].Head-first == i && (k > main || k < leftmost(tokens, first, noun)) {
			tokens[k].Head = first + main
		}
	}
	tokens[noun].Head, tokens[noun].Deprel = first+main, "nsubj"
	if passive(tokens, first, main) {
		tokens[noun].Deprel = "nsubj:pass"
	} else if tokens[main].XPOS == "VBN" && !auxiliary(tokens, first, main) {
		tokens[main].XPOS, tokens[main].Feats = "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
	}
	verb.Head, verb.Deprel, verb.XPOS, verb.Feats = first+noun, "acl", "VBN", "Tense=Past|VerbForm=Part"
}

// mainVerb is the verb without a subject that hangs below a verb, behind it and
// behind no mark or conjunction: the first finite one, else the last participle,
// which the tagger may take a past tense for; -1 for none.
func mainVerb(tokens []stemma.Token, first, verb int) int {
	participle := -1
	for k := verb + 2; k < len(tokens); k++ {
		token := &tokens[k]
		if token.UPOS == "PUNCT" || token.UPOS == "CCONJ" {
			break
		}
		if token.UPOS != "VERB" || token.XPOS == "VBG" || !below(tokens, first, k, verb) || !subjectless(tokens, first, k) {
			continue
		}
		switch base(token.Deprel) {
		case "acl", "conj", "advcl", "parataxis", "xcomp", "dep":
		default:
			continue
		}
		if token.XPOS != "VBN" && token.XPOS != "VB" || auxiliary(tokens, first, k) {
			return k
		}
		if token.XPOS == "VBN" {
			participle = k
		}
	}
	return participle
}

// subjectless reports whether a verb has neither subject nor mark nor conjunction.
func subjectless(tokens []stemma.Token, first, verb int) bool {
	for k := range tokens {
		if tokens[k].Head-first != verb {
			continue
		}
		switch base(tokens[k].Deprel) {
		case "nsubj", "csubj", "mark", "cc", "expl":
			return false
		}
	}
	return true
}

// auxiliary reports whether a verb has an auxiliary.
func auxiliary(tokens []stemma.Token, first, verb int) bool {
	for k := range tokens {
		if tokens[k].Head-first == verb && base(tokens[k].Deprel) == "aux" {
			return true
		}
	}
	return false
}

// passive reports whether a verb has a passive auxiliary.
func passive(tokens []stemma.Token, first, verb int) bool {
	for k := range tokens {
		if tokens[k].Head-first == verb && tokens[k].Deprel == "aux:pass" {
			return true
		}
	}
	return false
}

// joined is the verb that "and" before a noun joins: its head, or where that is
// the noun the verb right behind, if the noun is no name's like ("after Rome and
// Oslo signed"); -1 for none.
func joined(tokens []stemma.Token, first, noun int) int {
	begin := leftmost(tokens, first, noun)
	switch {
	case tokens[begin].Deprel == "cc" && tokens[begin].Head-first == noun && noun+1 < len(tokens) &&
		tokens[noun].UPOS == "NOUN" && tokens[tokens[noun].Head-first].UPOS == "PROPN":
		return noun + 1
	case begin > 0 && tokens[begin-1].Deprel == "cc" && begin-1 > tokens[noun].Head-first:
		return tokens[begin-1].Head - first
	}
	return -1
}

//go:embed lexicon/telling.txt
var tellingText string

// telling are verbs that take what is said as a clause without "that".
var telling = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for _, entry := range lexicon.MustRead("telling.txt", tellingText, 1) {
		forms[entry.Key] = true
	}
	return forms
})

//go:embed lexicon/befalling.txt
var befallingText string

// befalling are the forms of verbs that befall somebody.
var befalling = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for _, entry := range lexicon.MustRead("befalling.txt", befallingText, 1) {
		forms[entry.Key] = true
	}
	return forms
})

// leftmost is the first token of what hangs on a token without a gap before it.
func leftmost(tokens []stemma.Token, first, i int) int {
	begin := i
	for begin > 0 && below(tokens, first, begin-1, i) {
		begin--
	}
	return begin
}

// below reports whether a token hangs on another, directly or not.
func below(tokens []stemma.Token, first, i, top int) bool {
	for steps := 0; i >= 0 && steps < len(tokens); steps++ {
		if i == top {
			return true
		}
		if tokens[i].Head < 0 {
			return false
		}
		i = tokens[i].Head - first
	}
	return false
}

// base is a label without its subtype.
func base(deprel string) string {
	relation, _, _ := strings.Cut(deprel, ":")
	return relation
}
