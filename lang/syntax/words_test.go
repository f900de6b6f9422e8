package syntax

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/model"
)

// bare makes a document of sentences whose words stand between spaces.
func bare(sentences ...string) *stemma.Document {
	d := &stemma.Document{Article: &stemma.Article{}}
	for _, sentence := range sentences {
		first := len(d.Tokens)
		for _, form := range strings.Fields(sentence) {
			d.Tokens = append(d.Tokens, stemma.Token{Form: form, Head: -1})
		}
		d.Sentences = append(d.Sentences, stemma.Sentence{First: first, Last: len(d.Tokens)})
	}
	return d
}

// TestKnownWords: what a network has met before changes nothing, nor does what a
// sentence is read with.
func TestKnownWords(t *testing.T) {
	sentences := []string{
		"The mayor said the bridge had been closed since Monday .",
		"Divers searched the river below the bridge .",
		"The bridge , the mayor said , will be closed until May .",
	}
	n, err := NewNetwork("syntax.bin", model.Syntax())
	if err != nil {
		t.Fatal(err)
	}
	used := NewParser(n)
	together := bare(sentences...)
	used.Parse(together)
	for i, sentence := range sentences {
		alone := bare(sentence)
		used.Parse(alone)
		s := together.Sentences[i]
		for k, token := range together.Tokens[s.First:s.Last] {
			if token.Head >= 0 {
				token.Head -= s.First
			}
			if !reflect.DeepEqual(token, alone.Tokens[k]) {
				t.Errorf("%q: %+v, in other company %+v", sentence, alone.Tokens[k], token)
			}
		}
	}
}

func TestKnown(t *testing.T) {
	var k known
	keep := func(low uint64, sum int32, times int) {
		for range times {
			k.keep(7<<32|low, []uint32{uint32(low)}, []int32{sum})
		}
	}
	sums := func(low uint64) []int32 { return k.sums(7<<32|low, []uint32{uint32(low)}) }
	if keep(1, 10, 1); sums(1) != nil {
		t.Error("a word was kept that came once")
	}
	if keep(1, 10, 2); !slices.Equal(sums(1), []int32{10}) {
		t.Errorf("%v, want [10]", sums(1))
	}
	if sums(2) != nil {
		t.Error("another word was taken for the one in its place")
	}
	if keep(2, 20, 2); sums(2) != nil {
		t.Error("a word that was met again gave way at once")
	}
	if keep(2, 20, 1); !slices.Equal(sums(2), []int32{20}) {
		t.Error("a word that was not met again did not give way")
	}
}
