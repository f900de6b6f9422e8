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

func TestMadeGolden(t *testing.T) {
	sentences, _ := seededMade(3, 19)
	want := []string{
		`She/PRP>2:nsubj told/VBD>0:root Novosti/NNP>2:iobj separatists/NNS>6:nsubj are/VBP>6:aux hitting/VBG>2:ccomp the/DT>9:det Venezuelan/JJ>9:amod substation/NN>6:obj in/IN>11:case Kyiv/NNP>6:obl ./.>2:punct`,
		`Officers/NNS>3:nsubj allegedly/RB>3:advmod wounded/VBD>24:ccomp thousands/NNS>3:obj of/IN>6:case passengers/NNS>4:nmod on/IN>8:case Tuesday/NNP>3:obl and/CC>19:cc Lindiwe/NNP>19:nsubj:pass Mutasa/NNP>10:flat ,/,>13:punct 79/CD>10:amod ,/,>16:punct its/PRP$>16:nmod:poss chairman/NN>10:appos ,/,>10:punct was/VBD>19:aux:pass named/VBN>3:conj its/PRP$>21:nmod:poss secretary/NN>19:xcomp ,/,>3:punct negotiators/NNS>24:nsubj told/VBD>0:root investigators/NNS>24:iobj in/IN>27:case Kharkiv/NNP>24:obl ./.>24:punct`,
		`56/CD>2:nummod bombers/NNS>4:nsubj:pass were/VBD>4:aux:pass deployed/VBN>41:ccomp at/IN>7:case the/DT>7:det river/NN>4:obl of/IN>9:case Bratislava/NNP>7:nmod ,/,>20:punct but/CC>20:cc Zoltan/NNP>20:nsubj Orlova/NNP>12:flat ,/,>17:punct the/DT>17:det hospital/NN>17:compound chairman/NN>12:appos ,/,>12:punct had/VBD>20:aux set/VBN>4:conj the/DT>23:det copper/NN>23:compound forecast/NN>20:obj when/WRB>33:advmod a/DT>27:det mortar/NN>27:compound ambush/NN>33:nsubj in/IN>29:case Beijing/NNP>27:nmod ,/,>31:punct Spain/NNP>29:appos ,/,>29:punct struck/VBD>20:advcl dams/NNS>33:obj in/IN>36:case Homs/NNP>34:nmod ,/,>4:punct the/DT>40:det Kenyan/JJ>40:amod senator/NN>41:nsubj said/VBD>0:root ./.>41:punct`,
	}
	for i, s := range sentences {
		if got := oneLine(s.Words); got != want[i] {
			t.Errorf("sentence %d:\n%s\nwant\n%s", i+1, got, want[i])
		}
	}
}
