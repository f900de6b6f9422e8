package eval

import (
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"time"

	"stemma/kinship"
	"stemma/story"
)

// streamReports is how many reports are streamed where no path gives a number.
const streamReports = 10_000

// Stream measures kinship and stories on a generated stream of reports, whose
// kin and stories are known. Paths are numbers of reports, the default 10000.
//
//   - recall: copies whose own model is among the kin found; precision: pairs
//     found that descend from one text.
//   - b3: B-cubed F1 of the stories, as they stand in the end.
//   - rate: reports a second, both stages at once on two cores; steady: the rate
//     of the last tenth in per cent of the first's; memory: the most MiB held.
func Stream(paths []string) ([]Score, error) {
	if len(paths) == 0 {
		paths = []string{strconv.Itoa(streamReports)}
	}
	var scores []Score
	for _, path := range paths {
		n, err := strconv.Atoi(path)
		if err != nil {
			return nil, fmt.Errorf("stream: %w", err)
		}
		scores = append(scores, newStreamRun(n).scores(path)...)
	}
	return scores, nil
}

// streamRun is a stream under way.
type streamRun struct {
	kin      *kinship.Stream
	stories  *story.Stream
	families []int32
	gold     []string
	system   []string
	merged   map[string]string // the story that each merged one is part of
	pairs    kinCount          // hits: right ones of those found
	copies   kinCount          // hits: those whose model was found
	tenths   []float64         // reports a second
	memory   uint64
}

func newStreamRun(n int) *streamRun {
	r := &streamRun{kin: kinship.NewStream(kinship.Limits{}), stories: story.NewStream(story.Limits{}), families: make([]int32, n),
		gold: make([]string, n), system: make([]string, n), merged: map[string]string{}}
	maker := newStreamMaker(uint64(n))
	for tenth := range 10 {
		var took time.Duration
		first, last := n*tenth/10, n*(tenth+1)/10
		for from := first; from < last; from += streamBatch {
			batch := make([]streamed, min(streamBatch, last-from))
			for i := range batch {
				batch[i] = maker.next()
			}
			took += r.batch(from, batch)
		}
		r.tenths = append(r.tenths, float64(last-first)/took.Seconds())
		r.measure()
	}
	return r
}

// streamBatch is how many reports are generated, outside the time taken, before
// both stages read them.
const streamBatch = 5000

// batch runs both stages at once and returns the time that the slower took.
func (r *streamRun) batch(from int, batch []streamed) time.Duration {
	found := make([][]kinship.Kin, len(batch))
	changes := make([][]story.Change, len(batch))
	start := time.Now()
	var both sync.WaitGroup
	both.Go(func() {
		for i, s := range batch {
			found[i] = r.kin.Add(s.doc)
		}
	})
	both.Go(func() {
		for i, s := range batch {
			changes[i] = r.stories.Add(s.doc)
		}
	})
	both.Wait()
	took := time.Since(start)
	for i, s := range batch {
		r.families[from+i] = int32(s.family)
		r.gold[from+i] = strconv.Itoa(s.story)
		r.addKin(s, found[i])
		r.addChanges(changes[i])
	}
	return took
}

func (r *streamRun) addKin(s streamed, found []kinship.Kin) {
	model := false
	for _, k := range found {
		if !k.Same() {
			continue
		}
		other, _ := strconv.Atoi(k.Article)
		r.pairs.system++
		if int(r.families[other]) == s.family {
			r.pairs.hits++
		}
		model = model || other == s.parent
	}
	if s.parent >= 0 {
		r.copies.gold++
		if model {
			r.copies.hits++
		}
	}
}

func (r *streamRun) addChanges(changes []story.Change) {
	for _, c := range changes {
		for _, id := range c.Articles {
			at, _ := strconv.Atoi(id)
			r.system[at] = c.Story
		}
		if c.Kind == story.Merged {
			r.merged[c.Other] = c.Story
		}
	}
}

func (r *streamRun) measure() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	r.memory = max(r.memory, m.Sys-m.HeapReleased)
}

func (r *streamRun) scores(name string) []Score {
	for i := range r.system {
		for r.merged[r.system[i]] != "" {
			r.system[i] = r.merged[r.system[i]]
		}
	}
	total := 0.0
	for _, rate := range r.tenths {
		total += 1 / rate
	}
	return []Score{
		{"stream." + name + ".recall", percent(r.copies.hits, r.copies.gold)},
		{"stream." + name + ".precision", percent(r.pairs.hits, r.pairs.system)},
		{"stream." + name + ".b3", bcubed(r.system, r.gold)},
		{"stream." + name + ".rate", 10 / total},
		{"stream." + name + ".first", r.tenths[0]},
		{"stream." + name + ".last", r.tenths[9]},
		{"stream." + name + ".steady", 100 * r.tenths[9] / r.tenths[0]},
		{"stream." + name + ".memory", float64(r.memory) / (1 << 20)},
	}
}
