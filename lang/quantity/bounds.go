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
	if v == math.Trunc(v) && v >= 1 {
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
