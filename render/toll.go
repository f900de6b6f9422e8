package render

import (
	"slices"

	"stemma"
	"stemma/gazetteer"
)

// toll is what a claim says of the dead, as GED's best, high and low; nil
// unknown.
type toll struct{ best, high, low any }

// count is one report's figure of the dead.
type count struct {
	article   string
	low, high *float64
	salience  float64
}

// deaths reads GED's three estimates from the figure that each report puts
// first. Figures that later ones replaced while the toll grew (the record's
// updates) are estimates no more; of the others
//
//	low   the lowest figure of any report
//	high  the highest; of "at least nine" that is nine, as no report says more
//	best  the figure that most origins have, of equals the lowest: GED asks for
//	      the most reliable estimate, and takes the lower where reports are alike
//
// Only claims of deaths count them: that two were arrested over a killing would
// count the killed again. Nothing is averaged. A denial, a plan or a threat counts no dead; neither does
// "up to twenty" say how many at least, so that best and low stay empty.
func deaths(c *stemma.Claim) toll {
	if !slices.Contains(lethal, c.Event.Type) || c.Polarity == stemma.Negative || c.Modality != stemma.Asserted && c.Modality != stemma.Alleged {
		return toll{}
	}
	counts := standing(c, deadBy(c))
	var lows, all []float64
	for _, n := range counts {
		for _, v := range []*float64{n.low, n.high} {
			if v != nil {
				all = append(all, *v)
			}
		}
		if n.low != nil {
			lows = append(lows, *n.low)
		}
	}
	if len(all) == 0 {
		return toll{}
	}
	t := toll{high: int(slices.Max(all))}
	if len(lows) > 0 {
		t.low, t.best = int(slices.Min(lows)), int(supported(c, counts))
	}
	return t
}

// lethal are the types of claims of which deaths are part.
var lethal = []string{"CASUALTY", "ASSAULT", "DISASTER", "FIGURE"}

// deadBy is each report's figure. Where one sentence has several, one may be
// part of another or beside it: the greatest is at least what it says, their sum
// at most.
func deadBy(c *stemma.Claim) []count {
	var counts []count
	for _, m := range c.Mentions {
		n := count{article: m.Article, salience: m.Salience}
		for _, q := range m.Quantities {
			if q.Of != "killed" {
				continue
			}
			n.low = greater(n.low, q.Low)
			if most := q.High; most != nil && n.high != nil {
				sum := *n.high + *most
				n.high = &sum
			} else if most != nil {
				n.high = most
			}
		}
		if n.low == nil && n.high == nil {
			continue
		}
		at := slices.IndexFunc(counts, func(k count) bool { return k.article == m.Article })
		switch {
		case at < 0:
			counts = append(counts, n)
		case n.salience > counts[at].salience:
			counts[at] = n
		}
	}
	return counts
}

// standing leaves out the figures that others replaced: of two that the record
// calls an update the lower, since tolls grow.
func standing(c *stemma.Claim, counts []count) []count {
	replaced := map[string]bool{}
	for _, d := range c.Disagreements {
		if d.Kind != "update" || d.About != "killed" {
			continue
		}
		a, b := figureOf(counts, d.A.Article), figureOf(counts, d.B.Article)
		if a < b {
			replaced[d.A.Article] = true
		} else if b < a {
			replaced[d.B.Article] = true
		}
	}
	return slices.DeleteFunc(counts, func(n count) bool { return replaced[n.article] })
}

// figureOf is how many dead an article has at least, else at most.
func figureOf(counts []count, article string) float64 {
	for _, n := range counts {
		switch {
		case n.article != article:
		case n.low != nil:
			return *n.low
		case n.high != nil:
			return *n.high
		}
	}
	return 0
}

func greater(a, b *float64) *float64 {
	if a == nil || b != nil && *b > *a {
		return b
	}
	return a
}

// supported is the least number of dead that most origins have, of equals the
// lowest. A report that no origin claims stands for itself.
func supported(c *stemma.Claim, counts []count) float64 {
	voices := map[float64]map[string]bool{}
	for _, n := range counts {
		if n.low == nil {
			continue
		}
		if voices[*n.low] == nil {
			voices[*n.low] = map[string]bool{}
		}
		voices[*n.low][originOf(c, n.article)] = true
	}
	best, most := 0.0, 0
	for figure, who := range voices {
		if len(who) > most || len(who) == most && figure < best {
			best, most = figure, len(who)
		}
	}
	return best
}

func originOf(c *stemma.Claim, article string) string {
	for _, o := range c.Origins {
		if slices.Contains(o.Articles, article) {
			return o.Name
		}
	}
	return article
}

// sides are GED's parties to violence.
type sides struct {
	violence any // type_of_violence: 1 state-based, 2 non-state, 3 one-sided
	a, b     string
	dead     int // whose dead the recipients are: 0 a, 1 b, 2 civilians, 3 unknown
}

// The sectors of GED's three kinds of party. Unidentified gunmen and criminals
// are of none: whose they are decides what the violence is.
var (
	stateSectors    = []string{"GOV", "MIL", "COP", "SPY"}
	armedSectors    = []string{"REB", "PRM"}
	civilianSectors = []string{"CVL", "AGR", "BUS", "EDU", "JRN", "LAB", "MED", "REF", "REL"}
)

// sidesOf reads type_of_violence from who does what to whom, where the claim is
// of an assault and both are known: a state against a state or rebels is 1, of
// two organised groups that are no state's 2, either against civilians 3. In 1
// side A is the government, as in GED's dyads, and of two the one that acts.
func sidesOf(r *stemma.Record, c *stemma.Claim) sides {
	by, to := blocOf(r, c, c.Actor, actors), blocOf(r, c, c.Recipient, recipients)
	s := sides{dead: 3}
	if to.kind == "civilian" {
		s.dead = 2
	}
	if c.Event.Type != "ASSAULT" {
		return s
	}
	switch {
	case by.kind != "" && by.kind != "civilian" && to.kind == "civilian":
		s.violence, s.a, s.b = 3, by.name, "Civilians"
	case by.kind == "state" && to.kind == "armed", by.kind == "state" && to.kind == "state" && by.name != to.name:
		s.violence, s.a, s.b, s.dead = 1, by.name, to.name, 1
	case by.kind == "armed" && to.kind == "state":
		s.violence, s.a, s.b, s.dead = 1, to.name, by.name, 0
	case by.kind == "armed" && to.kind == "armed" && by.name != to.name:
		s.violence, s.a, s.b, s.dead = 2, by.name, to.name, 1
	}
	return s
}

// bloc is a party as GED sees it: a kind and a name, "" where they are not known of all.
type bloc struct{ kind, name string }

// blocOf is the one side that participants come to; participants of two kinds
// come to none.
func blocOf(r *stemma.Record, c *stemma.Claim, names []string, role func(*stemma.ClaimMention) []stemma.Party) bloc {
	var whole bloc
	for i, name := range names {
		p := partyOf(r, c, name, role)
		one := bloc{name: name}
		switch {
		case slices.Contains(stateSectors, p.Sector) && p.Country != "":
			country, _ := gazetteer.CountryOf(p.Country)
			one = bloc{"state", "Government of " + country.Name}
		case slices.Contains(armedSectors, p.Sector):
			one.kind = "armed"
		case slices.Contains(civilianSectors, p.Sector):
			one.kind = "civilian"
		}
		switch {
		case one.kind == "" || i > 0 && one.kind != whole.kind:
			return bloc{}
		case i == 0:
			whole = one
		case one.name != whole.name:
			whole.name += ", " + one.name
		}
	}
	return whole
}

// among puts the dead to the side they are of: deaths_a, deaths_b,
// deaths_civilians and deaths_unknown, which sum to best.
func (t toll) among(s sides) [4]any {
	if t.best == nil {
		return [4]any{}
	}
	split := [4]any{0, 0, 0, 0}
	split[s.dead] = t.best
	return split
}
