package timex

import (
	"fmt"
	"time"

	"stemma"
	"stemma/lexicon"
)

func opYear(r *reading, t *stemma.Timex) bool {
	year, ok := r.number("year")
	if !ok || year <= 0 || year > 9999 {
		return false
	}
	if c, _ := r.get("year"); len(c.Text) == 2 { // the second year of "1892-94"
		first, _ := r.number("a")
		if a, ok := r.match.Get("a"); ok {
			first = int(a.Number)
		}
		if year <= first%100 {
			return false
		}
		year += first - first%100
	}
	t.Value = fmt.Sprintf("%04d", year)
	if r.args["sign"] == "-1" {
		t.Value = "BC" + t.Value
	}
	if edge := r.text("edge"); edge == "H1" || edge == "H2" {
		t.Value += "-" + edge
		t.Mod = " "
	}
	return true
}

func opFiscal(r *reading, t *stemma.Timex) bool {
	year, _ := r.number("year")
	if r.args["year"] == "" {
		t.Value = fmt.Sprintf("FY%04d", year)
		return true
	}
	t.Value = "FYXXXX"
	if r.known { // a step from the DCT's year; firms' years differ, and no text tells which
		t.Value = fmt.Sprintf("FY%04d", r.dct.Year()+year)
	}
	return true
}

func opDecade(r *reading, t *stemma.Timex) bool {
	year, _ := r.number("decade")
	if year%100 == 0 && year < 2000 { // "the 1600s" are a century
		t.Value = fmt.Sprintf("%02d", year/100)
		return true
	}
	t.Value = fmt.Sprintf("%03d", year/10)
	return true
}

func opCentury(r *reading, t *stemma.Timex) bool {
	n, _ := r.number("century")
	if n < 1 || n > 99 {
		return false
	}
	t.Value = fmt.Sprintf("%02d", n-1)
	return true
}

func opSeason(r *reading, t *stemma.Timex) bool {
	season := r.text("season")
	year, ok := r.number("year")
	if !ok && r.inName() {
		return false
	}
	if !ok {
		k, stepped := r.k()
		if !r.known {
			t.Value = "XXXX-" + season
			return true
		}
		year = r.seasonYear(seasons[season], k, stepped)
	}
	t.Value = fmt.Sprintf("%04d-%s", year, season)
	return true
}

// inName reports a season written as part of a name, "the Winter Carnival".
func (r *reading) inName() bool {
	return r.atoms[r.last-1].Upper && r.last < len(r.atoms) && r.atoms[r.last].Upper && r.atoms[r.last].Kind == lexicon.Word
}

// seasonYear is the year in which the season meant begins.
func (r *reading) seasonYear(month, k int, stepped bool) int {
	year := r.dct.Year()
	begin := func(year int) time.Time {
		return time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	}
	running := func(year int) bool {
		return !begin(year).After(r.dct) && begin(year).AddDate(0, 3, 0).After(r.dct)
	}
	last := year
	if begin(last).After(r.dct) {
		last--
	}
	switch {
	case stepped && k < 0:
		if running(last) {
			last--
		}
		return last
	case running(last) && k <= 0:
		return last
	case stepped && k > 0, r.tense() == futureTense:
		return last + 1
	case stepped && begin(last+1).Sub(r.dct) < r.dct.Sub(begin(last)):
		return last + 1
	}
	return last
}

func opQuarter(r *reading, t *stemma.Timex) bool {
	n, named := r.number("quarter")
	if n == -1 {
		n = 4
		if _, ok := r.get("year"); !ok {
			n = 0
		}
	}
	year, ok := r.number("year")
	if !ok && r.ofGame() {
		return false
	}
	stepped := ok && year < 100
	if !ok || stepped {
		if !r.known {
			t.Value = "XXXX-QX"
			if n > 0 {
				t.Value = fmt.Sprintf("XXXX-Q%d", n)
			}
			return n >= 0 && n <= 4
		}
		current := (int(r.dct.Month()) + 2) / 3
		switch {
		case stepped:
			year += r.dct.Year()
		case !named || n == 0: // the last quarter
			index := r.dct.Year()*4 + current - 2
			year, n = index/4, index%4+1
		default:
			year = r.dct.Year()
			switch tense := r.tense(); {
			case n > current && (tense == pastTense || tense == unknownTense && n-current >= 2):
				year--
			case n < current && tense == futureTense:
				year++
			}
		}
	}
	t.Value = fmt.Sprintf("%04d-Q%d", year, n)
	return n >= 1 && n <= 4
}

// ofGame reports an article that tells of a game played in quarters: it has two
// of its words. It is looked for once, where an article names a quarter.
func (r *reading) ofGame() bool {
	if r.looked {
		return r.game
	}
	r.looked = true
	found := 0
	for _, block := range r.d.Prose() {
		atoms := lexicon.Atoms(r.d.Text, block)
		for at := range atoms {
			if n, _, _ := r.rules.game(atoms, at); n > 0 {
				found++
			}
		}
	}
	r.game = found > 1
	return r.game
}

func opHalf(r *reading, t *stemma.Timex) bool {
	n, _ := r.number("half")
	if n == -1 {
		n = 2
	}
	year, _ := r.number("year")
	if year < 100 {
		if !r.known {
			t.Value = fmt.Sprintf("XXXX-H%d", n)
			return n == 1 || n == 2
		}
		year += r.dct.Year()
	}
	t.Value = fmt.Sprintf("%04d-H%d", year, n)
	return n == 1 || n == 2
}
