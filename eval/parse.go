package eval

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/lang/conllu"
	"stemma/lang/syntax"
	"stemma/lang/token"
)

// runParse scores tags and trees against treebanks in CoNLL-U as the CoNLL 2018
// shared task did (Zeman et al. 2018): F1 over words aligned by their
// characters; labels without subtypes; CLAS over content words alone. With
// "--raw" as the first path, sentences and words are the system's own.
func runParse(paths []string) ([]Score, error) {
	raw := len(paths) > 0 && paths[0] == "--raw"
	if raw {
		paths = paths[1:]
	}
	if len(paths) == 0 {
		return nil, errors.New("parse: no file")
	}
	var total parseCounts
	for _, path := range paths {
		gold, err := conllu.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, sentences := range documents(gold) {
			total.add(parseOf(sentences, raw))
		}
	}
	return total.scores(raw), nil
}

// documents parts sentences at each "# newdoc".
func documents(sentences []conllu.Sentence) [][]conllu.Sentence {
	var out [][]conllu.Sentence
	for i, s := range sentences {
		if i == 0 || s.Doc != "" {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// parseOf runs the stages over one gold document and counts what agrees.
func parseOf(gold []conllu.Sentence, raw bool) parseCounts {
	d := conllu.Document(gold)
	if raw {
		article, _ := conllu.Article(gold)
		d = &stemma.Document{Article: article}
		d.Sentences, d.Tokens = token.Split(d.Article)
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		*t = stemma.Token{Span: t.Span, Form: t.Form, Head: -1}
	}
	syntax.Parse(d)
	return compareParse(goldSide(gold), systemSide(d))
}

// side is one analysis of a document: its words, their heads as indices, and
// tokens and sentences as spans of characters that are no white space.
type side struct {
	words     []parsedWord
	tokens    []stemma.Span
	sentences []stemma.Span
}

type parsedWord struct {
	stemma.Token
	at    stemma.Span // characters; the same for all words of a multiword token
	multi bool        // part of a multiword token whose words have no place of their own
}

// goldSide lays gold sentences out. A multiword token's words get places of
// their own where their forms spell it ("do" and "n't"), as stemma's do.
func goldSide(sentences []conllu.Sentence) side {
	var out side
	at := 0
	for _, s := range sentences {
		begin, first := at, len(out.words)
		for _, surface := range s.Surface {
			end := at + width(surface.Form)
			out.tokens = append(out.tokens, stemma.Span{Start: at, End: end})
			words := s.Words[surface.First:surface.Last]
			spelt := spells(surface.Form, words)
			for _, w := range words {
				p := parsedWord{Token: w, at: stemma.Span{Start: at, End: end}, multi: !spelt}
				if spelt {
					p.at.End = at + width(w.Form)
					at = p.at.End
				}
				if p.Head >= 0 {
					p.Head += first
				}
				out.words = append(out.words, p)
			}
			at = end
		}
		out.sentences = append(out.sentences, stemma.Span{Start: begin, End: at})
	}
	return out
}

// spells reports whether the words' forms, one after the other, are the form.
func spells(form string, words []stemma.Token) bool {
	for _, w := range words {
		if !strings.HasPrefix(form, w.Form) {
			return false
		}
		form = strings.TrimLeftFunc(form[len(w.Form):], unicode.IsSpace)
	}
	return form == ""
}

// width is the number of characters that are no white space.
func width(form string) int {
	n := utf8.RuneCountInString(form)
	for _, r := range form {
		if unicode.IsSpace(r) {
			n--
		}
	}
	return n
}

func systemSide(d *stemma.Document) side {
	var out side
	at := 0
	for _, t := range d.Tokens {
		span := stemma.Span{Start: at, End: at + width(t.Form)}
		out.words = append(out.words, parsedWord{Token: t, at: span})
		if n := len(out.tokens); n > 0 && d.Tokens[len(out.words)-2].End == t.Start && conllu.Joined(d.Tokens[len(out.words)-2].Form, t.Form) {
			out.tokens[n-1].End = span.End
		} else {
			out.tokens = append(out.tokens, span)
		}
		at = span.End
	}
	for _, s := range d.Sentences {
		out.sentences = append(out.sentences, out.words[s.First].at.Cover(out.words[s.Last-1].at))
	}
	return out
}

// agreement counts one figure: hits, the system's items, gold's items.
type agreement struct{ hits, system, gold int }

func (a *agreement) add(b agreement) {
	a.hits, a.system, a.gold = a.hits+b.hits, a.system+b.system, a.gold+b.gold
}

// parseFigures are the names in the order of parseCounts.
var parseFigures = [...]string{"tokens", "sentences", "words", "upos", "xpos", "feats", "lemma", "uas", "las", "clas"}

type parseCounts [len(parseFigures)]agreement

func (c *parseCounts) add(o parseCounts) {
	for i := range c {
		c[i].add(o[i])
	}
}

func (c *parseCounts) scores(raw bool) []Score {
	var scores []Score
	for i, name := range parseFigures {
		if i >= 3 || raw {
			scores = append(scores, Score{"parse." + name, f1(c[i].hits, c[i].system, c[i].gold)})
		}
	}
	return scores
}

func compareParse(gold, system side) parseCounts {
	var c parseCounts
	c[0] = agreement{sameSpans(gold.tokens, system.tokens), len(system.tokens), len(gold.tokens)}
	c[1] = agreement{sameSpans(gold.sentences, system.sentences), len(system.sentences), len(gold.sentences)}
	pairs := align(gold.words, system.words)
	c[2] = agreement{len(pairs), len(system.words), len(gold.words)}
	partner := make([]int, len(system.words)) // gold word of each system word
	for i := range partner {
		partner[i] = -2
	}
	for _, p := range pairs {
		partner[p[1]] = p[0]
	}
	for i := 3; i < len(c); i++ {
		c[i] = agreement{0, len(system.words), len(gold.words)}
	}
	c[9].system, c[9].gold = contentWords(system.words), contentWords(gold.words)
	for _, p := range pairs {
		g, s := gold.words[p[0]], system.words[p[1]]
		same := s.Head < 0 && g.Head < 0 || s.Head >= 0 && g.Head >= 0 && partner[s.Head] == g.Head
		labelled := same && bareLabel(g.Deprel) == bareLabel(s.Deprel)
		for i, hit := range []bool{g.UPOS == s.UPOS, g.XPOS == s.XPOS, universal(g.Feats) == universal(s.Feats),
			g.Lemma == s.Lemma || g.Lemma == "", same, labelled, labelled && content(g.Deprel)} {
			if hit {
				c[3+i].hits++
			}
		}
	}
	return c
}

// sameSpans counts the spans that two ordered lists share.
func sameSpans(a, b []stemma.Span) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i].Start < b[j].Start || a[i].Start == b[j].Start && a[i].End < b[j].End:
			i++
		default:
			j++
		}
	}
	return n
}

// align pairs the words that stand at the same characters. Where gold has a
// multiword token whose words are not spelt out ("gonna" as "going", "to"), they
// are aligned with the system's words of the same stretch by the longest common
// subsequence of lower-case forms.
func align(gold, system []parsedWord) [][2]int {
	var pairs [][2]int
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		g, s := gold[i], system[j]
		switch {
		case g.multi:
			i2, j2 := i, j
			for i2 < len(gold) && gold[i2].at == g.at {
				i2++
			}
			for j > 0 && system[j-1].at.Start >= g.at.Start {
				j--
			}
			for j2 < len(system) && system[j2].at.Start < g.at.End {
				j2++
			}
			pairs = append(pairs, common(gold[i:i2], system[j:j2], i, j)...)
			i, j = i2, j2
		case g.at == s.at:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case g.at.Start < s.at.Start || g.at.Start == s.at.Start && g.at.End < s.at.End:
			i++
		default:
			j++
		}
	}
	return pairs
}

// common is the longest common subsequence of lower-case forms, as pairs of
// indices counted from i and j.
func common(a, b []parsedWord, i, j int) [][2]int {
	length := make([][]int, len(a)+1)
	for x := range length {
		length[x] = make([]int, len(b)+1)
	}
	same := func(x, y int) bool { return strings.EqualFold(a[x].Form, b[y].Form) }
	for x := len(a) - 1; x >= 0; x-- {
		for y := len(b) - 1; y >= 0; y-- {
			length[x][y] = max(length[x+1][y], length[x][y+1])
			if same(x, y) {
				length[x][y] = length[x+1][y+1] + 1
			}
		}
	}
	var pairs [][2]int
	for x, y := 0, 0; x < len(a) && y < len(b); {
		switch {
		case same(x, y):
			pairs = append(pairs, [2]int{i + x, j + y})
			x, y = x+1, y+1
		case length[x+1][y] >= length[x][y+1]:
			x++
		default:
			y++
		}
	}
	return pairs
}

// content reports whether CLAS counts words with the label.
func content(label string) bool {
	switch bareLabel(label) {
	case "aux", "case", "cc", "clf", "cop", "det", "mark", "punct":
		return false
	}
	return true
}

func contentWords(words []parsedWord) int {
	n := 0
	for _, w := range words {
		if content(w.Deprel) {
			n++
		}
	}
	return n
}

func bareLabel(label string) string {
	label, _, _ = strings.Cut(label, ":")
	return label
}

// universal keeps of a list of features those that the shared task compares.
func universal(feats string) string {
	var kept []string
	for feat := range strings.SplitSeq(feats, "|") {
		name, _, _ := strings.Cut(feat, "=")
		switch name {
		case "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite",
			"Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite":
			kept = append(kept, feat)
		}
	}
	return strings.Join(kept, "|")
}
