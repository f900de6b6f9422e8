package pages

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/collate"
	"stemma/store"
	"stemma/workspace"
)

// saved is a small story whose record stands in testdata, so that its pages
// change with the pages alone, and not with the reading of reports.
func saved(t *testing.T) *workspace.StoryView {
	t.Helper()
	data, err := os.ReadFile("testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	v := &workspace.StoryView{Record: &stemma.Record{}, ReportOf: map[string]int64{}, KeyOf: map[string]string{}, Made: clock()()}
	if err := json.Unmarshal(data, v.Record); err != nil {
		t.Fatal(err)
	}
	v.Story = store.Story{ID: 1, Title: v.Record.Stories[0].Title, Reports: len(v.Record.Articles), Claims: len(v.Record.Claims)}
	for i, a := range v.Record.Articles {
		v.ReportOf[a.ID] = int64(i + 1)
		v.Reports = append(v.Reports, store.Report{ID: int64(i + 1), Key: "example.org/" + a.ID, Outlet: a.Outlet})
	}
	for i := range v.Record.Claims {
		c := &v.Record.Claims[i]
		key := fmt.Sprint("key", c.ID)
		v.KeyOf[c.ID] = key
		v.Claims = append(v.Claims, store.Claim{Key: key, Number: c.ID, Mentions: append(v.KeysOf(c), key)})
	}
	v.Judgements = []store.Judgement{{ID: 1, At: v.Made, Author: "Ada", Kind: workspace.JudgeConfirm, Story: 1, Claims: []string{"keyc1"}, Note: "Seen in the pictures."}}
	return v
}

// TestGolden holds the pages of a small story.
func TestGolden(t *testing.T) {
	v := saved(t)
	p := New(nil, writer)
	story := p.storyPage(v, p.head(v, ""), "")
	story.list(p, httptest.NewRequest(http.MethodGet, "/", nil), 0)
	edition := p.editionPage(p.head(v, "edition"), collate.New(v.Record, "C"), []string{"A", "B"}, false)
	claim := p.claimPage(v, &v.Record.Claims[0], 0, false)
	claim.Judgements = p.judgementItems(ofClaim(v, 0), true)
	for name, page := range map[string]any{"story": story, "edition": &edition, "claim": claim} {
		made, err := p.page(httptest.NewRequest(http.MethodGet, "/"+name, nil), &answer{Title: name, Template: name, Page: page})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(strings.ReplaceAll(string(made), styleName, "pages.css"), iconName, "icon.svg")
		golden := filepath.Join("testdata", name+".html")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
			t.Errorf("%s (-update rewrites it):\n%s", name, diff)
		}
	}
}
