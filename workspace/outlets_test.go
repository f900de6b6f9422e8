package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"stemma/store"
	"stemma/workspace"
)

const told = "Two quarrymen died and a third lost a hand when a slope gave way at the Halden quarry on Monday, the mines inspectorate said. Rescuers dug for six hours before they found the second body."

// TestOutlet: who prints another's words, crediting it, takes; who is earlier
// than all others is first; who has a story alone is not counted as first.
func TestOutlet(t *testing.T) {
	w := open(t)
	add(t, w,
		page("https://wire.example/1", "The Wire", "2024-05-06T09:00Z", told),
		page("https://post.example/1", "The Post", "2024-05-06T12:00Z", told+" The Wire contributed to this report."),
		page("https://post.example/2", "The Post", "2024-03-01", "The museum of clocks in Ashford opens its new wing on Friday, its director said."),
	)
	says := func(name string) string {
		v, err := w.Outlet(context.Background(), name)
		if err != nil {
			t.Fatal(name, err)
		}
		return fmt.Sprintf("%d reports, %d stories with others, first in %d, alone in %d; takes %s, gives %s", v.Reports, v.Shared, v.First, v.Alone, exchanges(v.Takes), exchanges(v.Gives))
	}
	if got, want := says("The Wire"), "1 reports, 1 stories with others, first in 1, alone in 1; takes , gives The Post 1"; got != want {
		t.Errorf("the wire: %s", got)
	}
	if got, want := says("The Post"), "2 reports, 1 stories with others, first in 0, alone in 0; takes The Wire 1, gives "; got != want {
		t.Errorf("the post: %s", got)
	}
	add(t, w, page("https://early.example/1", "The Early", "2024-05-06", told))
	if got := says("The Wire"); !strings.Contains(got, "first in 1, alone in 0") {
		t.Errorf("one published on the same day, nobody knows when: %s", got)
	}
	if _, err := w.Outlet(context.Background(), "Nobody"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("an outlet that is not there: %v", err)
	}
}

func exchanges(list []workspace.Exchange) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = fmt.Sprint(e.Outlet, " ", e.Times)
	}
	return strings.Join(parts, ", ")
}

// TestViewsAreFresh: a view that is kept is given up when a judgement, a report
// or a record comes, also where the clock stands still.
func TestViewsAreFresh(t *testing.T) {
	w := open(t)
	add(t, w, page("https://wire.example/1", "The Wire", "2024-05-06", told))
	v := stories(t, w)[0]
	if _, err := w.Judge(context.Background(), store.Judgement{Story: v.Story.ID, Kind: workspace.JudgeConfirm, Author: "Ann", Claims: []string{v.Claims[0].Key}}); err != nil {
		t.Fatal(err)
	}
	if now := stories(t, w)[0]; len(now.Judgements) != 1 || !now.Stale || len(v.Judgements) != 0 {
		t.Errorf("%d judgements, stale %v", len(now.Judgements), now.Stale)
	}
	add(t, w)
	if stories(t, w)[0].Stale {
		t.Error("stale after the work is done")
	}
}

// TestKeysOf: the keys of a claim's mentions are those by which it is found.
func TestKeysOf(t *testing.T) {
	w := open(t)
	add(t, w, examples(t, "../examples/odesa-port")...)
	v := stories(t, w)[0]
	for i := range v.Record.Claims {
		for _, key := range v.KeysOf(&v.Record.Claims[i]) {
			_, found, err := w.Claim(context.Background(), key)
			if err != nil || found.Summary == "" {
				t.Errorf("%s of %s: %v", key, v.Record.Claims[i].ID, err)
			}
		}
	}
}
