package pages

import (
	"sync"
	"time"

	"stemma/workspace"
)

// bodies keeps pages that were made, so that the costly ones (an edition of two
// hundred reports) are made once for each state of their story.
type bodies struct {
	mutex sync.Mutex
	kept  map[string][]byte
	order []string // the oldest first
	size  int
}

// Bounds of what is kept.
const (
	keptBytes = 64 << 20
	keptBody  = 4 << 20 // a longer one is not kept
)

func (b *bodies) get(key, tag string) ([]byte, bool) {
	if tag == "" {
		return nil, false
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	body, found := b.kept[key]
	return body, found
}

func (b *bodies) put(key, tag string, body []byte) {
	if tag == "" || len(body) > keptBody {
		return
	}
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.kept == nil {
		b.kept = map[string][]byte{}
	}
	if _, found := b.kept[key]; found {
		return
	}
	b.kept[key], b.order, b.size = body, append(b.order, key), b.size+len(body)
	for b.size > keptBytes {
		b.size -= len(b.kept[b.order[0]])
		delete(b.kept, b.order[0])
		b.order = b.order[1:]
	}
}

// dated keeps the stories that were last asked for as of a day: making one takes
// as long as making its record.
type dated struct {
	mutex sync.Mutex
	kept  map[datedKey]*workspace.StoryView
	order []datedKey
}

type datedKey struct {
	story   int64
	day     string
	made    time.Time
	changed time.Time
}

const keptDated = 8

func (d *dated) get(key datedKey) *workspace.StoryView {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	return d.kept[key]
}

func (d *dated) put(key datedKey, v *workspace.StoryView) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.kept == nil {
		d.kept = map[datedKey]*workspace.StoryView{}
	}
	if d.kept[key] == nil {
		d.order = append(d.order, key)
	}
	d.kept[key] = v
	if len(d.order) > keptDated {
		delete(d.kept, d.order[0])
		d.order = d.order[1:]
	}
}
