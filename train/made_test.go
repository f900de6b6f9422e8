package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/lang/conllu"
)

func seededMade(n int, seed uint64) ([]conllu.Sentence, [][]string) {
	return madeSentences(n, rand.New(rand.NewPCG(seed, 1)))
}

// oneLine writes "Rebels/NNS>2:nsubj fled/VBD>0:root".
func oneLine(words []stemma.Token) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = fmt.Sprintf("%s/%s>%d:%s", w.Form, w.XPOS, w.Head+1, w.Deprel)
	}
	return strings.Join(parts, " ")
}

func TestMadeTrees(t *testing.T) {
	sentences, labels := seededMade(3000, 7)
	for i, s := range sentences {
		if err := treeError(s.Words); err != nil {
			t.Fatalf("%v: %s", err, oneLine(s.Words))
		}
		if err := namesError(labels[i], len(s.Words)); err != nil {
			t.Fatalf("%v: %s", err, s.Text)
		}
	}
}

func treeError(words []stemma.Token) error {
	roots := 0
	for i, w := range words {
		if (w.Head < 0) != (w.Deprel == "root") || w.Deprel == "" || w.Deprel == "=" {
			return fmt.Errorf("word %d: head %d, relation %q", i+1, w.Head, w.Deprel)
		}
		if w.Head < 0 {
			roots++
		}
		steps := 0
		for at := i; words[at].Head >= 0; at = words[at].Head {
			if steps++; steps > len(words) {
				return fmt.Errorf("word %d is in a ring", i+1)
			}
		}
	}
	if roots != 1 {
		return fmt.Errorf("%d roots", roots)
	}
	return nil
}

func namesError(labels []string, words int) error {
	if len(labels) != words {
		return fmt.Errorf("%d labels of %d words", len(labels), words)
	}
	last := "O"
	for i, label := range labels {
		kind, inside := strings.CutPrefix(label, "I-")
		if inside && last != "B-"+kind && last != "I-"+kind {
			return fmt.Errorf("label %d is %s after %s", i+1, label, last)
		}
		last = label
	}
	return nil
}

// What no treebank has would only be noise to the parser.
func TestMadeSpeaksOfTheTreebanks(t *testing.T) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		t.Skip("STEMMA_DATA is not set")
	}
	known := map[string]bool{}
	for _, file := range []string{"ud-english-ewt/en_ewt-ud-train.conllu", "ud-english-gum/en_gum-ud-train.open.conllu"} {
		sentences, err := conllu.ReadFile(filepath.Join(data, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sentences {
			for _, w := range s.Words {
				known[w.Deprel], known[tagOf(w)] = true, true
			}
		}
	}
	sentences, _ := seededMade(3000, 8)
	for _, s := range sentences {
		for _, w := range s.Words {
			if !known[w.Deprel] || !known[tagOf(w)] {
				t.Errorf("%s is %s, %s", w.Form, tagOf(w), w.Deprel)
			}
		}
	}
}

func tagOf(w stemma.Token) string { return w.UPOS + " " + w.XPOS + " " + w.Feats }

func TestMadeSameSeedSameSentences(t *testing.T) {
	a, b := madeSentences(200, rand.New(rand.NewPCG(3, 4)))
	c, d := madeSentences(200, rand.New(rand.NewPCG(3, 4)))
	if diff := cmp.Diff(a, c) + cmp.Diff(b, d); diff != "" {
		t.Error(diff)
	}
}
