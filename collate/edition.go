package collate

import (
	"cmp"
	"slices"
	"strings"

	"stemma"
)

// Edition is a base text with what other reports make of it.
type Edition struct {
	Base       string      `json:"base"` // siglum
	Paragraphs []Paragraph `json:"paragraphs"`
	Variants   []Variant   `json:"variants"` // by their place in the base
	Witnesses  []Witness   `json:"witnesses"`
}

// Paragraph is a block of prose of the base text.
type Paragraph struct {
	Number int              `json:"number"` // from 1
	Kind   stemma.BlockKind `json:"kind"`
	Span   stemma.Span      `json:"span"`
	Pieces []Piece          `json:"pieces"`
}

// Piece is a stretch of the base text that the same reports share from end to
// end; none for what the base alone has.
type Piece struct {
	Span      stemma.Span `json:"span"`
	Sharers   []string    `json:"sharers,omitempty"`
	Quotation bool        `json:"quotation,omitempty"` // somebody's quoted words, which anyone may print
}

// Kinds of reading.
const (
	Other      = "other"  // other words
	Omitted    = "om."    // nothing at this place
	Added      = "add."   // the lemma and more words behind it
	Transposed = "transp" // the same words elsewhere
)

// Variant is a place of the base text where others read otherwise. Lemma is the
// words in question, for an addition the word before it.
type Variant struct {
	Number    int         `json:"number"`
	Paragraph int         `json:"paragraph"`
	Lemma     stemma.Span `json:"lemma"`
	Added     bool        `json:"added,omitempty"`
	Readings  []Reading   `json:"readings"`
}

// Reading is what some reports have there.
type Reading struct {
	Kind      string            `json:"kind"`
	Text      string            `json:"text,omitempty"`
	Witnesses []string          `json:"witnesses"`
	At        []stemma.Evidence `json:"at"` // where it stands, a witness each
	fold      string
}

// Witness says how much of each paragraph another report has, in hundredths of
// its words.
type Witness struct {
	Siglum string `json:"siglum"`
	Has    []int  `json:"has"` // by paragraph
	Words  int    `json:"words"`
}

// collation is an edition in the making.
type collation struct {
	record   *stemma.Record
	order    map[string]int // of the articles, by siglum
	base     *stemma.ArticleRecord
	words    []stemma.Span // of the base's prose
	folded   []string      // as they are compared
	of       []int         // each word's paragraph, from 0
	shared   []shared
	variants map[[3]int]*Variant // by first and last word, and whether it is an addition
	edition  *Edition
}

// shared is a passage that a witness has from the base's words first to last.
type shared struct {
	witness     *stemma.ArticleRecord
	first, last int
	at          stemma.Span // in the witness
	from        stemma.Span // in the base
	quotation   bool
}

// New is the edition on the report with the siglum, nil where there is none.
func New(record *stemma.Record, base string) *Edition {
	at := record.Article(base)
	if at == nil {
		return nil
	}
	c := &collation{record: record, order: order(record), base: at, variants: map[[3]int]*Variant{},
		edition: &Edition{Base: base, Paragraphs: []Paragraph{}, Variants: []Variant{}, Witnesses: []Witness{}}}
	c.paragraphs()
	c.passages()
	for _, s := range c.shared {
		c.collate(s)
	}
	c.transpositions()
	c.pieces()
	c.witnesses()
	c.apparatus()
	return c.edition
}

func order(record *stemma.Record) map[string]int {
	at := make(map[string]int, len(record.Articles))
	for i := range record.Articles {
		at[record.Articles[i].ID] = i
	}
	return at
}

// Fullest is the siglum of the report that shares most words with the others;
// where none shares any, of the longest; "" of none at all.
func Fullest(record *stemma.Record) string {
	weight := map[string]int{}
	for i := range record.Articles {
		a := &record.Articles[i]
		if a.Host == nil {
			weight[a.ID] = min(len(a.Text), 1<<20)
		}
	}
	for _, p := range record.Kinship.Passages {
		for _, id := range []string{p.A.Article, p.B.Article} {
			if weight[id] > 0 {
				weight[id] += p.Words << 20
			}
		}
	}
	best := ""
	for i := range record.Articles {
		if id := record.Articles[i].ID; weight[id] > weight[best] {
			best = id
		}
	}
	return best
}

func (c *collation) paragraphs() {
	for _, b := range c.base.Blocks {
		if !b.Kind.Prose() || b.Span.Empty() {
			continue
		}
		c.edition.Paragraphs = append(c.edition.Paragraphs, Paragraph{Number: len(c.edition.Paragraphs) + 1, Kind: b.Kind, Span: b.Span})
		for _, w := range words(b.Span.In(c.base.Text), b.Span.Start) {
			c.words, c.of, c.folded = append(c.words, w), append(c.of, len(c.edition.Paragraphs)-1), append(c.folded, fold(w.In(c.base.Text)))
		}
	}
}

// passages are those with the base, each side in its place, the longest of each
// witness first; one that lies mostly where a longer one of the same witness
// lies says the same again and is left out.
func (c *collation) passages() {
	for _, p := range c.record.Kinship.Passages {
		mine, theirs := p.A, p.B
		if theirs.Article == c.base.ID {
			mine, theirs = theirs, mine
		}
		at, known := c.order[theirs.Article]
		if mine.Article != c.base.ID || !known {
			continue
		}
		w := &c.record.Articles[at]
		if mine.Span.End > len(c.base.Text) || theirs.Span.End > len(w.Text) {
			continue
		}
		first, last := c.wordsIn(mine.Span)
		if first < last {
			c.shared = append(c.shared, shared{w, first, last, theirs.Span, mine.Span, p.Quotation})
		}
	}
	slices.SortStableFunc(c.shared, func(a, b shared) int {
		return cmp.Or(cmp.Compare(c.order[a.witness.ID], c.order[b.witness.ID]), cmp.Compare(b.last-b.first, a.last-a.first), cmp.Compare(a.first, b.first))
	})
	c.shared = distinct(c.shared)
}

func distinct(list []shared) []shared {
	var kept []shared
	from := 0 // where the witness's begin in kept
	for _, s := range list {
		if len(kept) > 0 && kept[len(kept)-1].witness != s.witness {
			from = len(kept)
		}
		again := 0
		for _, k := range kept[from:] {
			again += max(0, min(k.last, s.last)-max(k.first, s.first))
		}
		if 2*again < s.last-s.first {
			kept = append(kept, s)
		}
	}
	return kept
}

// wordsIn are the words that lie in the span for the greater part of their letters.
func (c *collation) wordsIn(s stemma.Span) (first, last int) {
	first, _ = slices.BinarySearchFunc(c.words, s.Start, func(w stemma.Span, at int) int { return cmp.Compare((w.Start+w.End)/2, at) })
	last, _ = slices.BinarySearchFunc(c.words, s.End, func(w stemma.Span, at int) int { return cmp.Compare((w.Start+w.End)/2, at) })
	return first, last
}

// collate notes what a witness reads otherwise within a passage. What only one
// side has at the passage's ends is where it was cut, and no variant.
func (c *collation) collate(s shared) {
	theirs := words(s.at.In(s.witness.Text), s.at.Start)
	pairs := align(c.folded[s.first:s.last], folded(s.witness.Text, theirs))
	if len(pairs) == 0 {
		return
	}
	var gaps []gap
	i, j := 0, 0
	for _, p := range append(pairs, pair{s.last - s.first, len(theirs)}) {
		if p.a > i || p.b > j {
			g := c.gap(s, s.first+i, s.first+p.a, theirs[j:p.b])
			g.edge = i == 0 && j == 0 || p.a == s.last-s.first
			gaps = append(gaps, g)
		}
		i, j = p.a+1, p.b+1
	}
	moved(gaps)
	for _, g := range gaps {
		if k := g.reading.Kind; k != "" && !(g.edge && (k == Omitted || k == Added)) {
			c.note(g.first, g.last, g.reading)
		}
	}
}

// gap is where a witness reads otherwise than words first to last of the base;
// its reading has no kind where it is not to be noted.
type gap struct {
	first, last int
	edge        bool   // at the passage's beginning or end
	lemma       string // folded
	reading     Reading
}

func (c *collation) gap(s shared, first, last int, theirs []stemma.Span) gap {
	g := gap{first: first, last: last, lemma: strings.TrimSpace(strings.Join(c.folded[first:last], " "))}
	r := Reading{Kind: Other, Witnesses: []string{s.witness.ID}}
	if len(theirs) > 0 {
		span := stemma.Span{Start: theirs[0].Start, End: theirs[len(theirs)-1].End}
		r.Text, r.At = strings.Trim(flat(span.In(s.witness.Text)), closing), []stemma.Evidence{{Article: s.witness.ID, Span: span}}
		r.fold = strings.TrimSpace(strings.Join(folded(s.witness.Text, theirs), " "))
	}
	switch {
	case r.fold == g.lemma: // marks that stand alone
		r.Kind = ""
	case len(theirs) == 0:
		r.Kind, r.At = Omitted, []stemma.Evidence{{Article: s.witness.ID, Span: s.at}}
	case first == last:
		r.Kind = Added
		g.first = max(0, g.first-1)
		g.last = g.first + 1
	}
	g.reading = r
	return g
}

// leastMoved is how many letters words must have to be known again elsewhere in
// their passage: "on Friday" is moved, "the" is left out here and put in there.
const leastMoved = 5

// moved turns an omission and an addition of the same words in one passage into
// a transposition.
func moved(gaps []gap) {
	for i := range gaps {
		if gaps[i].reading.Kind != Omitted || len(gaps[i].lemma) < leastMoved {
			continue
		}
		for j := range gaps {
			if added := &gaps[j].reading; added.Kind == Added && added.fold == gaps[i].lemma {
				gaps[i].reading.Kind, gaps[i].reading.At = Transposed, added.At
				added.Kind = ""
				break
			}
		}
	}
}

func (c *collation) note(first, last int, r Reading) {
	key := [3]int{first, last, 0}
	if r.Kind == Added {
		key[2] = 1
	}
	v := c.variants[key]
	if v == nil {
		v = &Variant{Paragraph: c.of[first] + 1, Lemma: stemma.Span{Start: c.words[first].Start, End: c.words[last-1].End}, Added: r.Kind == Added}
		c.variants[key] = v
	}
	for i := range v.Readings {
		if same := &v.Readings[i]; same.Kind == r.Kind && same.fold == r.fold {
			if !slices.Contains(same.Witnesses, r.Witnesses[0]) {
				same.Witnesses, same.At = append(same.Witnesses, r.Witnesses[0]), append(same.At, r.At...)
			}
			return
		}
	}
	v.Readings = append(v.Readings, r)
}

// apparatus numbers the variants by their place.
func (c *collation) apparatus() {
	list := c.edition.Variants
	for _, v := range c.variants {
		list = append(list, *v)
	}
	slices.SortFunc(list, func(a, b Variant) int {
		added := func(v Variant) int {
			if v.Added {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(a.Lemma.Start, b.Lemma.Start), cmp.Compare(a.Lemma.End, b.Lemma.End), cmp.Compare(added(a), added(b)))
	})
	for i := range list {
		list[i].Number = i + 1
	}
	c.edition.Variants = list
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
