package story

import (
	"slices"
	"time"

	"stemma"
	"stemma/terms"
)

// Shelf keeps the stories of a Sorter between reports and between processes.
// Numbers are the keeper's own, ascending.
type Shelf interface {
	New() (int64, error)
	// Near lists the stories that have one of the keys among theirs and days
	// within [from, to] ("" unbounded; undated stories always), those first that
	// share the most weight of the keys given, of each key only the latest of
	// perKey stories.
	Near(keys []Key, from, to string, perKey, n int) ([]int64, error)
	State(story int64) ([]byte, error)
	Put(story int64, state []byte, keys []Key, begin, end string) error
}

// Key is a term by which a story is found, and its weight there.
type Key struct {
	Term   uint64
	Weight float32
}

// Sorter sorts reports into stories as Stream does, for a workspace whose
// stories stay: a report joins a story of its days, however much later it
// arrives than its like. It is for one goroutine at a time.
type Sorter struct {
	stream *Stream
	desk   *desk
}

// NewSorter is a Sorter over the stories on the shelf.
func NewSorter() *Sorter {
	d := &desk{}
	return &Sorter{stream: &Stream{shelf: d, reader: terms.NewReader()}, desk: d}
}

// Add takes the next report, whose document's ID names it and whose number
// orders the members of a story, and tells what became of stories. After an
// error the shelf may hold half of the changes and must take them all back.
func (s *Sorter) Add(shelf Shelf, doc *stemma.Document, number int64) ([]Change, error) {
	s.desk.begin(shelf, doc.Published.Day())
	s.stream.seen = int(number)
	changes := s.stream.Add(doc)
	return changes, s.desk.finish()
}

// desk holds the stories that one report concerns.
type desk struct {
	shelf    Shelf
	from, to string
	taken    map[int]*running
	changed  []*running
	failed   error
}

func (d *desk) begin(shelf Shelf, day string) {
	*d = desk{shelf: shelf, taken: map[int]*running{}}
	if date, err := time.Parse(time.DateOnly, day); err == nil {
		d.from = date.AddDate(0, 0, -days).Format(time.DateOnly)
		d.to = date.AddDate(0, 0, days).Format(time.DateOnly)
	}
}

// finish puts back what has changed.
func (d *desk) finish() error {
	for _, story := range d.changed {
		if d.failed != nil {
			break
		}
		var state []byte
		var keys []Key
		if !story.closed {
			state = story.encode()
			for _, w := range heaviest(story.sum, keyTerms) {
				keys = append(keys, Key{w.term, w.weight})
			}
		}
		d.failed = d.shelf.Put(int64(story.number), state, keys, story.begin, story.end)
	}
	d.shelf = nil
	return d.failed
}

func (d *desk) open() *running {
	story := &running{}
	if d.failed == nil {
		var number int64
		number, d.failed = d.shelf.New()
		story.number = int(number)
	}
	d.taken[story.number] = story
	return story
}

func (d *desk) near(g *group, leftOut int) []*running {
	if d.failed != nil {
		return nil
	}
	var keys []Key
	for _, w := range heaviest(g.sum, keyTerms) {
		keys = append(keys, Key{w.term, w.weight})
	}
	numbers, err := d.shelf.Near(keys, d.from, d.to, postings, nearest+1)
	if err != nil {
		d.failed = err
		return nil
	}
	var stories []*running
	for _, number := range numbers {
		if int(number) == leftOut {
			continue
		}
		if story := d.take(int(number)); story != nil && !story.closed && len(stories) < nearest {
			stories = append(stories, story)
		}
	}
	return stories
}

// take is the story with the number, nil where it cannot be had.
func (d *desk) take(number int) *running {
	if story := d.taken[number]; story != nil {
		return story
	}
	state, err := d.shelf.State(int64(number))
	if err != nil {
		d.failed = err
		return nil
	}
	story, err := decode(state)
	if err != nil {
		d.failed = err
		return nil
	}
	story.number = number
	d.taken[number] = story
	return story
}

func (d *desk) enter(story *running) {
	if !slices.Contains(d.changed, story) {
		d.changed = append(d.changed, story)
	}
}

func (d *desk) drop(story *running) {
	story.closed = true
	d.enter(story)
}

func (d *desk) close(string) {}
