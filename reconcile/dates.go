package reconcile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// Dates infers when undated articles were published from dated articles that
// share wording with them and from their own words, by article ID. An article
// for which the evidence does not suffice is left out.
//
// Three kinds of evidence, each weak alone:
//
//	weekday   "published on Saturday" here and a Saturday that the kin's own
//	          date resolves, in sentences about one thing: that day, or at most
//	          six days after it
//	day       "December 18" here: not before that day of the kin's year
//	month     "earlier this month" here, in a sentence about what the kin puts
//	          into its month: within that month
//
// A weekday that agrees with the others gives the day (the earliest possible
// one); month and day without a weekday give the month.
func Dates(docs []*stemma.Document, passages []stemma.Passage) map[string]*stemma.Published {
	byID := map[string]*stemma.Document{}
	for _, d := range docs {
		byID[d.ID] = d
	}
	kin := map[string][]*stemma.Document{}
	for _, p := range passages {
		a, b := byID[p.A.Article], byID[p.B.Article]
		if a == nil || b == nil {
			continue
		}
		kin[a.ID] = append(kin[a.ID], b)
		kin[b.ID] = append(kin[b.ID], a)
	}
	found := map[string]*stemma.Published{}
	for _, d := range docs {
		if d.Published != nil || d.Host != nil {
			continue
		}
		var dated []*stemma.Document
		for _, k := range kin[d.ID] {
			if k.Published.Day() != "" && k.Host == nil && !slices.Contains(dated, k) {
				dated = append(dated, k)
			}
		}
		if p := infer(d, dated); p != nil {
			found[d.ID] = p
		}
	}
	return found
}

// clue bounds an article's date: not before From, not after To ("" open).
type clue struct {
	from, to string
	why      string
	evidence []stemma.Evidence
}

// infer weighs the clues that each dated kin gives and takes the first kin that
// gives enough of them without contradiction.
func infer(d *stemma.Document, dated []*stemma.Document) *stemma.Published {
	slices.SortStableFunc(dated, func(a, b *stemma.Document) int { return strings.Compare(a.Published.Day(), b.Published.Day()) })
	for _, k := range dated {
		weekdays, days, months := weekdayClues(d, k), dayClues(d, k), monthClues(d, k)
		if p := publishedBy(d, k, weekdays, append(days, months...), len(months) > 0); p != nil {
			return p
		}
	}
	return nil
}

// publishedBy makes a date of clues that leave room for it. Day needs a weekday
// clue; month needs a month clue and one more.
func publishedBy(d, k *stemma.Document, weekdays, others []clue, month bool) *stemma.Published {
	all := append(slices.Clone(weekdays), others...)
	from, to := "", "9999-12-31"
	var why []string
	p := &stemma.Published{Basis: stemma.BasisInferred}
	for _, c := range all {
		from = max(from, c.from)
		if c.to != "" {
			to = min(to, c.to)
		}
		why = append(why, c.why)
		p.Evidence = append(p.Evidence, c.evidence...)
	}
	switch {
	case from == "" || from > to || far90(from, k.Published.Day()):
		return nil
	case len(weekdays) > 0:
		p.Value, p.Precision = from, "day"
		p.Because = "on or just after " + from + ": "
	case month && len(others) > 1 && from[:7] == to[:7]:
		p.Value, p.Precision = from[:7], "month"
		p.Because = "in " + from[:7] + ": "
	default:
		return nil
	}
	p.Because += strings.Join(why, "; ") + fmt.Sprintf(" (%s shares wording with this article and is dated %s)", k.ID, k.Published.Day())
	return p
}

// far90 reports whether two days are more than a season apart: kin that copy
// each other so late prove nothing.
func far90(a, b string) bool { return days(a, b) > 90 || days(b, a) > 90 }

var weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

var months = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

// weekdayOf is the weekday that an expression names on its own ("on Saturday",
// "Saturday"), 0 for Sunday; -1 for none or for another week's ("last Saturday").
func weekdayOf(text string) int {
	fields := strings.Fields(strings.ToLower(text))
	if len(fields) == 0 || len(fields) > 2 || len(fields) == 2 && fields[0] != "on" && !slices.Contains([]string{"morning", "afternoon", "evening", "night"}, fields[1]) {
		return -1
	}
	for _, f := range fields {
		if at := slices.Index(weekdays, strings.Trim(f, ".,")); at >= 0 {
			return at
		}
	}
	return -1
}

// weekdayClues pairs a bare weekday here with the same weekday in a kin's
// sentence about the same thing, which the kin's date places on the calendar.
func weekdayClues(d, k *stemma.Document) []clue {
	for i := range d.Timexes {
		mine := &d.Timexes[i]
		day := weekdayOf(mine.Span.In(d.Text))
		if day < 0 {
			continue
		}
		for j := range k.Timexes {
			theirs := &k.Timexes[j]
			if weekdayOf(theirs.Span.In(k.Text)) != day || len(theirs.Begin) != 10 || days(theirs.Begin, k.Published.Day()) < 0 || !oneMatter(d, k, mine.Span, theirs.Span) {
				continue
			}
			first := clue{from: theirs.Begin, to: shift(theirs.Begin, 6),
				why:      fmt.Sprintf("“%s” is the %s that %s dates %s", mine.Span.In(d.Text), titled(weekdays[day]), k.ID, theirs.Begin),
				evidence: []stemma.Evidence{{Article: d.ID, Span: mine.Span}, {Article: k.ID, Span: theirs.Span}}}
			return append([]clue{first}, saidClues(d, day, theirs.Begin)...)
		}
	}
	return nil
}

// soonSaid is how many days after what it tells of a report may quote somebody
// on it by the day's name alone.
const soonSaid = 3

// saidClues are the weekdays on which the article has somebody say something
// ("an officer said Friday"), next after a weekday that is placed: news of
// Thursday that was said on Friday was not published before.
func saidClues(d *stemma.Document, weekday int, day string) []clue {
	var clues []clue
	for i := range d.Timexes {
		t := &d.Timexes[i]
		after := (weekdayOf(t.Span.In(d.Text)) - weekday + 7) % 7
		if weekdayOf(t.Span.In(d.Text)) < 0 || after == 0 || after > soonSaid || !ofCue(d, t.Span) {
			continue
		}
		clues = append(clues, clue{from: shift(day, after), why: fmt.Sprintf("“%s” is when somebody said so", t.Span.In(d.Text)), evidence: []stemma.Evidence{{Article: d.ID, Span: t.Span}}})
	}
	return clues
}

// ofCue reports whether a time hangs on the cue of an attribution.
func ofCue(d *stemma.Document, time stemma.Span) bool {
	first, last := d.TokensIn(time)
	for i := first; i < last; i++ {
		head := d.Tokens[i].Head
		if head < 0 || head >= first && head < last {
			continue
		}
		for a := range d.Attributions {
			if cue := d.Attributions[a].Cue; cue != nil && cue.Span.Contains(d.Tokens[head].Span) {
				return true
			}
		}
	}
	return false
}

func titled(w string) string { return strings.ToUpper(w[:1]) + w[1:] }

// oneMatter reports whether the sentences around two spans share at least three
// content words: two weekdays in sentences about different things prove nothing.
func oneMatter(d, k *stemma.Document, mine, theirs stemma.Span) bool {
	a, b := around(d, mine), around(k, theirs)
	common := 0
	for _, w := range contentWords(d, a) {
		common += int(truth(has(contentWords(k, b), w)))
	}
	return common >= 3
}

func around(d *stemma.Document, s stemma.Span) stemma.Span {
	if at := d.SentenceAt(d.TokenAt(s.Start)); at >= 0 {
		return d.Sentences[at].Span
	}
	return s
}

// dayClues are the days of the year that the article names without a year: it
// was published on or after each. The year is the kin's, or the one before for a
// day that would lie more than a month after the kin.
func dayClues(d, k *stemma.Document) []clue {
	var clues []clue
	for i := range d.Timexes {
		t := &d.Timexes[i]
		month, day := monthDay(t.Span.In(d.Text))
		if month == 0 {
			continue
		}
		year, _ := strconv.Atoi(k.Published.Day()[:4])
		at := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
		if days(k.Published.Day(), at) > 31 {
			at = fmt.Sprintf("%04d-%02d-%02d", year-1, month, day)
		}
		clues = append(clues, clue{from: at, why: fmt.Sprintf("it names “%s”", t.Span.In(d.Text)), evidence: []stemma.Evidence{{Article: d.ID, Span: t.Span}}})
	}
	return clues
}

// monthDay reads "December 18", "Dec. 18" or "18 December"; 0, 0 otherwise, and
// where a year stands with it.
func monthDay(text string) (month, day int) {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == '\n' })
	if len(fields) > 0 && fields[0] == "on" {
		fields = fields[1:]
	}
	if len(fields) != 2 {
		return 0, 0
	}
	for _, order := range [][2]string{{fields[0], fields[1]}, {fields[1], fields[0]}} {
		n, err := strconv.Atoi(strings.TrimRight(order[1], "stndrh"))
		if err != nil || n < 1 || n > 31 || len(order[0]) < 3 {
			continue
		}
		for i, name := range months {
			if strings.HasPrefix(name, order[0]) || order[0] == "sept" && i == 8 {
				return i + 1, n
			}
		}
	}
	return 0, 0
}

// monthClues pair "this month" here with the kin's words for its own month in a
// sentence about the same thing.
func monthClues(d, k *stemma.Document) []clue {
	for i := range d.Timexes {
		mine := &d.Timexes[i]
		if !strings.Contains(strings.ToLower(mine.Span.In(d.Text)), "this month") {
			continue
		}
		for j := range k.Timexes {
			theirs := &k.Timexes[j]
			if len(theirs.Begin) != 10 || theirs.Begin[:7] != k.Published.Day()[:7] || !oneMatter(d, k, mine.Span, theirs.Span) {
				continue
			}
			month := theirs.Begin[:7]
			return []clue{{from: month + "-01", to: month + "-31",
				why:      fmt.Sprintf("“%s” tells of what %s puts into %s", mine.Span.In(d.Text), k.ID, month),
				evidence: []stemma.Evidence{{Article: d.ID, Span: mine.Span}, {Article: k.ID, Span: theirs.Span}}}}
		}
	}
	return nil
}
