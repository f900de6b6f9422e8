package attribution

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// quotation is a stretch in quotation marks. Outer holds the marks, inner not.
type quotation struct {
	outer, inner stemma.Span
	closed       bool
	single       bool
	full         bool // reads as somebody's sentence, not as a quoted word or title
	first, last  int  // tokens that overlap inner
	owner        *found
}

// longestQuotation is how far a closing mark is looked for, in bytes.
const longestQuotation = 6000

// quotations finds the document's quotations: pairs of double marks, which may
// cross paragraphs, and pairs of single marks outside them.
func (f *finder) quotations() {
	f.doubleQuotations()
	f.singleQuotations()
	for i := range f.quotes {
		q := &f.quotes[i]
		q.first, q.last = f.d.TokensIn(q.inner)
		q.full = f.reads(q)
		if q.single {
			continue
		}
		for t := q.first; t < q.last; t++ {
			f.inQuote[t] = i
		}
	}
}

// printed lists what stands in quotation marks: of single ones, which are
// apostrophes and scare quotes as well, only what reads as speech.
func (f *finder) printed() []stemma.Span {
	var spans []stemma.Span
	for i := range f.quotes {
		if q := &f.quotes[i]; !q.single || q.full {
			spans = append(spans, q.inner)
		}
	}
	return spans
}

// over is the quotations that overlap a span. Quotations are disjoint and sorted.
func (f *finder) over(span stemma.Span) []quotation {
	first := sort.Search(len(f.quotes), func(i int) bool { return f.quotes[i].outer.End > span.Start })
	last := first
	for last < len(f.quotes) && f.quotes[last].outer.Start < span.End {
		last++
	}
	return f.quotes[first:last]
}

// markAt is the kind of double quotation mark at a byte offset: 'o' opens, 'c'
// closes, 'b' does either, 0 is none; and its length.
func markAt(text string, at int) (kind byte, size int) {
	switch text[at] {
	case '"':
		return 'b', 1
	case '`':
		if strings.HasPrefix(text[at:], "``") {
			return 'o', 2
		}
	case '\'':
		if strings.HasPrefix(text[at:], "''") {
			return 'b', 2
		}
	case 0xE2:
		switch {
		case strings.HasPrefix(text[at:], "“"), strings.HasPrefix(text[at:], "„"):
			return 'o', len("“")
		case strings.HasPrefix(text[at:], "”"):
			return 'c', len("”")
		}
	case 0xC2:
		switch {
		case strings.HasPrefix(text[at:], "«"):
			return 'o', len("«")
		case strings.HasPrefix(text[at:], "»"):
			return 'c', len("»")
		}
	}
	return 0, 0
}

// doubleQuotations pairs the double marks over the prose blocks. An opening
// mark that meets another at the head of a later block was left open on
// purpose: each paragraph of a long quotation opens anew.
func (f *finder) doubleQuotations() {
	open, depth := stemma.Span{Start: -1}, 0
	blocks := f.prose
	for n, block := range blocks {
		depth = 0
		var nested map[int]bool
		if open.Start >= 0 && !f.goesOn(open, blocks[n:]) {
			f.quote(open, stemma.Span{}, f.lastEnd(open, block))
			open.Start = -1
		}
		for at := block.Start; at < block.End; at++ {
			kind, size := markAt(f.text, at)
			if kind == 0 {
				continue
			}
			span := stemma.Span{Start: at, End: at + size}
			at += size - 1
			switch {
			case open.Start < 0 && kind != 'c' && f.inches(span):
			case open.Start < 0 && kind != 'c':
				open = span
			case open.Start >= 0 && kind != 'o' && depth > 0:
				depth--
			case open.Start >= 0 && kind != 'o':
				f.quote(open, span, span.End)
				open.Start = -1
			case open.Start >= 0: // an opening mark within a quotation
				if nested == nil {
					nested = nesting(f.text, block)
				}
				if nested[open.Start] {
					depth++ // “a “b” c”
				} else {
					open = span // the first was never closed
				}
			}
		}
	}
	if open.Start >= 0 {
		f.quote(open, stemma.Span{}, f.lastEnd(open, stemma.Span{Start: len(f.text)}))
	}
}

// nesting tells of which marks of a block the curly marks from there on are
// balanced, so that one which opens within another closes before it. Read from
// the end, each mark finds the nearest ones of its depth: a text of opening marks
// alone costs no more than another.
func nesting(text string, block stemma.Span) map[int]bool {
	type mark struct{ at, before, after int } // depth before and after it
	var marks []mark
	depth := 0
	for at := block.Start; at < block.End; at++ {
		switch kind, size := markAt(text, at); kind {
		case 'b':
			marks = append(marks, mark{at, depth, depth})
		case 'o':
			marks = append(marks, mark{at, depth, depth + 1})
			depth++
			at += size - 1
		case 'c':
			marks = append(marks, mark{at, depth, depth - 1})
			depth--
			at += size - 1
		}
	}
	nested := map[int]bool{}
	opens, closes := map[int]int{}, map[int]int{} // the nearest mark of either kind that leaves a depth
	for i := len(marks) - 1; i >= 0; i-- {
		switch m := marks[i]; {
		case m.after > m.before:
			opens[m.after] = i
		case m.after < m.before:
			closes[m.after] = i
		}
		second, opened := opens[marks[i].before+2]
		end, closed := closes[marks[i].before]
		nested[marks[i].at] = opened && closed && second < end
	}
	return nested
}

// blocks lists the spans of the prose blocks; the whole text where there are none.
func blocks(d *stemma.Document) []stemma.Span {
	var spans []stemma.Span
	for _, block := range d.Blocks {
		if block.Kind.Prose() {
			spans = append(spans, block.Span)
		}
	}
	if len(d.Blocks) == 0 {
		spans = append(spans, stemma.Span{Start: 0, End: len(d.Text)})
	}
	return spans
}

// inches reports whether a straight mark after a digit is a measure's, 12".
func (f *finder) inches(mark stemma.Span) bool {
	return mark.Start > 0 && mark.Len() == 1 && f.text[mark.Start] == '"' &&
		unicode.IsDigit(rune(f.text[mark.Start-1]))
}

// farthestBlock is how many paragraphs on a closing mark is looked for: texts
// with a sentence on each line have quotations of three or four.
const farthestBlock = 6

// goesOn reports whether a quotation open at the end of a block closes in the
// next that has a mark: that block does not open anew, and its first mark looks
// like a closing one by its shape, by the comma or stop before it, or because an
// odd number of marks stand there.
func (f *finder) goesOn(open stemma.Span, blocks []stemma.Span) bool {
	for n, block := range blocks {
		if n == farthestBlock || block.End-open.Start > longestQuotation {
			return false
		}
		marks := 0
		for at := block.Start; at < block.End; at++ {
			kind, size := markAt(f.text, at)
			if kind == 0 {
				continue
			}
			if marks == 0 && (kind == 'o' || at == block.Start) {
				return false
			}
			if marks == 0 && (kind == 'c' || strings.ContainsAny(lastRune(f.text[block.Start:at]), ".,!?")) {
				return true
			}
			marks++
			at += size - 1
		}
		if marks > 0 {
			return marks%2 == 1
		}
	}
	return false
}

// lastEnd is where the block that holds the opening mark ends, or 0 where the
// mark stands alone.
func (f *finder) lastEnd(open, next stemma.Span) int {
	i := sort.Search(len(f.prose), func(i int) bool { return f.prose[i].End > open.Start })
	if i < len(f.prose) && f.prose[i].Contains(open) {
		return min(f.prose[i].End, next.Start)
	}
	return open.End
}

// quote keeps the quotation from the mark open to the mark closing, or to end.
func (f *finder) quote(open, closing stemma.Span, end int) {
	q := quotation{outer: stemma.Span{Start: open.Start, End: end}, closed: !closing.Empty()}
	q.inner = stemma.Span{Start: open.End, End: end}
	if q.closed {
		q.inner.End = closing.Start
	} else if !strings.ContainsAny(lastRune(f.text[:end]), ".!?,") {
		return
	}
	q.inner = trimSpace(f.text, q.inner)
	if q.inner.Len() > 0 && q.outer.Len() < longestQuotation {
		f.quotes = append(f.quotes, q)
	}
}

func lastRune(text string) string {
	_, size := utf8.DecodeLastRuneInString(strings.TrimRight(text, " \n\t"))
	trimmed := strings.TrimRight(text, " \n\t")
	return trimmed[len(trimmed)-size:]
}

func trimSpace(text string, s stemma.Span) stemma.Span {
	inner := s.In(text)
	left := len(inner) - len(strings.TrimLeft(inner, " \n\t\u00a0"))
	right := len(strings.TrimRight(inner, " \n\t\u00a0"))
	if right < left {
		return stemma.Span{Start: s.Start, End: s.Start}
	}
	return stemma.Span{Start: s.Start + left, End: s.Start + right}
}

// singleQuotations pairs single marks within one block and outside the double
// ones: ‘so’, or 'so' where the first stands before a word and the last after one.
func (f *finder) singleQuotations() {
	doubles := append([]quotation(nil), f.quotes...)
	next := 0
	for _, block := range f.prose {
		open := stemma.Span{Start: -1}
		for at := block.Start; at < block.End; at++ {
			for next < len(doubles) && doubles[next].outer.End <= at {
				next++
			}
			if next < len(doubles) && doubles[next].outer.Start <= at {
				open.Start = -1
				at = doubles[next].outer.End - 1
				continue
			}
			size := singleAt(f.text, at)
			if size == 0 {
				continue
			}
			before, after := around(f.text, at, size)
			span := stemma.Span{Start: at, End: at + size}
			switch {
			case open.Start < 0 && opens(before) && letter(after) && !strings.HasPrefix(f.text[at:], "’"):
				open = span
			case open.Start >= 0 && !opens(before) && !letter(after) && !strings.HasPrefix(f.text[at:], "‘"):
				q := quotation{outer: stemma.Span{Start: open.Start, End: span.End}, closed: true, single: true}
				q.inner = trimSpace(f.text, stemma.Span{Start: open.End, End: span.Start})
				f.quotes = append(f.quotes, q)
				open.Start = -1
			}
			at += size - 1
		}
	}
	sortQuotes(f.quotes)
}

func singleAt(text string, at int) int {
	switch {
	case text[at] == '\'':
		return 1
	case strings.HasPrefix(text[at:], "‘"), strings.HasPrefix(text[at:], "’"):
		return len("‘")
	}
	return 0
}

func around(text string, at, size int) (before, after rune) {
	before, _ = utf8.DecodeLastRuneInString(text[:at])
	after, _ = utf8.DecodeRuneInString(text[at+size:])
	return before, after
}

func opens(before rune) bool {
	return before == utf8.RuneError || unicode.IsSpace(before) || strings.ContainsRune("([—–-\"“", before)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// reads reports whether a quotation reads as speech: it is long, or it is a
// sentence by its capital or what stands before, and its end.
func (f *finder) reads(q *quotation) bool {
	words := q.last - q.first
	inner := q.inner.In(f.text)
	if words == 0 || inner == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(inner)
	ended := strings.ContainsAny(lastRune(inner), ".,!?…—-") || strings.HasPrefix(strings.TrimLeft(f.text[q.outer.End:], " "), ",")
	before := lastRune(f.text[:q.outer.Start])
	begun := unicode.IsUpper(first) || strings.ContainsAny(before, ",:") || before == ""
	if next := f.d.TokenAt(q.outer.End); !ended && begun && next < len(f.low) && f.verbal(next) && f.lex.verbs[f.lemma(next)].allows("quote") {
		ended = true
	}
	switch {
	case q.single:
		return words >= 5 && ended && begun
	case words <= 2:
		return ended && begun && strings.ContainsAny(lastRune(inner), ".!?,") && before != ""
	}
	return ended && begun || words >= 15
}
