package reconcile

import (
	"cmp"
	"slices"

	"stemma"
)

// Timeline lists the dated moments of the claims in order of time: when an
// event happened, by the report's own words, and when a claim's standing
// changed. Moments of one day keep the order of the claims.
func Timeline(docs []*stemma.Document, claims []stemma.Claim) []stemma.Moment {
	moments := []stemma.Moment{}
	for i := range claims {
		c := &claims[i]
		if m, ok := happened(c); ok {
			moments = append(moments, m)
		}
		for _, s := range c.Standing {
			if s.At != "" && s.Status != reported {
				moments = append(moments, stemma.Moment{At: s.At, Precision: s.Precision, Claim: c.ID, What: s.Status + byWhom(s.By) + ": " + short(c.Summary), Evidence: s.Evidence})
			}
		}
	}
	slices.SortStableFunc(moments, func(a, b stemma.Moment) int { return cmp.Compare(a.At, b.At) })
	type line struct{ at, what string }
	seen := map[line]bool{}
	return slices.DeleteFunc(moments, func(m stemma.Moment) bool {
		drop := seen[line{m.At, m.What}]
		seen[line{m.At, m.What}] = true
		return drop
	})
}

func byWhom(by string) string {
	if by == "" {
		return ""
	}
	return " by " + by
}

// happens reports whether a modality leaves room for the event to have happened:
// what is wished, ordered or expected is no moment of the past.
func happens(modality string) bool { return modality == stemma.Asserted || modality == stemma.Alleged }

// happened is the moment of a claim whose time a mention gives in words.
func happened(c *stemma.Claim) (stemma.Moment, bool) {
	if c.Time == nil || c.Time.Begin == "" || c.Time.Span.Empty() || c.Polarity == stemma.Negative || !happens(c.Modality) {
		return stemma.Moment{}, false
	}
	m := stemma.Moment{At: c.Time.Begin, Precision: cmp.Or(c.Time.Precision, "day"), Claim: c.ID, What: short(c.Summary)}
	if m.Precision == "month" && len(m.At) > 7 {
		m.At = m.At[:7]
	}
	if m.Precision == "year" && len(m.At) > 4 {
		m.At = m.At[:4]
	}
	for _, mention := range c.Mentions {
		if mention.Time != nil && *mention.Time == *c.Time {
			m.Evidence = stemma.Evidence{Article: mention.Article, Span: c.Time.Span}
			return m, true
		}
	}
	return m, false
}

// short cuts a line at a word's end, at about 120 bytes.
func short(line string) string {
	const most = 120
	if len(line) <= most {
		return line
	}
	cut := most
	for cut > 0 && line[cut] != ' ' {
		cut--
	}
	if cut == 0 {
		return line
	}
	return line[:cut] + " …"
}
