package pages

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"stemma/render"
	"stemma/store"
)

// storyItem is a story in a list.
type storyItem struct {
	ID      int64     `json:"id"`
	Title   string    `json:"title"`
	Days    string    `json:"days,omitempty"`
	Reports int       `json:"reports"`
	Claims  int       `json:"claims"`
	Changed time.Time `json:"changed"`
	URL     string    `json:"url"`
}

func (p *Pages) storyItem(s store.Story) storyItem {
	title := s.Title
	if title == "" {
		title = fmt.Sprintf("Story %d, not read yet", s.ID)
	}
	return storyItem{s.ID, title, render.Days(s.Begin, s.End), s.Reports, s.Claims, s.Changed, p.storyURL(s.ID, "")}
}

// listing is a page of a list.
type listing[T any] struct {
	Items  []T    `json:"items"`
	Next   string `json:"next,omitempty"` // address of the next page
	Filter filter `json:"-"`
	First  bool   `json:"-"` // this is the list's beginning
}

// filter is what a reader asked for, as it was written.
type filter struct {
	store.Filter
	Values url.Values
}

// Get is a field's value for the form.
func (f filter) Get(name string) string { return f.Values.Get(name) }

// Used reports whether anything is asked for.
func (f filter) Used() bool {
	for name, v := range f.Values {
		if name != "after" && name != "limit" && strings.Join(v, "") != "" {
			return true
		}
	}
	return false
}

// Sizes of a page of a list.
const (
	usualItems = 50
	mostItems  = 1000
)

// filterOf reads the filters of an address.
func filterOf(r *http.Request) (filter, error) {
	q := r.URL.Query()
	f := filter{Values: q}
	f.Actor, f.Type, f.Place = list(q, "actor"), list(q, "type"), list(q, "place")
	f.Country, f.Standing, f.Outlet = list(q, "country"), list(q, "standing"), q["outlet"]
	if f.Get("outlet") == "" {
		f.Outlet = nil
	}
	for i := range f.Country {
		f.Country[i] = strings.ToUpper(f.Country[i])
	}
	for i := range f.Type {
		if strings.ToLower(f.Type[i]) != f.Type[i] {
			f.Type[i] = strings.ToUpper(f.Type[i])
		}
	}
	var err error
	if f.Since, err = day(q, "since"); err != nil {
		return f, err
	}
	if f.Until, err = day(q, "until"); err != nil {
		return f, err
	}
	f.Limit = usualItems
	if formatOf(r) == "csv" {
		f.Limit = mostItems
	}
	for name, at := range map[string]*int{"min_origins": &f.MinOrigins, "max_origins": &f.MaxOrigins, "min_reports": &f.MinReports, "limit": &f.Limit} {
		if err := count(q, name, at); err != nil {
			return f, err
		}
	}
	f.Limit = min(max(f.Limit, 1), mostItems)
	for name, at := range map[string]*int64{"after": &f.After, "story": &f.Story} {
		var n int
		if err := count(q, name, &n); err != nil {
			return f, err
		}
		*at = int64(n)
	}
	return f, nil
}

// list are a parameter's values, also those that commas part.
func list(q url.Values, name string) []string {
	var values []string
	for _, v := range q[name] {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				values = append(values, part)
			}
		}
	}
	return values
}

// day reads a date, which may be a month or a year.
func day(q url.Values, name string) (string, error) {
	value := strings.TrimSpace(q.Get(name))
	if value == "" {
		return "", nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, value); err == nil {
			return value, nil
		}
	}
	return "", wrong(fmt.Sprintf("“%s” is no date", clip(value, 30)), "Write it as 2025-04-30, 2025-04 or 2025.")
}

func count(q url.Values, name string, at *int) error {
	value := strings.TrimSpace(q.Get(name))
	if value == "" {
		return nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return wrong(fmt.Sprintf("“%s” is no number", clip(value, 30)), "Write "+strings.ReplaceAll(name, "_", " ")+" as a whole number.")
	}
	*at = n
	return nil
}

// next is the address of the list's next page, "" behind the last.
func next(r *http.Request, p *Pages, got, limit int, after int64) string {
	if got < limit {
		return ""
	}
	q := r.URL.Query()
	q.Set("after", strconv.FormatInt(after, 10))
	path := r.URL.Path
	if path == "/" {
		path = "/stories"
	}
	return p.options.Prefix + path + "?" + q.Encode()
}

func (p *Pages) stories(r *http.Request) (*answer, error) {
	f, err := filterOf(r)
	if err != nil {
		return nil, err
	}
	var found []store.Story
	err = p.w.Store().View(r.Context(), func(t *store.Tx) (err error) {
		found, err = t.Stories(f.Filter)
		return err
	})
	if err != nil {
		return nil, err
	}
	page := listing[storyItem]{Items: []storyItem{}, Filter: f, First: f.After == 0}
	table := [][]string{{"id", "title", "days", "reports", "claims", "changed"}}
	for _, s := range found {
		i := p.storyItem(s)
		page.Items = append(page.Items, i)
		table = append(table, []string{itoa(i.ID), i.Title, i.Days, strconv.Itoa(i.Reports), strconv.Itoa(i.Claims), i.Changed.Format(time.RFC3339)})
	}
	if n := len(found); n > 0 {
		page.Next = next(r, p, n, f.Limit, found[n-1].At)
	}
	return &answer{Title: "Stories", Section: "stories", Template: "stories", Page: page, Rows: table}, nil
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
