package stemma

import (
	"fmt"
	"strings"
)

// Modalities of a claim mention.
const (
	Asserted     = "asserted"
	Alleged      = "alleged"
	Denied       = "denied"
	Planned      = "planned"
	Ordered      = "ordered"
	Threatened   = "threatened"
	Expected     = "expected"
	Hypothetical = "hypothetical"
)

// Polarities of a claim mention.
const (
	Positive = "positive"
	Negative = "negative"
)

// Modalities, Polarities and Statuses are the words for a claim's modality, its
// polarity, and its standing at a date.
var (
	Modalities = []string{Asserted, Alleged, Denied, Planned, Ordered, Threatened, Expected, Hypothetical}
	Polarities = []string{Positive, Negative}
	Statuses   = []string{"secret", "reported", "alleged", "acknowledged", "denied", "retracted"}
)

// Event types a claim in PLOVER's words (AGREE, CONSULT, SUPPORT, CONCEDE,
// COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST,
// SANCTION, MOBILIZE, COERCE, ASSAULT), or with a type of its own where PLOVER
// has none (see claim's package comment).
type Event struct {
	Type    string `json:"type,omitempty"`
	Mode    string `json:"mode,omitempty"`
	Context string `json:"context,omitempty"`
	CAMEO   string `json:"cameo,omitempty"`
	Lemma   string `json:"lemma"`
}

// Party is a participant of a claim: its name, canonical where it is known and
// otherwise the words of the text, and where it stands.
type Party struct {
	Name    string `json:"name"`
	Span    Span   `json:"span"`
	Entity  string `json:"entity,omitempty"`  // the entity's ID; "" for a description
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Sector  string `json:"sector,omitempty"`  // PLOVER's actor sector
}

// Place is where a claim's event happened. Lat and Lon are degrees; nil unknown.
type Place struct {
	Name    string   `json:"name"`
	Kind    string   `json:"kind,omitempty"`   // city, capital, region, county, area, country, water, facility, …; "" unknown
	Near    bool     `json:"near,omitempty"`   // near, off or outside it, not in it
	Away    float64  `json:"away,omitempty"`   // how many kilometres, where the text says
	Region  string   `json:"region,omitempty"` // the division of the first order that the text names with it: "Woodburn, Oregon"
	Country string   `json:"country,omitempty"`
	Lat     *float64 `json:"lat,omitempty"`
	Lon     *float64 `json:"lon,omitempty"`
	Span    Span     `json:"span"`
}

// Time is when a claim's event happened: first and last day, inclusive.
type Time struct {
	Begin     string `json:"begin,omitempty"`
	End       string `json:"end,omitempty"`
	Precision string `json:"precision,omitempty"` // day, week, month, season, quarter, year, span
	Span      Span   `json:"span"`                // the expression that says so; empty when taken from elsewhere
}

// Link is one step of a claim mention's chain. Attribution is "" for a link
// that no attribution bears (an agency credit at the head of the report).
type Link struct {
	Source      string `json:"source"`
	Attribution string `json:"attribution,omitempty"`
	Named       bool   `json:"named"` // false: "officials", "international press", "unnamed"
	Span        Span   `json:"span"`  // the words that name the source
}

// Commitment is how firmly one source vouches for a claim, in FactBank's values
// (Saurí and Pustejovsky 2009): CT certain, PR probable, PS possible, with + for
// the event and - for its contrary; Uu where it does not commit itself (it only
// passes the claim on, or what it speaks of has not happened).
type Commitment struct {
	Source  string `json:"source"`            // a link of the chain; "" the report itself
	Value   string `json:"value"`             // CT+, PR+, PS+, CT-, PR-, PS-, Uu
	Span    Span   `json:"span"`              // the words that tell: a cue, or the event's own
	Rule    string `json:"rule"`              // the cue's class; "passes on"; "report"
	Article string `json:"article,omitempty"` // whose span it is, in a claim's list
}

// Firmness orders commitments: 3 certain, 2 probable, 1 possible, 0 none,
// whether for or against.
func (c Commitment) Firmness() int {
	switch strings.TrimRight(c.Value, "+-") {
	case "CT":
		return 3
	case "PR":
		return 2
	case "PS":
		return 1
	}
	return 0
}

// Against reports whether the source commits itself to the contrary.
func (c Commitment) Against() bool { return strings.HasSuffix(c.Value, "-") }

// ClaimMention is one place of one article that states a claim. Chain runs from
// the innermost informant out; the outlet is not in it.
type ClaimMention struct {
	Article    string       `json:"article"`
	Span       Span         `json:"span"`    // the clause
	Trigger    Span         `json:"trigger"` // the word that bears the event
	Event      Event        `json:"event"`
	Actor      []Party      `json:"actor"`
	Recipient  []Party      `json:"recipient"`
	Object     *Party       `json:"object,omitempty"`
	Place      *Place       `json:"place,omitempty"`
	Time       *Time        `json:"time,omitempty"`
	Quantities []Quantity   `json:"quantities"`
	Chain      []Link       `json:"chain"`
	Factuality []Commitment `json:"factuality"` // who vouches for it: the chain's links, the report itself last
	Modality   string       `json:"modality"`
	Polarity   string       `json:"polarity"`
	Salience   float64      `json:"salience"` // 0 to 1 within its article: what a reader must see first
	Summary    string       `json:"summary"`  // one readable line from the mention's own words; "" where it makes none that stands alone
	Rule       string       `json:"rule"`
}

// Names lists the parties' names.
func Names(parties []Party) []string {
	names := make([]string, len(parties))
	for i, party := range parties {
		names[i] = party.Name
	}
	return names
}

// String writes the mention on one line, for tests and traces:
// `ASSAULT kill(actor → recipient; object) @place time 9+ killed <Kim ← KCNA> asserted positive`.
func (m ClaimMention) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s(%s → %s", m.Event.Type, m.Event.Lemma, strings.Join(Names(m.Actor), ", "), strings.Join(Names(m.Recipient), ", "))
	if m.Object != nil {
		fmt.Fprintf(&b, "; %s", m.Object.Name)
	}
	b.WriteString(")")
	if m.Place != nil {
		fmt.Fprintf(&b, " @%s", m.Place.Name)
	}
	if m.Time != nil {
		fmt.Fprintf(&b, " %s..%s", m.Time.Begin, m.Time.End)
	}
	for _, q := range m.Quantities {
		fmt.Fprintf(&b, " %s %s", q.Bounds(), q.Of)
	}
	sources := make([]string, len(m.Chain))
	for i, link := range m.Chain {
		sources[i] = link.Source
	}
	fmt.Fprintf(&b, " <%s> %s %s", strings.Join(sources, " ← "), m.Modality, m.Polarity)
	return b.String()
}

// Range is an inclusive range of a count; both ends are equal where nothing is in doubt.
type Range [2]int

// String writes the range as "2", or as "1–3" where a doubt remains.
func (r Range) String() string {
	if r[0] == r[1] {
		return fmt.Sprint(r[0])
	}
	return fmt.Sprintf("%d–%d", r[0], r[1])
}

// Counts of one claim: Reports ≥ Accounts ≥ Origins.
type Counts struct {
	Reports  int   `json:"reports"`
	Accounts Range `json:"accounts"`
	Origins  Range `json:"origins"`
}

// Origin is an ultimate informant of a claim and the articles whose chains end
// there. An account that names none is called by its articles ("account A, B").
type Origin struct {
	Name     string     `json:"name"`
	Articles []string   `json:"articles"`
	Named    bool       `json:"named"` // false: unnamed people, or an account without a source
	Why      string     `json:"why"`
	Evidence []Evidence `json:"evidence"`
}

// Tie is a reason for which two reports of a claim are one voice, or may be one.
type Tie struct {
	A    string `json:"a"` // articles
	B    string `json:"b"`
	Kind string `json:"kind"` // account: one telling; origin: one informant
	Sure bool   `json:"sure"`
	Why  string `json:"why"`
}

// Kinds of tie.
const (
	TieAccount = "account"
	TieOrigin  = "origin"
)

// Alternative is how many origins a claim would have, were something otherwise.
type Alternative struct {
	If      string `json:"if"`
	Origins int    `json:"origins"`
}

// Disagreement is a difference between two reports of one claim.
type Disagreement struct {
	Kind  string   `json:"kind"`  // update, scope, precision, contradiction, wording
	About string   `json:"about"` // actor, recipient, killed, time, place, …
	A     Evidence `json:"a"`
	B     Evidence `json:"b"`
	Why   string   `json:"why"`
}

// Standing is a claim's status from a date on.
type Standing struct {
	At        string   `json:"at"` // ISO date as precise as known; "" unknown
	Precision string   `json:"precision,omitempty"`
	Status    string   `json:"status"` // secret, reported, alleged, acknowledged, denied, retracted
	By        string   `json:"by"`
	Evidence  Evidence `json:"evidence"`
	Rule      string   `json:"rule"`
}

// Credibility is a suggestion on the Admiralty scale (1 confirmed … 6 cannot be
// judged), from measured independence only.
type Credibility struct {
	Admiralty int    `json:"admiralty"`
	Because   string `json:"because"`
}

// Claim is one checkable statement with every place that states it.
type Claim struct {
	ID            string         `json:"id"`
	Summary       string         `json:"summary"`
	Event         Event          `json:"event"`
	Actor         []string       `json:"actor"`
	Recipient     []string       `json:"recipient"`
	Object        string         `json:"object,omitempty"`
	Place         *Place         `json:"place,omitempty"`
	Time          *Time          `json:"time,omitempty"`
	Quantities    []Quantity     `json:"quantities"`
	Modality      string         `json:"modality"`
	Polarity      string         `json:"polarity"`
	Factuality    []Commitment   `json:"factuality"` // who vouches for it and how firmly, the firmest first; one line for each source
	Mentions      []ClaimMention `json:"mentions"`
	Reports       []string       `json:"reports"`
	Accounts      [][]string     `json:"accounts"`
	Origins       []Origin       `json:"origins"`
	Counts        Counts         `json:"counts"`
	Ties          []Tie          `json:"ties,omitempty"`         // what joins the reports, no more of them than it takes
	Alternatives  []Alternative  `json:"alternatives,omitempty"` // what would change the number of origins
	Disagreements []Disagreement `json:"disagreements"`
	Standing      []Standing     `json:"standing"`
	Credibility   Credibility    `json:"credibility"`
	Salience      float64        `json:"salience"`
	Story         string         `json:"story,omitempty"`
}

// Rulings are what readers decided about which mentions tell one claim; they go
// before what the texts suggest. Mentions are called by the keys that Key gives
// them.
type Rulings struct {
	Key      func(*Article, *ClaimMention) string
	Together [][]string // the claims that hold these mentions are one
	Apart    [][]string // these mentions are a claim of their own
}
