package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"stemma"
	"stemma/parallel"
	"stemma/pipeline"
	"stemma/store"
	"stemma/story"
)

const (
	batch     = 64 // versions analysed, and sorted, between two commits
	suspected = 2  // readings of a version in vain after which it is read alone, so that others are not blamed for it
	attempts  = 8  // readings of a version, each of which ended the process, after which it is left as failed
)

// Worked counts what Work did.
type Worked struct {
	Analysed int // versions
	Sorted   int // reports put into a story, or their story told that they changed
	Stories  int // records made
}

// Work does what there is to do: it analyses new versions, sorts them into
// stories, and makes the records of the stories that changed. It returns when
// nothing is left, or ctx ends, or the store fails; what was done until then
// stays done.
func (w *Workspace) Work(ctx context.Context) (Worked, error) {
	var done Worked
	for {
		analysed, err := w.analyse(ctx)
		done.Analysed += analysed
		if err != nil {
			return done, err
		}
		sorted, err := w.sortAll(ctx)
		done.Sorted += sorted
		if err != nil {
			return done, err
		}
		if analysed == 0 && sorted == 0 {
			break
		}
	}
	stories, err := w.reconcileAll(ctx)
	done.Stories = stories
	return done, err
}

// analyse reads a batch of new versions and returns how many.
func (w *Workspace) analyse(ctx context.Context) (int, error) {
	var pending []store.Version
	err := w.update(ctx, func(t *store.Tx) (err error) {
		if pending, err = t.Pending(batch); err != nil {
			return err
		}
		if at := slices.IndexFunc(pending, func(v store.Version) bool { return v.Attempts >= suspected }); at >= 0 {
			pending = pending[at : at+1]
		}
		for _, v := range pending {
			if err := t.Begin(v.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(pending) == 0 {
		return 0, err
	}
	w.readAll(ctx, pending)
	if err := ctx.Err(); err != nil {
		return 0, errors.Join(err, w.notBegun(ctx, pending...))
	}
	return len(pending), w.update(ctx, func(t *store.Tx) error {
		for _, v := range pending {
			if err := t.Analysed(v); err != nil {
				return err
			}
		}
		return nil
	})
}

// notBegun takes back that versions were begun: that the reader was told to stop
// is no fault of theirs.
func (w *Workspace) notBegun(ctx context.Context, versions ...store.Version) error {
	return w.update(context.WithoutCancel(ctx), func(t *store.Tx) error {
		for _, v := range versions {
			if err := t.NotBegun(v.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// readAll analyses versions in place, several at a time.
func (w *Workspace) readAll(ctx context.Context, versions []store.Version) {
	var done atomic.Int64
	w.parallel(ctx, len(versions), func(i int) {
		w.readOne(ctx, &versions[i])
		w.progress("reading", int(done.Add(1)), len(versions))
	})
}

// readOne analyses a version; one that cannot be read is marked as failed.
func (w *Workspace) readOne(ctx context.Context, v *store.Version) {
	v.Engine, v.State = Engine, store.StateAnalysed
	fail := func(err error) { v.State, v.Problem, v.Documents = store.StateFailed, err.Error(), nil }
	if v.Attempts >= attempts {
		fail(fmt.Errorf("reading it ended the program %d times; its text is kept, please report it", v.Attempts))
		return
	}
	articles, err := unpackArticles(v.Articles)
	if err != nil {
		fail(err)
		return
	}
	documents, problems := pipeline.Analyze(ctx, articles, pipeline.Options{Workers: 1, Actors: w.options.Actors})
	if ctx.Err() != nil {
		return
	}
	if len(problems) > 0 {
		v.Problem = said(problems)
	}
	if v.Documents, err = packDocuments(documents); err != nil {
		fail(err)
	}
}

// parallel calls work for each item, several at a time, until ctx ends.
func (w *Workspace) parallel(ctx context.Context, n int, work func(i int)) {
	parallel.Each(n, w.options.Workers, func() func(int) {
		return func(i int) {
			if ctx.Err() == nil {
				work(i)
			}
		}
	})
}

// sortAll puts analysed versions into stories, in the order in which they came.
func (w *Workspace) sortAll(ctx context.Context) (int, error) {
	sorted := 0
	for {
		n, err := w.sortSome(ctx)
		if err != nil || n == 0 {
			return sorted, err
		}
		sorted += n
	}
}

// sortSome sorts a batch. Between two, a reader's judgement may have its turn.
func (w *Workspace) sortSome(ctx context.Context) (n int, err error) {
	w.sorting.Lock()
	defer w.sorting.Unlock()
	err = w.update(ctx, func(t *store.Tx) error {
		versions, err := t.Unsorted(batch)
		if err != nil {
			return err
		}
		n = len(versions)
		for i := range versions {
			if err := w.sort(t, &versions[i]); err != nil {
				return fmt.Errorf("sort %s: %w", versions[i].Path, err)
			}
		}
		return nil
	})
	return n, err
}

// sort puts one version's report into a story. Another version of a report
// that is in a story stays there.
func (w *Workspace) sort(t *store.Tx, v *store.Version) error {
	report, err := t.Report(v.Report)
	if err != nil {
		return err
	}
	if report.Story != 0 {
		return t.MoveReports([]int64{report.ID}, report.Story)
	}
	documents, err := w.documents(context.Background(), v, t.Version)
	if err != nil {
		return err
	}
	host := documents[0]
	host.ID = strconv.FormatInt(v.Report, 10)
	changes, err := w.sorter.Add(shelf{t}, host, v.Report)
	if err != nil {
		return err
	}
	for _, c := range changes {
		if err := apply(t, c); err != nil {
			return err
		}
	}
	return nil
}

// apply does in the store what the sorter decided.
func apply(t *store.Tx, c story.Change) error {
	to, err := number(c.Story)
	if err != nil {
		return err
	}
	if c.Kind == story.Merged {
		from, err := number(c.Other)
		if err != nil {
			return err
		}
		return t.MergeStory(from, to)
	}
	var reports []int64
	for _, id := range c.Articles {
		report, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return err
		}
		if c.Kind == story.Split {
			if gone, err := elsewhere(t, report, c.Other); err != nil || gone {
				continue // a reader moved it
			}
		}
		reports = append(reports, report)
	}
	return t.MoveReports(reports, to)
}

// elsewhere reports whether a report is in another story than the one named.
func elsewhere(t *store.Tx, report int64, name string) (bool, error) {
	in, err := number(name)
	if err != nil {
		return false, err
	}
	r, err := t.Report(report)
	return r.Story != in, err
}

// number is a story's number from the sorter's name for it, "s12".
func number(name string) (int64, error) {
	if name == "" {
		return 0, errors.New("a story without a name")
	}
	return strconv.ParseInt(name[1:], 10, 64)
}

// documents are a version's, analysed anew where another engine did it; load
// gets the version with its articles.
func (w *Workspace) documents(ctx context.Context, v *store.Version, load func(int64) (store.Version, error)) ([]*stemma.Document, error) {
	if v.Engine == Engine && v.Documents != nil {
		if documents, err := unpackDocuments(v.Documents); err == nil && len(documents) > 0 {
			return documents, nil
		}
	}
	whole, err := load(v.ID)
	if err != nil {
		return nil, err
	}
	articles, err := unpackArticles(whole.Articles)
	if err != nil {
		return nil, err
	}
	documents, _ := pipeline.Analyze(ctx, articles, pipeline.Options{Workers: 1, Actors: w.options.Actors})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return documents, nil
}

// Refresh reads anew a batch of versions that another engine read, and returns
// how many; their stories' records follow with the next Work. Until then they are
// read for each record that needs them.
func (w *Workspace) Refresh(ctx context.Context) (int, error) {
	var stale []store.Version
	err := w.view(ctx, func(t *store.Tx) (err error) {
		stale, err = t.Stale(Engine, batch)
		return err
	})
	if err != nil || len(stale) == 0 {
		return 0, err
	}
	for i := range stale {
		stale[i].Attempts = 0
	}
	w.readAll(ctx, stale)
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return len(stale), w.update(ctx, func(t *store.Tx) error {
		for _, v := range stale {
			if err := t.Analysed(v); err != nil {
				return err
			}
		}
		return nil
	})
}

// reconcileAll makes the records of the stories that changed, and returns how many.
func (w *Workspace) reconcileAll(ctx context.Context) (int, error) {
	made := 0
	for {
		var changed []int64
		err := w.view(ctx, func(t *store.Tx) (err error) {
			changed, err = t.Changed(batch)
			return err
		})
		if err != nil || len(changed) == 0 {
			return made, err
		}
		errs := make([]error, len(changed))
		var done atomic.Int64
		w.parallel(ctx, len(changed), func(i int) {
			errs[i] = w.reconcile(ctx, changed[i])
			w.progress("reconciling", int(done.Add(1)), len(changed))
		})
		if err := errors.Join(append(errs, ctx.Err())...); err != nil {
			return made, err
		}
		made += len(changed)
	}
}
