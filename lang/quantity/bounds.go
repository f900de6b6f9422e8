package quantity

import (
	"math"

	"stemma"
	"stemma/lexicon"
)

// bounds sets the bounds of a match; false where it is no figure after all.
type bounds func(*lexicon.Match, *stemma.Quantity) bool

// boundsNamed is the operation that rules.txt names; nil for none.
func boundsNamed(name string) bounds {
	return map[string]bounds{
		"exact": exact, "about": about, "low": low, "over": over, "high": high, "under": under,
		"range": between, "vague": vague, "severalscale": severalScale, "none": none, "dozen": dozen, "fractions": fractions, "pair": pair,
		"below": below, "justover": justOver, "justunder": justUnder, "halfdozen": halfDozen, "couple": couple,
		"share": share, "shareabout": shareAbout, "shareover": shareOver, "shareunder": shareUnder, "ratio": ratio, "another": another, "aboutone": aboutOne, "overone": overOne, "underone": underOne, "ratioover": ratioOver, "ratioabout": ratioAbout, "minus": minus,
	}[name]
}

func number(m *lexicon.Match) float64 {
	c, _ := m.Get("num")
	return c.Number
}

func both(q *stemma.Quantity, v float64) bool {
	q.Low, q.High = &v, &v
	return true
}

func exact(m *lexicon.Match, q *stemma.Quantity) bool { return both(q, number(m)) }

func about(m *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return both(q, number(m))
}

func low(m *lexicon.Match, q *stemma.Quantity) bool {
	v := number(m)
	q.Low = &v
	_, q.Approx = m.Get("about")
	return true
}

// over is "more than 20": 21 or more where things are counted; a figure with a
// fraction is its own bound.
func over(m *lexicon.Match, q *stemma.Quantity) bool {
	v := number(m)
	if v == math.Trunc(v) {
		v++
	}
	q.Low = &v
	return true
}

func high(m *lexicon.Match, q *stemma.Quantity) bool {
	v := number(m)
	q.High = &v
	return true
}

func under(m *lexicon.Match, q *stemma.Quantity) bool {
	v := number(m)
	if v == math.Trunc(v) && v > 1 {
		v--
	}
	q.High = &v
	return true
}

func between(m *lexicon.Match, q *stemma.Quantity) bool {
	a, _ := m.Get("a")
	b, _ := m.Get("b")
	least, most := a.Number, b.Number
	if least < most && least < 1000 && most >= 1e6 && most/least > 1e5 { // "5 to 7 million"
		for _, scale := range []float64{1e9, 1e6} {
			if most >= scale {
				least *= scale
				break
			}
		}
	}
	q.Low, q.High = &least, &most
	_, q.Approx = m.Get("about")
	return least < most
}

func vague(m *lexicon.Match, q *stemma.Quantity) bool {
	c, _ := m.Get("vague")
	v := c.Number
	q.Low, q.Vague = &v, true
	return true
}

func severalScale(m *lexicon.Match, q *stemma.Quantity) bool {
	c, _ := m.Get("scale")
	v := 3 * c.Number
	q.Low, q.Vague = &v, true
	return true
}

func none(_ *lexicon.Match, q *stemma.Quantity) bool { return both(q, 0) }

func pair(_ *lexicon.Match, q *stemma.Quantity) bool { return both(q, 2) }

// dozen is "a dozen": about twelve.
func dozen(_ *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return both(q, 12)
}

func fractions(m *lexicon.Match, q *stemma.Quantity) bool {
	q.Unit = "percent"
	return between(m, q)
}

// below is "nearly 100": of things that are counted 99 at the most. Measures go
// on between whole numbers, and are about the number (continuous).
func below(m *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return under(m, q)
}

// continuous takes a measure's "nearly" for "about": "nearly three hours" may be
// two and a half, and is never the two that counting would give.
func continuous(q *stemma.Quantity, v float64) {
	both(q, v)
	q.Approx = true
}

// nearTenth is how far a figure may be beyond "just over" a number.
const nearTenth = 0.1

func justOver(m *lexicon.Match, q *stemma.Quantity) bool {
	least := number(m)
	most := max(least, math.Round(least*(1+nearTenth)))
	q.Low, q.High, q.Approx = &least, &most, true
	return true
}

func justUnder(m *lexicon.Match, q *stemma.Quantity) bool {
	under(m, q)
	least := min(*q.High, math.Round(number(m)*(1-nearTenth)))
	q.Low, q.Approx = &least, true
	return true
}

func halfDozen(_ *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return both(q, 6)
}

func couple(_ *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return both(q, 2)
}

// part is the fraction of a match in per cent.
func part(m *lexicon.Match, q *stemma.Quantity) *float64 {
	c, _ := m.Get("fraction")
	q.Unit = "percent"
	return &c.Number
}

func share(m *lexicon.Match, q *stemma.Quantity) bool { return both(q, *part(m, q)) }

func shareAbout(m *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return share(m, q)
}

func shareOver(m *lexicon.Match, q *stemma.Quantity) bool {
	q.Low = part(m, q)
	return true
}

func shareUnder(m *lexicon.Match, q *stemma.Quantity) bool {
	q.High = part(m, q)
	return true
}

// ratio is "one in five" and "nine in 10" in per cent. Other numbers with "in"
// between them say where or when: "four in 20 cities".
func ratio(m *lexicon.Match, q *stemma.Quantity) bool {
	a, _ := m.Get("a")
	b, _ := m.Get("b")
	if a.Number != 1 && b.Number != 10 || a.Number >= b.Number || a.Number == 0 {
		return false
	}
	q.Unit = "percent"
	return both(q, math.Round(1000*a.Number/b.Number)/10)
}

// another is "a third": one more of the counted.
func another(_ *lexicon.Match, q *stemma.Quantity) bool { return both(q, 1) }

// aboutOne is "nearly an hour".
func aboutOne(_ *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return both(q, 1)
}

func minus(m *lexicon.Match, q *stemma.Quantity) bool { return both(q, -number(m)) }

func ratioOver(m *lexicon.Match, q *stemma.Quantity) bool {
	ok := ratio(m, q)
	q.High = nil
	return ok
}

func ratioAbout(m *lexicon.Match, q *stemma.Quantity) bool {
	q.Approx = true
	return ratio(m, q)
}

// overOne is "more than a year", which need not be two.
func overOne(_ *lexicon.Match, q *stemma.Quantity) bool {
	v := 1.0
	q.Low = &v
	return true
}

func underOne(_ *lexicon.Match, q *stemma.Quantity) bool {
	v := 1.0
	q.High = &v
	return true
}
