package token

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// splitter walks one block's tokens and finds where sentences end.
type splitter struct {
	text   string
	tokens []stemma.Token // the block's
	quoted bool           // inside a straight double quotation
}

// ends appends to dst, for every token, whether the rules end a sentence after it.
func (p *splitter) ends(dst []bool) []bool {
	for begin := 0; begin < len(p.tokens); {
		end := p.end(begin)
		for ; begin < end; begin++ {
			dst = append(dst, begin+1 == end)
		}
	}
	return dst
}

// end is the index after the last token of the sentence that begins at begin.
func (p *splitter) end(begin int) int {
	for i := begin; i < len(p.tokens); i++ {
		p.toggle(i)
		if i+1 == len(p.tokens) || i+1-begin >= longest {
			return i + 1
		}
		if p.lineBreak(begin, i) {
			p.quoted = false
			return i + 1
		}
		if p.stops(i) {
			if last := p.closing(i); p.begins(begin, i, last) {
				for j := i + 1; j < last; j++ {
					p.toggle(j)
				}
				return last
			}
		}
	}
	return len(p.tokens)
}

// toggle keeps count of straight double quotation marks.
func (p *splitter) toggle(i int) {
	if p.tokens[i].Form == `"` {
		p.quoted = !p.quoted
	}
}

// stops reports whether the token can end a sentence.
func (p *splitter) stops(i int) bool {
	form := p.tokens[i].Form
	switch form[len(form)-1] {
	case '.', '!', '?':
		return true
	}
	return form == "…" || form == "。" || form == "？" || form == "！"
}

// closing is the index after the quotation marks and brackets that close
// behind the stop at i.
func (p *splitter) closing(i int) int {
	quoted := p.quoted
	for i++; i < len(p.tokens); i++ {
		switch form := p.tokens[i].Form; form {
		case "”", "''", "»", ")", "]", "’’":
		case "’", "'":
			if p.tokens[i].Start != p.tokens[i-1].End && !p.spaceAfter(i) {
				return i
			}
		case `"`:
			if !p.closes(i, quoted) {
				return i
			}
			quoted = false
		default:
			if p.tokens[i].Start == p.tokens[i-1].End && mark(rune(form[0])) {
				continue
			}
			return i
		}
	}
	return i
}

// closes reports whether a straight quotation mark after a stop closes. The
// space beside it says so; where there is space on both sides, as in texts that
// a machine has cut, the count of marks so far does.
func (p *splitter) closes(i int, quoted bool) bool {
	before, after := p.tokens[i-1].End < p.tokens[i].Start, p.spaceAfter(i)
	switch {
	case i+1 == len(p.tokens) || !before && after:
		return true
	case before && !after:
		return false
	}
	return quoted
}

func (p *splitter) spaceAfter(i int) bool {
	return i+1 == len(p.tokens) || p.tokens[i].End < p.tokens[i+1].Start
}

// begins reports whether a new sentence begins at token next, after the stop at i.
func (p *splitter) begins(begin, i, next int) bool {
	if next >= len(p.tokens) {
		return true
	}
	stop, follower := p.tokens[i].Form, p.tokens[next].Form
	if p.tokens[next].Start == p.tokens[next-1].End && !quotation(follower) && !emoji(follower) {
		return stop != "." && next > i+1 && upper(follower)
	}
	if p.listNumber(begin, i) {
		return false
	}
	if next > i+1 && p.speaker(stop, next) {
		return false
	}
	switch {
	case stop != "." && len(stop) > 1 && strings.HasSuffix(stop, ".") && !dots(stop):
		return p.afterAbbreviation(i, next)
	case dots(stop) && next < len(p.tokens) && follower == ".":
		return false
	}
	return p.opens(i, next)
}

// opens reports whether the token can be the first of a sentence.
func (p *splitter) opens(i, next int) bool {
	for next+1 < len(p.tokens) && (quotation(p.tokens[next].Form) || p.tokens[next].Form == "(" || p.tokens[next].Form == "[") {
		next++
	}
	form := p.tokens[next].Form
	r, _ := utf8.DecodeRuneInString(form)
	switch {
	case unicode.IsLower(r):
		return next == i+1 && p.endsBeforeLower(i)
	case letter(r), unicode.IsDigit(r):
		return true
	case form == "," || form == ";" || form == ":" || form == "." || form == ")" || form == "%":
		return false
	case dots(form):
		return false
	case form == "-" || form == "--" || form == "–" || form == "—":
		return p.tokens[i].Form == "." && next+1 < len(p.tokens) && upper(p.tokens[next+1].Form)
	}
	return true
}

// endsBeforeLower reports whether the stop at i ends a sentence although the
// next word is in lower case, as in hasty writing. Short words before a full
// stop are rather unknown abbreviations, and "!" may belong to a name ("Yahoo!").
func (p *splitter) endsBeforeLower(i int) bool {
	before := p.tokens[max(0, i-1)].Form
	switch p.tokens[i].Form {
	case ".":
		return len(before) > 3
	case "!":
		return !upper(before)
	}
	return strings.HasSuffix(p.tokens[i].Form, "?")
}

// afterAbbreviation decides after a word that keeps its full stop.
func (p *splitter) afterAbbreviation(i, next int) bool {
	word := strings.TrimSuffix(p.tokens[i].Form, ".")
	follower := strings.TrimSuffix(p.tokens[next].Form, ".")
	if !upper(p.tokens[next].Form) && !quotation(p.tokens[next].Form) {
		return false
	}
	kind := find(lexica().abbreviations, word)
	switch {
	case next > i+1:
		return true
	case kind == "title" || kind == "number":
		return false
	case kind == "clock":
		return !find(lexica().afterClock, follower)
	case quotation(p.tokens[next].Form):
		return utf8.RuneCountInString(word) > 1
	case utf8.RuneCountInString(word) == 1:
		return find(lexica().starters, follower) && follower != "A" && follower != "I"
	}
	return find(lexica().starters, follower)
}

// listNumber reports whether the stop belongs to a list number that opens the
// sentence: "1. Wash".
func (p *splitter) listNumber(begin, i int) bool {
	return i == begin+1 && digit(rune(p.tokens[begin].Form[0])) && len(p.tokens[begin].Form) <= 2
}

// speaker reports whether the words from next on name who spoke the quotation
// that ended in a question or exclamation mark: `?" Kim asked`.
func (p *splitter) speaker(stop string, next int) bool {
	if !strings.ContainsAny(stop, "?!") {
		return false
	}
	for i := next; i < min(next+5, len(p.tokens)); i++ {
		if lexica().speech[p.tokens[i].Form] {
			return true
		}
		if !upper(p.tokens[i].Form) && p.tokens[i].Form != "the" {
			return false
		}
	}
	return false
}

// newline reports whether a line ends between token i and the next.
func (p *splitter) newline(i int) bool {
	return i+1 < len(p.tokens) && strings.IndexByte(p.text[p.tokens[i].End:p.tokens[i+1].Start], '\n') >= 0
}

// lineBreak reports whether a line that ends after token i ends a sentence: an
// empty line, a list's item, or a short line without a stop.
func (p *splitter) lineBreak(begin, i int) bool {
	gap := p.text[p.tokens[i].End:p.tokens[i+1].Start]
	lines := strings.Count(gap, "\n")
	if lines == 0 {
		return false
	}
	if lines > 1 || bullet(p.tokens[i+1].Form) {
		return true
	}
	const short = 50 // bytes; a wrapped paragraph's lines are longer
	line := p.text[p.tokens[begin].Start:p.tokens[i].End]
	line = line[strings.LastIndexByte(line, '\n')+1:]
	return len(line) < short && upper(p.tokens[i+1].Form) && p.tokens[i].Form != ","
}

func bullet(form string) bool {
	return form == "-" || form == "*" || form == "•" || form == "–" || form == "·" || form == "◦" || form == "▪" || emoji(form)
}

func dots(form string) bool { return form == "…" || len(form) > 1 && strings.Trim(form, ".") == "" }

func quotation(form string) bool {
	switch form {
	case `"`, "“", "``", "‘", "'", "«", "„", "''", "”", "’":
		return true
	}
	return false
}

func emoji(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return r >= 0x2600 && unicode.Is(unicode.So, r)
}

func upper(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}
