package workspace_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma/ingest"
	"stemma/pipeline"
	"stemma/store"
	"stemma/store/sqlite"
	"stemma/workspace"
)

var noon = time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)

func open(t testing.TB) *workspace.Workspace {
	t.Helper()
	return openIn(t, t.TempDir())
}

func openIn(t testing.TB, dir string) *workspace.Workspace {
	t.Helper()
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return workspace.New(s, workspace.Options{Version: "test", Clock: func() time.Time { return noon }})
}

// examples are the reports of the project's own stories.
func examples(t testing.TB, folders ...string) []workspace.Addition {
	t.Helper()
	if folders == nil {
		folders, _ = filepath.Glob("../examples/*")
	}
	articles, _ := ingest.Read(context.Background(), folders, ingest.Options{})
	if len(articles) < 3 {
		t.Fatal("no examples")
	}
	return workspace.Grouped(articles)
}

// page is a report as a page of an outlet.
func page(address, outlet, day, text string) workspace.Addition {
	line, _ := json.Marshal(map[string]string{"url": address, "outlet": outlet, "published": day, "text": text})
	additions, problems := workspace.Additions(ingest.Raw{Path: "test.jsonl", Data: append(line, '\n')})
	if len(additions) != 1 || len(problems) > 0 {
		panic(fmt.Sprint(additions, problems))
	}
	return additions[0]
}

func add(t testing.TB, w *workspace.Workspace, additions ...workspace.Addition) []workspace.Added {
	t.Helper()
	added, err := w.Add(context.Background(), additions)
	if err == nil {
		_, err = w.Work(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
	return added
}

func view(t testing.TB, w *workspace.Workspace, f func(*store.Tx) error) {
	t.Helper()
	if err := w.Store().View(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// stories are all there are, with their records.
func stories(t testing.TB, w *workspace.Workspace) []*workspace.StoryView {
	t.Helper()
	var list []store.Story
	view(t, w, func(tx *store.Tx) (err error) {
		list, err = tx.Stories(store.Filter{Limit: 1000})
		return err
	})
	slices.SortFunc(list, func(a, b store.Story) int { return int(a.ID - b.ID) })
	var views []*workspace.StoryView
	for _, s := range list {
		v, err := w.Story(context.Background(), s.ID)
		if err != nil {
			t.Fatal(s.ID, err)
		}
		views = append(views, v)
	}
	return views
}

// printed is what must not depend on how the reports came: records, claims' keys.
func printed(t testing.TB, w *workspace.Workspace) string {
	t.Helper()
	var b strings.Builder
	for _, v := range stories(t, w) {
		record, err := json.Marshal(v.Record)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%d %s\n", v.Story.ID, record)
		for _, c := range v.Claims {
			c.Changed, c.At = time.Time{}, 0
			claim, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n", claim)
		}
	}
	return b.String()
}

// TestSameAsFromScratch: reports that came one by one, in another process each,
// give the records that adding them all at once gives.
func TestSameAsFromScratch(t *testing.T) {
	additions := examples(t)
	scratch := open(t)
	add(t, scratch, additions...)
	want := printed(t, scratch)
	dir := t.TempDir()
	for _, a := range additions {
		s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		add(t, workspace.New(s, workspace.Options{Version: "test", Clock: func() time.Time { return noon }}), a)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	got := printed(t, openIn(t, dir))
	if got != want {
		t.Errorf("one by one, another record than at once: %s", cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
	}
	if n := len(stories(t, scratch)); n != 3 {
		t.Errorf("%d stories of the 3 examples", n)
	}
}

// TestSameAsReport: a story's record is the one that report prints for its files.
func TestSameAsReport(t *testing.T) {
	w := open(t)
	add(t, w, examples(t, "../examples/suez-canal")...)
	v := stories(t, w)
	if len(v) != 1 || len(v[0].Record.Articles) < 3 || len(v[0].Record.Claims) == 0 {
		t.Fatalf("%d stories", len(v))
	}
	articles, problems := ingest.Read(context.Background(), []string{"../examples/suez-canal"}, ingest.Options{})
	want, _ := json.Marshal(pipeline.Run(context.Background(), articles, problems, pipeline.Options{Version: "test"}))
	if got, _ := json.Marshal(v[0].Record); string(got) != string(want) {
		t.Errorf("another record than report's: %s", cmp.Diff(string(want), string(got)))
	}
	of := 0
	for _, a := range v[0].Record.Articles {
		if a.Host == nil && v[0].ReportOf[a.ID] != 0 {
			of++
		}
	}
	if of != len(v[0].Reports) {
		t.Errorf("sigla %v of %d reports", v[0].ReportOf, len(v[0].Reports))
	}
}

const (
	bus   = "A coach of Tallo Tours fell into the Ombra river near Vissa on Monday, killing nine people, police chief Marek Dunn said. Rescue workers from Vissa recovered the bodies."
	bus2  = "Eleven people died when a Tallo Tours coach plunged into the Ombra river outside Vissa, the Kessel hospital said on Wednesday. Marek Dunn, the police chief of Vissa, denied that the driver was drunk."
	other = "Engineers inspected the Kessel bridge at Lorne, whose parapet Hanna Voll had called rotten. Lorne council met on Friday to discuss the repair."
)

func TestIdempotent(t *testing.T) {
	w := open(t)
	one := page("https://www.courier.example/bus?utm_source=x", "Courier", "2024-05-01", bus)
	first := add(t, w, one)[0]
	for name, again := range map[string]workspace.Addition{
		"the same":        one,
		"another address": page("http://courier.example/bus/#top", "Courier", "2024-05-01", bus),
	} {
		if got := add(t, w, again)[0]; got.Became != workspace.AddedKnown || got.Report != first.Report {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := add(t, w, page("https://herald.example/bus", "Herald", "2024-05-01", bus))[0]; got.Became != workspace.AddedNew {
		t.Errorf("a copy by another outlet: %+v", got)
	}
	v := stories(t, w)
	if len(v) != 1 || len(v[0].Record.Claims) == 0 || v[0].Record.Claims[0].Counts.Reports != 2 || v[0].Record.Claims[0].Counts.Origins[1] != 1 {
		t.Fatalf("%d stories, %+v", len(v), v[0].Claims)
	}
}

// TestVersions: other words under a known address are a version; the newest
// counts, the earlier one is kept, and claims that both have keep their keys.
func TestVersions(t *testing.T) {
	w := open(t)
	add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus))
	before := stories(t, w)[0]
	revised := strings.ReplaceAll(bus, "Rescue workers from Vissa recovered the bodies.", "Divers of the fire brigade found the driver.")
	got := add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", revised))[0]
	if got.Became != workspace.AddedVersion || got.Number != 2 {
		t.Fatalf("%+v", got)
	}
	after := stories(t, w)
	if len(after) != 1 || len(after[0].Record.Articles) != 1 || after[0].Record.Articles[0].Text == before.Record.Articles[0].Text {
		t.Fatalf("%d stories, %q", len(after), after[0].Record.Articles[0].Text)
	}
	if before.Claims[0].Key != after[0].Claims[0].Key {
		t.Errorf("the claim has another key: %+v\n%+v", before.Claims[0], after[0].Claims[0])
	}
	old, err := w.Report(context.Background(), got.Report, 1)
	if err != nil || old.Articles[0].Text != before.Record.Articles[0].Text || len(old.Versions) != 2 {
		t.Error(err, old)
	}
	if add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus))[0].Became != workspace.AddedKnown {
		t.Error("an earlier text is a new version")
	}
}

// TestBackAgain: a page that goes back to an earlier text shows that text again;
// an archive that is added again turns no page back.
func TestBackAgain(t *testing.T) {
	w := open(t)
	first := page("https://courier.example/bus", "Courier", "2024-05-01", bus)
	second := page("https://courier.example/bus", "Courier", "2024-05-01", strings.ReplaceAll(bus, "nine", "ten"))
	first.Live, second.Live = true, true
	for i, test := range []struct {
		a      workspace.Addition
		live   bool
		became string
		people string
	}{
		{first, true, workspace.AddedNew, "nine"},
		{second, true, workspace.AddedVersion, "ten"},
		{first, false, workspace.AddedKnown, "ten"},
		{first, true, workspace.AddedVersion, "nine"},
		{first, true, workspace.AddedKnown, "nine"},
		{second, true, workspace.AddedVersion, "ten"},
		{second, true, workspace.AddedKnown, "ten"},
	} {
		test.a.Live = test.live
		got := add(t, w, test.a)[0]
		text := stories(t, w)[0].Record.Articles[0].Text
		if got.Became != test.became || !strings.Contains(text, test.people) {
			t.Errorf("%d: %s, %q", i, got.Became, text)
		}
	}
}

func changes(t testing.TB, w *workspace.Workspace) []string {
	t.Helper()
	var lines []string
	view(t, w, func(tx *store.Tx) error {
		list, err := tx.Changes(0, store.Filter{Limit: 1000})
		for _, c := range list {
			lines = append(lines, c.Kind+" "+c.What)
		}
		return err
	})
	return lines
}

// TestChanges: the ledger says that a claim gained an origin, and what is new.
func TestChanges(t *testing.T) {
	w := open(t)
	add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus))
	add(t, w, page("https://herald.example/bus", "Herald", "2024-05-01", bus))
	if got := changes(t, w); len(got) != 1 || !strings.HasPrefix(got[0], "story ") {
		t.Errorf("a copy is no news: %q", got)
	}
	add(t, w, page("https://tribune.example/1", "Tribune", "2024-05-02", bus2))
	if got := changes(t, w); !slices.ContainsFunc(got, func(line string) bool { return strings.HasPrefix(line, "origin 2 origins for certain, 1 before") }) {
		t.Errorf("%q", got)
	}
}

func judge(t testing.TB, w *workspace.Workspace, j store.Judgement) int64 {
	t.Helper()
	id, err := w.Judge(context.Background(), j)
	if err == nil {
		_, err = w.Work(context.Background())
	}
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestSplitAndMerge: readers' decisions outlive new reports, and can be undone.
func TestSplitAndMerge(t *testing.T) {
	w := open(t)
	add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus), page("https://tribune.example/1", "Tribune", "2024-05-02", bus2))
	s := stories(t, w)[0]
	at := slices.IndexFunc(s.Claims, func(c store.Claim) bool { return c.Reports == 2 })
	if at < 0 {
		t.Fatalf("no claim of both: %+v", s.Claims)
	}
	claim := s.Claims[at]
	id := judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeSplit, Story: s.Story.ID, Claims: claim.Mentions[1:], Note: "another bus"})
	parted := func() bool {
		one, _, err := w.Claim(context.Background(), claim.Mentions[0])
		if err != nil {
			t.Fatal(err)
		}
		return one.KeyOf["c1"] != "" && number(t, w, claim.Mentions[0]) != number(t, w, claim.Mentions[1])
	}
	if !parted() {
		t.Error("still one claim")
	}
	add(t, w, page("https://herald.example/bus", "Herald", "2024-05-01", bus))
	if !parted() {
		t.Error("a new report undid the split")
	}
	if err := w.Undo(context.Background(), id, "Ben"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	if parted() {
		t.Error("undone, and still parted")
	}
	if err := w.Undo(context.Background(), id, "Ben"); err == nil {
		t.Error("undone twice")
	}
	second := s.Claims[(at+1)%len(s.Claims)]
	judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeMerge, Story: s.Story.ID, Claims: []string{claim.Key, second.Key}})
	if number(t, w, claim.Key) != number(t, w, second.Key) {
		t.Error("not merged")
	}
}

// number is the number of the claim that holds the mention.
func number(t testing.TB, w *workspace.Workspace, key string) string {
	t.Helper()
	_, c, err := w.Claim(context.Background(), key)
	if err != nil {
		t.Fatal(key, err)
	}
	return c.ID
}

// TestMove: a report that a reader put into another story stays there.
func TestMove(t *testing.T) {
	w := open(t)
	added := add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus), page("https://tribune.example/1", "Tribune", "2024-05-02", bus2),
		page("https://lorne.example/b", "Lorne", "2024-05-01", other))
	if n := len(stories(t, w)); n != 2 {
		t.Fatalf("%d stories", n)
	}
	from := stories(t, w)[0].Story.ID
	id := judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeMove, Story: from, Reports: []int64{added[1].Report}, Value: "new"})
	if n := len(stories(t, w)); n != 3 {
		t.Errorf("%d stories after the move", n)
	}
	if err := w.Undo(context.Background(), id, "Ana"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, v := range stories(t, w) {
		if v.Story.ID == from && len(v.Record.Articles) != 2 {
			t.Errorf("%d reports after the move was undone", len(v.Record.Articles))
		}
	}
}

// TestJudgedThenMoved: what readers decided on a mention goes with its report
// into another story, and back.
func TestJudgedThenMoved(t *testing.T) {
	w := open(t)
	added := add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus), page("https://herald.example/bus", "Herald", "2024-05-01", bus), page("https://tribune.example/1", "Tribune", "2024-05-02", bus2))
	s := stories(t, w)[0]
	at := slices.IndexFunc(s.Claims, func(c store.Claim) bool { return c.Reports == 3 })
	if at < 0 {
		t.Fatalf("no claim of all: %+v", s.Claims)
	}
	keys := map[int64]string{}
	for i, m := range s.Record.Claims[at].Mentions {
		keys[s.ReportOf[m.Article]] = s.KeysOf(&s.Record.Claims[at])[i]
	}
	first, second, third := keys[added[0].Report], keys[added[1].Report], keys[added[2].Report]
	judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeSplit, Story: s.Story.ID, Claims: []string{first}})
	judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeAnnotate, Story: s.Story.ID, Claims: []string{second}, Note: " seen\x1b in the\x00 pictures\r\n"})
	noted := func(where string) {
		t.Helper()
		v, _, err := w.Claim(context.Background(), second)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(v.Judgements, func(j store.Judgement) bool { return j.Note == "seen in the pictures" }) {
			t.Errorf("%s: the note is gone", where)
		}
		if number(t, w, first) == number(t, w, second) {
			t.Errorf("%s: the split is gone", where)
		}
	}
	noted("at first")
	id := judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeMove, Story: s.Story.ID, Reports: []int64{added[0].Report, added[1].Report}, Value: "new"})
	if storyOf(t, w, added[0].Report) == s.Story.ID {
		t.Fatal("not moved")
	}
	noted("after the move")
	for _, j := range stories(t, w)[0].Judgements {
		if j.Kind == workspace.JudgeMove && j.ID != id {
			t.Errorf("another story's move: %+v", j)
		}
	}
	if err := w.Undo(context.Background(), id, "Ben"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	noted("after it was undone")
	if third == "" {
		t.Error("the third report has no mention")
	}
}

func TestBadJudgements(t *testing.T) {
	w := open(t)
	add(t, w, page("https://courier.example/bus", "Courier", "2024-05-01", bus))
	for _, j := range []store.Judgement{
		{Author: "Ana", Kind: "praise", Story: 1, Claims: []string{"a"}},
		{Kind: workspace.JudgeConfirm, Story: 1, Claims: []string{"a"}},
		{Author: "Ana", Kind: workspace.JudgeMerge, Story: 1, Claims: []string{"a"}},
		{Author: "Ana", Kind: workspace.JudgeCorrect, Story: 1, Claims: []string{"a"}, Field: "shoe size"},
		{Author: "Ana", Kind: workspace.JudgeMove, Story: 1, Reports: []int64{1}, Value: "elsewhere"},
		{Author: "Ana", Kind: workspace.JudgeConfirm, Story: 77, Claims: []string{"a"}},
		{Author: "Ana", Kind: workspace.JudgeMerge, Story: 1, Claims: []string{"a", "a"}},
		{Author: "Ana", Kind: workspace.JudgeSplit, Story: 1, Claims: stories(t, w)[0].Claims[0].Mentions},
	} {
		if _, err := w.Judge(context.Background(), j); err == nil {
			t.Errorf("%+v passes", j)
		}
	}
}

func TestCanonical(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.Courier.example:443/a/b/?utm_medium=x&id=7#c": "courier.example/a/b?id=7",
		"http://courier.example/a/b?id=7":                          "courier.example/a/b?id=7",
		"https://courier.example/?b=2&a=1":                         "courier.example?a=1&b=2",
		"file:///etc/passwd":                                       "",
		"not an address":                                           "",
	} {
		if got := workspace.Canonical(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// TestMovedStaysMoved: a story that a reader parted from another is not merged
// with it again, however many like reports come, and they join it too.
func TestMovedStaysMoved(t *testing.T) {
	w := open(t)
	var additions []workspace.Addition
	for i := range 4 {
		additions = append(additions, page(fmt.Sprintf("https://o%d.example/bus", i), fmt.Sprint("O", i), "2024-05-01", bus))
	}
	added := add(t, w, additions...)
	from := stories(t, w)[0].Story.ID
	id := judge(t, w, store.Judgement{Author: "Ana", Kind: workspace.JudgeMove, Story: from, Reports: []int64{added[2].Report, added[3].Report}, Value: "new"})
	for i := range 8 {
		add(t, w, page(fmt.Sprintf("https://p%d.example/bus", i), fmt.Sprint("P", i), "2024-05-01", bus))
	}
	apart := 0
	for _, v := range stories(t, w) {
		if len(v.Record.Articles) > 0 {
			apart++
		}
	}
	if apart != 2 {
		t.Errorf("%d stories", apart)
	}
	if err := w.Undo(context.Background(), id, "Ben"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Work(context.Background()); err != nil {
		t.Fatal(err)
	}
	view(t, w, func(tx *store.Tx) error {
		for _, a := range added {
			r, err := tx.Report(a.Report)
			if err != nil || r.Story != from {
				t.Errorf("report %d is in story %d after the move was undone, %v", a.Report, r.Story, err)
			}
		}
		return nil
	})
}
