package conllu

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"stemma"
)

// Write writes a document's sentences as one CoNLL-U document.
//
// Input: a document with tokens, sentences and trees; names are taken from its
// mentions. Output: "# newdoc id" (the article's path, "stdin" for "-", or else
// its siglum), "# newpar" before each block's first sentence, "# sent_id", "# text", and a
// line for each word and multiword token. White space within "# text" is one
// blank wherever the article has any, as the format asks. MISC bears, beside
// SpaceAfter, the byte offsets into the article's text (Start, End) and the
// names ("Entity=B-PER", "Entity=I-PER").
//
// A sentence that is no tree of one root is an error, and nothing is written; so
// is a failing w. A document without sentences writes nothing.
func Write(w io.Writer, d *stemma.Document) error {
	if len(d.Sentences) == 0 {
		return nil
	}
	id := cmp.Or(d.Path, d.ID)
	if id == "-" {
		id = "stdin"
	}
	for i, s := range d.Sentences {
		if err := rooted(d, s); err != nil {
			return fmt.Errorf("%s: sentence %d: %w", id, i+1, err)
		}
	}
	return write(&writer{Writer: bufio.NewWriter(w), d: d, names: nameLabels(d)}, id)
}

// write writes a document whose sentences are trees.
func write(out *writer, id string) error {
	out.comment("newdoc id", id)
	block := -1
	for i, s := range out.d.Sentences {
		if s.Block != block {
			fmt.Fprintln(out, "# newpar")
			block = s.Block
		}
		out.comment("sent_id", fmt.Sprintf("%s-%d", sentenceName(id), i+1))
		out.sentence(s)
	}
	return out.Flush()
}

// rooted says what keeps a sentence from being a tree with one root that the
// format can hold: heads elsewhere, several roots or none, a circle.
func rooted(d *stemma.Document, s stemma.Sentence) error {
	roots := 0
	for i := s.First; i < s.Last; i++ {
		head := d.Tokens[i].Head
		if head == -1 {
			roots++
		} else if head < s.First || head >= s.Last {
			return fmt.Errorf("the head of token %d stands outside", i-s.First+1)
		}
	}
	if roots != 1 {
		return fmt.Errorf("%d roots", roots)
	}
	return acyclic(d, s)
}

// acyclic walks from each token to one whose way to the root is known already,
// so that a sentence costs one step for each arc.
func acyclic(d *stemma.Document, s stemma.Sentence) error {
	walk := make([]int, s.Last-s.First) // the token whose walk came by first, counted from 1
	for i := range walk {
		at := i
		for at >= 0 && walk[at] == 0 {
			walk[at] = i + 1
			if at = d.Tokens[s.First+at].Head; at >= 0 {
				at -= s.First
			}
		}
		if at >= 0 && walk[at] == i+1 {
			return fmt.Errorf("token %d stands in a circle", at+1)
		}
	}
	return nil
}

// sentenceName makes of a document's id the beginning of a sent_id, in which
// white space is forbidden and a slash is reserved (universaldependencies.org,
// "Sentence Boundaries and Comments"). Different ids give different names.
func sentenceName(id string) string {
	var b strings.Builder
	for _, r := range id {
		switch {
		case r == '/':
			b.WriteByte(':')
		case r == ':' || r == '%' || unicode.IsSpace(r) || unicode.IsControl(r):
			fmt.Fprintf(&b, "%%%02X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nameLabels is the label of each token that belongs to a name: "B-PER" for
// the first of a mention, "I-PER" for the others, "" for all else.
func nameLabels(d *stemma.Document) []string {
	labels := make([]string, len(d.Tokens))
	for _, m := range d.Mentions {
		if m.Form != stemma.Name {
			continue
		}
		for i := m.First; i < m.Last; i++ {
			labels[i] = "I-" + m.Type
		}
		if m.First < m.Last {
			labels[m.First] = "B-" + m.Type
		}
	}
	return labels
}

// writer writes one document.
type writer struct {
	*bufio.Writer
	d     *stemma.Document
	names []string
}

// comment writes "# key = value" on one line.
func (w *writer) comment(key, value string) {
	fmt.Fprintf(w, "# %s = %s\n", key, oneLine(value))
}

func (w *writer) sentence(s stemma.Sentence) {
	surfaces := Surfaces(w.d, s)
	w.comment("text", plain(surfaces))
	for _, surface := range surfaces {
		space := "SpaceAfter=No"
		if surface.Space {
			space = ""
		}
		first, last := s.First+surface.First, s.First+surface.Last
		if last-first > 1 {
			id := fmt.Sprintf("%d-%d", surface.First+1, surface.Last)
			span := w.d.TokenSpan(first, last)
			w.row(id, surface.Form, "", "", "", "", "", "", "", misc(space, span, ""))
			space = "" // the range's line has told it
		}
		for i := first; i < last; i++ {
			w.word(s, i, space)
		}
	}
	w.WriteByte('\n')
}

// plain is the text of surface tokens, one blank for whatever parts them.
func plain(surfaces []Surface) string {
	var b strings.Builder
	for i, surface := range surfaces {
		b.WriteString(surface.Form)
		if surface.Space && i+1 < len(surfaces) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (w *writer) word(s stemma.Sentence, i int, space string) {
	t := w.d.Tokens[i]
	head, deprel := t.Head-s.First+1, t.Deprel
	if t.Head < 0 {
		head, deprel = 0, "root"
	}
	w.row(fmt.Sprint(i-s.First+1), t.Form, t.Lemma, t.UPOS, t.XPOS, sortedFeats(t.Feats), fmt.Sprint(head), deprel, "",
		misc(space, t.Span, w.names[i]))
}

// row writes ten columns, "_" where one is empty.
func (w *writer) row(columns ...string) {
	for i, column := range columns {
		if i > 0 {
			w.WriteByte('\t')
		}
		w.WriteString(cmp.Or(oneLine(column), "_"))
	}
	w.WriteByte('\n')
}

// sortedFeats orders features by name without regard to case, as the format asks.
func sortedFeats(feats string) string {
	list := strings.Split(feats, "|")
	slices.SortFunc(list, func(a, b string) int { return cmp.Compare(strings.ToLower(a), strings.ToLower(b)) })
	return strings.Join(list, "|")
}

// misc is the last column; its parts that are "" are left out.
func misc(space string, span stemma.Span, name string) string {
	parts := fmt.Sprintf("Start=%d|End=%d", span.Start, span.End)
	if space != "" {
		parts = space + "|" + parts
	}
	if name != "" {
		parts += "|Entity=" + name
	}
	return parts
}

// oneLine replaces what would end a column or a line by a blank.
var oneLine = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace
