package reconcile

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// groups is a union-find over a claim's reports, by their place in the list.
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

func (g groups) find(i int) int {
	for g[i] != i {
		i = g[i]
	}
	return i
}

func (g groups) join(i, k int) {
	a, b := g.find(i), g.find(k)
	g[max(a, b)] = min(a, b)
}

func (g groups) count() int {
	n := 0
	for i := range g {
		n += int(truth(g.find(i) == i))
	}
	return n
}

// lists are the groups' members, in order of their first.
func (g groups) lists() [][]int {
	var lists [][]int
	at := map[int]int{}
	for i := range g {
		root := g.find(i)
		if _, ok := at[root]; !ok {
			at[root] = len(lists)
			lists = append(lists, nil)
		}
		lists[at[root]] = append(lists[at[root]], i)
	}
	return lists
}

// voices is one claim's reports with what decides how many voices they are.
type voices struct {
	b       *notebook
	reports []string // articles in order
	notes   [][]*note
	who     [][]informant // innermost informants of each report's mentions
}

func (b *notebook) voices(members []int) voices {
	v := voices{b: b}
	at := map[string]int{}
	for _, i := range members {
		n := &b.notes[i]
		if _, ok := at[n.Article]; !ok {
			at[n.Article] = len(v.reports)
			v.reports = append(v.reports, n.Article)
			v.notes = append(v.notes, nil)
		}
		v.notes[at[n.Article]] = append(v.notes[at[n.Article]], n)
	}
	v.who = make([][]informant, len(v.reports))
	for i, notes := range v.notes {
		for _, n := range notes {
			who, ok := b.informant(n.doc, n.Chain)
			if !ok {
				who, ok = b.speaker(n)
			}
			if ok {
				v.who[i] = append(v.who[i], b.specify(n.story, who))
			}
		}
	}
	return v
}

// rewordedShare is the share of content words in common from which an edited
// clause is still the other's: at 0.6 origins were too many on 22 of 100 claims,
// at 0.4 on 18.
const rewordedShare = 0.4

// reworded reports whether two mentions of articles that are one telling share
// so many words that the one is the other edited.
func reworded(a, b *note) bool {
	both, left, right := shared(a, b)
	return 2*both > rewordedShare*(left+right)
}

// Two clauses of manyWords content words or more, of which sameShare by weight
// are common, are one sentence printed twice, also where the articles share too
// little else to be found kin. Shorter ones any reporter writes: "an earthquake
// hit southern Iran on Sunday". At a share of 0.9 one claim in a hundred more has
// too many origins, at 0.75 as many more have too few.
const (
	manyWords = 5
	sameShare = 0.8
)

func sameWords(a, b *note) bool {
	if len(a.words) < manyWords || len(b.words) < manyWords || len(a.Chain) > 0 && len(b.Chain) > 0 {
		return false
	}
	both, left, right := shared(a, b)
	return 2*both >= sameShare*(left+right)
}

// silent reports whether a report names nobody as its source: crowds may be
// anybody, and an outlet has it from somebody.
func (v voices) silent(i int) bool {
	return !slices.ContainsFunc(v.who[i], func(w informant) bool { return !w.crowd && !w.media })
}

// passing reports whether a report bears the claim only in clauses that make no
// line of their own ("after the incursion"): to mention is not to confirm.
func (v voices) passing(i int) bool {
	return !slices.ContainsFunc(v.notes[i], func(n *note) bool { return n.Summary != "" })
}

// happened reports whether a report says that the thing came about: who says
// that it will be so does not bear out who says that it was.
func (v voices) happened(i int) bool {
	return slices.ContainsFunc(v.notes[i], func(n *note) bool { return n.Modality == stemma.Asserted })
}

// count fills a claim's accounts, origins and counts, and what they rest on.
func (v voices) count(claim *stemma.Claim) {
	ties := v.ties()
	accounts, origins := v.group(ties, accountsOnly), v.group(ties, sureTies)
	claim.Reports = v.reports
	for _, group := range accounts.lists() {
		claim.Accounts = append(claim.Accounts, v.names(group))
	}
	for _, group := range origins.lists() {
		claim.Origins = append(claim.Origins, v.origin(group))
	}
	claim.Counts = stemma.Counts{
		Reports:  len(v.reports),
		Accounts: stemma.Range{v.group(ties, anyAccount).count(), accounts.count()},
		Origins:  stemma.Range{v.surelyApart(ties, origins), origins.count()},
	}
	claim.Ties = v.spanning(ties)
	claim.Alternatives = v.alternatives(ties, accounts, origins)
}

func (v voices) names(group []int) []string {
	names := make([]string, len(group))
	for i, at := range group {
		names[i] = v.reports[at]
	}
	return names
}

// origin names the informant of a group of reports: the one that most of them
// name; where none names any, the account itself.
func (v voices) origin(group []int) stemma.Origin {
	o := stemma.Origin{Articles: v.names(group), Evidence: []stemma.Evidence{}}
	best, votes := informant{}, map[string]int{}
	for _, at := range group {
		for _, who := range v.who[at] {
			votes[who.name]++
			if rank(who, votes[who.name]) > rank(best, votes[best.name]) {
				best = who
			}
			o.Evidence = append(o.Evidence, stemma.Evidence{Article: v.reports[at], Span: who.link.Span})
		}
	}
	if best.name == "" {
		o.Name = "account " + strings.Join(o.Articles, ", ")
		o.Why = "the report names no source"
		if len(group) > 1 {
			o.Why = fmt.Sprintf("%d reports share the wording and name no source", len(group))
		}
		o.Evidence = append(o.Evidence, stemma.Evidence{Article: o.Articles[0], Span: v.notes[group[0]][0].Span})
		return o
	}
	o.Name, o.Named = best.name, best.named && !best.crowd
	o.Why = v.why(group, best)
	return o
}

// rank is how well an informant names a group: somebody before a crowd, then
// whom most reports have it from, a person before an institution among equals.
func rank(who informant, votes int) int {
	switch {
	case who.name == "":
		return 0
	case who.crowd:
		return 1 + votes
	}
	return 1000 + 2*votes + int(truth(who.person != ""))
}

// why says in words what makes a group of reports one origin.
func (v voices) why(group []int, best informant) string {
	named := 0
	for _, at := range group {
		if slices.ContainsFunc(v.who[at], func(w informant) bool { return w.sameness(best) == surely || w.name == best.name }) {
			named++
		}
	}
	switch {
	case len(group) == 1:
		return "the report has it from " + best.name
	case named == len(group):
		return fmt.Sprintf("all %d reports have it from %s", named, best.name)
	}
	return fmt.Sprintf("%d of %d reports have it from %s; the others share their wording", named, len(group), best.name)
}
