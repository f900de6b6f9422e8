package workspace

import (
	"strconv"

	"stemma/store"
	"stemma/story"
)

// shelf lets a story.Sorter work within one transaction.
type shelf struct{ *store.Tx }

func (s shelf) New() (int64, error) { return s.NewStory() }

func (s shelf) Near(keys []story.Key, from, to string, perKey, n int) ([]int64, error) {
	return s.NearStories(terms(keys), from, to, perKey, n)
}

func (s shelf) State(story int64) ([]byte, error) { return s.StoryState(story) }

func (s shelf) Put(story int64, state []byte, keys []story.Key, begin, end string) error {
	return s.PutStoryState(story, state, terms(keys), begin, end)
}

// Ruled reads what readers decided by moving reports: a story that they moved
// reports into stays whole, and one that they moved some out of stays apart from
// where these went.
func (s shelf) Ruled(story int64) (whole bool, apart []int64, err error) {
	judgements, err := s.Judgements(0, false)
	if err != nil {
		return false, nil, err
	}
	for _, j := range judgements {
		if j.Kind != JudgeMove {
			continue
		}
		to, err := strconv.ParseInt(j.Value, 10, 64)
		switch {
		case err != nil:
		case to == story:
			whole = true
			apart = append(apart, j.Story)
		case j.Story == story:
			apart = append(apart, to)
		}
	}
	return whole, apart, nil
}

func terms(keys []story.Key) []store.StoryTerm {
	list := make([]store.StoryTerm, len(keys))
	for i, k := range keys {
		list[i] = store.StoryTerm(k)
	}
	return list
}
