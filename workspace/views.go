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
	stateOf
	view *StoryView
}

// stateOf tells one state of a story from every other.
type stateOf struct {
	made    time.Time // its record
	touched int64     // the number of its latest change
	waits   bool      // the record lacks that change
}

const keptViews = 32

// Story is a story as it was last made. Of a story that was merged into another
// the error is Moved, of an unknown one store.ErrNotFound. Nobody may change
// what the view points at.
func (w *Workspace) Story(ctx context.Context, id int64) (*StoryView, error) {
	now, err := w.state(ctx, id)
	if err != nil {
		return nil, err
	}
	v := w.views.get(id, now)
	if v == nil {
		if v, err = w.load(ctx, id); err != nil {
			return nil, err
		}
		w.views.put(id, keptView{now, v})
	}
	view := *v
	view.Stale = now.waits
	return &view, nil
}

func (w *Workspace) state(ctx context.Context, id int64) (now stateOf, err error) {
	err = w.view(ctx, func(t *store.Tx) error {
		s, err := t.Story(id)
		if err != nil {
			return err
		}
		if s.MergedTo != 0 {
			return Moved{s.MergedTo}
		}
		now.touched = s.At
		now.made, now.waits, err = t.Made(id)
		return err
	})
	return now, err
}

// get is a story's view in that state, nil where it is not kept.
func (k *views) get(id int64, now stateOf) *StoryView {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if at, found := k.kept[id]; found && at.made.Equal(now.made) && at.touched == now.touched && at.waits == now.waits {
		return at.view
	}
	return nil
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
