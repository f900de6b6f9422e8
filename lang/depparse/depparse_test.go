package depparse

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/conllu"
)

// document is tagged words "Kim/PROPN/NNP", sentences parted by "|".
func document(text string) *stemma.Document {
	var sentences []conllu.Sentence
	for part := range strings.SplitSeq(text, "|") {
		var s conllu.Sentence
		for _, field := range strings.Fields(part) {
			f := strings.Split(field, "/")
			s.Words = append(s.Words, stemma.Token{Form: f[0], UPOS: f[1], XPOS: f[2], Head: -1})
		}
		sentences = append(sentences, s)
	}
	return conllu.Document(sentences)
}

// expectTree parses and compares "form<head:label" word by word.
func expectTree(t *testing.T, text, want string) {
	t.Helper()
	d := document(text)
	Parse(d)
	var out []string
	for _, token := range d.Tokens {
		head := "ROOT"
		if token.Head >= 0 {
			head = d.Tokens[token.Head].Form
		}
		out = append(out, fmt.Sprintf("%s<%s:%s", token.Form, head, token.Deprel))
	}
	if got := strings.Join(out, " "); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestTrees(t *testing.T) {
	expectTree(t, "Officials/NOUN/NNS denied/VERB/VBD the/DET/DT report/NOUN/NN",
		"Officials<denied:nsubj denied<ROOT:root the<report:det report<denied:obj")
	expectTree(t, "Police/NOUN/NNS said/VERB/VBD that/SCONJ/IN two/NUM/CD men/NOUN/NNS died/VERB/VBD",
		"Police<said:nsubj said<ROOT:root that<died:mark two<men:nummod men<died:nsubj died<said:ccomp")
	expectTree(t, "He/PRON/PRP was/AUX/VBD killed/VERB/VBN by/ADP/IN rebels/NOUN/NNS | She/PRON/PRP slept/VERB/VBD",
		"He<killed:nsubj:pass was<killed:aux:pass killed<ROOT:root by<rebels:case rebels<killed:obl:agent She<slept:nsubj slept<ROOT:root")
}

// TestEveryInputGivesOneTree holds for any tags and any length.
func TestEveryInputGivesOneTree(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	tags := []string{"NOUN/NN", "VERB/VBD", "PUNCT/,", "X/FW", "ADP/IN", "/", "DET/DT"}
	for n := 1; n < 300; n = n*3/2 + 1 {
		var words []string
		for range n {
			words = append(words, fmt.Sprintf("w%d/%s", random.IntN(50), tags[random.IntN(len(tags))]))
		}
		d := document(strings.Join(words, " "))
		Parse(d)
		roots := 0
		for i, token := range d.Tokens {
			if token.Head < 0 {
				roots++
			}
			if (token.Head < 0) != (token.Deprel == "root") || token.Deprel == "" {
				t.Fatalf("%d tokens: head %d label %q", n, token.Head, token.Deprel)
			}
			if steps := depth(d, i); steps > n {
				t.Fatalf("%d tokens: a circle at %d", n, i)
			}
		}
		if roots != 1 {
			t.Fatalf("%d tokens: %d roots", n, roots)
		}
	}
}

func depth(d *stemma.Document, i int) int {
	steps := 0
	for ; i >= 0 && steps <= len(d.Tokens); i = d.Tokens[i].Head {
		steps++
	}
	return steps
}

// TestOracleReachesGold follows free transitions through random projective
// trees and must end in the gold tree.
func TestOracleReachesGold(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	for range 200 {
		n := 1 + random.IntN(12)
		heads := projective(random, n)
		var s State
		for s.clear(n); !s.Done(); {
			costs := s.Costs(heads)
			var free []int
			for kind := range costs {
				if s.Legal(kind) && costs[kind] == 0 {
					free = append(free, kind)
				}
			}
			if len(free) == 0 {
				t.Fatalf("no free transition for %v", heads)
			}
			s.Apply(Action{Kind: free[random.IntN(len(free))]})
		}
		for i := range n {
			if s.Head(i) != heads[i] {
				t.Fatalf("token %d: head %d of %v", i, s.Head(i), heads)
			}
		}
	}
}

// projective draws a tree without crossing arcs by random transitions.
func projective(random *rand.Rand, n int) []int {
	var s State
	for s.clear(n); !s.Done(); {
		if kind := random.IntN(3); s.Legal(kind) {
			s.Apply(Action{Kind: kind})
		}
	}
	heads := make([]int, n+1)
	for i := range n {
		heads[i] = s.Head(i)
	}
	heads[n] = -1
	return heads
}

func BenchmarkParse(b *testing.B) {
	d := document(strings.Repeat("The/DET/DT old/ADJ/JJ minister/NOUN/NN said/VERB/VBD on/ADP/IN Monday/PROPN/NNP that/SCONJ/IN two/NUM/CD men/NOUN/NNS died/VERB/VBD |", 50) + "It/PRON/PRP rained/VERB/VBD")
	b.ReportAllocs()
	for b.Loop() {
		Parse(d)
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
