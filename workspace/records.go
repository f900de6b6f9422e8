package workspace

import (
	"sync"
	"time"
)

// records keeps the decoded records that were asked for last, so that a story
// that is read page by page is decoded once. Nobody may change what it returns.
type records struct {
	mutex sync.Mutex
	kept  map[int64]keptRecord
	order []int64 // the longest unasked first
}

type keptRecord struct {
	made time.Time
	kept kept
}

// keptRecords bounds them; a record of 200 reports takes some 10 MB.
const keptRecords = 32

// get is the record of a story that was made at the time, decoded from data
// unless it is at hand.
func (r *records) get(story int64, made time.Time, data []byte) (kept, error) {
	r.mutex.Lock()
	at, found := r.kept[story]
	r.mutex.Unlock()
	if found && at.made.Equal(made) {
		return at.kept, nil
	}
	record, err := unpackRecord(data)
	if err != nil {
		return kept{}, err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.kept == nil {
		r.kept = map[int64]keptRecord{}
	}
	if _, found := r.kept[story]; !found {
		r.order = append(r.order, story)
	}
	r.kept[story] = keptRecord{made, record}
	if len(r.order) > keptRecords {
		delete(r.kept, r.order[0])
		r.order = r.order[1:]
	}
	return record, nil
}
