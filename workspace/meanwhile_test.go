package workspace_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

// beside is a workspace that does something once, when the record of a story has
// been made and is about to be kept, and another on the same store.
func beside(t *testing.T, do func(other *workspace.Workspace)) (w, other *workspace.Workspace, arm func()) {
	t.Helper()
	other = open(t)
	armed := false
	w = workspace.New(other.Store(), workspace.Options{Version: "test", Clock: func() time.Time {
		if armed {
			armed = false
			do(other)
		}
		return noon
	}})
	return w, other, func() { armed = true }
}

// TestReconciledMeanwhile: of two programs that make a story's record, the one
// that began earlier does not put back what the other has made since.
func TestReconciledMeanwhile(t *testing.T) {
	first, second := page("https://courier.example/bus", "Courier", "2024-05-01", bus), page("https://tribune.example/1", "Tribune", "2024-05-02", bus2)
	third := page("https://herald.example/bus", "Herald", "2024-05-03", "Twelve people died when a Tallo Tours coach fell into the Ombra river near Vissa on Monday, the Kessel hospital said on Friday. Marek Dunn, the police chief of Vissa, denied that the driver was drunk.")
	told := func(w *workspace.Workspace) (lines []string) {
		view(t, w, func(tx *store.Tx) error {
			changes, err := tx.Changes(0, store.Filter{Limit: 1000})
			for _, c := range changes {
				lines = append(lines, c.Kind+" "+c.What)
			}
			return err
		})
		return lines
	}
	w, _, arm := beside(t, func(other *workspace.Workspace) { add(t, other, third) })
	add(t, w, first)
	if _, err := w.Add(t.Context(), []workspace.Addition{second}); err != nil {
		t.Fatal(err)
	}
	arm()
	if _, err := w.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	scratch := open(t)
	add(t, scratch, first)
	add(t, scratch, second, third)
	if printed(t, w) != printed(t, scratch) {
		t.Error("another record than from scratch")
	}
	if diff := cmp.Diff(told(scratch), told(w)); diff != "" {
		t.Error(diff)
	}
}

// TestMergedMeanwhile: a story that goes into another while its record is made
// is no error.
func TestMergedMeanwhile(t *testing.T) {
	w, _, arm := beside(t, func(other *workspace.Workspace) {
		if err := other.Store().Update(t.Context(), func(tx *store.Tx) error { return tx.MergeStory(2, 1) }); err != nil {
			t.Error(err)
		}
	})
	add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus), page("https://lorne.example/b", "Lorne", "2024-05-01", other))
	if n := len(stories(t, w)); n != 2 {
		t.Fatalf("%d stories", n)
	}
	if err := w.Store().Update(t.Context(), func(tx *store.Tx) error { return tx.Touch(2) }); err != nil {
		t.Fatal(err)
	}
	arm()
	if _, err := w.Work(t.Context()); err != nil {
		t.Error(err)
	}
	if list := stories(t, w); len(list) != 1 || len(list[0].Reports) != 2 {
		t.Errorf("%d stories", len(list))
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
