package eval

import (
	"slices"
	"sort"
	"strings"

	"stemma"
)

// attributionTally counts over the articles of a corpus.
type attributionTally struct {
	strict, overlap  [3]int // hits by part
	gold, system     [3]int
	whole            int
	wholeGold        int
	wholeSystem      int
	nested, inOthers int
	kind, kinds      int
	resolved, named  int
	direct           [2]hits // of gold's direct quotations found; of the system's, right
}

// hits counts how many of all came out.
type hits struct{ n, all int }

// add scores one article's attributions against its gold.
func (t *attributionTally) add(text string, gold, system []attributed) {
	gold, system = trimmedParts(text, gold), trimmedParts(text, system)
	for i, part := range attributionParts {
		t.strict[i] += len(matched(gold, system, func(a, b attributed) float64 { return same(part.of(a), part.of(b)) }))
		t.overlap[i] += len(matched(gold, system, func(a, b attributed) float64 { return shared(part.of(a), part.of(b)) }))
		t.gold[i] += having(gold, part.of)
		t.system[i] += having(system, part.of)
	}
	t.addWhole(gold, system)
	t.addDirect(gold, system)
	t.addLabels(gold, system)
}

func having(list []attributed, part func(attributed) []stemma.Span) int {
	n := 0
	for _, a := range list {
		if len(part(a)) > 0 {
			n++
		}
	}
	return n
}

// addWhole counts attributions whose parts all match one of the system's.
func (t *attributionTally) addWhole(gold, system []attributed) {
	t.wholeGold += len(gold)
	t.wholeSystem += len(system)
	pairs := matched(gold, system, wholeShared)
	t.whole += len(pairs)
	for i := range gold {
		if !withinAnother(gold, i) {
			continue
		}
		t.inOthers++
		if _, ok := pairs[i]; ok {
			t.nested++
		}
	}
}

// addDirect counts direct quotations whose words and speaker both match: gold's
// among whatever the system found, the system's among all of gold's.
func (t *attributionTally) addDirect(gold, system []attributed) {
	said := func(a, b attributed) float64 {
		if len(a.source) == 0 && len(b.source) == 0 {
			return shared(a.content, b.content)
		}
		return shared(a.content, b.content) * shared(a.source, b.source)
	}
	for i, lists := range [2][2][]attributed{{gold, system}, {system, gold}} {
		direct := slices.DeleteFunc(slices.Clone(lists[0]), func(a attributed) bool { return a.kind != "direct" })
		t.direct[i].all += len(direct)
		t.direct[i].n += len(matched(direct, lists[1], said))
	}
}

// wholeShared is the sum of the parts' overlaps where all of them match, else 0.
func wholeShared(a, b attributed) float64 {
	sum := 0.0
	for _, part := range attributionParts {
		x, y := part.of(a), part.of(b)
		if len(x) == 0 && len(y) == 0 {
			continue
		}
		share := shared(x, y)
		if share == 0 {
			return 0
		}
		sum += share
	}
	return sum
}

// withinAnother reports whether gold[i]'s cue, or its content where it has no
// cue, lies within another's content.
func withinAnother(gold []attributed, i int) bool {
	own := gold[i].cue
	if len(own) == 0 {
		own = gold[i].content
	}
	for j := range gold {
		for _, piece := range gold[j].content {
			if j != i && len(own) > 0 && piece.Contains(own[0]) {
				return true
			}
		}
	}
	return false
}

// addLabels counts kinds right among the matched cues, and entities right among
// the matched sources where gold says whom the source names.
func (t *attributionTally) addLabels(gold, system []attributed) {
	cues := matched(gold, system, func(a, b attributed) float64 { return shared(a.cue, b.cue) })
	for i, j := range cues {
		if gold[i].kind == "" {
			continue
		}
		t.kinds++
		if gold[i].kind == system[j].kind {
			t.kind++
		}
	}
	sources := matched(gold, system, func(a, b attributed) float64 { return shared(a.source, b.source) })
	for i, j := range sources {
		if gold[i].is == "" {
			continue
		}
		t.named++
		if sameName(gold[i].is, system[j].is) {
			t.resolved++
		}
	}
}

// sameName reports whether two names are one: equal but for case and articles,
// or one is the other with words before it ("Ambassador Mohib", "Mohib").
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	return len(x) > 0 && slices.Equal(x, y[len(y)-len(x):])
}

func nameWords(name string) []string {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(name, "’", "'")))
	for len(words) > 0 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return words
}

// trimmedParts trims every piece of every part, and drops pieces left empty.
func trimmedParts(text string, list []attributed) []attributed {
	trim := func(pieces []stemma.Span) []stemma.Span {
		var kept []stemma.Span
		for _, piece := range pieces {
			if piece = trimmed(text, piece); !piece.Empty() {
				kept = append(kept, piece)
			}
		}
		return kept
	}
	out := make([]attributed, len(list))
	for i, a := range list {
		a.source, a.cue, a.content = trim(a.source), trim(a.cue), trim(a.content)
		out[i] = a
	}
	return out
}

// same is 1 where both parts have the same pieces, and some.
func same(a, b []stemma.Span) float64 {
	if len(a) > 0 && slices.Equal(a, b) {
		return 1
	}
	return 0
}

// shared is the intersection of two parts over their union, and 0 below half.
func shared(a, b []stemma.Span) float64 {
	both, all := 0, 0
	for _, x := range a {
		all += x.Len()
		for _, y := range b {
			both += x.Overlap(y)
		}
	}
	for _, y := range b {
		all += y.Len()
	}
	if both == 0 || 2*both < all-both {
		return 0
	}
	return float64(both) / float64(all-both)
}

// matched pairs gold with system items one to one, the best-fitting pairs first.
func matched(gold, system []attributed, fit func(a, b attributed) float64) map[int]int {
	type pair struct {
		gold, system int
		fit          float64
	}
	var pairs []pair
	for i := range gold {
		for j := range system {
			if v := fit(gold[i], system[j]); v > 0 {
				pairs = append(pairs, pair{i, j, v})
			}
		}
	}
	sort.SliceStable(pairs, func(a, b int) bool { return pairs[a].fit > pairs[b].fit })
	taken, out := map[int]bool{}, map[int]int{}
	for _, p := range pairs {
		if _, ok := out[p.gold]; !ok && !taken[p.system] {
			out[p.gold], taken[p.system] = p.system, true
		}
	}
	return out
}

// scores prints the figures; labels adds those that only the inline form has.
func (t *attributionTally) scores(task string, labels bool) []Score {
	var scores []Score
	for i, part := range attributionParts {
		scores = append(scores, Score{task + ".strict." + part.name, f1(t.strict[i], t.system[i], t.gold[i])})
	}
	for i, part := range attributionParts {
		scores = append(scores, Score{task + ".overlap." + part.name, f1(t.overlap[i], t.system[i], t.gold[i])})
	}
	scores = append(scores, Score{task + ".whole", f1(t.whole, t.wholeSystem, t.wholeGold)})
	if labels {
		scores = append(scores,
			Score{task + ".nested", percent(t.nested, t.inOthers)},
			Score{task + ".kind", percent(t.kind, t.kinds)},
			Score{task + ".resolved", percent(t.resolved, t.named)},
			Score{task + ".direct.recall", percent(t.direct[0].n, t.direct[0].all)},
			Score{task + ".direct.precision", percent(t.direct[1].n, t.direct[1].all)})
	}
	return scores
}
