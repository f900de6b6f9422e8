package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

func TestReadTraditions(t *testing.T) {
	sources, additions := readTraditions("# note\n= a\n-\none.\ntwo. | zwei.\n-\nthree.\n*\nsix.\n= b\n-\nfour.\n+\nfive.\n")
	want := []*source{
		{tellings: []telling{{{"one.", ""}, {"two.", "zwei."}}, {{"three.", ""}}}, asides: []string{"six."}},
		{tellings: []telling{{{"four.", ""}}}},
	}
	if diff := cmp.Diff(want, sources, cmp.AllowUnexported(source{}, told{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"five."}, additions); diff != "" {
		t.Error(diff)
	}
}

// TestTradition: the same seed gives the same reports, another one others, and
// a lost text has two children or more.
func TestTradition(t *testing.T) {
	text := func(seed uint64) (all string) {
		for _, d := range newTradition(seed).documents() {
			all += d.Text
		}
		return all
	}
	if one, again := text(5), text(5); one != again || one == text(6) {
		t.Error("a tradition is not its seed's")
	}
	for seed := range uint64(50) {
		tradition := newTradition(seed)
		for i, lost := range tradition.witnesses {
			children := 0
			for _, w := range tradition.witnesses {
				for _, p := range w.parents {
					if p == i {
						children++
					}
				}
			}
			if !lost.seen && children < 2 {
				t.Errorf("seed %d: lost text %d has %d children", seed, i, children)
			}
		}
	}
}

// handTradition is w00, its copy w01, and w02 and w03 from a lost text w04.
func handTradition() *tradition {
	one := func(origins ...int) []sentence {
		var list []sentence
		for k, origin := range origins {
			list = append(list, sentence{origin: origin, span: stemma.Span{Start: 10 * k, End: 10*k + 10}})
		}
		return list
	}
	t := &tradition{witnesses: []*witness{
		{seen: true, sentences: one(1, 2)}, {seen: true, parents: []int{0}, sentences: one(1, 2)},
		{seen: true, parents: []int{4}, sentences: one(101)}, {seen: true, parents: []int{4}, sentences: one(101)},
		{sentences: one(101, 102)},
	}}
	for i, w := range t.witnesses {
		w.doc = &stemma.Document{Article: &stemma.Article{ID: []string{"w00", "w01", "w02", "w03", "w04"}[i]}}
	}
	return t
}

func TestKinshipTally(t *testing.T) {
	tradition := handTradition()
	of := map[string]*witness{}
	for _, w := range tradition.witnesses {
		of[w.doc.ID] = w
	}
	passage := func(a, b string, start, end int) stemma.Passage {
		s := stemma.Span{Start: start, End: end}
		return stemma.Passage{A: stemma.Evidence{Article: a, Span: s}, B: stemma.Evidence{Article: b, Span: s}}
	}
	var k kinshipTally
	// Of three common sentences one is found whole, one by less than half; and a
	// passage of reports that have nothing in common.
	k.addPassages(tradition, of, []stemma.Passage{passage("w00", "w01", 0, 14), passage("w01", "w02", 0, 10)})
	if want := (kinCount{hits: 1, system: 2, gold: 3}); k.passages != want {
		t.Errorf("passages %+v, want %+v", k.passages, want)
	}
	k.addAccounts(of, [][]string{{"w00", "w01", "w02"}, {"w03"}})
	if want := (kinCount{hits: 1, system: 3, gold: 2}); k.accounts != want {
		t.Errorf("accounts %+v, want %+v", k.accounts, want)
	}
	edges := []stemma.Edge{
		{From: "w01", To: "w00", Directed: true}, // the right edge the wrong way
		{From: "*1", To: "w02", Directed: true},
		{From: "*1", To: "w03", Directed: true},
		{From: "w00", To: "w03"}, // no such edge
	}
	k.addEdges(tradition, of, edges)
	if want := (kinCount{hits: 3, system: 4, gold: 3}); k.edges != want {
		t.Errorf("edges %+v, want %+v", k.edges, want)
	}
	if k.directed != 1 || k.rightWay != 0 {
		t.Errorf("direction %d of %d, want 0 of 1", k.rightWay, k.directed)
	}
	k.addUnseen(tradition, edges)
	if want := (kinCount{hits: 1, system: 1, gold: 1}); k.unseen != want {
		t.Errorf("unseen %+v, want %+v", k.unseen, want)
	}
}

// TestKinshipFloor holds what generated traditions gave when this was written,
// less a little.
func TestKinshipFloor(t *testing.T) {
	scores, err := Kinship(nil)
	if err != nil {
		t.Fatal(err)
	}
	floor := map[string]float64{"kinship.passages": 93, "kinship.accounts": 93, "kinship.edges": 79, "kinship.direction": 97, "kinship.unseen": 76, "kinship.calibration": 95}
	for _, score := range scores {
		if score.Value < floor[score.Name] {
			t.Errorf("%s %.1f, want at least %.0f", score.Name, score.Value, floor[score.Name])
		}
	}
}
