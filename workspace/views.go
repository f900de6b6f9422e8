package workspace

import (
	"context"
	"sync"
	"time"

	"stemma/store"
)

// views keeps the stories that were read last, as they were given out: a story
// of 200 reports has some hundred claims and ten thousand passages, which take
// fifty times as long to fetch as to see that they are still so.
type views struct {
	mutex sync.Mutex
	kept  map[int64]keptView
	order []int64 // the longest kept first
}

type keptView struct {
	made    time.Time
	touched int64 // the number of the story's latest change
	view    *StoryView
}

const keptViews = 32

// Story is a story as it was last made. Of a story that was merged into another
// the error is Moved, of an unknown one store.ErrNotFound. Nobody may change
// what the view points at.
func (w *Workspace) Story(ctx context.Context, id int64) (*StoryView, error) {
	var s store.Story
	var made time.Time
	var waits bool
	err := w.view(ctx, func(t *store.Tx) (err error) {
		if s, err = t.Story(id); err != nil {
			return err
		}
		if s.MergedTo != 0 {
			return Moved{s.MergedTo}
		}
		made, waits, err = t.Made(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	v, err := w.views.get(id, made, s.At, func() (*StoryView, error) { return w.load(ctx, id) })
	if err != nil {
		return nil, err
	}
	v.Stale = waits
	return v, nil
}

// get is a copy of a story's view that is still so, or of a fresh one.
func (k *views) get(id int64, made time.Time, touched int64, load func() (*StoryView, error)) (*StoryView, error) {
	k.mutex.Lock()
	at, found := k.kept[id]
	k.mutex.Unlock()
	if !found || !at.made.Equal(made) || at.touched != touched {
		v, err := load()
		if err != nil {
			return nil, err
		}
		at = keptView{v.Made, v.Story.At, v}
		k.put(id, at)
	}
	view := *at.view
	return &view, nil
}

func (k *views) put(id int64, at keptView) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.kept == nil {
		k.kept = map[int64]keptView{}
	}
	if _, found := k.kept[id]; !found {
		k.order = append(k.order, id)
	}
	k.kept[id] = at
	if len(k.order) > keptViews {
		delete(k.kept, k.order[0])
		k.order = k.order[1:]
	}
}
