// Package jobs shares a workspace's work among machines, through River
// (riverqueue.com) on the workspace's PostgreSQL.
//
// Input: a workspace whose store is PostgreSQL. Output: its reports read, sorted
// and reconciled, whichever machine does it, each once. What is to be done stands
// in the store; a sweep, which one machine at a time makes, turns it into jobs.
// So a job that is lost is made again, and one that is made twice finds its work
// done. A machine that dies loses its jobs to the others after two minutes.
//
// Worked example: of 64 reports, two machines read 30 and 34; when all are read
// one of them sorts them into stories, and the stories' records are shared again.
//
// It deliberately has no queue for an embedded workspace: there the process that
// adds does the work (workspace.Work).
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"stemma/workspace"
)

// Options of Run; the zero value is usable.
type Options struct {
	Workers int           // jobs at once on this machine; 0: 4
	Every   time.Duration // between sweeps; 0: two seconds
	Log     *slog.Logger  // nil: none
	Done    func(kind string)
}

const (
	longest = time.Minute     // a job may take
	rescued = 2 * time.Minute // after which a job is another machine's
	swept   = 500             // of each kind at once
	tries   = 10
)

// unfinished are the states of a job that stand against another of the same.
var unfinished = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled}

func once() river.InsertOpts {
	return river.InsertOpts{MaxAttempts: tries, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}}
}

// analyse reads one version of a report.
type analyse struct {
	Version int64 `json:"version"`
}

func (analyse) Kind() string                 { return "analyse" }
func (analyse) InsertOpts() river.InsertOpts { return once() }

// sort puts what was read into stories.
type sort struct{}

func (sort) Kind() string                 { return "sort" }
func (sort) InsertOpts() river.InsertOpts { return once() }

// reconcile makes a story's record.
type reconcile struct {
	Story int64 `json:"story"`
}

func (reconcile) Kind() string                 { return "reconcile" }
func (reconcile) InsertOpts() river.InsertOpts { return once() }

// sweep makes jobs of what is to be done.
type sweep struct{}

func (sweep) Kind() string                 { return "sweep" }
func (sweep) InsertOpts() river.InsertOpts { return once() }

// Run works until ctx ends, then finishes the jobs that it has begun.
func Run(ctx context.Context, w *workspace.Workspace, address string, o Options) error {
	if o.Workers <= 0 {
		o.Workers = 4
	}
	if o.Every <= 0 {
		o.Every = 2 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	defer pool.Close()
	if err := migrate(ctx, pool); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Queues:                      map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Workers}},
		Workers:                     workers(w, o),
		PeriodicJobs:                []*river.PeriodicJob{river.NewPeriodicJob(river.PeriodicInterval(o.Every), func() (river.JobArgs, *river.InsertOpts) { return sweep{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})},
		JobTimeout:                  longest,
		RescueStuckJobsAfter:        rescued,
		FetchPollInterval:           200 * time.Millisecond,
		CompletedJobRetentionPeriod: time.Hour,
		Logger:                      o.Log,
	})
	if err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	<-ctx.Done()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest)
	defer cancel()
	return client.Stop(last)
}

// migrate brings River's own tables up to date.
func migrate(ctx context.Context, pool *pgxpool.Pool) error {
	m, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return err
	}
	tx, err := pool.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	// Machines that start together wait for one another.
	if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtext('stemma river migration'))"); err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

func workers(w *workspace.Workspace, o Options) *river.Workers {
	all := river.NewWorkers()
	done := func(kind string) {
		if o.Done != nil {
			o.Done(kind)
		}
	}
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[analyse]) error {
		did, err := w.Analyse(ctx, job.Args.Version)
		if did && err == nil {
			done("analyse")
		}
		return err
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, _ *river.Job[sort]) error {
		n, err := w.Sort(ctx)
		if n > 0 && err == nil {
			done("sort")
		}
		return err
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, job *river.Job[reconcile]) error {
		err := w.Reconcile(ctx, job.Args.Story)
		if err == nil {
			done("reconcile")
		}
		return err
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, _ *river.Job[sweep]) error {
		return enqueue(ctx, w)
	}))
	return all
}

// enqueue makes a job of each thing to do that has none.
func enqueue(ctx context.Context, w *workspace.Workspace) error {
	waiting, err := w.Waiting(ctx, swept)
	if err != nil {
		return err
	}
	var list []river.InsertManyParams
	for _, v := range waiting.Versions {
		list = append(list, river.InsertManyParams{Args: analyse{v}})
	}
	if waiting.Sort {
		list = append(list, river.InsertManyParams{Args: sort{}})
	}
	for _, s := range waiting.Stories {
		list = append(list, river.InsertManyParams{Args: reconcile{s}})
	}
	if len(list) == 0 {
		return nil
	}
	_, err = river.ClientFromContext[pgx.Tx](ctx).InsertMany(ctx, list)
	return err
}
