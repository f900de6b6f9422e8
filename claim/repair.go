package claim

import (
	"slices"
	"strings"

	"stemma"
)

// repaired is the document with the commonest slip of tagger and parser undone
// in a copy of its tokens: a past tense read as a participle, so that its clause
// became a noun phrase ("The army [shelled towns]", "The ship [that] retaliated").
// A nominal root that has a subject, an object or a trailing participle of its
// own, and no copula, gives the slip away. Headlines are left alone: there a
// participle is what it seems.
func repaired(d *stemma.Document, w *words) *stemma.Document {
	var tokens []stemma.Token
	for _, s := range d.Sentences {
		if s.Block >= 0 && s.Block < len(d.Blocks) && d.Blocks[s.Block].Kind == stemma.Heading {
			continue
		}
		source := d.Tokens
		if tokens != nil {
			source = tokens
		}
		slip, ok := findSlip(source, s, w)
		if !ok {
			continue
		}
		if tokens == nil {
			tokens = slices.Clone(d.Tokens)
		}
		slip.undo(tokens, s)
	}
	if tokens == nil {
		return d
	}
	copied := *d
	copied.Tokens = tokens
	return &copied
}

// slip is a verb taken for a participle: the noun that was made head of its
// clause, and the parts that the nouns around the verb really have.
type slip struct {
	top, verb       int
	subject, object int // -1 for none
}

// findSlip looks for one in a sentence.
func findSlip(tokens []stemma.Token, s stemma.Sentence, w *words) (slip, bool) {
	for v := s.First + 1; v < s.Last; v++ {
		t := &tokens[v]
		if found, ok := perfectSlip(tokens, s, v); ok {
			return found, true
		}
		if t.XPOS != "VBN" || t.Head < s.First || t.Head >= s.Last || !pastForm(t.Form, w) {
			continue
		}
		if governed(tokens, s, v, "aux", "aux:pass", "obl:agent", "mark", "nsubj", "nsubj:pass") >= 0 {
			continue
		}
		switch t.Deprel {
		case "amod":
			if found, ok := amodSlip(tokens, s, v); ok {
				return found, true
			}
		case "acl":
			if w.undergone(w.base(t)) && governed(tokens, s, v, "obj") < 0 {
				continue // "officers charged over the shooting"
			}
			if top := t.Head; v > top && verbless(tokens, s, top) && governed(tokens, s, top, "nsubj", "appos") < 0 {
				return slip{top: top, verb: v, subject: top, object: -1}, true
			}
		}
	}
	return slip{}, false
}

// perfectSlip reads "Norway has in turn provided" with "has" as the main verb
// and "provided" hung below it.
func perfectSlip(tokens []stemma.Token, s stemma.Sentence, v int) (slip, bool) {
	t := &tokens[v]
	if t.XPOS != "VBN" && t.XPOS != "VBD" || t.Head < s.First || t.Head >= v || v-t.Head > 6 {
		return slip{}, false
	}
	switch t.Deprel {
	case "acl", "advcl", "xcomp", "ccomp":
	default:
		return slip{}, false
	}
	switch strings.ToLower(tokens[t.Head].Form) {
	case "has", "have", "had":
	default:
		return slip{}, false
	}
	if governed(tokens, s, t.Head, "obj") >= 0 || governed(tokens, s, v, "nsubj", "nsubj:pass", "mark", "aux") >= 0 {
		return slip{}, false
	}
	return slip{top: t.Head, verb: v, subject: -1, object: -1}, true
}

// amodSlip reads "the army shelled towns" with "towns" as root and "army" as its
// subject, or "volunteers brought food" with "food" as the root's object.
func amodSlip(tokens []stemma.Token, s stemma.Sentence, v int) (slip, bool) {
	noun := tokens[v].Head
	if noun < v {
		return slip{}, false
	}
	if verbless(tokens, s, noun) {
		if subject := governed(tokens, s, noun, "nsubj"); subject >= 0 && subject < v {
			return slip{top: noun, verb: v, subject: subject, object: noun}, true
		}
	}
	if top := tokens[noun].Head; tokens[noun].Deprel == "obj" && top >= s.First && top < v && verbless(tokens, s, top) {
		return slip{top: top, verb: v, subject: top, object: noun}, true
	}
	return slip{}, false
}

// verbless reports a noun in the place of a main clause without a copula.
func verbless(tokens []stemma.Token, s stemma.Sentence, i int) bool {
	switch tokens[i].Deprel {
	case "root", "parataxis", "ccomp":
	default:
		return false
	}
	switch tokens[i].UPOS {
	case "NOUN", "PROPN", "NUM", "PRON":
		return governed(tokens, s, i, "cop", "aux", "case") < 0
	}
	return false
}

// governed is a token's first dependent with one of the relations, or -1.
func governed(tokens []stemma.Token, s stemma.Sentence, head int, relations ...string) int {
	for i := s.First; i < s.Last; i++ {
		if tokens[i].Head == head && slices.Contains(relations, tokens[i].Deprel) {
			return i
		}
	}
	return -1
}

// pastForm reports whether a participle's form is a past tense as well.
func pastForm(form string, w *words) bool {
	form = strings.ToLower(form)
	return strings.HasSuffix(form, "ed") || w.present[form] != ""
}

// undo makes the verb the head of its clause.
func (f slip) undo(tokens []stemma.Token, s stemma.Sentence) {
	head, relation := tokens[f.top].Head, tokens[f.top].Deprel
	for i := s.First; i < s.Last; i++ {
		if tokens[i].Head != f.top || i == f.verb || i == f.subject || i == f.object {
			continue
		}
		switch base, _, _ := strings.Cut(tokens[i].Deprel, ":"); base {
		case "det", "amod", "compound", "nummod", "flat", "fixed", "case":
		case "nmod":
			if f.top == f.subject && i > f.verb {
				tokens[i].Head, tokens[i].Deprel = f.verb, "obl"
			}
		default:
			tokens[i].Head = f.verb
		}
	}
	verb := &tokens[f.verb]
	verb.Head, verb.Deprel, verb.UPOS, verb.XPOS = head, relation, "VERB", "VBD"
	verb.Feats = "Mood=Ind|Tense=Past|VerbForm=Fin"
	if f.object >= 0 {
		tokens[f.object].Head, tokens[f.object].Deprel = f.verb, "obj"
	}
	if f.subject >= 0 {
		tokens[f.subject].Head, tokens[f.subject].Deprel = f.verb, "nsubj"
		return
	}
	aux := &tokens[f.top]
	aux.Head, aux.Deprel, aux.UPOS = f.verb, "aux", "AUX"
	verb.XPOS, verb.Feats = "VBN", "Tense=Past|VerbForm=Part"
}
