package workspace

import (
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

func terms(keys []story.Key) []store.StoryTerm {
	list := make([]store.StoryTerm, len(keys))
	for i, k := range keys {
		list[i] = store.StoryTerm(k)
	}
	return list
}
