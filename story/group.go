package story

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// group is documents taken for one story. Its vectors are the sums of its
// members', so that the mean similarity of two groups' members is one product
// divided by both sizes.
type group struct {
	members    []*profile
	sum        vector // names and topic together, weighted (see blend)
	begin, end string // first and last day of publication; "" unknown
}

func alone(p *profile) *group {
	return &group{members: []*profile{p}, sum: p.blend, begin: p.day, end: p.day}
}

// join adds the members of h.
func (g *group) join(h *group) {
	g.members = append(g.members, h.members...)
	g.sum = add(g.sum, h.sum)
	if g.begin == "" || h.begin != "" && h.begin < g.begin {
		g.begin = h.begin
	}
	g.end = max(g.end, h.end)
}

// likeness is the mean similarity of the members of two groups, lowered by the
// days between them.
func (g *group) likeness(h *group) float32 {
	return g.sum.dot(h.sum) / float32(len(g.members)*len(h.members)) * fading(g, h)
}

// nearness is the mean similarity of a member to the group.
func (g *group) nearness(p *profile) float32 { return p.blend.dot(g.sum) }

const (
	patience = 7.0  // days without a report that say nothing
	halving  = 45.0 // further days that take half of what time can take
	faded    = 0.6  // what time leaves: trials follow arrests by years
)

// fading is 1 for groups that lie within days of each other or are not dated.
func fading(g, h *group) float32 {
	gap := max(daysFrom(g.end, h.begin), daysFrom(h.end, g.begin))
	if gap <= patience {
		return 1
	}
	return float32(faded + (1-faded)*math.Exp2(-(gap-patience)/halving))
}

// daysFrom is the number of days from a to b; 0 where one is not known.
func daysFrom(a, b string) float64 {
	from, known := dayNumber(a)
	to, alsoKnown := dayNumber(b)
	if !known || !alsoKnown {
		return 0
	}
	return float64(to - from)
}

// dayNumber counts days from the beginning of the calendar to an ISO date
// (time.Parse took a seventh of the time of a stream of reports).
func dayNumber(day string) (int, bool) {
	if len(day) != len(time.DateOnly) || day[4] != '-' || day[7] != '-' {
		return 0, false
	}
	year, month, date := digits(day[:4]), digits(day[5:7]), digits(day[8:])
	if year < 0 || month < 1 || month > 12 || date < 1 || date > 31 {
		return 0, false
	}
	if month < 3 { // years from March on, so that a leap day is the last
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*month-457)/5 + date, true
}

// digits is the number that s writes, -1 where it is none.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// sure is the likeness at which a document joins a group as it arrives. It is
// high, because what was joined is not parted again.
const sure = 0.5

// gather takes documents as they come: each joins the nearest group or founds one.
func gather(profiles []*profile) []*group {
	var groups []*group
	index := newIndex()
	for _, p := range profiles {
		single := alone(p)
		best, bestLikeness := -1, float32(sure)
		for _, at := range index.near(p.blend) {
			if likeness := groups[at].likeness(single); likeness >= bestLikeness {
				best, bestLikeness = at, likeness
			}
		}
		if best < 0 {
			best = len(groups)
			groups = append(groups, single)
		} else {
			groups[best].join(single)
		}
		index.add(p.blend, best)
	}
	return groups
}

// pair is two groups and their likeness when it was computed.
type pair struct {
	x, y     int
	likeness float32
}

// merge joins groups, the most alike first, down to the likeness asked for; in
// a heap also none whose protagonists differ.
func merge(groups []*group, asked float32, strict bool) []*group {
	for merged := true; merged; {
		merged = false
		touched := make([]bool, len(groups))
		for _, p := range candidates(groups, asked) {
			// Best pairs first; a group that has changed waits for the next round.
			if touched[p.x] || touched[p.y] || !strict || !strangers(groups[p.x], groups[p.y]) {
				if !touched[p.x] && !touched[p.y] {
					groups[p.x].join(groups[p.y])
					groups[p.y] = nil
					merged = true
				}
				touched[p.x], touched[p.y] = true, true
			}
		}
		groups = slices.DeleteFunc(groups, func(g *group) bool { return g == nil })
	}
	return groups
}

// inOrder sorts groups by their first documents.
func inOrder(groups []*group) []*group {
	slices.SortFunc(groups, func(g, h *group) int { return cmp.Compare(g.first(), h.first()) })
	return groups
}

func (g *group) first() int {
	first := math.MaxInt
	for _, p := range g.members {
		first = min(first, p.at)
	}
	return first
}

// candidates lists the pairs of groups at or above the threshold, best first.
func candidates(groups []*group, threshold float32) []pair {
	index := newIndex()
	var pairs []pair
	for y, g := range groups {
		for _, x := range index.near(g.sum) {
			if likeness := groups[x].likeness(g); likeness >= threshold {
				pairs = append(pairs, pair{x, y, likeness})
			}
		}
		index.add(g.sum, y)
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.likeness, p.likeness), cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y))
	})
	return pairs
}
