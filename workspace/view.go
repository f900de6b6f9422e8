package workspace

import (
	"context"
	"fmt"
	"time"

	"stemma"
	"stemma/store"
)

// StoryView is a story with all that stands about it.
type StoryView struct {
	Story      store.Story
	Record     *stemma.Record
	Made       time.Time
	Stale      bool              // reports or judgements came since the record was made
	Reports    []store.Report    // of the story, latest first
	ReportOf   map[string]int64  // by siglum
	Claims     []store.Claim     // by rank: they run parallel to Record.Claims
	KeyOf      map[string]string // claims' keys by their number in the record, "c3"
	Judgements []store.Judgement // with those that were undone
	AsOf       string
}

// Moved says that a story went into another.
type Moved struct{ To int64 }

// Error names the story that it went into.
func (m Moved) Error() string { return fmt.Sprintf("this story was merged into story %d", m.To) }

// load fetches what Story gives.
func (w *Workspace) load(ctx context.Context, id int64) (*StoryView, error) {
	v := &StoryView{KeyOf: map[string]string{}}
	var row store.Record
	err := w.view(ctx, func(t *store.Tx) (err error) {
		if v.Story, err = t.Story(id); err != nil {
			return err
		}
		if v.Story.MergedTo != 0 {
			return Moved{v.Story.MergedTo}
		}
		if row, err = t.Record(id); err != nil {
			return err
		}
		if v.Claims, err = t.Claims(store.Filter{Story: id, Limit: everything}); err != nil {
			return err
		}
		if v.Reports, err = t.Reports(store.Filter{Story: id, Limit: everything}); err != nil {
			return err
		}
		stated := map[string]bool{}
		for _, c := range v.Claims {
			for _, key := range c.Mentions {
				stated[key] = true
			}
		}
		v.Judgements, err = judgements(t, id, true, func(key string) bool { return stated[key] })
		return err
	})
	if err != nil {
		return nil, err
	}
	v.Made = row.Made
	for _, c := range v.Claims {
		v.KeyOf[c.Number] = c.Key
	}
	k, err := w.records.get(id, row.JSON)
	v.Record, v.ReportOf = k.Record, k.Reports
	return v, err
}

// StoryAsOf is a story as it stood at the end of a day (YYYY-MM-DD), made for
// the asking.
func (w *Workspace) StoryAsOf(ctx context.Context, id int64, day string) (*StoryView, error) {
	v, err := w.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	b, err := w.buildAsOf(ctx, id, day)
	if err != nil {
		return nil, err
	}
	v.Record, v.AsOf, v.ReportOf = b.record, day, b.reports
	v.Claims = b.claims()
	v.KeyOf = map[string]string{}
	for _, c := range v.Claims {
		v.KeyOf[c.Number] = c.Key
	}
	return v, nil
}

// Claim is the claim that holds the mention with the key, with its story.
func (w *Workspace) Claim(ctx context.Context, key string) (*StoryView, *stemma.Claim, error) {
	var row store.Claim
	err := w.view(ctx, func(t *store.Tx) (err error) {
		row, err = t.Claim(key)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	v, err := w.Story(ctx, row.Story)
	if err != nil {
		return nil, nil, err
	}
	for i := range v.Record.Claims {
		if v.Record.Claims[i].ID == row.Number {
			return v, &v.Record.Claims[i], nil
		}
	}
	return nil, nil, store.ErrNotFound
}

// ReportView is a report with its versions.
type ReportView struct {
	Report   store.Report
	Versions []store.Version   // newest first, without their texts
	Articles []*stemma.Article // of the version asked for: the report, and the posts embedded in it
	Version  store.Version
}

// Report is a report with the text of one version, the newest for 0.
func (w *Workspace) Report(ctx context.Context, id int64, number int) (*ReportView, error) {
	v := &ReportView{}
	err := w.view(ctx, func(t *store.Tx) (err error) {
		if v.Report, err = t.Report(id); err != nil {
			return err
		}
		if v.Versions, err = t.Versions(id); err != nil {
			return err
		}
		if number == 0 {
			number = v.Report.Version
		}
		for _, version := range v.Versions {
			if version.Number == number {
				v.Version, err = t.Version(version.ID)
				return err
			}
		}
		return store.ErrNotFound
	})
	if err != nil {
		return nil, err
	}
	v.Articles, err = unpackArticles(v.Version.Articles)
	return v, err
}

// Original is the bytes from which a version was read, nil where they were not kept.
func (w *Workspace) Original(ctx context.Context, version int64) ([]byte, error) {
	var data []byte
	err := w.view(ctx, func(t *store.Tx) (err error) {
		data, err = t.Original(version)
		return err
	})
	if err != nil || data == nil {
		return nil, err
	}
	return unpack(data)
}
