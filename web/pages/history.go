package pages

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"stemma/store"
	"stemma/workspace"
)

// changeItem is a line of the ledger.
type changeItem struct {
	ID    int64     `json:"id"`
	At    time.Time `json:"at"`
	Kind  string    `json:"kind"`
	What  string    `json:"what"`
	Story int64     `json:"story"`
	Claim string    `json:"claim,omitempty"`
	URL   string    `json:"url"`
}

// changesPage is the ledger, the latest first.
type changesPage struct {
	listing[changeItem]
	Kinds []string `json:"-"`
}

var changeKinds = []string{workspace.ChangeStory, workspace.ChangeNew, workspace.ChangeOrigin, workspace.ChangeDenied, workspace.ChangeAcknowledged,
	workspace.ChangeRetracted, workspace.ChangeFigures, workspace.ChangeDisputed, workspace.ChangeGone}

func (p *Pages) changes(r *http.Request) (*answer, error) {
	f, err := filterOf(r)
	if err != nil {
		return nil, err
	}
	f.Type = list(r.URL.Query(), "kind")
	var found []store.Change
	err = p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
		found, err = t.LatestChanges(f.After, f.Filter)
		return err
	})
	if err != nil {
		return nil, err
	}
	page := changesPage{listing[changeItem]{Items: []changeItem{}, Filter: f, First: f.After == 0}, changeKinds}
	table := [][]string{{"id", "at", "kind", "what", "story", "claim"}}
	for _, c := range found {
		i := changeItem{c.ID, c.At, c.Kind, c.What, c.Story, c.Claim, p.storyURL(c.Story, "")}
		if c.Claim != "" && c.Kind != workspace.ChangeGone {
			i.URL = p.claimURL(c.Claim)
		}
		page.Items = append(page.Items, i)
		table = append(table, []string{itoa(i.ID), i.At.Format(time.RFC3339), i.Kind, i.What, itoa(i.Story), i.Claim})
	}
	if n := len(found); n > 0 {
		page.Next = next(r, p, n, f.Limit, found[n-1].ID)
	}
	return &answer{Title: "Changes", Section: "changes", Template: "changes", Page: page, Rows: table}, nil
}

// judgementItem is what a reader decided.
type judgementItem struct {
	ID       int64     `json:"id"`
	At       time.Time `json:"at"`
	Author   string    `json:"author"`
	Kind     string    `json:"kind"`
	Says     string    `json:"says"`
	Field    string    `json:"field,omitempty"`
	Value    string    `json:"value,omitempty"`
	Note     string    `json:"note,omitempty"`
	Story    int64     `json:"story"`
	Claims   []string  `json:"claims,omitempty"`
	Reports  []int64   `json:"reports,omitempty"`
	Undone   time.Time `json:"undone,omitzero"`
	UndoneBy string    `json:"undone_by,omitempty"`
	URL      string    `json:"url"`
}

// Holds reports whether nobody took it back.
func (j judgementItem) Holds() bool { return j.Undone.IsZero() }

// judgementItems are judgements, the latest first; without those on claims
// unless they are asked for.
func (p *Pages) judgementItems(judgements []store.Judgement, ofClaims bool) []judgementItem {
	var items []judgementItem
	for _, j := range slices.Backward(judgements) {
		if len(j.Claims) > 0 && !ofClaims {
			continue
		}
		i := judgementItem{j.ID, j.At, j.Author, j.Kind, capital(sentence(j)), j.Field, j.Value, j.Note, j.Story, j.Claims, j.Reports, j.Undone, j.UndoneBy, p.storyURL(j.Story, "")}
		if len(j.Claims) > 0 {
			i.URL = p.claimURL(j.Claims[0])
		}
		items = append(items, i)
	}
	return items
}

func judgementRows(items []judgementItem) [][]string {
	table := [][]string{{"id", "at", "author", "kind", "field", "value", "note", "story", "claims", "reports", "undone", "undone_by"}}
	for _, j := range items {
		reports := make([]string, len(j.Reports))
		for i, id := range j.Reports {
			reports[i] = itoa(id)
		}
		undone := ""
		if !j.Holds() {
			undone = j.Undone.Format(time.RFC3339)
		}
		table = append(table, []string{itoa(j.ID), j.At.Format(time.RFC3339), j.Author, j.Kind, j.Field, j.Value, j.Note, itoa(j.Story),
			strings.Join(j.Claims, " "), strings.Join(reports, " "), undone, j.UndoneBy})
	}
	return table
}

// judgementsPage is the history of what readers decided.
type judgementsPage struct {
	listing[judgementItem]
	Story *storyItem `json:"story,omitempty"`
}

func (p *Pages) judgements(r *http.Request) (*answer, error) { return p.judgementList(r, nil) }

// storyJudgements is the history of one story.
func (p *Pages) storyJudgements(r *http.Request) (*answer, error) {
	id, err := number(r, "id", "story")
	if err != nil {
		return nil, err
	}
	var s store.Story
	err = p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
		s, err = t.Story(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if s.MergedTo != 0 {
		return nil, workspace.Moved{To: s.MergedTo}
	}
	i := p.storyItem(s)
	return p.judgementList(r, &i)
}

func (p *Pages) judgementList(r *http.Request, s *storyItem) (*answer, error) {
	f, err := filterOf(r)
	if err != nil {
		return nil, err
	}
	id := int64(0)
	if s != nil {
		id = s.ID
	}
	var found []store.Judgement
	err = p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
		found, err = t.Judgements(id, true)
		return err
	})
	if err != nil {
		return nil, err
	}
	a := &answer{Title: "Judgements", Section: "judgements", Template: "judgements", Notice: p.notice(r, found)}
	page := judgementsPage{listing[judgementItem]{Items: []judgementItem{}, Filter: f, First: f.After == 0}, s}
	for _, i := range p.judgementItems(found, true) {
		if f.After > 0 && i.ID >= f.After {
			continue
		}
		if len(page.Items) == f.Limit {
			q := r.URL.Query()
			q.Set("after", strconv.FormatInt(page.Items[f.Limit-1].ID, 10))
			page.Next = p.options.Prefix + r.URL.Path + "?" + q.Encode()
			break
		}
		page.Items = append(page.Items, i)
	}
	a.Page, a.Rows = page, judgementRows(page.Items)
	return a, nil
}
