package story

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"stemma"
)

// fakeShelf is a shelf in memory.
type fakeShelf struct {
	together map[int64]bool
	apart    map[int64][]int64
	states   map[int64][]byte
	keys     map[int64][]Key
	days     map[int64][2]string
	last     int64
}

func newFakeShelf() *fakeShelf {
	return &fakeShelf{states: map[int64][]byte{}, keys: map[int64][]Key{}, days: map[int64][2]string{}}
}

func (f *fakeShelf) New() (int64, error) { f.last++; return f.last, nil }

func (f *fakeShelf) Near(keys []Key, from, to string, perKey, n int) ([]int64, error) {
	score := map[int64]float32{}
	for _, k := range keys {
		for story, its := range f.keys {
			d := f.days[story]
			if slices.ContainsFunc(its, func(x Key) bool { return x.Term == k.Term }) && (d[1] == "" || from == "" || d[1] >= from && d[0] <= to) {
				score[story] += k.Weight
			}
		}
	}
	var list []int64
	for story := range score {
		list = append(list, story)
	}
	slices.SortFunc(list, func(x, y int64) int { return cmp.Or(cmp.Compare(score[y], score[x]), cmp.Compare(x, y)) })
	return list[:min(n, len(list))], nil
}

func (f *fakeShelf) Ruled(story int64) (bool, []int64, error) {
	return f.together[story], f.apart[story], nil
}

func (f *fakeShelf) State(story int64) ([]byte, error) { return f.states[story], nil }

func (f *fakeShelf) Put(story int64, state []byte, keys []Key, begin, end string) error {
	f.states[story], f.keys[story], f.days[story] = state, keys, [2]string{begin, end}
	return nil
}

// sorted adds the documents, with a sorter made anew for every few of them, and
// returns the story of each.
func sorted(t *testing.T, docs []*stemma.Document, each int) map[string]string {
	t.Helper()
	shelf, of := newFakeShelf(), map[string]string{}
	var s *Sorter
	for i, d := range docs {
		if i%each == 0 {
			s = NewSorter()
		}
		changes, err := s.Add(shelf, d, int64(i))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			for _, id := range c.Articles {
				of[id] = c.Story
			}
		}
	}
	return of
}

// TestSorterGoesOn: a process that ends after each report sorts as one that
// lives on, and as the stream does.
func TestSorterGoesOn(t *testing.T) {
	docs := events(rand.New(rand.NewPCG(1, 1)), 200)
	rand.New(rand.NewPCG(2, 2)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	want, _ := run(docs)
	for _, each := range []int{1, 7, len(docs)} {
		got := sorted(t, docs, each)
		for i, a := range docs {
			for _, b := range docs[:i] {
				if (want[a.ID] == want[b.ID]) != (got[a.ID] == got[b.ID]) {
					t.Fatalf("a sorter for %d reports: %s and %s are in one story: %v", each, a.ID, b.ID, got[a.ID] == got[b.ID])
				}
			}
		}
	}
}

// TestSorterTakesLateReports: a report of last year's event that arrives today
// joins its story.
func TestSorterTakesLateReports(t *testing.T) {
	const bus, bridge = "A coach of Tallo Tours fell into the Ombra river near Vissa; police of Vissa search for Marek Dunn.",
		"Engineers inspect the Kessel bridge at Lorne, whose parapet Hanna Voll had called rotten; Lorne council met."
	of := sorted(t, []*stemma.Document{report("A", "2023-05-01", bus), report("B", "2024-05-01", bridge), report("C", "2023-05-02", bus)}, 1)
	if of["A"] != of["C"] || of["A"] == of["B"] {
		t.Error(of)
	}
}

func TestStateComesBack(t *testing.T) {
	story := &running{size: 9, looked: 7}
	for i := range 3 {
		story.join(alone(profileOf(t, fmt.Sprint("A", i), "A coach of Tallo Tours fell into the Ombra river near Vissa.")))
	}
	state := story.encode()
	back, err := decode(state)
	if err != nil || !slices.Equal(back.encode(), state) || back.likeness(&story.group) != story.likeness(&story.group) {
		t.Fatal(err)
	}
	for n := range state {
		if _, err := decode(state[:n]); err == nil {
			t.Errorf("%d bytes of %d pass", n, len(state))
		}
	}
}

func FuzzState(f *testing.F) {
	f.Add([]byte{stateFormat, 1, 1, 0, 0, 0, 1, 1, 'A', 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, state []byte) {
		if r, err := decode(state); err == nil && len(r.members) == 0 {
			t.Error("a story of nobody")
		}
	})
}

// TestReadersGoBefore: what a reader parted is not merged again, what a reader
// put together is not split, and later reports follow where the moved ones went.
func TestReadersGoBefore(t *testing.T) {
	const bus, bridge = "A coach of Tallo Tours fell into the Ombra river near Vissa; police of Vissa search for Marek Dunn.",
		"Engineers inspect the Kessel bridge at Lorne, whose parapet Hanna Voll had called rotten; Lorne council met."
	shelf, s := newFakeShelf(), NewSorter()
	of := map[string]string{}
	add := func(id, text string) {
		t.Helper()
		changes, err := s.Add(shelf, report(id, "2024-05-01", text), int64(len(of)))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changes {
			for _, a := range c.Articles {
				of[a] = c.Story
			}
		}
	}
	for i := range 4 {
		add(fmt.Sprint("A", i), bus)
	}
	second, _ := shelf.New()
	shelf.apart = map[int64][]int64{1: {second}, second: {1}}
	if err := s.Move(shelf, []*stemma.Document{report("A2", "2024-05-01", bus), report("A3", "2024-05-01", bus)}, 1, second); err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		add(fmt.Sprint("B", i), bus)
	}
	if of["B0"] == "" || len(shelf.states[1]) == 0 || len(shelf.states[second]) == 0 {
		t.Errorf("stories that a reader parted are one again: %v", of)
	}
	third, _ := shelf.New()
	if err := s.Move(shelf, []*stemma.Document{report("X", "2024-05-01", bridge)}, 99, third); err != nil {
		t.Fatal(err)
	}
	add("Y", bridge)
	if of["Y"] != fmt.Sprint("s", third) {
		t.Errorf("a report does not follow the one that a reader moved: %s", of["Y"])
	}
	if err := s.Move(shelf, []*stemma.Document{report("X", "2024-05-01", bridge), report("Y", "2024-05-01", bridge)}, third, 1); err != nil {
		t.Fatal(err)
	}
	if len(shelf.states[third]) != 0 {
		t.Error("a story without reports is still open")
	}
}
