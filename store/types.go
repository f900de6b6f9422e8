package store

import (
	"encoding/json"
	"time"
)

// Report is one address or file with the versions of it that came in. The
// newest version is the one that counts.
type Report struct {
	ID        int64     `json:"id"`
	Key       string    `json:"key"`               // what makes it this report: a canonical address, or the path of what has none
	Address   string    `json:"address,omitempty"` // "" for a file
	Outlet    string    `json:"outlet,omitempty"`
	Title     string    `json:"title"`
	Language  string    `json:"language,omitempty"`  // ISO 639-1
	Published string    `json:"published,omitempty"` // ISO 8601, as precise as it is known; "" unknown
	Version   int       `json:"version"`             // number of the newest version, from 1
	Versions  int       `json:"versions"`            // how many there are
	Added     time.Time `json:"added,omitzero"`
	Changed   time.Time `json:"changed,omitzero"` // when the newest version came
	Story     int64     `json:"story"`            // 0 while it is not sorted
}

// States of a version. New work is found by them, so that whatever dies, what
// was acknowledged is done by the next to look.
const (
	StateNew      = "new"      // kept, not read yet
	StateAnalysed = "analysed" // read, not yet in a story
	StateSorted   = "sorted"   // in a story
	StateFailed   = "failed"   // it cannot be read; Problem says why
)

// Version is a report's text as it stood at one time.
type Version struct {
	ID        int64     `json:"id"`
	Report    int64     `json:"report"`
	Number    int       `json:"number"`           // from 1
	Digest    string    `json:"digest,omitempty"` // SHA-256 of what counts as content, in hexadecimal; once for each report
	Path      string    `json:"path,omitempty"`   // where it was read
	Added     time.Time `json:"added,omitzero"`
	State     string    `json:"state,omitempty"`
	Attempts  int       `json:"attempts"`          // readings begun
	Problem   string    `json:"problem,omitempty"` // of a failed one, and of one read with trouble
	Engine    string    `json:"engine,omitempty"`  // which analysis made Documents
	Articles  []byte    `json:"-"`                 // the article and the posts embedded in it, as the workspace encodes them
	Documents []byte    `json:"-"`                 // the same with what the language stages found; nil while new
	Original  []byte    `json:"-"`                 // the bytes as they came, compressed; nil where not kept or not asked for
}

// Story is a group of reports that tell one story, as lists show it.
type Story struct {
	ID       int64     `json:"id"`
	Title    string    `json:"title"`
	Begin    string    `json:"begin,omitempty"` // first and last day of publication, YYYY-MM-DD; "" unknown
	End      string    `json:"end,omitempty"`
	Reports  int       `json:"reports"`
	Claims   int       `json:"claims"`
	Changed  time.Time `json:"changed,omitzero"`
	MergedTo int64     `json:"merged_to"` // the story that this one was merged into; 0 none
	At       int64     `json:"at"`        // where it stands in lists, for Filter.After
}

// StoryTerm is a term by which a story is found, with its weight.
type StoryTerm struct {
	Term   uint64
	Weight float32
}

// Claim is a claim as lists and searches show it; the story's record holds it
// in full. Key is the key of its first mention, Mentions are the keys of all of
// them: a claim is found by any.
type Claim struct {
	Key         string    `json:"key"`
	Story       int64     `json:"story"`
	Number      string    `json:"number,omitempty"` // the claim's ID within the record, "c3"
	Rank        int       `json:"rank"`             // its place in the record, from 0
	Summary     string    `json:"summary"`
	Type        string    `json:"type,omitempty"` // PLOVER event type or own; "" none
	Mode        string    `json:"mode,omitempty"`
	Place       string    `json:"place,omitempty"`
	Country     string    `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Lat         *float64  `json:"lat,omitempty"`
	Lon         *float64  `json:"lon,omitempty"`
	Begin       string    `json:"begin,omitempty"`
	End         string    `json:"end,omitempty"` // days, inclusive; "" unknown
	Modality    string    `json:"modality,omitempty"`
	Polarity    string    `json:"polarity,omitempty"`
	Standing    string    `json:"standing,omitempty"` // the latest status
	Reports     int       `json:"reports"`
	AccountsLow int       `json:"accounts_low"`
	Accounts    int       `json:"accounts"` // high
	OriginsLow  int       `json:"origins_low"`
	Origins     int       `json:"origins"`           // high
	Disagree    int       `json:"disagree"`          // disagreements
	Figures     string    `json:"figures,omitempty"` // "9+ killed, 3 injured"
	Actors      []string  `json:"actors"`
	Recipients  []string  `json:"recipients"`
	Mentions    []string  `json:"mentions"`
	Changed     time.Time `json:"changed,omitzero"` // zero when put: now if it is another than before
	At          int64     `json:"at"`               // where it stands in this list, for Filter.After
}

// Record is all that stands about one story, as it was last made.
type Record struct {
	Story  int64     `json:"story"`
	Made   time.Time `json:"made,omitzero"`
	Engine string    `json:"engine,omitempty"`
	JSON   []byte    `json:"-"` // the record, compressed
	Claims []Claim   `json:"-"`
	Texts  []Text    `json:"-"` // for search
	Begin  string    `json:"begin,omitempty"`
	End    string    `json:"end,omitempty"`
	Title  string    `json:"title"`
}

// Text is a stretch that a search may find.
type Text struct {
	Kind  string `json:"kind"`          // report, claim, entity, quotation
	Ref   string `json:"ref,omitempty"` // report's ID, claim's key, entity's name, quotation's ID
	Title string `json:"title"`
	Body  string `json:"body,omitempty"`
	Day   string `json:"day,omitempty"` // of publication or happening, YYYY-MM-DD; "" unknown
}

// Filter narrows lists and searches; its zero value lets all pass. Values of
// one field are alternatives, fields add up.
type Filter struct {
	Story      int64
	Actor      []string // who acts or is acted upon, in any case of letters
	Type       []string // event type or mode
	Place      []string
	Country    []string
	Standing   []string
	Since      string // YYYY-MM-DD, inclusive
	Until      string
	Outlet     []string
	MinOrigins int // certain ones
	MaxOrigins int // 0: no bound
	MinReports int
	Limit      int   // 0: 50
	After      int64 // continue behind: the ID of a report, the At of a story or claim, the number of hits
}

// Hit is what a search found.
type Hit struct {
	Text
	Story   int64   `json:"story"`
	Snippet string  `json:"snippet,omitempty"` // with the found words between \x02 and \x03
	Score   float64 `json:"score"`             // higher is better
}

// Change is one line of the ledger of what became of claims and stories.
type Change struct {
	ID    int64           `json:"id"` // ascending in the order of commit
	At    time.Time       `json:"at,omitzero"`
	Story int64           `json:"story"`
	Claim string          `json:"claim,omitempty"` // key; "" for a story's change
	Kind  string          `json:"kind"`            // story, new, origin, denied, acknowledged, retracted, figures, disputed, gone
	What  string          `json:"what"`            // one readable line
	Data  json.RawMessage `json:"data,omitempty"`  // JSON: before and after
}

// Judgement is what a reader decided. None is ever changed or removed: undoing
// one is recorded beside it.
type Judgement struct {
	ID       int64     `json:"id"`
	At       time.Time `json:"at,omitzero"`
	Author   string    `json:"author,omitempty"`
	Kind     string    `json:"kind"` // confirm, reject, correct, annotate, merge, split, move
	Story    int64     `json:"story"`
	Claims   []string  `json:"claims"` // keys of mentions of the claims concerned
	Reports  []int64   `json:"reports,omitempty"`
	Field    string    `json:"field,omitempty"` // of a correction
	Value    string    `json:"value,omitempty"`
	Note     string    `json:"note,omitempty"`
	Undone   time.Time `json:"undone,omitzero"` // zero: it holds
	UndoneBy string    `json:"undone_by,omitempty"`
}

// Feed is an address that is followed.
type Feed struct {
	Address  string    `json:"address,omitempty"`
	Title    string    `json:"title"`
	Kind     string    `json:"kind"`
	Added    time.Time `json:"added,omitzero"`
	Visit    []byte    `json:"-"` // what the fetcher keeps between visits
	Visited  time.Time `json:"visited,omitzero"`
	Due      time.Time `json:"due,omitzero"`
	Failures int       `json:"failures"` // in a row
	Problem  string    `json:"problem,omitempty"`
}

// Delivery is a message to a webhook.
type Delivery struct {
	ID       int64     `json:"id"`
	Hook     string    `json:"hook,omitempty"` // the address
	Change   int64     `json:"change"`
	Attempts int       `json:"attempts"`
	Due      time.Time `json:"due,omitzero"`
	Done     time.Time `json:"done,omitzero"`
	Problem  string    `json:"problem,omitempty"`
}

// Token lets a program or person in. Only its hash is kept.
type Token struct {
	ID      int64     `json:"id"`
	Name    string    `json:"name,omitempty"`
	Hash    []byte    `json:"-"`               // SHA-256 of 256 random bits
	Scope   string    `json:"scope,omitempty"` // read, write, admin
	Created time.Time `json:"created,omitzero"`
	Used    time.Time `json:"used,omitzero"`
	Revoked time.Time `json:"revoked,omitzero"`
}

// Audit is a line of who did what.
type Audit struct {
	ID     int64     `json:"id"`
	At     time.Time `json:"at,omitzero"`
	Who    string    `json:"who,omitempty"`
	What   string    `json:"what"`
	Detail string    `json:"detail,omitempty"`
}
