package eval

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/lang/entity"
	"stemma/lang/syntax"
)

// nerClasses are the classes scored, in the order of their figures. Countries,
// cities and regions count as LOC; other types of mention have no class here.
var nerClasses = []string{"PER", "ORG", "LOC"}

// nameSpan is a name of a corpus: tokens [first, last) of the whole corpus.
type nameSpan struct {
	first, last int
	class       string
}

// runNER scores names on files of labelled tokens: exact span and class. A
// class that the files have not is left out of the system's names.
func runNER(paths []string) ([]Score, error) {
	var hits, system, gold [4]int
	for _, path := range paths {
		sentences, err := entity.ReadIOB(path)
		if err != nil {
			return nil, err
		}
		want := goldNames(sentences)
		got := foundNames(sentences)
		got = slices.DeleteFunc(got, func(n nameSpan) bool {
			return !slices.ContainsFunc(want, func(w nameSpan) bool { return w.class == n.class })
		})
		countNames(got, want, &hits, &system, &gold)
	}
	scores := []Score{{"ner.f1", f1(hits[3], system[3], gold[3])}}
	for i, class := range nerClasses {
		if gold[i] > 0 {
			scores = append(scores, Score{"ner." + class, f1(hits[i], system[i], gold[i])})
		}
	}
	return scores, nil
}

// countNames adds the counts of each class, and of all at index 3. Both lists
// are sorted and without doubles, so that one item matches at most one.
func countNames(got, want []nameSpan, hits, system, gold *[4]int) {
	for _, list := range []struct {
		names []nameSpan
		into  *[4]int
	}{{got, system}, {want, gold}} {
		for _, n := range list.names {
			list.into[slices.Index(nerClasses, n.class)]++
			list.into[3]++
		}
	}
	right := map[nameSpan]bool{}
	for _, n := range want {
		right[n] = true
	}
	for _, n := range got {
		if right[n] {
			hits[slices.Index(nerClasses, n.class)]++
			hits[3]++
			delete(right, n)
		}
	}
}

// goldNames reads the labels of all sentences as spans.
func goldNames(sentences []entity.LabelledSentence) []nameSpan {
	var names []nameSpan
	at := 0
	for _, s := range sentences {
		for i, label := range s.Labels {
			prefix, class, _ := strings.Cut(label, "-")
			switch {
			case prefix == "B":
				names = append(names, nameSpan{at + i, at + i + 1, class})
			case prefix == "I" && len(names) > 0:
				names[len(names)-1].last = at + i + 1
			}
		}
		at += len(s.Words)
	}
	return names
}

// foundNames finds the names of each document of a corpus; a corpus that does
// not part its documents is taken a sentence at a time.
func foundNames(sentences []entity.LabelledSentence) []nameSpan {
	parted := slices.ContainsFunc(sentences, func(s entity.LabelledSentence) bool { return s.Doc })
	var names []nameSpan
	at := 0
	for first := 0; first < len(sentences); {
		last := first + 1
		for parted && last < len(sentences) && !sentences[last].Doc {
			last++
		}
		d := nerDocument(sentences[first:last])
		for _, n := range systemNames(d) {
			names = append(names, nameSpan{at + n.first, at + n.last, n.class})
		}
		at += len(d.Tokens)
		first = last
	}
	return names
}

// nerDocument makes one article of the sentences, each its own block, with the
// corpus's own tokens, and finds its entities.
func nerDocument(sentences []entity.LabelledSentence) *stemma.Document {
	d := &stemma.Document{Article: &stemma.Article{}}
	var text strings.Builder
	for i, s := range sentences {
		first, start := len(d.Tokens), text.Len()
		for _, word := range s.Words {
			word.Span = stemma.Span{Start: text.Len(), End: text.Len() + len(word.Form)}
			fmt.Fprintf(&text, "%s ", word.Form)
			d.Tokens = append(d.Tokens, word)
		}
		span := stemma.Span{Start: start, End: text.Len() - 1}
		d.Sentences = append(d.Sentences, stemma.Sentence{Span: span, First: first, Last: len(d.Tokens), Block: i})
		d.Blocks = append(d.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: span})
	}
	d.Text = text.String()
	syntax.Parse(d)
	entity.Find(d)
	return d
}

// systemNames are the document's names of the scored classes.
func systemNames(d *stemma.Document) []nameSpan {
	var names []nameSpan
	for _, m := range d.Mentions {
		class := m.Type
		if class == "GPE" {
			class = "LOC"
		}
		if m.Form == stemma.Name && slices.Contains(nerClasses, class) {
			names = append(names, nameSpan{m.First, m.Last, class})
		}
	}
	return names
}
