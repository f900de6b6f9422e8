// Package watch follows feeds and says when what is known of a claim changes.
//
// Input: feeds in a workspace's store, and how to fetch. Output: their reports,
// added to the workspace; a line, and a signed message to each hook, for a claim
// that gained an independent origin, was denied, acknowledged or changed.
//
// Worked example: a feed is read every quarter of an hour, asking only for what
// is new since; it names a report that its server answers with an error. The
// feed is read on as before; the report waits, is asked for again after five
// minutes, then ten, and is added in the end.
//
// Everything that is waited for stands in the store, so that a process may end
// at any moment: what was read twice is added once, what was told is not told
// again. Manners and safety on the network are the Fetch function's.
//
// It deliberately fetches no page that a feed does not name, and gives a report
// up that cannot be had for three days.
package watch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"stemma/collect"
	"stemma/feed"
	"stemma/store"
	"stemma/workspace"
)

// Answer is what an address answered.
type Answer struct {
	collect.Page
	Visit       []byte // to be shown at the next visit
	NotModified bool   // nothing is new since the visit that was shown
}

// Later is an error that asks to come back after a time.
type Later interface{ RetryAfter() time.Duration }

// Options of a Watcher.
type Options struct {
	Fetch  func(ctx context.Context, address string, visit []byte) (Answer, error)
	Hooks  []Hook
	Tell   func(store.Change) // called once for each change that is worth telling; may be nil
	Kinds  []string           // of changes that are told; empty: Told
	Clock  func() time.Time   // nil: the machine's
	Log    *slog.Logger       // nil: none
	AtOnce int                // feeds visited at once; 0: 8
}

// Told are the kinds of change that are told where no others are asked for.
var Told = []string{workspace.ChangeOrigin, workspace.ChangeDenied, workspace.ChangeAcknowledged, workspace.ChangeRetracted, workspace.ChangeFigures, workspace.ChangeDisputed}

// Kinds are all kinds of change: those told where no others are asked for, and the others.
var Kinds = append(slices.Clone(Told), workspace.ChangeNew, workspace.ChangeStory, workspace.ChangeGone)

// Watcher follows the feeds of a workspace.
type Watcher struct {
	workspace *workspace.Workspace
	options   Options
}

// New is a Watcher.
func New(w *workspace.Workspace, o Options) *Watcher {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if len(o.Kinds) == 0 {
		o.Kinds = Told
	}
	o.AtOnce = cmp.Or(o.AtOnce, 8)
	return &Watcher{workspace: w, options: o}
}

// Intervals between visits to a feed: what is new halves them, a visit in vain
// makes them longer, each failure in a row doubles the wait.
const (
	firstEvery = 15 * time.Minute
	leastEvery = 5 * time.Minute
	mostEvery  = 2 * time.Hour
	afterError = 5 * time.Minute
	mostError  = 24 * time.Hour
)

// Waiting reports.
const (
	givenUpAfter = 72 * time.Hour
	mostWaiting  = 2000 // of one feed
)

// state is what a feed's row keeps in Visit.
type state struct {
	Visit   []byte        `json:"visit,omitempty"`
	Every   time.Duration `json:"every"`
	Next    time.Time     `json:"next"` // when the feed itself is due; the row is due when a waiting report is, too
	Waiting []waiting     `json:"waiting,omitempty"`
}

// waiting is a report that could not be had yet.
type waiting struct {
	Entry    feed.Entry `json:"entry"`
	Since    time.Time  `json:"since"`
	Due      time.Time  `json:"due"`
	Attempts int        `json:"attempts"`
	Problem  string     `json:"problem"`
}

// Follow adds feeds to those that are followed; known ones stay as they are.
func (w *Watcher) Follow(ctx context.Context, feeds []store.Feed) (added int, err error) {
	now := w.options.Clock()
	err = w.workspace.Store().Update(ctx, func(t *store.Tx) error {
		added = 0
		known, err := t.Feeds(time.Time{})
		if err != nil {
			return err
		}
		for _, f := range feeds {
			if slices.ContainsFunc(known, func(k store.Feed) bool { return k.Address == f.Address }) {
				continue
			}
			f.Added, f.Due = now, now
			if err := t.PutFeed(f); err != nil {
				return err
			}
			known = append(known, f)
			added++
		}
		return nil
	})
	return added, err
}

// Run follows until ctx ends.
func (w *Watcher) Run(ctx context.Context) error {
	for {
		next, err := w.Step(ctx)
		if err != nil && ctx.Err() == nil {
			return err
		}
		pause := max(time.Second, min(time.Minute, next.Sub(w.options.Clock())))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// Step visits what is due, does the work that comes of it, tells what changed,
// and says when something is due again.
func (w *Watcher) Step(ctx context.Context) (next time.Time, err error) {
	if err := w.begin(ctx); err != nil {
		return next, err
	}
	now := w.options.Clock()
	var due []store.Feed
	err = w.view(ctx, func(t *store.Tx) (err error) {
		due, err = t.Feeds(now)
		return err
	})
	if err != nil {
		return next, err
	}
	if err := w.visitAll(ctx, due); err != nil {
		return next, err
	}
	if _, err := w.workspace.Work(ctx); err != nil {
		return next, err
	}
	if err := w.tell(ctx); err != nil {
		return next, err
	}
	if err := w.deliver(ctx); err != nil {
		return next, err
	}
	return w.next(ctx)
}

func (w *Watcher) view(ctx context.Context, f func(*store.Tx) error) error {
	return w.workspace.Store().View(ctx, f)
}

// next is when a feed or a delivery is due.
func (w *Watcher) next(ctx context.Context) (next time.Time, err error) {
	next = w.options.Clock().Add(mostEvery)
	err = w.view(ctx, func(t *store.Tx) error {
		feeds, err := t.Feeds(time.Time{})
		if err != nil {
			return err
		}
		for _, f := range feeds {
			if f.Due.Before(next) {
				next = f.Due
			}
		}
		first, err := t.Deliveries(time.Time{}, 1)
		if err == nil && len(first) > 0 && first[0].Due.Before(next) {
			next = first[0].Due
		}
		return err
	})
	return next, err
}

func (w *Watcher) visitAll(ctx context.Context, feeds []store.Feed) error {
	errs := make([]error, len(feeds))
	slots := make(chan struct{}, w.options.AtOnce)
	var wait sync.WaitGroup
	for i, f := range feeds {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			errs[i] = w.visit(ctx, f)
		})
	}
	wait.Wait()
	return errors.Join(errs...)
}

// visit reads a feed, adds its new reports, and keeps what is to be asked for
// again. The error is the store's; the network's are kept with the feed.
func (w *Watcher) visit(ctx context.Context, f store.Feed) error {
	now := w.options.Clock()
	s := state{Every: firstEvery}
	if len(f.Visit) > 0 {
		if err := json.Unmarshal(f.Visit, &s); err != nil {
			s = state{Every: firstEvery}
		}
	}
	var reports batch
	if !s.Next.After(now) {
		w.read(ctx, &f, &s, &reports, now)
	}
	w.again(ctx, &s, &reports, now)
	if ctx.Err() != nil {
		return nil // half a visit is no visit: it is made again, and passes over what was kept
	}
	if w.add(ctx, &reports); reports.failed != nil {
		return reports.failed
	}
	s.plan(&f, reports.fresh, now)
	var err error
	if f.Visit, err = json.Marshal(s); err != nil {
		return err
	}
	return w.workspace.Store().Update(ctx, func(t *store.Tx) error { return t.PutFeed(f) })
}

// batch is the reports of one visit.
type batch struct {
	additions []workspace.Addition // that are not kept yet
	fresh     bool                 // there was something new among those that are
	failed    error                // the store's
}

// some is how many reports of a visit are kept at once. To fetch each takes
// seconds: whoever stops within a long visit keeps what came until then.
const some = 8

// add keeps the reports that came.
func (w *Watcher) add(ctx context.Context, b *batch) {
	if b.failed != nil {
		return
	}
	added, err := w.workspace.Add(ctx, b.additions)
	b.fresh = b.fresh || slices.ContainsFunc(added, func(a workspace.Added) bool { return a.Became != workspace.AddedKnown })
	b.additions, b.failed = nil, err
}

// plan says when the feed is due again.
func (s *state) plan(f *store.Feed, fresh bool, now time.Time) {
	switch {
	case fresh:
		s.Every = max(leastEvery, s.Every/2)
	case f.Failures == 0 && f.Visited.Equal(now):
		s.Every = min(mostEvery, s.Every*3/2)
	}
	f.Due = s.Next
	for _, r := range s.Waiting {
		if r.Due.Before(f.Due) {
			f.Due = r.Due
		}
	}
}

// read reads the feed and fetches the reports that are new.
func (w *Watcher) read(ctx context.Context, f *store.Feed, s *state, reports *batch, now time.Time) {
	answer, err := w.options.Fetch(ctx, f.Address, s.Visit)
	f.Visited = now
	if err != nil {
		w.failed(f, s, err, now)
		return
	}
	kind := feed.Sniff(answer.Data[:min(len(answer.Data), 64<<10)], answer.ContentType, f.Address)
	if kind == feed.None && !answer.NotModified {
		w.failed(f, s, errors.New("that is no feed"), now)
		return
	}
	f.Failures, f.Problem = 0, ""
	s.Next = now.Add(s.Every)
	if answer.NotModified {
		return
	}
	f.Kind = string(kind)
	damaged := false
	for entry, err := range feed.Read(bytes.NewReader(answer.Data), kind, cmp.Or(answer.Address, f.Address)) {
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			damaged = true
			f.Problem = err.Error()
			continue
		}
		f.Title = cmp.Or(f.Title, entry.Outlet)
		w.entry(ctx, s, reports, entry, now)
	}
	if !damaged {
		s.Visit = answer.Visit // a damaged feed is read whole the next time
	}
}

// failed notes a visit in vain.
func (w *Watcher) failed(f *store.Feed, s *state, err error, now time.Time) {
	f.Failures++
	f.Problem = err.Error()
	s.Next = now.Add(backOff(f.Failures, err))
	w.options.Log.Warn("feed", "address", f.Address, "failures", f.Failures, "error", err)
}

// backOff is how long to wait after so many failures in a row.
func backOff(failures int, err error) time.Duration {
	pause := min(mostError, afterError<<min(failures-1, 10))
	var later Later
	if errors.As(err, &later) {
		pause = min(mostError, max(pause, later.RetryAfter()))
	}
	return pause
}

// entry adds a report of the feed, unless it is known or waits already.
func (w *Watcher) entry(ctx context.Context, s *state, reports *batch, entry feed.Entry, now time.Time) {
	switch {
	case entry.Container || !entry.Full && entry.Address == "":
		return
	case slices.ContainsFunc(s.Waiting, func(r waiting) bool { return r.Entry.Address == entry.Address && entry.Address != "" }):
		return
	case !entry.Full && w.known(ctx, entry):
		return
	}
	if err := w.take(ctx, reports, entry); err != nil && ctx.Err() == nil {
		s.wait(waiting{Entry: light(entry), Since: now, Attempts: 1, Due: now.Add(backOff(1, err)), Problem: err.Error()})
	}
}

// light is an entry without its body, which its address has.
func light(entry feed.Entry) feed.Entry {
	if !entry.Full {
		entry.Data = nil
	}
	return entry
}

func (s *state) wait(r waiting) {
	if len(s.Waiting) >= mostWaiting {
		s.Waiting = s.Waiting[1:]
	}
	s.Waiting = append(s.Waiting, r)
}

// known reports whether the workspace has the report, and the feed does not say
// that it changed since.
func (w *Watcher) known(ctx context.Context, entry feed.Entry) bool {
	known := false
	err := w.view(ctx, func(t *store.Tx) error {
		r, err := t.ReportByKey(workspace.Canonical(entry.Address))
		if err == nil {
			updated, unreadable := time.Parse(time.RFC3339, entry.Updated)
			known = unreadable != nil || !updated.After(r.Changed)
		}
		return nil
	})
	return err == nil && known
}

// take gets one report.
func (w *Watcher) take(ctx context.Context, reports *batch, entry feed.Entry) error {
	fetch := func(ctx context.Context, address string) (collect.Page, error) {
		answer, err := w.options.Fetch(ctx, address, nil)
		return answer.Page, err
	}
	found, problems, err := collect.Entry(ctx, entry, fetch)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		what := "no text in it"
		if len(problems) > 0 {
			what = problems[0].What
		}
		return errors.New(what)
	}
	if reports.additions = append(reports.additions, found...); len(reports.additions) >= some {
		w.add(ctx, reports)
	}
	return nil
}

// again asks for the reports that wait and are due.
func (w *Watcher) again(ctx context.Context, s *state, reports *batch, now time.Time) {
	var still []waiting
	for _, r := range s.Waiting {
		if r.Due.After(now) || ctx.Err() != nil {
			still = append(still, r)
			continue
		}
		err := w.take(ctx, reports, r.Entry)
		if err == nil {
			continue
		}
		if now.Sub(r.Since) > givenUpAfter {
			w.options.Log.Warn("report given up", "address", r.Entry.Address, "attempts", r.Attempts, "error", err)
			continue
		}
		r.Attempts++
		r.Problem, r.Due = err.Error(), now.Add(backOff(r.Attempts, err))
		still = append(still, r)
	}
	s.Waiting = still
}

// Waiting counts the reports of a feed that could not be had yet, and names the
// latest reason.
func Waiting(f store.Feed) (n int, why string) {
	var s state
	if json.Unmarshal(f.Visit, &s) != nil || len(s.Waiting) == 0 {
		return 0, ""
	}
	last := s.Waiting[len(s.Waiting)-1]
	return len(s.Waiting), fmt.Sprintf("%s: %s", last.Entry.Address, last.Problem)
}
