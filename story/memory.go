package story

import (
	"cmp"
	"slices"
	"time"
)

// memory is the shelf of a stream that lives as long as its process: stories
// that no report has joined for long are forgotten.
type memory struct {
	limits  Limits
	named   int
	stories map[int]*running
	queue   []*running // open stories in the order in which they may be closed
	index   *liveIndex
	score   map[int]float32
	today   string
}

func newMemory(limits Limits) *memory {
	return &memory{limits: Limits{cmp.Or(limits.Days, days)}, stories: map[int]*running{}, index: newLiveIndex(), score: map[int]float32{}}
}

func (s *memory) open() *running {
	s.named++
	story := &running{number: s.named, due: s.today}
	s.stories[story.number] = story
	s.queue = append(s.queue, story)
	return story
}

// enter renews the story's keys in the index.
func (s *memory) enter(story *running) {
	keys := make([]uint64, 0, keyTerms)
	for _, w := range heaviest(story.sum, keyTerms) {
		keys = append(keys, w.term)
	}
	slices.Sort(keys)
	for _, term := range story.keys {
		if _, still := slices.BinarySearch(keys, term); !still {
			s.index.remove(term, story.number)
		}
	}
	for _, term := range keys {
		if _, was := slices.BinarySearch(story.keys, term); !was {
			s.index.add(term, story.number)
		}
	}
	story.keys = keys
}

func (s *memory) near(g *group, leftOut int) []*running {
	clear(s.score)
	for _, w := range heaviest(g.sum, keyTerms) {
		for _, number := range s.index.of[w.term] {
			s.score[number] += w.weight
		}
	}
	delete(s.score, leftOut)
	type scored struct {
		number int
		weight float32
	}
	list := make([]scored, 0, len(s.score))
	for number, weight := range s.score {
		list = append(list, scored{number, weight})
	}
	slices.SortFunc(list, func(x, y scored) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(y.number, x.number))
	})
	stories := make([]*running, min(len(list), nearest))
	for i := range stories {
		stories[i] = s.stories[list[i].number]
	}
	return stories
}

func (s *memory) whole(*running) bool { return false }

// close forgets the stories that no report has joined for long.
func (s *memory) close(day string) {
	today, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return
	}
	s.today = day
	oldest := today.AddDate(0, 0, -s.limits.Days).Format(time.DateOnly)
	for len(s.queue) > 0 {
		story := s.queue[0]
		if !story.closed && (story.end == "" || story.end >= oldest) {
			if story.due >= oldest {
				return
			}
			story.due = max(story.end, oldest)
			s.queue = append(s.queue[1:], story) // it goes on: its turn comes again
			continue
		}
		s.drop(story)
		s.queue[0] = nil
		s.queue = s.queue[1:]
	}
}

func (s *memory) drop(story *running) {
	if story.closed {
		return
	}
	story.closed = true
	delete(s.stories, story.number)
	for _, term := range story.keys {
		s.index.remove(term, story.number)
	}
	story.keys = nil
}

// liveIndex finds open stories by heavy terms; a term of many keeps the latest.
type liveIndex struct{ of map[uint64][]int }

func newLiveIndex() *liveIndex { return &liveIndex{of: map[uint64][]int{}} }

func (x *liveIndex) add(term uint64, number int) {
	list := x.of[term]
	if len(list) >= postings {
		list = slices.Delete(list, 0, 1)
	}
	x.of[term] = append(list, number)
}

func (x *liveIndex) remove(term uint64, number int) {
	list := x.of[term]
	at := slices.Index(list, number)
	if at < 0 {
		return
	}
	if len(list) == 1 {
		delete(x.of, term)
		return
	}
	x.of[term] = slices.Delete(list, at, at+1)
}
