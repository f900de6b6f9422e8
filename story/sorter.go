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
	State(story int64) ([]byte, error) // nil for none
	// Ruled is what readers decided: whether the story must stay whole, and the
	// stories that it must not be merged with.
	Ruled(story int64) (whole bool, apart []int64, err error)
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

// Move puts reports of one story into another, as a reader decided, so that later
// reports find them there. A story that is left without reports is closed.
func (s *Sorter) Move(shelf Shelf, docs []*stemma.Document, from, to int64) error {
	d := s.desk
	d.begin(shelf, "")
	target := d.begun(to)
	if source := d.known(from); source != nil {
		source.without(docs)
		d.enter(source)
	}
	for _, doc := range docs {
		p := read(s.stream.reader, doc)
		p.doc, p.topic = &stemma.Document{Article: &stemma.Article{ID: doc.ID}}, nil
		s.stream.put(target, alone(p))
	}
	target.looked = target.size
	return d.finish()
}

// without takes reports out of a story; of the members that are no longer kept
// the sum is made anew.
func (r *running) without(docs []*stemma.Document) {
	size := r.size - len(docs)
	staying := slices.DeleteFunc(slices.Clone(r.members), func(p *profile) bool {
		return slices.ContainsFunc(docs, func(d *stemma.Document) bool { return d.ID == p.doc.ID })
	})
	r.group = groupOf(staying)
	r.size = max(size, len(staying))
	r.looked = r.size
	r.closed = len(staying) == 0
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
	var apart []int64
	if err == nil && leftOut >= 0 {
		_, apart, err = d.shelf.Ruled(int64(leftOut))
	}
	if err != nil {
		d.failed = err
		return nil
	}
	var stories []*running
	for _, number := range numbers {
		if int(number) == leftOut || slices.Contains(apart, number) {
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

// known is the story with the number, nil where the shelf has no state of it.
func (d *desk) known(number int64) *running {
	state, err := d.shelf.State(number)
	if err != nil || len(state) == 0 {
		d.failed = err
		return nil
	}
	return d.take(int(number))
}

// begun is the story with the number, empty where the shelf has no state of it.
func (d *desk) begun(number int64) *running {
	if story := d.known(number); story != nil {
		return story
	}
	story := &running{number: int(number)}
	d.taken[int(number)] = story
	return story
}

func (d *desk) whole(story *running) bool {
	whole, _, err := d.shelf.Ruled(int64(story.number))
	if err != nil {
		d.failed = err
	}
	return whole
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
