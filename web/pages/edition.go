package pages

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/collate"
	"stemma/render"
)

// editionPage is the critical edition of a story's reports.
type editionPage struct {
	head
	Base       string
	Choices    []choice // of the base
	Besides    [][]choice
	Chosen     []string // reports set beside the base
	Paragraphs []paragraph
	Apparatus  []note
	Witnesses  []witness
	Apart      string // who shares no wording with the base
	More       string // sigla of those that share less than all in Witnesses
	Columns    []column
	Rows       []parallelRow
	edition    *collate.Edition
	kin        []collate.Witness // who shares most first
}

// choice is a report that may be chosen.
type choice struct {
	Siglum, Label string
	Chosen        bool
}

// paragraph is one of the base text's.
type paragraph struct {
	Number  int
	Heading bool
	List    bool
	Pieces  []piece
}

// piece is a stretch that the same reports share.
type piece struct {
	Sigla     string // as the margin has them; "" for what the base alone has
	Count     int
	Quotation bool
	Runs      []run
}

// Depth is how many share the piece, in three steps, for its shade.
func (p piece) Depth() int {
	switch {
	case p.Count > 4:
		return 3
	case p.Count > 1:
		return 2
	}
	return 1
}

// run is text, and the variant of which it is the lemma; 0 none.
type run struct {
	Text  string
	Note  int
	First bool // of the lemma: the apparatus leads back here
}

// note is an entry of the apparatus.
type note struct {
	Number, Paragraph int
	Lemma             string
	Readings          []reading
	Linked            bool // its lemma is marked in the text
}

// reading is what some reports have in a lemma's place.
type reading struct {
	Sign, Text string // om., add., transp., or none and other words
	Sigla      []sigil
	More       int // sigla that are not printed
}

// sigil is a siglum that leads to the words.
type sigil struct{ Siglum, URL string }

// witness is a row of who has what.
type witness struct {
	Siglum, Outlet, Dated, URL, Beside string
	Has                                []share
	Words                              int
}

// share is how much of a paragraph a report has.
type share struct {
	Percent int
	Sign    string
	Says    string
}

// mostBeside is how many reports can be set beside the base.
const mostBeside = 3

func (p *Pages) edition(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "edition")
	if err != nil {
		return nil, err
	}
	base := r.URL.Query().Get("base")
	if base == "" {
		base = collate.Fullest(v.Record)
	}
	if v.Record.Article(base) == nil {
		return nil, missing("There is no report “" + clip(base, 20) + "” in this story")
	}
	beside := list(r.URL.Query(), "with")
	beside = slices.DeleteFunc(beside, func(id string) bool { return id == base || v.Record.Article(id) == nil })
	slices.Sort(beside)
	beside = slices.Compact(beside)
	beside = beside[:min(len(beside), mostBeside)]
	a.Title, a.Template = "Edition: "+h.Title, "edition"
	a.fill = func(a *answer) error {
		e := collate.New(v.Record, base)
		page := p.editionPage(h, e, beside, r.URL.Query().Get("all") != "")
		a.Page = &page
		a.Data = editionData(h, e, v.Record, beside)
		a.Rows = apparatusRows(v.Record, e)
		return nil
	}
	return a, nil
}

// editionData is the edition as data: its spans are of the base's text, which
// stands beside them.
func editionData(h head, e *collate.Edition, r *stemma.Record, beside []string) any {
	return struct {
		head
		*collate.Edition
		Text     string        `json:"text"`
		Parallel []collate.Row `json:"parallel,omitempty"`
	}{h, e, r.Article(e.Base).Text, parallel(r, e.Base, beside)}
}

func parallel(r *stemma.Record, base string, beside []string) []collate.Row {
	if len(beside) == 0 {
		return nil
	}
	return collate.Parallel(r, base, beside)
}

func apparatusRows(r *stemma.Record, e *collate.Edition) [][]string {
	table := [][]string{{"number", "paragraph", "lemma", "kind", "reading", "reports"}}
	for _, v := range e.Variants {
		lemma := flat(r.Text(stemma.Evidence{Article: e.Base, Span: v.Lemma}))
		for _, reading := range v.Readings {
			table = append(table, []string{strconv.Itoa(v.Number), strconv.Itoa(v.Paragraph), lemma, reading.Kind, reading.Text, strings.Join(reading.Witnesses, " ")})
		}
	}
	return table
}

func (p *Pages) editionPage(h head, e *collate.Edition, beside []string, all bool) editionPage {
	r := h.view.Record
	page := editionPage{head: h, Base: e.Base, Chosen: beside, edition: e}
	marked := lemmata(r, e)
	for _, q := range e.Paragraphs {
		page.Paragraphs = append(page.Paragraphs, page.paragraph(r, q, marked))
	}
	for _, v := range e.Variants {
		page.Apparatus = append(page.Apparatus, page.note(v, marked))
	}
	page.kin = slices.Clone(e.Witnesses)
	slices.SortStableFunc(page.kin, func(a, b collate.Witness) int { return b.Words - a.Words })
	page.matrix(r, all)
	page.choices(r)
	if len(beside) > 0 {
		page.beside(r)
	}
	return page
}

// lemma is where a variant's lemma is marked in the text.
type lemma struct {
	stemma.Span
	note int
}

// longMark is how many letters of a lemma are marked: a passage that stands
// elsewhere as a whole is marked at its first word.
const longMark = 60

// lemmata are the lemmas to be marked, none within another.
func lemmata(r *stemma.Record, e *collate.Edition) []lemma {
	var marked []lemma
	end := 0
	for _, v := range e.Variants {
		at := v.Lemma
		if at.Len() > longMark {
			word, _, _ := strings.Cut(r.Text(stemma.Evidence{Article: e.Base, Span: at}), " ")
			at.End = at.Start + len(word)
		}
		if at.Start >= end {
			marked = append(marked, lemma{at, v.Number})
			end = at.End
		}
	}
	return marked
}

func (s *editionPage) paragraph(r *stemma.Record, q collate.Paragraph, marked []lemma) paragraph {
	text := r.Article(s.Base).Text
	out := paragraph{Number: q.Number, Heading: q.Kind == stemma.Heading, List: q.Kind == stemma.List}
	for _, one := range coarse(text, q.Pieces) {
		out.Pieces = append(out.Pieces, piece{Sigla: short(r, one.Sharers), Count: len(one.Sharers), Quotation: one.Quotation, Runs: runs(text, one.Span, marked)})
	}
	return out
}

// runs cuts a piece at the lemmas in it.
func runs(text string, s stemma.Span, marked []lemma) []run {
	at, _ := slices.BinarySearchFunc(marked, s.Start, func(l lemma, start int) int { return l.End - start - 1 })
	var out []run
	from := s.Start
	for _, l := range marked[at:] {
		if l.Start >= s.End {
			break
		}
		if start := max(l.Start, from); start > from {
			out = append(out, run{Text: text[from:start]})
			from = start
		}
		end := min(l.End, s.End)
		out = append(out, run{text[from:end], l.note, from == l.Start})
		from = end
	}
	if from < s.End {
		out = append(out, run{Text: text[from:s.End]})
	}
	return out
}

// mostSigla is how many sigla a reading names.
const mostSigla = 8

func (s *editionPage) note(v collate.Variant, marked []lemma) note {
	r := s.view.Record
	n := note{Number: v.Number, Paragraph: v.Paragraph, Lemma: collate.Lemma(r.Text(stemma.Evidence{Article: s.Base, Span: v.Lemma}))}
	n.Linked = slices.ContainsFunc(marked, func(l lemma) bool { return l.note == v.Number })
	for _, x := range v.Readings {
		out := reading{Text: x.Text}
		switch x.Kind {
		case collate.Added:
			out.Sign = "add."
		case collate.Omitted:
			out.Sign = "om."
		case collate.Transposed:
			out.Sign = "transp."
		}
		for i, id := range x.Witnesses[:min(len(x.Witnesses), mostSigla)] {
			url := s.Report(id)
			if i < len(x.At) {
				url = s.At(x.At[i])
			}
			out.Sigla = append(out.Sigla, sigil{id, url})
		}
		out.More = len(x.Witnesses) - len(out.Sigla)
		n.Readings = append(n.Readings, out)
	}
	return n
}

// mostWitnesses is how many reports the table of who has what shows, unless all
// are asked for: who shares most.
const mostWitnesses = 40

func (s *editionPage) matrix(r *stemma.Record, all bool) {
	var apart, more []string
	for i, w := range s.kin {
		switch {
		case w.Words == 0:
			apart = append(apart, w.Siglum)
		case i >= mostWitnesses && !all:
			more = append(more, w.Siglum)
		default:
			s.Witnesses = append(s.Witnesses, s.witness(w))
		}
	}
	s.Apart, s.More = collate.Brief(r, apart), collate.Brief(r, more)
}

func (s *editionPage) witness(w collate.Witness) witness {
	out := witness{Siglum: w.Siglum, Outlet: s.Outlet(w.Siglum), Dated: render.Dated(s.view.Record.Article(w.Siglum).Article), URL: s.Report(w.Siglum), Words: w.Words,
		Beside: s.address(s.Base, []string{w.Siglum}) + "#beside"}
	for _, n := range w.Has {
		x := share{Percent: n, Sign: "–", Says: "nothing"}
		switch {
		case n >= 95:
			x.Sign, x.Says = "●", "all"
		case n >= 50:
			x.Sign, x.Says = "◕", "most"
		case n > 0:
			x.Sign, x.Says = "◔", "some"
		}
		out.Has = append(out.Has, x)
	}
	return out
}

// address is the edition's on another base, with other reports beside it.
func (s *editionPage) address(base string, beside []string) string {
	address := s.URL("edition")
	sign := "?"
	if strings.Contains(address, "?") {
		sign = "&"
	}
	return address + sign + "base=" + base + "&with=" + strings.Join(beside, ",")
}

// All is the same edition with every report in the table of who has what.
func (s *editionPage) All() string { return s.address(s.Base, s.Chosen) + "&all=1" }

// choices are the reports that may serve as base, and those that may be set
// beside it, who share most first.
func (s *editionPage) choices(r *stemma.Record) {
	for _, a := range r.Articles {
		s.Choices = append(s.Choices, choice{a.ID, s.label(a.ID), a.ID == s.Base})
	}
	for i := range mostBeside {
		chosen := ""
		if i < len(s.Chosen) {
			chosen = s.Chosen[i]
		}
		var list []choice
		for k, w := range s.kin {
			if k < 40 || w.Siglum == chosen {
				list = append(list, choice{w.Siglum, s.label(w.Siglum), w.Siglum == chosen})
			}
		}
		s.Besides = append(s.Besides, list)
	}
}

func (s *editionPage) label(id string) string {
	return strings.TrimSpace(id + " " + clip(s.Outlet(id), 30))
}
