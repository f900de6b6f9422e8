package lang

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"stemma"
	"stemma/lang/conllu"
)

// paragraphs is an article whose blocks are text's paragraphs, published on a
// Saturday so that relative dates have something to stand on.
func paragraphs(text string) *stemma.Article {
	text = strings.ToValidUTF8(text, "\ufffd")
	a := &stemma.Article{Path: "test.txt", Text: text, Language: "en",
		Published: &stemma.Published{Value: "2022-07-23", Precision: "day", Basis: stemma.BasisMetadata}}
	at := 0
	for part := range strings.SplitSeq(text, "\n\n") {
		if strings.TrimSpace(part) != "" {
			a.Blocks = append(a.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: at, End: at + len(part)}})
		}
		at += len(part) + len("\n\n")
	}
	return a
}

// violation says what must hold of every document and does not hold of d, or nil.
func violation(d *stemma.Document) error {
	for _, check := range []func(*stemma.Document) error{tokenFault, coverFault, sentenceFault, treeFault, spanFault, mentionFault, conlluFault} {
		if err := check(d); err != nil {
			return err
		}
	}
	return nil
}

// tokenFault: tokens are ordered, disjoint, not empty, and spell the text.
func tokenFault(d *stemma.Document) error {
	end := 0
	for i, t := range d.Tokens {
		if t.Start < end || t.Empty() || t.End > len(d.Text) {
			return fmt.Errorf("token %d at %s comes after one that ends at %d", i, t.Span, end)
		}
		if t.Form != t.In(d.Text) || t.UPOS == "" || t.Lemma == "" {
			return fmt.Errorf("token %d: form %q, tag %q; the text has %q", i, t.Form, t.UPOS, t.In(d.Text))
		}
		end = t.End
	}
	return nil
}

// coverFault: whatever prose stands outside tokens is white space, the
// zero-width kinds among it, and nothing but prose is in tokens.
func coverFault(d *stemma.Document) error {
	inside := make([]bool, len(d.Text))
	for _, t := range d.Tokens {
		for i := t.Start; i < t.End; i++ {
			inside[i] = true
		}
	}
	for _, block := range d.Blocks {
		for i, r := range block.Span.In(d.Text) {
			at := block.Span.Start + i
			if inside[at] && !block.Kind.Prose() {
				return fmt.Errorf("a token stands in a %s at %d", block.Kind, at)
			}
			if !inside[at] && block.Kind.Prose() && !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
				return fmt.Errorf("%q at %d is in no token", r, at)
			}
		}
	}
	return nil
}

// sentenceFault: sentences part the tokens, each within one block.
func sentenceFault(d *stemma.Document) error {
	next := 0
	for i, s := range d.Sentences {
		if s.First != next || s.Last <= s.First || s.Last > len(d.Tokens) {
			return fmt.Errorf("sentence %d holds tokens [%d,%d); the next is %d", i, s.First, s.Last, next)
		}
		if s.Span != d.TokenSpan(s.First, s.Last) || !d.Blocks[s.Block].Span.Contains(s.Span) {
			return fmt.Errorf("sentence %d at %s, its block at %s", i, s.Span, d.Blocks[s.Block].Span)
		}
		next = s.Last
	}
	if next != len(d.Tokens) {
		return fmt.Errorf("tokens from %d on are in no sentence", next)
	}
	return nil
}

// treeFault: every sentence is a tree of one root, and that alone is labelled so.
func treeFault(d *stemma.Document) error {
	for n, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			t := d.Tokens[i]
			if (t.Head == -1) != (t.Deprel == "root") || t.Deprel == "" {
				return fmt.Errorf("sentence %d: %s has head %d and label %q", n, t, t.Head, t.Deprel)
			}
			if t.Head != -1 && (t.Head < s.First || t.Head >= s.Last) {
				return fmt.Errorf("sentence %d: the head of %s is outside", n, t)
			}
			if t.Head == -1 {
				roots++
			}
			if !reachesRoot(d, i) {
				return fmt.Errorf("sentence %d: %s stands in a circle", n, t)
			}
		}
		if roots != 1 {
			return fmt.Errorf("sentence %d has %d roots", n, roots)
		}
	}
	return nil
}

func reachesRoot(d *stemma.Document, token int) bool {
	for range d.Tokens {
		if token = d.Tokens[token].Head; token == -1 {
			return true
		}
	}
	return false
}

// spanFault: every annotation points into the text; "" is a span of nothing.
func spanFault(d *stemma.Document) error {
	var spans []stemma.Span
	for _, t := range d.Timexes {
		spans = append(spans, t.Span)
	}
	for _, q := range d.Quantities {
		spans = append(spans, q.Span, q.Noun)
	}
	for _, a := range d.Attributions {
		for _, ref := range append([]stemma.Ref{}, a.Content...) {
			spans = append(spans, ref.Span)
		}
		for _, ref := range []*stemma.Ref{a.Source, a.Cue, a.Via} {
			if ref != nil {
				spans = append(spans, ref.Span)
			}
		}
	}
	for _, s := range spans {
		if s.Start < 0 || s.Start > s.End || s.End > len(d.Text) {
			return fmt.Errorf("span %s in a text of %d bytes", s, len(d.Text))
		}
	}
	return nil
}

// mentionFault: mentions are ordered and disjoint runs of tokens, each of an
// entity that the document has or of none (-1).
func mentionFault(d *stemma.Document) error {
	next := 0
	for i, m := range d.Mentions {
		if m.First < next || m.Last <= m.First || m.Last > len(d.Tokens) || m.Span != d.TokenSpan(m.First, m.Last) {
			return fmt.Errorf("mention %d (%s) holds tokens [%d,%d); the next is %d", i, m, m.First, m.Last, next)
		}
		if m.Head < m.First || m.Head >= m.Last || m.Entity < -1 || m.Entity >= len(d.Entities) || m.Type == "" {
			return fmt.Errorf("mention %d (%s): head %d, entity %d of %d", i, m, m.Head, m.Entity, len(d.Entities))
		}
		next = m.Last
	}
	return nil
}

// conlluFault: the document written as CoNLL-U reads as the same words.
func conlluFault(d *stemma.Document) error {
	var out bytes.Buffer
	if err := conllu.Write(&out, d); err != nil {
		return err
	}
	sentences, err := conllu.Read(&out)
	if err != nil || len(sentences) != len(d.Sentences) {
		return fmt.Errorf("CoNLL-U: %d sentences of %d: %v", len(sentences), len(d.Sentences), err)
	}
	for n, s := range d.Sentences {
		for i, got := range sentences[n].Words {
			want := d.Tokens[s.First+i]
			want.Span, want.Name = stemma.Span{}, "" // what is written as names are the mentions
			if want.Head >= 0 {
				want.Head -= s.First
			}
			if got != want {
				return fmt.Errorf("CoNLL-U: wrote %+v, read %+v", want, got)
			}
		}
	}
	return nil
}
