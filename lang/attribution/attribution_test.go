package attribution_test

import (
	"strings"
	"testing"

	"stemma"
	"stemma/lang/attribution"
)

// treed builds a document of one sentence from lines of "form lemma UPOS XPOS
// head deprel", head counted from 1; a form that begins with "+" is glued to
// the one before.
func treed(lines ...string) *stemma.Document {
	d := &stemma.Document{Article: &stemma.Article{}}
	for _, line := range lines {
		f := strings.Fields(line)
		form, glued := strings.CutPrefix(f[0], "+")
		if !glued && d.Text != "" {
			d.Text += " "
		}
		head := int(f[4][0]-'0') - 1
		if len(f[4]) > 1 {
			head = 10*(head+1) + int(f[4][1]-'0') - 1
		}
		d.Tokens = append(d.Tokens, stemma.Token{Span: stemma.Span{Start: len(d.Text), End: len(d.Text) + len(form)},
			Form: form, Lemma: f[1], UPOS: f[2], XPOS: f[3], Head: head, Deprel: f[5]})
		d.Text += form
	}
	whole := stemma.Span{Start: 0, End: len(d.Text)}
	d.Blocks = []stemma.Block{{Kind: stemma.Paragraph, Span: whole}}
	d.Sentences = []stemma.Sentence{{Span: whole, First: 0, Last: len(d.Tokens)}}
	return d
}

// marked writes the document's text with its attributions' marks: "[source
// Police] [cue said] …"; an attribution within another is marked inside it.
func marked(d *stemma.Document) string {
	type mark struct {
		at    int
		order int
		text  string
	}
	var marks []mark
	add := func(span stemma.Span, name string) {
		marks = append(marks, mark{span.Start, -span.End, "[" + name + " "}, mark{span.End, -1 << 40, "]"})
	}
	for _, a := range d.Attributions {
		if a.Source != nil {
			add(a.Source.Span, "source")
		}
		if a.Cue != nil {
			add(a.Cue.Span, "cue")
		}
		if a.Via != nil {
			add(a.Via.Span, "via")
		}
		for _, piece := range a.Content {
			add(piece.Span, "content")
		}
	}
	for i := range marks { // insertion sort: few marks, and stability matters
		for j := i; j > 0 && (marks[j].at < marks[j-1].at || marks[j].at == marks[j-1].at && marks[j].order < marks[j-1].order); j-- {
			marks[j], marks[j-1] = marks[j-1], marks[j]
		}
	}
	var b strings.Builder
	last := 0
	for _, m := range marks {
		b.WriteString(d.Text[last:m.at])
		b.WriteString(m.text)
		last = m.at
	}
	b.WriteString(d.Text[last:])
	return b.String()
}

func TestFindOnHandMadeTrees(t *testing.T) {
	tests := []struct {
		want string
		doc  *stemma.Document
	}{
		{"[source Police] [cue said] that [content people died].", treed(
			"Police police NOUN NNS 2 nsubj", "said say VERB VBD 0 root", "that that SCONJ IN 5 mark",
			"people person NOUN NNS 5 nsubj", "died die VERB VBD 2 ccomp", "+. . PUNCT . 2 punct")},
		{"[content The toll rose], [cue according to] [source the ministry].", treed(
			"The the DET DT 2 det", "toll toll NOUN NN 3 nsubj", "rose rise VERB VBD 0 root", "+, , PUNCT , 3 punct",
			"according accord VERB VBG 8 case", "to to ADP IN 5 fixed", "the the DET DT 8 det", "ministry ministry NOUN NN 3 obl", "+. . PUNCT . 3 punct")},
		{`"[content We did it]," [source Smith] [cue told] [via Reuters].`, treed(
			`" " PUNCT '' 4 punct`, "+We we PRON PRP 3 nsubj", "did do VERB VBD 7 ccomp", "it it PRON PRP 3 obj", "+, , PUNCT , 7 punct", `+" " PUNCT '' 7 punct`,
			"Smith Smith PROPN NNP 8 nsubj", "told tell VERB VBD 0 root", "Reuters Reuters PROPN NNP 8 obj", "+. . PUNCT . 8 punct")},
	}
	for _, test := range tests {
		attribution.Find(test.doc)
		if got := strings.ReplaceAll(marked(test.doc), ",]", "],"); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}
