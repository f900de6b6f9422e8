package workspace

import (
	"sync"

	"github.com/cespare/xxhash/v2"
)

// records keeps the decoded records that were asked for last, so that a story
// that is read page by page is decoded once. Nobody may change what it returns.
type records struct {
	mutex sync.Mutex
	kept  map[int64]decoded
	order []int64 // the longest kept first
}

type decoded struct {
	from uint64 // hash of the bytes
	kept kept
}

// mostDecodedRecords bounds them; a record of 200 reports takes some 10 MB.
const mostDecodedRecords = 32

// get is the record of a story, decoded from data unless it is at hand.
func (r *records) get(story int64, data []byte) (kept, error) {
	from := xxhash.Sum64(data)
	r.mutex.Lock()
	at, found := r.kept[story]
	r.mutex.Unlock()
	if found && at.from == from {
		return at.kept, nil
	}
	k, err := unpackRecord(data)
	if err != nil {
		return k, err
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.kept == nil {
		r.kept = map[int64]decoded{}
	}
	if _, found := r.kept[story]; !found {
		r.order = append(r.order, story)
	}
	r.kept[story] = decoded{from, k}
	if len(r.order) > mostDecodedRecords {
		delete(r.kept, r.order[0])
		r.order = r.order[1:]
	}
	return k, nil
}
