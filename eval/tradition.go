package eval

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"stemma"
)

//go:embed traditions.txt
var traditionsFile string

// telling is one writer's report of an event, sentence by sentence.
type telling []string

// readTraditions reads traditions.txt: the tellings of each event, and the
// sentences that editors add.
func readTraditions(text string) (events [][]telling, additions []string) {
	adding := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "= "):
			events = append(events, nil)
		case line == "-":
			events[len(events)-1] = append(events[len(events)-1], nil)
		case line == "+":
			adding = true
		case adding:
			additions = append(additions, line)
		default:
			event := events[len(events)-1]
			event[len(event)-1] = append(event[len(event)-1], line)
		}
	}
	return events, additions
}

// witness is a report of an artificial tradition with what is known of it:
// whence its sentences come and which reports it was made from.
type witness struct {
	sentences []sentence
	parents   []int // indices in tradition.witnesses
	telling   int   // the telling that most of its sentences come from
	day       int   // of publication, from the event's
	dated     bool
	seen      bool // false: an ancestor that has not come down to us
	credits   []int
	doc       *stemma.Document
}

// sentence is a sentence with its origin; 0 for what its editor added.
type sentence struct {
	text   string
	origin int
	span   stemma.Span
}

// tradition is reports that descend from one another along a known tree (Roos
// and Heikkilä 2009 made such by hand, by copying; here edits are drawn).
type tradition struct {
	witnesses []*witness
	additions []string // not yet used, in random order
}

// Sizes and chances of a generated tradition.
const (
	leastCopies   = 3
	mostCopies    = 7
	chanceUnseen  = 0.6  // of a telling's first text being lost: agency copy mostly is
	chanceUndated = 0.25 // of a report
	chanceCredit  = 0.15 // of a copy naming the outlet it copies
	chanceTwo     = 0.12 // of a report put together from two
)

// newTradition generates a tradition; the same seed gives the same one.
func newTradition(seed uint64) *tradition {
	random := rand.New(rand.NewPCG(seed, 2009))
	events, additions := readTraditions(traditionsFile)
	event := random.IntN(len(events))
	t := &tradition{additions: additions}
	random.Shuffle(len(additions), func(i, j int) { additions[i], additions[j] = additions[j], additions[i] })
	for k, text := range events[event] {
		w := &witness{telling: k, seen: random.Float64() >= chanceUnseen, dated: random.Float64() >= chanceUndated}
		for i, line := range text {
			w.sentences = append(w.sentences, sentence{text: line, origin: 1 + 100*k + i})
		}
		t.witnesses = append(t.witnesses, w)
	}
	for range leastCopies + random.IntN(mostCopies-leastCopies+1) {
		t.copy(random)
	}
	t.dropBarren()
	t.publish()
	return t
}

// copy adds a report made from one that is there, or from two.
func (t *tradition) copy(random *rand.Rand) {
	from := random.IntN(len(t.witnesses))
	w := &witness{parents: []int{from}, seen: true, dated: random.Float64() >= chanceUndated,
		telling: t.witnesses[from].telling, day: t.witnesses[from].day + 1 + random.IntN(2)}
	w.sentences = abridged(random, t.witnesses[from].sentences, 0.25)
	if random.Float64() < chanceCredit && t.witnesses[from].seen {
		w.credits = []int{from}
	}
	if other := random.IntN(len(t.witnesses)); other != from && random.Float64() < chanceTwo {
		w.parents = append(w.parents, other)
		w.day = max(w.day, t.witnesses[other].day+1)
		w.sentences = append(w.sentences, abridged(random, t.witnesses[other].sentences, 0.6)...)
	}
	for i := range w.sentences {
		w.sentences[i].text = edited(random, w.sentences[i].text)
	}
	for range random.IntN(3) {
		if len(t.additions) > 0 {
			at := random.IntN(len(w.sentences) + 1)
			w.sentences = slices.Insert(w.sentences, at, sentence{text: t.additions[0]})
			t.additions = t.additions[1:] // none twice: that would be kinship too
		}
	}
	t.witnesses = append(t.witnesses, w)
}

// abridged leaves out sentences, at least two kept, and now and then changes
// two about.
func abridged(random *rand.Rand, from []sentence, cut float64) []sentence {
	var kept []sentence
	for i, s := range from {
		if random.Float64() >= cut || len(kept)+len(from)-i <= 2 {
			kept = append(kept, s)
		}
	}
	if len(kept) > 2 && random.Float64() < 0.3 {
		i := random.IntN(len(kept) - 1)
		kept[i], kept[i+1] = kept[i+1], kept[i]
	}
	return kept
}

// dropBarren takes lost texts that fewer than two reports descend from for
// reports that have come down: one copy tells nothing of its lost source.
func (t *tradition) dropBarren() {
	children := make([]int, len(t.witnesses))
	for _, w := range t.witnesses {
		for _, p := range w.parents {
			children[p]++
		}
	}
	for i, w := range t.witnesses {
		w.seen = w.seen || children[i] < 2
	}
}

// publish writes the reports that have come down as documents.
func (t *tradition) publish() {
	event := time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)
	for i, w := range t.witnesses {
		a := &stemma.Article{ID: fmt.Sprintf("w%02d", i), Outlet: outlet(i)}
		if w.dated {
			a.Published = &stemma.Published{Value: event.AddDate(0, 0, w.day).Format(time.DateOnly), Precision: "day", Basis: stemma.BasisMetadata}
		}
		var b strings.Builder
		for k := range w.sentences {
			start := b.Len()
			b.WriteString(w.sentences[k].text)
			w.sentences[k].span = stemma.Span{Start: start, End: b.Len()}
			b.WriteString("\n")
		}
		for _, p := range w.credits {
			start := b.Len()
			b.WriteString(outlet(p))
			a.Credits = append(a.Credits, stemma.Credit{Name: outlet(p), Kind: "contribution", Span: stemma.Span{Start: start, End: b.Len()}})
			b.WriteString(" contributed to this report.\n")
		}
		a.Text = b.String()
		w.doc = &stemma.Document{Article: a}
	}
}

func outlet(i int) string { return fmt.Sprintf("Outlet No%d Gazette", i) }

// documents are the reports that have come down, in order of their dates where
// they have one.
func (t *tradition) documents() []*stemma.Document {
	var docs []*stemma.Document
	for _, w := range t.witnesses {
		if w.seen {
			docs = append(docs, w.doc)
		}
	}
	return docs
}

// changes are what editors put for a word without changing what is said.
var changes = strings.NewReplacer("Monday", "yesterday", "Friday night", "late on Friday", "Tuesday", "this week",
	" said", " says", "told reporters", "said", "about", "around", "some ", "roughly ", "may take", "could take", "A ", "One ")

// edited changes a sentence as an editor does: wording, a word left out, a
// typing error, a tail cut off.
func edited(random *rand.Rand, text string) string {
	if random.Float64() < 0.3 {
		text = changes.Replace(text)
	}
	words := strings.Fields(text)
	if len(words) > 9 && random.Float64() < 0.3 {
		at := 2 + random.IntN(len(words)-4)
		words = slices.Delete(words, at, at+1)
	}
	if random.Float64() < 0.15 {
		at := random.IntN(len(words))
		if word := words[at]; len(word) > 6 && word[2] < 0x80 && word[3] < 0x80 {
			words[at] = word[:2] + word[3:4] + word[2:3] + word[4:]
		}
	}
	if len(words) > 14 && random.Float64() < 0.15 {
		words = append(words[:len(words)-4], strings.TrimRight(words[len(words)-4], ",")+".")
	}
	return strings.Join(words, " ")
}
