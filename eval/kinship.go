package eval

import (
	"slices"

	"stemma"
	"stemma/kinship"
)

// generatedTraditions is how many traditions are scored, with seeds from 1.
const generatedTraditions = 200

// Kinship scores kinship on generated traditions, whose tree is known. Paths are
// not read.
//
//   - passages: F1 over (pair of reports, sentence that both have from one
//     origin); a passage finds it when it covers half of the sentence in both.
//   - accounts: pairwise F1; the gold account is the telling that most of a
//     report comes from.
//   - edges: F1; an edge is right when it joins a report and the one that it was
//     made from, whichever way it points, or an unseen text and a child of a lost one.
//   - direction: of edges with direction between two reports one of which
//     descends from the other, the share that points the right way.
//   - unseen: F1 over lost texts; an unseen ancestor is right when at least half
//     of its children and of the lost text's are the same.
//   - calibration: 100 less the mean distance between the probability that edges
//     bear and the share of them that are right; see reliability.
func Kinship([]string) ([]Score, error) {
	var all kinshipTally
	for seed := uint64(1); seed <= generatedTraditions; seed++ {
		all.add(newTradition(seed))
	}
	return []Score{
		{"kinship.passages", all.passages.f1()},
		{"kinship.accounts", all.accounts.f1()},
		{"kinship.edges", all.edges.f1()},
		{"kinship.direction", percent(all.rightWay, all.directed)},
		{"kinship.unseen", all.unseen.f1()},
		{"kinship.calibration", all.reliability.score()},
	}, nil
}

// kinCount counts system and gold items and those that are both.
type kinCount struct{ hits, system, gold int }

func (f kinCount) f1() float64 { return f1(f.hits, f.system, f.gold) }

type kinshipTally struct {
	passages, accounts, edges, unseen kinCount
	directed, rightWay                int
	reliability                       reliability
}

func (k *kinshipTally) add(t *tradition) {
	docs := t.documents()
	kin := kinship.Build(docs, kinship.Passages(docs))
	of := map[string]*witness{}
	for _, w := range t.witnesses {
		of[w.doc.ID] = w
	}
	k.addPassages(t, of, kin.Passages)
	k.addAccounts(of, kin.Accounts)
	k.addEdges(t, of, kin.Edges)
	k.addUnseen(t, kin.Edges)
}

// commonSentence is a sentence that two reports have from one origin.
type commonSentence struct {
	a, b   string
	origin int
}

func (k *kinshipTally) addPassages(t *tradition, of map[string]*witness, passages []stemma.Passage) {
	gold := map[commonSentence]bool{}
	for i, w := range t.witnesses {
		for _, v := range t.witnesses[:i] {
			for _, s := range w.sentences {
				if w.seen && v.seen && s.origin > 0 && v.has(s.origin) {
					gold[commonSentence{min(v.doc.ID, w.doc.ID), max(v.doc.ID, w.doc.ID), s.origin}] = true
				}
			}
		}
	}
	system := map[commonSentence]bool{}
	for _, p := range passages {
		a, b := of[p.A.Article].within(p.A.Span), of[p.B.Article].within(p.B.Span)
		for _, origin := range a {
			if slices.Contains(b, origin) {
				system[commonSentence{min(p.A.Article, p.B.Article), max(p.A.Article, p.B.Article), origin}] = true
			}
		}
		if !p.Quotation && !slices.ContainsFunc(a, func(o int) bool { return slices.ContainsFunc(b, func(other int) bool { return oneOrigin(o, other) }) }) {
			k.passages.system++ // a passage of no common sentence; a speech quoted twice is one
		}
	}
	for s := range system {
		if gold[s] {
			k.passages.hits++
		}
	}
	k.passages.system += len(system)
	k.passages.gold += len(gold)
}

// oneOrigin reports whether two sentences go back to one, one of them perhaps
// freely put: wording that is found in these is neither asked for nor wrong.
func oneOrigin(a, b int) bool { return a > 0 && b > 0 && (a-b)%freely == 0 && a/100 == b/100 }

func (w *witness) has(origin int) bool {
	return slices.ContainsFunc(w.sentences, func(s sentence) bool { return s.origin == origin })
}

// within lists the origins of the sentences that the span covers by half.
func (w *witness) within(span stemma.Span) []int {
	var list []int
	for _, s := range w.sentences {
		if 2*s.span.Overlap(span) >= s.span.Len() {
			list = append(list, s.origin)
		}
	}
	return list
}

func (k *kinshipTally) addAccounts(of map[string]*witness, accounts [][]string) {
	var ids []string
	group := map[string]int{}
	for g, account := range accounts {
		for _, id := range account {
			ids = append(ids, id)
			group[id] = g
		}
	}
	for i, a := range ids {
		for _, b := range ids[:i] {
			system, gold := group[a] == group[b], of[a].main() == of[b].main()
			k.accounts.count(system, gold)
		}
	}
}

func (f *kinCount) count(system, gold bool) {
	if system {
		f.system++
	}
	if gold {
		f.gold++
	}
	if system && gold {
		f.hits++
	}
}

// main is the telling that most of the report's sentences come from.
func (w *witness) main() int {
	counts := map[int]int{}
	best := w.telling
	for _, s := range w.sentences {
		if s.origin > 0 {
			counts[s.origin/100]++
		}
	}
	for telling := range 10 {
		if counts[telling] > counts[best] {
			best = telling
		}
	}
	return best
}

func (k *kinshipTally) addEdges(t *tradition, of map[string]*witness, edges []stemma.Edge) {
	for _, w := range t.witnesses {
		if w.seen {
			k.edges.gold += len(w.parents)
		}
	}
	used := map[[2]string]bool{}
	for _, e := range edges {
		k.edges.system++
		child, parent := of[e.To], of[e.From]
		right := t.joins(parent, child)
		k.reliability.add(e, right)
		if right && !used[[2]string{e.From, e.To}] {
			used[[2]string{e.From, e.To}] = true
			k.edges.hits++
		}
		if parent == nil || child == nil || !e.Directed {
			continue
		}
		down, up := t.descends(child, parent), t.descends(parent, child)
		if down || up {
			k.directed++
		}
		if down {
			k.rightWay++
		}
	}
}

// joins reports whether one of two reports was made from the other; parent nil
// stands for a lost text.
func (t *tradition) joins(parent, child *witness) bool {
	if parent == nil {
		return slices.ContainsFunc(child.parents, func(p int) bool { return !t.witnesses[p].seen })
	}
	isParent := func(a, b *witness) bool {
		return slices.ContainsFunc(b.parents, func(p int) bool { return t.witnesses[p] == a })
	}
	return isParent(parent, child) || isParent(child, parent)
}

// descends reports whether w goes back to ancestor.
func (t *tradition) descends(w, ancestor *witness) bool {
	return slices.ContainsFunc(w.parents, func(p int) bool {
		return t.witnesses[p] == ancestor || t.descends(t.witnesses[p], ancestor)
	})
}

func (k *kinshipTally) addUnseen(t *tradition, edges []stemma.Edge) {
	system := map[string][]string{}
	var names []string
	for _, e := range edges {
		if e.From[0] == '*' {
			if system[e.From] == nil {
				names = append(names, e.From)
			}
			system[e.From] = append(system[e.From], e.To)
		}
	}
	var gold [][]string
	for i, lost := range t.witnesses {
		if lost.seen {
			continue
		}
		var children []string
		for _, w := range t.witnesses {
			if slices.Contains(w.parents, i) {
				children = append(children, w.doc.ID)
			}
		}
		gold = append(gold, children)
	}
	k.unseen.system += len(names)
	k.unseen.gold += len(gold)
	for _, name := range names {
		if at := slices.IndexFunc(gold, func(children []string) bool { return halfAlike(system[name], children) }); at >= 0 {
			k.unseen.hits++
			gold = slices.Delete(gold, at, at+1)
		}
	}
}

// halfAlike reports whether the common members are half of either list.
func halfAlike(a, b []string) bool {
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	return both > 0 && 2*both >= len(a) && 2*both >= len(b)
}
