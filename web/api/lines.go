package api

import (
	"cmp"
	"encoding/json"
	"time"

	"stemma"
	"stemma/store"
)

// page is a list's part that was asked for.
type page[T any] struct {
	Items []T   `json:"items"`
	Next  int64 `json:"next,omitempty" doc:"What to give as \"after\" for the following page; absent at the end." example:"1841"`
}

// paged is the page of what a list gave; at is where its last item stands.
func paged[T, U any](items []T, limit int, line func(T) U, at func(T) int64) page[U] {
	p := page[U]{Items: make([]U, len(items))}
	for i, item := range items {
		p.Items[i] = line(item)
	}
	if len(items) > 0 && len(items) == limit {
		p.Next = at(items[len(items)-1])
	}
	return p
}

// StoryLine is a story as lists show it.
type StoryLine struct {
	ID      int64     `json:"id" example:"12"`
	Title   string    `json:"title" example:"Odesa strike: Russia denies role"`
	Begin   string    `json:"begin,omitempty" doc:"First day of publication." example:"2022-07-23"`
	End     string    `json:"end,omitempty" doc:"Last day of publication." example:"2022-07-24"`
	Reports int       `json:"reports" example:"5"`
	Claims  int       `json:"claims" example:"23"`
	Changed time.Time `json:"changed"`
}

func storyLine(s store.Story) StoryLine {
	return StoryLine{s.ID, s.Title, s.Begin, s.End, s.Reports, s.Claims, s.Changed}
}

// ClaimLine is a claim as lists show it.
type ClaimLine struct {
	Key           string       `json:"key" doc:"The claim's name, which outlives other groupings of its story." example:"mfzwizltoqqgc3tf"`
	Story         int64        `json:"story" example:"12"`
	Number        string       `json:"number" doc:"Its number within the story's record." example:"c3"`
	Summary       string       `json:"summary" example:"Two missiles struck the port"`
	Type          string       `json:"type,omitempty" doc:"PLOVER's event type, or stemma's own where PLOVER has none." example:"ASSAULT"`
	Mode          string       `json:"mode,omitempty"`
	Actors        []string     `json:"actors"`
	Recipients    []string     `json:"recipients"`
	Place         string       `json:"place,omitempty" example:"Odesa"`
	Country       string       `json:"country,omitempty" doc:"ISO 3166-1 alpha-2." example:"UA"`
	Lat           *float64     `json:"lat,omitempty"`
	Lon           *float64     `json:"lon,omitempty"`
	Begin         string       `json:"begin,omitempty" doc:"First day of the event." example:"2022-07-23"`
	End           string       `json:"end,omitempty"`
	Figures       string       `json:"figures,omitempty" example:"9+ killed, 3 injured"`
	Modality      string       `json:"modality" example:"asserted"`
	Polarity      string       `json:"polarity" example:"positive"`
	Standing      string       `json:"standing,omitempty" doc:"The latest status." example:"acknowledged"`
	Reports       int          `json:"reports" doc:"How many articles carry it." example:"5"`
	Accounts      stemma.Range `json:"accounts" doc:"How many tellings these are, at least and at most." example:"[3, 3]"`
	Origins       stemma.Range `json:"origins" doc:"On how many ultimate informants they rest, at least and at most." example:"[1, 3]"`
	Disagreements int          `json:"disagreements" doc:"Differences between two reports of it."`
	Changed       time.Time    `json:"changed"`
}

func claimLine(c store.Claim) ClaimLine {
	return ClaimLine{Key: c.Key, Story: c.Story, Number: c.Number, Summary: c.Summary, Type: c.Type, Mode: c.Mode, Actors: list(c.Actors), Recipients: list(c.Recipients),
		Place: c.Place, Country: c.Country, Lat: c.Lat, Lon: c.Lon, Begin: c.Begin, End: c.End, Figures: c.Figures, Modality: c.Modality, Polarity: c.Polarity, Standing: c.Standing,
		Reports: c.Reports, Accounts: stemma.Range{c.AccountsLow, c.Accounts}, Origins: stemma.Range{c.OriginsLow, c.Origins}, Disagreements: c.Disagree, Changed: c.Changed}
}

// list is a list that JSON writes as one, never as null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// ReportLine is a report as lists show it.
type ReportLine struct {
	ID        int64     `json:"id" example:"77"`
	Address   string    `json:"address,omitempty" example:"https://tribune.example/odesa"`
	Outlet    string    `json:"outlet,omitempty" example:"Tribune Online"`
	Title     string    `json:"title,omitempty"`
	Language  string    `json:"language,omitempty" doc:"ISO 639-1." example:"en"`
	Published string    `json:"published,omitempty" doc:"ISO 8601, as precise as it is known." example:"2022-07-23"`
	Version   int       `json:"version" doc:"Number of the newest version, from 1." example:"1"`
	Versions  int       `json:"versions" example:"1"`
	Added     time.Time `json:"added"`
	Changed   time.Time `json:"changed" doc:"When the newest version came."`
	Story     int64     `json:"story,omitempty" doc:"Absent while it is not sorted." example:"12"`
}

func reportLine(r store.Report) ReportLine {
	return ReportLine{r.ID, r.Address, r.Outlet, r.Title, r.Language, r.Published, r.Version, r.Versions, r.Added, r.Changed, r.Story}
}

// ChangeLine is a line of the ledger of changes.
type ChangeLine struct {
	ID    int64           `json:"id" doc:"Ascending in the order in which changes became lasting." example:"1841"`
	At    time.Time       `json:"at"`
	Story int64           `json:"story" example:"12"`
	Claim string          `json:"claim,omitempty" doc:"The claim's key; absent of a story's change." example:"mfzwizltoqqgc3tf"`
	Kind  string          `json:"kind" doc:"story, new, origin, denied, acknowledged, retracted, figures, disputed or gone." example:"origin"`
	What  string          `json:"what" example:"2 origins for certain, 1 before: Two missiles struck the port"`
	Data  json.RawMessage `json:"data,omitempty" doc:"The claim's counts, standing and figures before and after."`
}

func changeLine(c store.Change) ChangeLine {
	l := ChangeLine{c.ID, c.At, c.Story, c.Claim, c.Kind, c.What, nil}
	if json.Valid(c.Data) {
		l.Data = c.Data
	}
	return l
}

// JudgementLine is what a reader decided.
type JudgementLine struct {
	ID       int64      `json:"id" example:"5"`
	At       time.Time  `json:"at"`
	Author   string     `json:"author" example:"Ana"`
	Kind     string     `json:"kind" example:"confirm"`
	Story    int64      `json:"story" example:"12"`
	Claims   []string   `json:"claims" doc:"Keys of the claims concerned."`
	Reports  []int64    `json:"reports" doc:"Reports that were moved."`
	Field    string     `json:"field,omitempty" doc:"Of a correction." example:"place"`
	Value    string     `json:"value,omitempty"`
	Note     string     `json:"note,omitempty"`
	Undone   *time.Time `json:"undone,omitempty" doc:"Absent while it holds."`
	UndoneBy string     `json:"undone_by,omitempty"`
}

func judgementLine(j store.Judgement) JudgementLine {
	l := JudgementLine{ID: j.ID, At: j.At, Author: j.Author, Kind: j.Kind, Story: j.Story, Claims: list(j.Claims), Reports: list(j.Reports), Field: j.Field, Value: j.Value, Note: j.Note, UndoneBy: j.UndoneBy}
	if !j.Undone.IsZero() {
		l.Undone = &j.Undone
	}
	return l
}

// Choosing are the words by which lists of claims, stories and reports are
// narrowed. Values of one are alternatives, different ones add up.
type Choosing struct {
	Actor      []string `query:"actor,explode" maxItems:"50" doc:"Who acts or is acted upon, in any case of letters. Give it again for alternatives." example:"[\"Russia\"]"`
	Type       []string `query:"type,explode" maxItems:"50" doc:"Event type or mode." example:"[\"ASSAULT\"]"`
	Place      []string `query:"place,explode" maxItems:"50" doc:"Name of the place." example:"[\"Odesa\"]"`
	Country    []string `query:"country,explode" maxItems:"50" doc:"The place's country, ISO 3166-1 alpha-2." example:"[\"UA\"]"`
	Standing   []string `query:"standing,explode" maxItems:"6" enum:"secret,reported,alleged,acknowledged,denied,retracted" doc:"The latest status."`
	Since      string   `query:"since" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" patternDescription:"YYYY, YYYY-MM or YYYY-MM-DD" doc:"On or after this date." example:"2022-07"`
	Until      string   `query:"until" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" patternDescription:"YYYY, YYYY-MM or YYYY-MM-DD" doc:"On or before this date." example:"2022-07-31"`
	Outlet     []string `query:"outlet,explode" maxItems:"50" doc:"Of stories that the outlet reports, or its reports." example:"[\"Tribune Online\"]"`
	MinOrigins int      `query:"min_origins" minimum:"0" doc:"At least so many origins for certain."`
	MaxOrigins int      `query:"max_origins" minimum:"0" doc:"At most so many origins, doubts counted; 0 for no bound."`
	MinReports int      `query:"min_reports" minimum:"0" doc:"In at least so many reports."`
}

// Paging is which part of a list is wanted.
type Paging struct {
	Limit int   `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Most items in a page."`
	After int64 `query:"after" minimum:"0" doc:"The \"next\" of the page before."`
}

func (c Choosing) filter(p Paging) store.Filter {
	return store.Filter{Actor: c.Actor, Type: c.Type, Place: c.Place, Country: c.Country, Standing: c.Standing, Since: c.Since, Until: c.Until, Outlet: c.Outlet,
		MinOrigins: c.MinOrigins, MaxOrigins: c.MaxOrigins, MinReports: c.MinReports, Limit: cmp.Or(p.Limit, 50), After: p.After}
}

// answer is a body with its status 200.
type answer[T any] struct{ Body T }

func reply[T any](body T) *answer[T] { return &answer[T]{body} }
