package reconcile

import (
	"cmp"
	"slices"
)

// sameClaim is the least average probability at which two groups of mentions
// become one claim. Grouped by weights fitted on the other stories (train align
// prints it), 0.15, 0.2 and 0.25 give pairs F1 55, 55 and 55, B-cubed 67 each; by
// all weights 59, 58 and 55. What is merged at 0.2 has fewer strangers than at 0.15.
const sameClaim = 0.2

// pair is two mentions that may state one claim, with the probability that they do.
type pair struct {
	a, b     int
	chance   float64
	conflict bool // never one claim
}

// align groups the mentions of each story into claims: lists of indices into
// notes, each ascending, ordered by their first.
func (b *notebook) align() [][]int {
	pairs := b.candidates()
	rows := make([]rivalry, len(pairs))
	weights := alignWeights()
	b.compared(pairs, rows, func(i int, v *vector) { pairs[i].chance = weights.odds(v) })
	for i := range pairs {
		p := &pairs[i]
		if p.conflict || enclosed(&b.notes[p.a], &b.notes[p.b]) {
			p.chance = 0
			continue
		}
		p.chance = logistic(p.chance + weights.rivalOdds(rows[i]))
	}
	return cluster(len(b.notes), pairs, sameClaim, b.figure)
}

// figure reports whether a mention is a bare figure.
func (b *notebook) figure(i int) bool { return b.notes[i].Event.Type == "FIGURE" }

// compared marks the pairs that can never be one claim, hands the features of
// each other one to the caller, and sets it against its rivals. It does not keep
// the features: they are many, and a long story has millions of pairs.
func (b *notebook) compared(pairs []pair, rows []rivalry, each func(int, *vector)) {
	for i := range pairs {
		p := &pairs[i]
		first, second := &b.notes[p.a], &b.notes[p.b]
		if p.conflict = conflict(b.kin, first, second); !p.conflict {
			v := compare(b.kin, first, second)
			rows[i].likeness = v.likeness()
			each(i, &v)
		}
	}
	b.rivals(pairs, rows)
}

// enclosed reports whether one mention's clause stands in the other's: it says
// another thing, though a third report may put both into one claim.
func enclosed(a, b *note) bool { return a.doc == b.doc && a.Span.Overlaps(b.Span) }

// mostShared bounds how many mentions of a story may share a word that proposes
// pairs: a commoner one tells nothing and would cost a pair for each two.
const mostShared = 250

// candidates are the pairs of mentions of one story that share their kind of
// event or at least one telling word, in order.
func (b *notebook) candidates() []pair {
	type posting struct {
		story int
		word  string
	}
	lists := map[posting][]int{}
	for i := range b.notes {
		n := &b.notes[i]
		for _, w := range n.words {
			lists[posting{n.story, w}] = append(lists[posting{n.story, w}], i)
		}
		if !has(n.words, n.family) {
			lists[posting{n.story, n.family}] = append(lists[posting{n.story, n.family}], i)
		}
	}
	seen := map[[2]int]bool{}
	for _, list := range lists {
		if len(list) > mostShared {
			continue
		}
		for i, a := range list {
			for _, c := range list[i+1:] {
				seen[[2]int{a, c}] = true
			}
		}
	}
	pairs := make([]pair, 0, len(seen))
	for p := range seen {
		pairs = append(pairs, pair{a: p[0], b: p[1]})
	}
	slices.SortFunc(pairs, func(p, q pair) int { return cmp.Or(p.a-q.a, p.b-q.b) })
	return pairs
}

// conflict reports whether two mentions can never state one claim: a denial
// never joins an assertion, the dead never join the injured, another victim by
// name is another claim, and so is another day.
func conflict(kin kinship, a, b *note) bool {
	f := eventFamilies()
	switch {
	case a.Polarity != b.Polarity:
		return true
	case a.family != b.family && f.victim[a.family] && f.victim[b.family]:
		return true
	case (a.family == ageFamily) != (b.family == ageFamily):
		return true
	case victimsApart(a.of, b.of):
		return true
	case reversed(a, b):
		return true
	case namedApart(a.patient, b.patient) || (f.victim[a.family] || a.family == b.family) && namedApart(a.actor, b.actor):
		return true
	}
	return daysApart(a, b) || tollsApart(a, b) || wordsApart(a, b) || agesApart(a, b) || emptyAlike(kin, a, b) || otherActs(kin, a, b)
}

// ageFamily is the kind of "event" of somebody's age: a claim of its own beside
// whatever else the same words say.
const ageFamily = "age"

// victimsApart reports whether both mentions count victims and not one kind of them in common.
func victimsApart(a, b []string) bool {
	f := eventFamilies()
	counts := false
	for _, x := range a {
		for _, y := range b {
			if p, q := family(x), family(y); f.victim[p] && f.victim[q] {
				if p == q {
					return false
				}
				counts = true
			}
		}
	}
	return counts
}

// reversed reports whether one mention's actor is the other's recipient and the
// rest does not agree: "A helped B" and "B helped A" are two claims. Meetings and
// agreements have no direction.
func reversed(a, b *note) bool {
	if len(a.actor) == 0 || len(b.actor) == 0 || len(a.patient) == 0 || len(b.patient) == 0 {
		return false
	}
	switch a.Event.Type {
	case "CONSULT", "AGREE", "COOPERATE":
		return false
	}
	there, _ := parties(a.actor, b.patient)
	back, _ := parties(a.patient, b.actor)
	sameActor, _ := parties(a.actor, b.actor)
	samePatient, _ := parties(a.patient, b.patient)
	return max(there, back) == 1 && min(there, back) > 0 && max(sameActor, samePatient) < 0.5
}

// namedApart reports whether both lists name people, all by name, and share none.
func namedApart(a, b []party) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	for _, p := range a {
		if !p.human {
			return false
		}
		for _, q := range b {
			if !q.human || p.like(q) > 0 {
				return false
			}
		}
	}
	return true
}

// daysApart reports whether both mentions date their event by words of their
// own and to the day or better, and the days do not meet. Two days next to each
// other may be one event seen from two time zones.
func daysApart(a, b *note) bool {
	if a.Time == nil || b.Time == nil || a.Time.Span.Empty() || b.Time.Span.Empty() {
		return false
	}
	if len(a.Time.Begin) != 10 || len(b.Time.Begin) != 10 {
		return false
	}
	return days(last(a.Time), b.Time.Begin) > 1 || days(last(b.Time), a.Time.Begin) > 1
}
