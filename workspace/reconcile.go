package workspace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"stemma"
	"stemma/pipeline"
	"stemma/store"
)

// reconcile makes a story's record anew from its documents, and tells the
// ledger what is other than it was. What another program made meanwhile, from
// all that there is, stays: to put an older record in its place would tell of
// changes that are none.
func (w *Workspace) reconcile(ctx context.Context, id int64) error {
	made, err := w.build(ctx, id)
	if err != nil {
		return fmt.Errorf("story %d: %w", id, err)
	}
	row, err := made.row(w.options.Clock())
	if err != nil {
		return fmt.Errorf("story %d: %w", id, err)
	}
	heard := false
	err = w.update(ctx, func(t *store.Tx) error {
		if needless, err := made.needless(t); needless || err != nil {
			return err
		}
		before, err := t.Claims(store.Filter{Story: id, Limit: everything})
		if err != nil {
			return err
		}
		changes := changed(before, row.Claims, id, w.options.Clock())
		heard = len(changes) > 0
		if err := t.AddChanges(changes); err != nil {
			return err
		}
		return t.PutRecord(row, made.seen)
	})
	if err != nil {
		return fmt.Errorf("story %d: %w", id, err)
	}
	if heard {
		w.heard.tell()
	}
	return nil
}

// needless reports whether the record is wanted no more: the story has one that
// is made of all that there is, or went into another story.
func (b *built) needless(t *store.Tx) (bool, error) {
	s, err := t.Story(b.story)
	if err != nil || s.MergedTo != 0 {
		return true, err
	}
	_, waits, err := t.Made(b.story)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return !waits, err
}

// everything is a limit that no list reaches.
const everything = 1 << 30

// built is a story's record with what ties it to the store.
type built struct {
	story   int64
	seen    int64
	record  *stemma.Record
	reports map[string]int64  // by siglum
	keys    map[string]string // of reports, by siglum
}

// build makes the record of a story from what the store holds, as of the day
// that the options name.
func (w *Workspace) build(ctx context.Context, id int64) (*built, error) {
	return w.buildAsOf(ctx, id, "")
}

func (w *Workspace) buildAsOf(ctx context.Context, id int64, asOf string) (*built, error) {
	b := &built{story: id, reports: map[string]int64{}, keys: map[string]string{}}
	var versions []store.Version
	var reports []store.Report
	var judged []store.Judgement
	err := w.view(ctx, func(t *store.Tx) (err error) {
		if b.seen, err = t.Seen(id); err != nil {
			return err
		}
		if versions, err = t.Documents(id); err != nil {
			return err
		}
		// Which mentions there will be is not known yet; rulings on others change nothing.
		if judged, err = judgements(t, id, false, func(string) bool { return true }); err != nil {
			return err
		}
		reports, err = t.Reports(store.Filter{Story: id, Limit: everything})
		return err
	})
	if err != nil {
		return nil, err
	}
	var documents []*stemma.Document
	var found []stemma.Problem
	paths := map[string]int64{}
	for i := range versions {
		some, err := w.documents(ctx, &versions[i], w.version(ctx))
		if err != nil {
			found = append(found, stemma.Problem{Article: versions[i].Path, Stage: "store", What: err.Error()})
			continue
		}
		distinct(some, paths, versions[i].Report)
		documents = append(documents, some...)
	}
	keyOf := map[int64]string{}
	for _, r := range reports {
		keyOf[r.ID] = r.Key
	}
	b.record = pipeline.Reconcile(ctx, documents, found, pipeline.Options{Version: w.options.Version, AsOf: asOf, Workers: 1,
		Actors: w.options.Actors, OneStory: true, Rulings: rulings(judged, func(path string) string { return keyOf[paths[hostPath(path)]] })})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, a := range b.record.Articles {
		if report := paths[hostPath(a.Path)]; report != 0 {
			b.reports[a.ID], b.keys[a.ID] = report, keyOf[report]
		}
	}
	return b, nil
}

// version gets a version in a transaction of its own.
func (w *Workspace) version(ctx context.Context) func(int64) (store.Version, error) {
	return func(id int64) (v store.Version, err error) {
		err = w.view(ctx, func(t *store.Tx) error {
			v, err = t.Version(id)
			return err
		})
		return v, err
	}
}

// distinct gives documents paths that no other report of the story has, and
// notes whose they are: a file may have been edited and added again.
func distinct(documents []*stemma.Document, paths map[string]int64, report int64) {
	was := documents[0].Path
	path := was
	if _, taken := paths[path]; taken {
		path += "?report=" + strconv.FormatInt(report, 10)
	}
	paths[path] = report
	for _, d := range documents {
		if rest, found := strings.CutPrefix(d.Path, was); found {
			d.Path = path + rest
		}
	}
}

// hostPath is the path of the report that an article is, or is embedded in.
func hostPath(path string) string {
	if at := strings.LastIndex(path, "#embed"); at >= 0 {
		return path[:at]
	}
	return path
}

// kept is what stands in the store of a story: its record, and which report
// each siglum is.
type kept struct {
	Reports map[string]int64 `json:"reports"`
	Record  *stemma.Record   `json:"record"`
}

// row is the record as the store keeps it.
func (b *built) row(now time.Time) (store.Record, error) {
	data, err := json.Marshal(kept{b.reports, b.record})
	if err != nil {
		return store.Record{}, fmt.Errorf("encode record: %w", err)
	}
	row := store.Record{Story: b.story, Made: now, Engine: Engine, JSON: pack(data), Claims: b.claims()}
	row.Texts = b.texts(row.Claims)
	if len(b.record.Stories) > 0 {
		s := &b.record.Stories[0]
		row.Title, row.Begin, row.End = s.Title, s.Begin, s.End
	}
	return row, nil
}

// unpackRecord reads what row wrote.
func unpackRecord(data []byte) (kept, error) {
	var k kept
	data, err := unpack(data)
	if err == nil {
		err = json.Unmarshal(data, &k)
	}
	if err == nil && k.Record == nil {
		err = errors.New("it is empty")
	}
	if err != nil {
		return k, fmt.Errorf("decode record: %w", err)
	}
	return k, nil
}
