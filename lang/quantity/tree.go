package quantity

import (
	"strings"

	"stemma"
)

// tree is a document's dependents by head: Document.Children looks through the
// whole sentence, and a sentence may be as long as its article.
type tree struct {
	tokens      []stemma.Token
	child, next []int32 // first dependent, next dependent of the same head; -1 for none
}

func newTree(tokens []stemma.Token) *tree {
	t := &tree{tokens: tokens, child: make([]int32, len(tokens)), next: make([]int32, len(tokens))}
	for i := range tokens {
		t.child[i], t.next[i] = -1, -1
	}
	for i := len(tokens) - 1; i >= 0; i-- {
		if head := tokens[i].Head; head >= 0 && head < len(tokens) && head != i {
			t.next[i] = t.child[head]
			t.child[head] = int32(i)
		}
	}
	return t
}

// find is the first dependent of i that a test holds for; -1 for none.
func (t *tree) find(i int, test func(child int) bool) int {
	for c := t.child[i]; c >= 0; c = t.next[c] {
		if test(int(c)) {
			return int(c)
		}
	}
	return -1
}

// has reports a dependent of i by one of the relations, subtypes included.
func (t *tree) has(i int, relations ...string) bool {
	return t.find(i, func(c int) bool { return t.is(c, relations...) }) >= 0
}

// is reports that i depends by one of the relations, subtypes included.
func (t *tree) is(i int, relations ...string) bool {
	deprel := t.tokens[i].Deprel
	for _, relation := range relations {
		if deprel == relation || strings.HasPrefix(deprel, relation) && deprel[len(relation)] == ':' {
			return true
		}
	}
	return false
}

// head is the token over i; -1 for none.
func (t *tree) head(i int) int {
	if head := t.tokens[i].Head; head < len(t.tokens) {
		return head
	}
	return -1
}

func (t *tree) form(i int) string { return strings.ToLower(t.tokens[i].Form) }

func (t *tree) lemma(i int) string { return t.tokens[i].Lemma }

// marker is the preposition of i ("of", "including") that stands before an
// offset, so that a figure's own "than" is none; "" for none.
func (t *tree) marker(i, before int) string {
	c := t.find(i, func(c int) bool { return t.is(c, "case") && t.tokens[c].Start < before })
	if c < 0 {
		return ""
	}
	return t.form(c)
}

// passive reports a verb whose subject suffers: it has a passive auxiliary or
// subject.
func (t *tree) passive(verb int) bool {
	return t.find(verb, func(c int) bool {
		return t.tokens[c].Deprel == "aux:pass" || t.tokens[c].Deprel == "nsubj:pass"
	}) >= 0
}
