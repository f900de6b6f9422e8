package store

import "time"

// Report is one address or file with the versions of it that came in. The
// newest version is the one that counts.
type Report struct {
	ID        int64
	Key       string // what makes it this report: a canonical address, or the path of what has none
	Address   string // "" for a file
	Outlet    string
	Title     string
	Language  string // ISO 639-1
	Published string // ISO 8601, as precise as it is known; "" unknown
	Version   int    // number of the newest version, from 1
	Versions  int    // how many there are
	Added     time.Time
	Changed   time.Time // when the newest version came
	Story     int64     // 0 while it is not sorted
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
	ID        int64
	Report    int64
	Number    int    // from 1
	Digest    string // SHA-256 of what counts as content, in hexadecimal; once for each report
	Path      string // where it was read
	Added     time.Time
	State     string
	Attempts  int    // readings begun
	Problem   string // of a failed one, and of one read with trouble
	Engine    string // which analysis made Documents
	Articles  []byte // the article and the posts embedded in it, as the workspace encodes them
	Documents []byte // the same with what the language stages found; nil while new
	Original  []byte // the bytes as they came, compressed; nil where not kept or not asked for
}

// Story is a group of reports that tell one story, as lists show it.
type Story struct {
	ID       int64
	Title    string
	Begin    string // first and last day of publication, YYYY-MM-DD; "" unknown
	End      string
	Reports  int
	Claims   int
	Changed  time.Time
	MergedTo int64 // the story that this one was merged into; 0 none
	At       int64 // where it stands in lists, for Filter.After
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
	Key         string
	Story       int64
	Number      string // the claim's ID within the record, "c3"
	Rank        int    // its place in the record, from 0
	Summary     string
	Type        string // PLOVER event type or own; "" none
	Mode        string
	Place       string
	Country     string // ISO 3166-1 alpha-2
	Lat, Lon    *float64
	Begin, End  string // days, inclusive; "" unknown
	Modality    string
	Polarity    string
	Standing    string // the latest status
	Reports     int
	AccountsLow int
	Accounts    int // high
	OriginsLow  int
	Origins     int // high
	Disagree    int // disagreements
	Actors      []string
	Recipients  []string
	Mentions    []string
	Changed     time.Time // zero when put: now if it is another than before
	At          int64     // where it stands in this list, for Filter.After
}

// Record is all that stands about one story, as it was last made.
type Record struct {
	Story  int64
	Made   time.Time
	Engine string
	JSON   []byte // the record, compressed
	Claims []Claim
	Texts  []Text // for search
	Begin  string
	End    string
	Title  string
}

// Text is a stretch that a search may find.
type Text struct {
	Kind  string // report, claim, entity, quotation
	Ref   string // report's ID, claim's key, entity's name, quotation's ID
	Title string
	Body  string
	Day   string // of publication or happening, YYYY-MM-DD; "" unknown
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
	Story   int64
	Snippet string  // with the found words between \x02 and \x03
	Score   float64 // higher is better
}

// Change is one line of the ledger of what became of claims and stories.
type Change struct {
	ID    int64 // ascending in the order of commit
	At    time.Time
	Story int64
	Claim string // key; "" for a story's change
	Kind  string // new, origin, denied, acknowledged, retracted, figures, merged, split, judged
	What  string // one readable line
	Data  []byte // JSON: before and after
}

// Judgement is what a reader decided. None is ever changed or removed: undoing
// one is recorded beside it.
type Judgement struct {
	ID       int64
	At       time.Time
	Author   string
	Kind     string // confirm, reject, correct, annotate, merge, split, move
	Story    int64
	Claims   []string // keys of mentions of the claims concerned
	Reports  []int64
	Field    string // of a correction
	Value    string
	Note     string
	Undone   time.Time // zero: it holds
	UndoneBy string
}

// Feed is an address that is followed.
type Feed struct {
	Address  string
	Title    string
	Kind     string
	Added    time.Time
	Visit    []byte // what the fetcher keeps between visits
	Visited  time.Time
	Due      time.Time
	Failures int // in a row
	Problem  string
}

// Delivery is a message to a webhook.
type Delivery struct {
	ID       int64
	Hook     string // the address
	Change   int64
	Attempts int
	Due      time.Time
	Done     time.Time
	Problem  string
}

// Token lets a program or person in. Only its hash is kept.
type Token struct {
	ID      int64
	Name    string
	Hash    []byte // SHA-256 of 256 random bits
	Scope   string // read, write, admin
	Created time.Time
	Used    time.Time
	Revoked time.Time
}

// Audit is a line of who did what.
type Audit struct {
	ID     int64
	At     time.Time
	Who    string
	What   string
	Detail string
}
