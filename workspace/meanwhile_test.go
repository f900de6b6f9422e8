package workspace_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"stemma/store"
	"stemma/workspace"
)

// TestJudgedMeanwhile: reports come and are sorted while readers move others, and
// take that back; nobody waits for ever, and the reports are where the readers
// want them.
func TestJudgedMeanwhile(t *testing.T) {
	w := open(t)
	later(t, w, 14)
	if _, err := w.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Minute)
	defer stop()
	home := storyOf(t, w, 3)
	var wait sync.WaitGroup
	wait.Go(func() {
		for i := 14; i < 60; i++ {
			if _, err := w.Add(ctx, []workspace.Addition{numbered(i)}); err != nil {
				t.Error(err)
			}
			if _, err := w.Work(ctx); err != nil {
				t.Error(err)
			}
		}
	})
	wait.Go(func() {
		for range 12 {
			id, err := w.Judge(ctx, store.Judgement{Author: "Ana", Kind: workspace.JudgeMove, Story: home, Reports: []int64{3}, Value: "new"})
			if err != nil {
				t.Error(err)
				return
			}
			if err := w.Undo(ctx, id, "Ben"); err != nil {
				t.Error(err)
			}
		}
	})
	ended := make(chan struct{})
	go func() { wait.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-ctx.Done():
		t.Fatal("they wait for one another")
	}
	if _, err := w.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now := storyOf(t, w, 3); now != home {
		t.Errorf("the report is in story %d, was in %d", now, home)
	}
	if err := w.Store().Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func storyOf(t *testing.T, w *workspace.Workspace, report int64) int64 {
	t.Helper()
	var r store.Report
	view(t, w, func(tx *store.Tx) (err error) {
		r, err = tx.Report(report)
		return err
	})
	return r.Story
}
