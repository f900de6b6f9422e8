package eval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"stemma"
)

// witness is a report of an artificial tradition with what is known of it:
// whence its sentences come and which reports it was made from.
type witness struct {
	sentences []sentence
	parents   []int // indices in tradition.witnesses
	telling   int   // the telling that most of its sentences come from
	minute    int   // of publication, from the event's
	seen      bool  // false: an ancestor that has not come down to us
	agency    string
	credits   []string
	house     house
	doc       *stemma.Document
}

// sentence is a sentence with its origin: 0 for what its editor added, else
// hundreds for the telling, units for the place in it, and freely for a sentence
// that somebody put in other words.
type sentence struct {
	text, free string
	origin     int
	span       stemma.Span
}

const freely = 50

// tradition is reports that descend from one another along a known tree (Roos
// and Heikkilä 2009 made such by hand, by copying; here edits are drawn).
type tradition struct {
	witnesses []*witness
	additions []string  // not yet used, in random order
	spare     []telling // of other events, not yet used
}

// Sizes and chances of a generated tradition.
const (
	leastCopies    = 3
	mostCopies     = 9
	chanceRoundUp  = 0.35 // of a writer's text telling of other events too, which makes it long
	chanceSnap     = 0.15 // of a writer's text being a first line or three
	chanceUnseen   = 0.6  // of a telling's first text being lost: agency copy mostly is
	chanceLost     = 0.1  // of a copy being lost
	chanceAgency   = 0.5  // of a lost first text being an agency's
	chanceNamed    = 0.4  // of a copy of agency text naming the agency
	chanceCredit   = 0.12 // of a copy naming the outlet it copies
	chanceTwo      = 0.12 // of a report put together from two
	chanceGrown    = 0.12 // of a copy being part of a report of its own
	chanceFollowed = 0.4  // the same of a copy of a few lines
	fewSentences   = 3
	chanceStamp    = 0.03 // of a date of publication that is that of a later change
	wireWeight     = 3    // how much rather a lost first text is copied than another
)

// newTradition generates a tradition; the same seed gives the same one.
func newTradition(seed uint64) *tradition {
	random := rand.New(rand.NewPCG(seed, 2009))
	sources, additions := readTraditions(traditionsFile)
	random.Shuffle(len(sources), func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
	source, others := sources[0], sources[1:]
	t := &tradition{}
	for k, text := range source.tellings {
		if random.Float64() < chanceRoundUp {
			text, others = slices.Concat(text, slices.Concat(others[0].tellings[:1+random.IntN(2)]...)), others[1:]
		}
		t.first(random, k, text)
	}
	for _, other := range others {
		t.spare = append(t.spare, other.tellings...)
	}
	t.additions = shuffled(random, slices.Concat(source.asides, additions))
	for range leastCopies + random.IntN(mostCopies-leastCopies+1) {
		t.copy(random)
	}
	t.dropBarren()
	t.publish(random)
	return t
}

func shuffled(random *rand.Rand, list []string) []string {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// first adds the first text of a telling.
func (t *tradition) first(random *rand.Rand, k int, text telling) {
	w := &witness{telling: k, seen: random.Float64() >= chanceUnseen, minute: random.IntN(1200), house: newHouse(random)}
	if !w.seen && random.Float64() < chanceAgency {
		w.agency = fmt.Sprintf("Nordwire%c", 'a'+k)
	}
	if random.Float64() < chanceSnap {
		text = text[:min(len(text), 1+random.IntN(3))]
	}
	for i, line := range text {
		w.sentences = append(w.sentences, sentence{text: line.plain, free: line.free, origin: 1 + 100*k + i})
	}
	t.witnesses = append(t.witnesses, w)
}

// copy adds a report made from one that is there, or from two.
func (t *tradition) copy(random *rand.Rand) {
	from := t.model(random)
	w := &witness{parents: []int{from}, telling: t.witnesses[from].telling, house: newHouse(random)}
	w.seen = !t.witnesses[from].seen || random.Float64() >= chanceLost // no lost text is copied from a lost one
	w.sentences = abridged(random, t.witnesses[from].sentences)
	if other := t.model(random); other != from && random.Float64() < chanceTwo {
		w.parents = append(w.parents, other)
		w.sentences = merged(random, w.sentences, cutBack(random, t.witnesses[other].sentences))
	}
	for _, p := range w.parents {
		w.minute = max(w.minute, t.witnesses[p].minute+delay(random))
		w.credit(random, t.witnesses[p], p)
	}
	w.edit(random)
	t.add(random, w)
	t.grow(random, w)
	t.witnesses = append(t.witnesses, w)
}

// model draws the text that is copied.
func (t *tradition) model(random *rand.Rand) int {
	var bag []int
	for i, w := range t.witnesses {
		bag = append(bag, i)
		for range wireWeight - 1 {
			if !w.seen && len(w.parents) == 0 {
				bag = append(bag, i)
			}
		}
	}
	return bag[random.IntN(len(bag))]
}

// delay is the minutes from a text to its copy: most on the same day.
func delay(random *rand.Rand) int {
	if random.Float64() < 0.6 {
		return 20 + random.IntN(580)
	}
	return 600 + random.IntN(2300)
}

// credit lets a copy name the outlet that it copies or that one's agency.
func (w *witness) credit(random *rand.Rand, parent *witness, p int) {
	if parent.agency != "" && random.Float64() < chanceNamed {
		w.credits = append(w.credits, parent.agency)
		w.agency = parent.agency
	}
	if parent.seen && random.Float64() < chanceCredit {
		w.credits = append(w.credits, outlet(p))
	}
}

// add puts in up to three sentences that no other report has.
func (t *tradition) add(random *rand.Rand, w *witness) {
	for range random.IntN(4) {
		if len(t.additions) > 0 {
			at := random.IntN(len(w.sentences) + 1)
			w.sentences = slices.Insert(w.sentences, at, sentence{text: t.additions[0]})
			t.additions = t.additions[1:] // none twice: that would be kinship too
		}
	}
}

// grow now and then lets a copy become part of a long report of its editor's own.
func (t *tradition) grow(random *rand.Rand, w *witness) {
	chance := chanceGrown
	if len(w.sentences) <= fewSentences {
		chance = chanceFollowed
	}
	if len(t.spare) == 0 || random.Float64() >= chance {
		return
	}
	own := make([]sentence, len(t.spare[0]))
	for i, line := range t.spare[0] {
		own[i].text = line.plain
	}
	t.spare = t.spare[1:]
	if random.Float64() < 0.5 {
		w.sentences = append(w.sentences, own...)
		return
	}
	w.sentences = append(own, w.sentences...)
}

// dropBarren takes lost texts that fewer than two reports descend from for
// reports that have come down: one copy tells nothing of its lost source.
func (t *tradition) dropBarren() {
	children := make([]int, len(t.witnesses))
	for _, w := range t.witnesses {
		for _, p := range w.parents {
			if w.seen {
				children[p]++
			}
		}
	}
	for i, w := range t.witnesses {
		w.seen = w.seen || children[i] < 2
	}
}

// publish writes the reports that have come down as documents. Their names and
// order tell nothing of the tree.
func (t *tradition) publish(random *rand.Rand) {
	order := random.Perm(len(t.witnesses))
	for i, w := range t.witnesses {
		a := &stemma.Article{ID: fmt.Sprintf("w%02d", order[i]), Outlet: outlet(i), Published: w.published(random)}
		var b strings.Builder
		for k := range w.sentences {
			start := b.Len()
			b.WriteString(w.sentences[k].text)
			w.sentences[k].span = stemma.Span{Start: start, End: b.Len()}
			b.WriteString("\n")
		}
		for _, name := range w.credits {
			start := b.Len()
			b.WriteString(name)
			a.Credits = append(a.Credits, stemma.Credit{Name: name, Kind: "contribution", Span: stemma.Span{Start: start, End: b.Len()}})
			b.WriteString(" contributed to this report.\n")
		}
		a.Text = b.String()
		w.doc = &stemma.Document{Article: a}
	}
}

// published is a report's date as it prints it: to the minute, the day, or none.
func (w *witness) published(random *rand.Rand) *stemma.Published {
	event := time.Date(2024, 5, 6, 8, 0, 0, 0, time.UTC)
	minute := w.minute
	if random.Float64() < chanceStamp {
		minute += random.IntN(1440)
	}
	at := event.Add(time.Duration(minute) * time.Minute)
	switch draw := random.Float64(); {
	case draw < 0.4:
		return &stemma.Published{Value: at.Format("2006-01-02T15:04Z"), Precision: "minute", Basis: stemma.BasisMetadata}
	case draw < 0.8:
		return &stemma.Published{Value: at.Format(time.DateOnly), Precision: "day", Basis: stemma.BasisMetadata}
	}
	return nil
}

func outlet(i int) string { return fmt.Sprintf("Outlet No%d Gazette", i) }

// documents are the reports that have come down, in order of their names.
func (t *tradition) documents() []*stemma.Document {
	var docs []*stemma.Document
	for _, w := range t.witnesses {
		if w.seen {
			docs = append(docs, w.doc)
		}
	}
	slices.SortFunc(docs, func(x, y *stemma.Document) int { return strings.Compare(x.ID, y.ID) })
	return docs
}
