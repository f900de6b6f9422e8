package story

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"stemma"
	"stemma/terms"
)

// run adds the documents and returns the story in which each stands in the end.
func run(docs []*stemma.Document) (map[string]string, []Change) {
	s := NewStream(Limits{})
	of := map[string]string{}
	var all []Change
	for _, d := range docs {
		for _, c := range s.Add(d) {
			for _, id := range c.Articles {
				of[id] = c.Story
			}
			all = append(all, c)
		}
	}
	return of, all
}

// TestStreamHeap: events that share every topic word stay apart, as in Cluster.
func TestStreamHeap(t *testing.T) {
	docs := events(rand.New(rand.NewPCG(1, 1)), 200)
	random := rand.New(rand.NewPCG(2, 2))
	random.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	of, _ := run(docs)
	stories := map[string]bool{}
	for i, a := range docs {
		stories[of[a.ID]] = true
		for _, b := range docs[:i] {
			var x, y int
			fmt.Sscan(a.ID, &x)
			fmt.Sscan(b.ID, &y)
			if (x/5 == y/5) != (of[a.ID] == of[b.ID]) {
				t.Errorf("%s and %s: one story %v", a.ID, b.ID, of[a.ID] == of[b.ID])
			}
		}
	}
	if len(stories) != 40 {
		t.Errorf("%d stories of 40 events", len(stories))
	}
}

func profileOf(t *testing.T, id, text string) *profile {
	t.Helper()
	return read(terms.NewReader(), report(id, "2024-05-01", text))
}

func report(id, day, text string) *stemma.Document {
	return &stemma.Document{Article: &stemma.Article{ID: id, Text: text, Published: &stemma.Published{Value: day}}}
}

// TestStreamMerges: two stories that turn out to be one are merged when reports
// that tell of both arrive, and the older keeps its name.
func TestStreamMerges(t *testing.T) {
	const bus, bridge = "A coach of Tallo Tours fell into the Ombra river near Vissa; police of Vissa search for Marek Dunn.",
		"Engineers inspect the Kessel bridge at Lorne, whose parapet Hanna Voll had called rotten; Lorne council met."
	docs := []*stemma.Document{report("A", "2024-05-01", bus), report("B", "2024-05-01", bridge)}
	for i := range 6 {
		docs = append(docs, report(fmt.Sprint("C", i), "2024-05-02", bus+" "+bridge))
	}
	of, changes := run(docs)
	if of["A"] != of["B"] || of["A"] != "s1" {
		t.Errorf("%v\n%+v", of, changes)
	}
}

// TestStreamSplits: what a mixed report joined is parted when each half has
// reports of its own.
func TestStreamSplits(t *testing.T) {
	one := func(i int) *profile {
		return profileOf(t, fmt.Sprint("A", i), "Xano met Volar in Demmin with Keller. Xano spoke, Volar wept, Demmin burned.")
	}
	two := func(i int) *profile {
		return profileOf(t, fmt.Sprint("B", i), "Quist saw Arnau at Perrin by Sotto. Quist ran, Arnau fell, Perrin flooded.")
	}
	g := &running{}
	for i := range 4 {
		g.join(alone(one(i)))
		g.join(alone(two(i)))
	}
	half := g.halves()
	if len(half) != 4 {
		t.Fatalf("%d leave", len(half))
	}
	for _, p := range half {
		if p.doc.ID[0] != half[0].doc.ID[0] {
			t.Error("mixed halves", ids(half))
		}
	}
}

// TestStreamCloses: a story that nobody joined for long is closed, and the
// stream keeps no more than the open ones.
func TestStreamCloses(t *testing.T) {
	s := NewStream(Limits{Days: 5})
	for i := range 300 {
		day := fmt.Sprintf("2024-%02d-%02d", 1+i/28, 1+i%28)
		s.Add(report(fmt.Sprint(i), day, fmt.Sprintf("The mayor of Xan%dvar met Qor%dlum in Pel%dton on the quay.", i, i, i)))
	}
	if len(s.shelf.(*memory).stories) > 15 || len(s.shelf.(*memory).queue) > 30 || len(s.shelf.(*memory).index.of) > 200 {
		t.Errorf("%d open, %d queued, %d terms", len(s.shelf.(*memory).stories), len(s.shelf.(*memory).queue), len(s.shelf.(*memory).index.of))
	}
}
