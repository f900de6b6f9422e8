package reconcile

import (
	"cmp"
	"math"
	"slices"

	"stemma"
)

// fullest is the mention that tells most, and among those the most salient one:
// it lends the claim its summary.
func fullest(notes []*note) *note {
	best := notes[0]
	for _, n := range notes[1:] {
		if fullness(n) > fullness(best) {
			best = n
		}
	}
	return best
}

// worded is more than any other merit: a mention without a line cannot stand
// for a claim.
const worded = 100

func fullness(n *note) float64 {
	full := worded*truth(n.Summary != "") + float64(len(n.Actor)+len(n.Recipient)+len(n.Quantities)) + 2*n.Salience
	full += truth(n.Object != nil) + truth(n.Place != nil) + truth(n.Time != nil)
	full += truth(n.Modality == stemma.Asserted)
	if len(n.Chain) > 0 {
		full += 0.5 + truth(n.Chain[0].Named)/2
	}
	return full
}

// told is the mention whose line tells the claim best: of those that stand as the
// fullest one stands, the fullest whose line is about what it says. Where a
// report only mentions the event in passing ("..., brother of the teen killed by
// police, was arrested"), the line is the sentence's, and about something else.
func told(notes []*note, best *note) *note {
	chosen, merit := best, math.Inf(-1)
	for _, n := range notes {
		if n.Summary == "" || n.Polarity != best.Polarity || n.Modality != best.Modality {
			continue
		}
		if m := fullness(n) - passing*truth(inPassing(n)); m > merit {
			chosen, merit = n, m
		}
	}
	return chosen
}

// passing outweighs all participants and figures that a line may tell besides.
const passing = 10

// eventNoun is the rule of mentions that a noun bears, and phraseEnough how many
// bytes of its phrase say as much as a line: "the short occupation of Kursk".
const (
	eventNoun    = "event noun"
	phraseEnough = 30
)

// inPassing reports whether a mention's line is mostly about other things: it is
// far longer than the words that bear the mention.
func inPassing(n *note) bool {
	return len(n.Summary) > 2*n.Span.Len()+40
}

// event is the commonest event type, in the fullest mention's own terms where
// that has it.
func event(notes []*note, best *note) stemma.Event {
	counts := map[string]int{}
	for _, n := range notes {
		counts[n.Event.Type]++
	}
	chosen := best
	for _, n := range notes {
		if n.Event.Type != "" && (chosen.Event.Type == "" || counts[n.Event.Type] > counts[chosen.Event.Type]) {
			chosen = n
		}
	}
	return chosen.Event
}

func actors(n *note) []stemma.Party     { return n.Actor }
func recipients(n *note) []stemma.Party { return n.Recipient }

// names are the participants in one role: those of the fullest mention, or of
// the first that has any.
func names(notes []*note, best *note, role func(*note) []stemma.Party) []string {
	list := role(best)
	for i := 0; i < len(notes) && len(list) == 0; i++ {
		list = role(notes[i])
	}
	out := []string{}
	for _, p := range list {
		name := p.Name
		if p.Entity != "" {
			name = p.Entity
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func object(notes []*note, best *note) string {
	if best.Object != nil {
		return best.Object.Name
	}
	for _, n := range notes {
		if n.Object != nil {
			return n.Object.Name
		}
	}
	return ""
}

func place(notes []*note, best *note) *stemma.Place {
	if best.Place != nil {
		return best.Place
	}
	for _, n := range notes {
		if n.Place != nil {
			return n.Place
		}
	}
	return nil
}

// when is the narrowest time that a mention gives by words of its own, else any.
func when(notes []*note, best *note) *stemma.Time {
	chosen := best.Time
	for _, n := range notes {
		if n.Time != nil && (chosen == nil || own(n.Time) && !own(chosen) || own(n.Time) == own(chosen) && width(n.Time) < width(chosen)) {
			chosen = n.Time
		}
	}
	return chosen
}

func own(t *stemma.Time) bool { return !t.Span.Empty() }

func width(t *stemma.Time) int {
	if t.Begin == "" {
		return math.MaxInt
	}
	return days(t.Begin, last(t))
}

// quantities are the claim's figures, one for each thing counted: the latest
// report's, and within a report the one with the tightest bounds.
func quantities(notes []*note) []stemma.Quantity {
	out := []stemma.Quantity{}
	for i := len(notes) - 1; i >= 0; i-- {
		for _, q := range notes[i].Quantities {
			if !slices.ContainsFunc(out, func(p stemma.Quantity) bool { return countsSame(p, q) }) {
				out = append(out, q)
			}
		}
	}
	slices.SortStableFunc(out, func(p, q stemma.Quantity) int { return cmp.Or(cmp.Compare(p.Of, q.Of), cmp.Compare(p.Unit, q.Unit)) })
	return out
}

// salience says how much a reader should see a claim first, 0 to 1: what the
// articles themselves put first, more for every account that carries it. It is
// rounded to where processors that add in other orders agree.
func salience(notes []*note, counts stemma.Counts) float64 {
	most := 0.0
	for _, n := range notes {
		most = max(most, n.Salience)
	}
	carried := 1 - math.Pow(0.7, float64(counts.Accounts[1]-1)+0.5*float64(counts.Reports-1))
	return math.Round((0.65*most+0.35*carried)*1e9) / 1e9
}

// credibility suggests a grade of the Admiralty scale (NATO AJP-2.1: 1 confirmed
// by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable,
// 6 truth cannot be judged) from measured independence alone:
//
//	1  three or more origins for certain, nothing contradicts
//	2  two origins for certain, nothing contradicts
//	3  one named origin
//	4  reports contradict each other, or somebody denies it
//	6  no origin named: unattributed or unnamed only
//
// 5 is never suggested: it would need knowledge of the world.
func credibility(c *stemma.Claim) stemma.Credibility {
	for _, d := range c.Disagreements {
		if d.Kind == contradiction && d.About != "number" { // "ships" against "a ship" is loose writing as often
			return stemma.Credibility{Admiralty: 4, Because: "reports contradict each other on " + d.About}
		}
	}
	for i, s := range c.Standing {
		if s.Status == denied && !acknowledgedSince(c.Standing[i+1:], s.By) {
			return stemma.Credibility{Admiralty: 4, Because: "denied by " + cmp.Or(s.By, "somebody unnamed")}
		}
	}
	switch low := c.Counts.Origins[0]; {
	case low >= 3:
		return stemma.Credibility{Admiralty: 1, Because: plural(low, "independent origin") + " for certain"}
	case low == 2:
		return stemma.Credibility{Admiralty: 2, Because: "two origins, independent of each other as far as wording and sources show"}
	}
	for _, o := range c.Origins {
		if o.Named {
			return stemma.Credibility{Admiralty: 3, Because: "one origin only for certain, " + o.Name + "; confirmed by nobody else"}
		}
	}
	return stemma.Credibility{Admiralty: 6, Because: "no named origin: independence cannot be measured"}
}

// acknowledgedSince reports whether who denied a claim has acknowledged it after
// that: then the denial does not stand against it any more.
func acknowledgedSince(later []stemma.Standing, by string) bool {
	return by != "" && slices.ContainsFunc(later, func(s stemma.Standing) bool { return s.Status == acknowledged && s.By == by })
}
