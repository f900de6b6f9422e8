package ingest

import (
	_ "embed"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"stemma"
	"stemma/lexicon"
)

//go:embed lexicon/datewords.txt
var dateWordsText string

// A dateWord is the part a word plays in a date line.
type dateWord struct{ part, value, habit string }

var dateWords = sync.OnceValue(func() map[string]dateWord {
	words := map[string]dateWord{}
	for _, entry := range lexicon.MustRead("datewords.txt", dateWordsText, 3) {
		word := dateWord{part: entry.Fields[0], value: entry.Fields[1]}
		if len(entry.Fields) > 2 {
			word.habit = entry.Fields[2]
		}
		words[entry.Key] = word
		if word.part == "month" && len(entry.Key) >= longMonth {
			for _, slip := range lexicon.Slips(entry.Key) {
				words[slip] = word
			}
		}
	}
	return words
})

// longMonth is how long a month's name must be for its slips of the hand to be
// read ("Novemer 27, 2005"); those of shorter names are other words.
const longMonth = 7

// A stated date is what a date line says.
type stated struct {
	value     string // ISO 8601
	precision string // year, month, day, minute
	label     string // published, updated, "" for none
}

// dateLine reads a line that holds nothing but dates, times and the words that
// go with them ("Published: 27 Dec 2025 10:14 GMT"). Of several dates the one
// of publication wins over an unlabelled one, and that over an update. ok says
// that the line is a date line; value is "" when its date can be read two ways.
func dateLine(line string) (date stated, ok bool) {
	if len(line) > 120 {
		return stated{}, false
	}
	best := -1
	parts := dateParts(line)
	if !slices.ContainsFunc(parts, hasNumber) {
		return stated{}, false
	}
	for _, part := range parts {
		one, fine := readDate(part)
		if !fine {
			return stated{}, false
		}
		if rank := one.rank(); rank > best {
			date, best = one, rank
		}
	}
	return date, best >= 0
}

// rank orders the dates of one line; a time alone ranks lowest.
func (s stated) rank() int {
	switch {
	case s.precision == "":
		return 0
	case s.label == "published":
		return 3
	case s.label == "updated":
		return 1
	}
	return 2
}

// dateToken is one word, number or sign of a date line.
type dateToken struct {
	text string
	dateWord
}

var dateTokens = regexp.MustCompile(`\d+|\pL+|[^\s\d\pL]`)

// dateParts splits a line before each label but the first word's, so that each
// part has one date. It returns nil when a word has no place in a date line.
func dateParts(line string) [][]dateToken {
	parts := [][]dateToken{nil}
	words := dateWords()
	for _, text := range dateTokens.FindAllString(strings.ToLower(line), -1) {
		token := dateToken{text: text}
		last := &parts[len(parts)-1]
		switch {
		case text[0] >= '0' && text[0] <= '9':
			token.part = "number"
		case strings.ContainsAny(text, ".,:/|()+-–—•·@") && len(text) <= 3:
			token.part = "sign"
		default:
			word, known := words[text]
			if !known {
				return nil
			}
			token.dateWord = word
			if word.part == "label" && hasNumber(*last) {
				parts = append(parts, nil)
				last = &parts[len(parts)-1]
			}
		}
		*last = append(*last, token)
	}
	return parts
}

func hasNumber(tokens []dateToken) bool {
	for _, t := range tokens {
		if t.part == "number" {
			return true
		}
	}
	return false
}

// dateReader collects the fields of one date; -1 and "" are unset.
type dateReader struct {
	tokens           []dateToken
	year, month, day int
	hour, minute     int
	zone             string // minutes from UTC
	us               bool   // a zone of countries that write the month first
	numeric          []int  // of 8/2/13
	dotted           bool   // 16.9.2013, always day first
	label            string
}

// readDate reads one part of a date line. It is not fine when a number is left
// over that no field takes.
func readDate(tokens []dateToken) (stated, bool) {
	r := dateReader{tokens: tokens, year: -1, month: -1, day: -1, hour: -1}
	for i := 0; i < len(tokens); {
		n := r.step(i)
		if n == 0 {
			return stated{}, false
		}
		i += n
	}
	if r.numeric != nil && !r.order() {
		return stated{label: r.label}, true
	}
	if r.year < 0 && r.month < 0 && r.day < 0 {
		return stated{label: r.label}, r.hour >= 0 || r.label != ""
	}
	return r.stated()
}

// step reads the field that begins at token i and returns its length.
func (r *dateReader) step(i int) int {
	token := r.tokens[i]
	switch token.part {
	case "number":
		return r.number(i)
	case "month":
		if r.month >= 0 {
			return 0
		}
		r.month, _ = strconv.Atoi(token.value)
	case "label":
		r.label = first(r.label, token.value)
	case "zone":
		if r.zone == "" {
			r.zone = token.value
		}
		r.us = r.us || token.habit == "us"
	case "half":
		if r.hour < 0 {
			return 0
		}
		if token.value == "pm" && r.hour < 12 {
			r.hour += 12
		}
		if token.value == "am" && r.hour == 12 {
			r.hour = 0
		}
	}
	return 1
}

// number reads a time, an offset, a numeric date, a year or a day.
func (r *dateReader) number(i int) int {
	if n := r.offset(i); n > 0 {
		return n
	}
	if n := r.clock(i); n > 0 {
		return n
	}
	if n := r.triple(i); n > 0 {
		return n
	}
	text := r.tokens[i].text
	value, err := strconv.Atoi(text)
	switch {
	case err != nil:
		return 0
	case len(text) == 4 && r.next(i, "zone") && value/100 < 24 && value%100 < 60 && (r.hour >= 0 || value < 1700): // 1052 GMT (1852 HKT)
		if r.hour < 0 {
			r.hour, r.minute = value/100, value%100
		}
	case len(text) == 4 && r.year < 0 && value >= 1700 && value < 2200:
		r.year = value
	case len(text) <= 2 && r.day < 0 && r.numeric == nil && value >= 1 && value <= 31:
		r.day = value
	case len(text) == 4 && r.year >= 0 && r.hour < 0 && value/100 < 24 && value%100 < 60: // 1425 GMT
		r.hour, r.minute = value/100, value%100
	case len(text) <= 2 && r.next(i, "half") && r.hour < 0 && value >= 1 && value <= 12: // 8 am
		r.hour, r.minute = value, 0
	default:
		return 0
	}
	return 1
}

func (r *dateReader) sign(i int, signs string) bool {
	return i >= 0 && i < len(r.tokens) && r.tokens[i].part == "sign" && strings.Contains(signs, r.tokens[i].text)
}

func (r *dateReader) next(i int, part string) bool {
	return i+1 < len(r.tokens) && r.tokens[i+1].part == part
}

// at is the number at token i, or -1.
func (r *dateReader) at(i int) int {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].part != "number" {
		return -1
	}
	value, err := strconv.Atoi(r.tokens[i].text)
	if err != nil {
		return -1
	}
	return value
}

// offset reads the number of "+02:00", "+0200" or "GMT+2", the sign having gone by.
func (r *dateReader) offset(i int) int {
	if r.hour < 0 || !r.sign(i-1, "+-") || r.day < 0 && r.numeric == nil && r.month >= 0 {
		return 0
	}
	if r.tokens[i-1].text == "-" && !(i >= 2 && r.tokens[i-2].part == "zone") {
		return 0
	}
	hours, minutes, n := r.at(i), 0, 1
	if hours >= 100 {
		hours, minutes = hours/100, hours%100
	} else if r.sign(i+1, ":") && r.at(i+2) >= 0 {
		minutes, n = r.at(i+2), 3
	}
	if hours > 14 || minutes > 59 {
		return 0
	}
	total := hours*60 + minutes
	if r.tokens[i-1].text == "-" {
		total = -total
	}
	r.zone = strconv.Itoa(total)
	return n
}

// clock reads "10:14", "10:14:30" or "03.31" before a zone.
func (r *dateReader) clock(i int) int {
	hour, minute := r.at(i), r.at(i+2)
	if r.hour >= 0 || len(r.tokens[i].text) > 2 || hour > 23 || minute < 0 || minute > 59 || len(r.tokens[i+2].text) != 2 {
		return 0
	}
	switch {
	case r.sign(i+1, ":"):
	case r.sign(i+1, ".") && !r.sign(i+3, "."):
	default:
		return 0
	}
	r.hour, r.minute = hour, minute
	if r.sign(i+1, ":") && r.sign(i+3, ":") && r.at(i+4) >= 0 && r.at(i+4) < 60 {
		if r.sign(i+5, ".") && r.at(i+6) >= 0 { // fractions of a second
			return 7
		}
		return 5
	}
	return 3
}

// triple reads "2025-12-27", "8/2/2013" or "16.9.2013".
func (r *dateReader) triple(i int) int {
	a, b, c := r.at(i), r.at(i+2), r.at(i+4)
	if r.year >= 0 || r.month >= 0 || a < 0 || b < 0 || c < 0 || r.tokens[i+1].text != r.tokens[i+3].text {
		return 0
	}
	switch {
	case len(r.tokens[i].text) == 4 && r.sign(i+1, "-/."):
		r.year, r.month, r.day = a, b, c
	case r.sign(i+1, "./-") && (len(r.tokens[i+4].text) == 4 || len(r.tokens[i+4].text) == 2):
		r.numeric, r.dotted = []int{a, b, c}, r.sign(i+1, ".") && len(r.tokens[i+4].text) == 4
	default:
		return 0
	}
	return 5
}

// order decides which of two numbers is the month; false where nothing tells.
func (r *dateReader) order() bool {
	a, b := r.numeric[0], r.numeric[1]
	r.year = r.numeric[2]
	if r.year < 100 {
		r.year += 1900
		if r.year < 1970 {
			r.year += 100
		}
	}
	switch {
	case a > 12 || r.dotted || a == b:
		r.day, r.month = a, b
	case b > 12 || r.us:
		r.month, r.day = a, b
	default:
		return false
	}
	return true
}

// stated writes the fields as ISO 8601; not fine when they are no date.
func (r *dateReader) stated() (stated, bool) {
	s := stated{label: r.label}
	switch {
	case r.year < 0 || r.month < 0 && r.day >= 0 || r.month == 0 || r.month > 12:
		return s, false
	case r.month < 0:
		if r.label == "" {
			return s, false
		}
		s.value, s.precision = fmt.Sprintf("%04d", r.year), "year"
		return s, true
	case r.day < 0:
		s.value, s.precision = fmt.Sprintf("%04d-%02d", r.year, r.month), "month"
		return s, true
	}
	day := time.Date(r.year, time.Month(r.month), r.day, 0, 0, 0, 0, time.UTC)
	if day.Day() != r.day {
		return s, false
	}
	s.value, s.precision = day.Format(time.DateOnly), "day"
	if r.hour >= 0 && r.hour < 24 {
		s.value += fmt.Sprintf("T%02d:%02d", r.hour, r.minute) + zoneSuffix(r.zone)
		s.precision = "minute"
	}
	return s, true
}

// zoneSuffix writes minutes from UTC as ISO 8601 does, "" for an unknown zone.
func zoneSuffix(minutes string) string {
	n, err := strconv.Atoi(minutes)
	switch {
	case err != nil:
		return ""
	case n == 0:
		return "Z"
	case n < 0:
		return fmt.Sprintf("-%02d:%02d", -n/60, -n%60)
	}
	return fmt.Sprintf("+%02d:%02d", n/60, n%60)
}

// published makes the article's date of a stated one.
func (s stated) published(basis string, span stemma.Span) *stemma.Published {
	p := &stemma.Published{Value: s.value, Precision: s.precision, Basis: basis}
	if !span.Empty() {
		p.Evidence = []stemma.Evidence{{Span: span}}
	}
	if s.label == "updated" {
		p.Because = "the page gives only the date of its last update"
	}
	return p
}
