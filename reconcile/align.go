package reconcile

import (
	"slices"

	"stemma/parallel"
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
	return b.clusters(pairs)
}

// clusters are the claims of all stories, each story's made by itself: no pair
// leads from one to another.
func (b *notebook) clusters(pairs []pair) [][]int {
	notes, place := make([][]int, len(b.stories)), make([]int, len(b.notes))
	for i := range b.notes {
		story := b.notes[i].story
		place[i] = len(notes[story])
		notes[story] = append(notes[story], i)
	}
	count := make([]int, len(b.stories))
	for _, p := range pairs {
		count[b.notes[p.a].story]++
	}
	of := make([][]pair, len(b.stories))
	for story, n := range count {
		of[story] = make([]pair, 0, n)
	}
	for _, p := range pairs {
		story := b.notes[p.a].story
		p.a, p.b = place[p.a], place[p.b]
		of[story] = append(of[story], p)
	}
	found := make([][][]int, len(b.stories))
	parallel.Do(len(b.stories), func(story int) {
		found[story] = cluster(len(notes[story]), of[story], sameClaim, func(at int) bool { return b.figure(notes[story][at]) })
		for _, group := range found[story] {
			for k, at := range group {
				group[k] = notes[story][at]
			}
		}
	})
	groups := slices.Concat(found...)
	slices.SortFunc(groups, func(a, b []int) int { return a[0] - b[0] })
	return groups
}

// figure reports whether a mention is a bare figure.
func (b *notebook) figure(i int) bool { return b.notes[i].Event.Type == "FIGURE" }

// compared marks the pairs that can never be one claim, hands the features of
// each other one to the caller, and sets it against its rivals. It does not keep
// the features: they are many, and a long story has millions of pairs.
// Several pairs are looked at at once; each is the caller's to take at its place.
func (b *notebook) compared(pairs []pair, rows []rivalry, each func(int, *vector)) {
	parallel.Blocks(len(pairs), pairsAtOnce, func(from, to int) {
		var v vector
		for i := from; i < to; i++ {
			p := &pairs[i]
			first, second := &b.notes[p.a], &b.notes[p.b]
			if p.conflict = conflict(b.kin, first, second); !p.conflict {
				v = compare(b.kin, first, second)
				rows[i].likeness = v.likeness()
				each(i, &v)
			}
		}
	})
	b.rivals(pairs, rows)
}

// pairsAtOnce are handed out together: some tenths of a millisecond of work.
const pairsAtOnce = 128

// enclosed reports whether one mention's clause stands in the other's: it says
// another thing, though a third report may put both into one claim.
func enclosed(a, b *note) bool { return a.doc == b.doc && a.Span.Overlaps(b.Span) }

// mostShared bounds how many mentions of a story may share a word that proposes
// pairs: a commoner one tells nothing and would cost a pair for each two.
const mostShared = 250

// candidates are the pairs of mentions of one story that share their kind of
// event or at least one telling word, in order.
func (b *notebook) candidates() []pair {
	lists, holds := b.postings()
	met := make([]int, len(b.notes)) // the last mention that was paired with each, and one
	var pairs []pair
	for a := range b.notes {
		from := len(pairs)
		for _, list := range holds[a] {
			if len(lists[list]) > mostShared {
				continue
			}
			at, _ := slices.BinarySearch(lists[list], a)
			for _, c := range lists[list][at+1:] {
				if met[c] != a+1 {
					met[c] = a + 1
					pairs = append(pairs, pair{a: a, b: c})
				}
			}
		}
		slices.SortFunc(pairs[from:], func(p, q pair) int { return p.b - q.b })
	}
	return pairs
}

// postings lists, for each word of each story, the mentions that have it, and for
// each mention its lists.
func (b *notebook) postings() (lists [][]int, holds [][]int) {
	type posting struct {
		story int
		word  string
	}
	numbers := map[posting]int{}
	holds = make([][]int, len(b.notes))
	enter := func(i int, word string) {
		key := posting{b.notes[i].story, word}
		number, met := numbers[key]
		if !met {
			number = len(lists)
			numbers[key], lists = number, append(lists, nil)
		}
		lists[number] = append(lists[number], i)
		holds[i] = append(holds[i], number)
	}
	for i := range b.notes {
		n := &b.notes[i]
		for _, w := range n.words {
			enter(i, w)
		}
		if !has(n.words, n.family) {
			enter(i, n.family)
		}
	}
	return lists, holds
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
