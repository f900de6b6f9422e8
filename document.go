package stemma

import (
	"fmt"
	"sort"
	"strings"
)

// Document is an article with what the language stages found in it. Indices of
// tokens, sentences and entities point into the document's own slices.
type Document struct {
	*Article
	Sentences    []Sentence
	Tokens       []Token
	Timexes      []Timex
	Quantities   []Quantity
	Mentions     []Mention // ordered by Span; disjoint
	Entities     []Entity
	Quotes       []Span        // what stands in quotation marks, the marks left out, over paragraphs too; ordered, disjoint
	Attributions []Attribution // ordered by cue
}

// Token is one syntactic word. The fields bear Universal Dependencies' names.
type Token struct {
	Span
	Form   string // the text of Span
	Lemma  string
	UPOS   string
	XPOS   string
	Feats  string // UD features, "Mood=Ind|Tense=Past"; "" for none
	Head   int    // index in Document.Tokens; -1 for a sentence's root
	Deprel string
	Name   string // IOB2 label of a name as the network sees it ("B-PER"); "" outside
}

// String writes the token as "said/VERB".
func (t Token) String() string { return t.Form + "/" + t.UPOS }

// Sentence is a run of tokens [First, Last) within one block.
type Sentence struct {
	Span
	First, Last int
	Block       int // index in Article.Blocks
}

// Timex is a TIMEX3 expression as ISO-TimeML has it. Begin and End are the
// first and the last day (YYYY-MM-DD, inclusive) that Value covers, or "" where
// it cannot be placed on the calendar (no document date, a bare duration).
type Timex struct {
	Span  Span   `json:"span"`
	Type  string `json:"type"` // DATE, TIME, DURATION, SET
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"` // START, MID, END, APPROX, BEFORE, AFTER, …
	Quant string `json:"quant,omitempty"`
	Freq  string `json:"freq,omitempty"`
	Begin string `json:"begin,omitempty"`
	End   string `json:"end,omitempty"`
	Rule  string `json:"rule"`
}

// String writes span, type and value on one line.
func (t Timex) String() string { return fmt.Sprintf("%s %s %s", t.Span, t.Type, t.Value) }

// Quantity is a number with inclusive bounds and what it counts. A nil bound is
// open ("at least nine": Low 9, High nil).
type Quantity struct {
	Span   Span     `json:"span"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	Approx bool     `json:"approx,omitempty"` // "about 50"
	Vague  bool     `json:"vague,omitempty"`  // "dozens", "thousands"
	Unit   string   `json:"unit,omitempty"`   // person, money:USD, day, km, percent, magnitude, … or the counted noun's lemma
	Of     string   `json:"of,omitempty"`     // what befell or distinguishes the counted: killed, injured, missing, arrested, troops, …
	Noun   Span     `json:"noun"`             // the counted noun phrase's head word; empty where unsaid
	Rule   string   `json:"rule"`
}

// String writes span, bounds, unit and what befell the counted on one line.
func (q Quantity) String() string {
	return fmt.Sprintf("%s %s %s %s", q.Span, q.Bounds(), q.Unit, q.Of)
}

// Bounds writes the bounds as "9", "9+", "≤20" or "5–7", with "~" for about.
func (q Quantity) Bounds() string {
	about := ""
	if q.Approx || q.Vague {
		about = "~"
	}
	switch {
	case q.Low == nil && q.High == nil:
		return "?"
	case q.High == nil:
		return about + Number(*q.Low) + "+"
	case q.Low == nil:
		return about + "≤" + Number(*q.High)
	case *q.Low == *q.High:
		return about + Number(*q.Low)
	}
	return about + Number(*q.Low) + "–" + Number(*q.High)
}

// Number writes v without an exponent or needless zeros: "10,000", "6.1".
func Number(v float64) string {
	text := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), ".")
	whole, fraction, found := strings.Cut(text, ".")
	for at := len(whole) - 3; at > 0 && whole[at-1] != '-'; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if found {
		return whole + "." + fraction
	}
	return whole
}

// MentionForm says how a mention names its entity.
type MentionForm string

// The forms of mention.
const (
	Name    MentionForm = "name"    // "Kim Jong Un", "Kim", "Pyongyang"
	Nominal MentionForm = "nominal" // "the ministry", "the North Korean leader"
	Pronoun MentionForm = "pronoun" // "he", "they"
)

// Mention is a span that names something.
type Mention struct {
	Span    Span        `json:"span"`
	Type    string      `json:"type"` // PER, ORG, LOC, GPE, NORP, WEAPON, VEHICLE (ships and aircraft too), EVENT, MISC
	ID      string      `json:"id"`   // the entity's canonical name
	Form    MentionForm `json:"form"`
	Entity  int         `json:"-"` // index in Document.Entities
	First   int         `json:"-"` // tokens [First, Last)
	Last    int         `json:"-"`
	Head    int         `json:"-"`                 // the head token
	Metonym bool        `json:"metonym,omitempty"` // a place that stands for its government: "Pyongyang said"
	Rule    string      `json:"rule"`
}

// String writes span, type and entity on one line.
func (m Mention) String() string { return fmt.Sprintf("%s %s %s", m.Span, m.Type, m.ID) }

// Acts reports whether what is named may say and do something: all but weapons,
// vehicles, events, works and laws.
func (m Mention) Acts() bool {
	switch m.Type {
	case "WEAPON", "VEHICLE", "EVENT", "MISC":
		return false
	}
	return true
}

// Entity is a thing that mentions of one document name.
type Entity struct {
	ID       string   // canonical name: "Kim Jong Un", "North Korea", "KCNA"
	Type     string   // as Mention.Type
	Kind     string   // finer: country, city, agency, outlet, ministry, police, military, court, company, ship, missile, storm, …; "" unknown
	Country  string   // ISO 3166-1 alpha-2; "" unknown
	Sector   string   // PLOVER's sector (manual 0.8): GOV, MIL, COP, JUD, REB, CVL, JRN, BUS …; IGO and NGO too; "" unknown
	Title    string   // a person's role as the text gives it: "North Korean leader", "police spokesman"
	Of       string   // the institution or country that a person speaks for, where the text says
	Gender   string   // "m", "f" or ""
	Lat, Lon float64  // 0, 0 unknown
	Aliases  []string // the other names the document uses, in order
}

// Ref is a span and the entity that it names, where that is known.
type Ref struct {
	Span   Span   `json:"span"`
	Entity string `json:"entity,omitempty"`
}

// Attribution says who is the source of what. Source, Cue and Via are nil where
// the text has none.
type Attribution struct {
	ID      string `json:"id"`     // siglum, "-a" and a number: "A-a1"
	Kind    string `json:"kind"`   // direct, indirect, mixed
	Class   string `json:"class"`  // the cue's class: say, claim, deny, confirm, admit, order, threaten, promise, ask, believe, report
	Source  *Ref   `json:"source"` // nil: unnamed ("reportedly", "it is believed")
	Cue     *Ref   `json:"cue"`
	Content []Ref  `json:"content"`
	Via     *Ref   `json:"via"`
	Within  string `json:"within,omitempty"`  // ID of the attribution in whose content this one stands
	Negated bool   `json:"negated,omitempty"` // the source does not say, confirm, deny … its content
	Stance  string `json:"stance,omitempty"`  // denied, alleged, confirmed, threatened, promised, ordered, asked, believed
	Rule    string `json:"rule"`
}

// Siglum labels the document: it sets the article's ID and gives every
// attribution the ID that follows from it ("A-a1", "A-a2" …).
func (d *Document) Siglum(id string) {
	names := map[string]string{"": ""}
	for i := range d.Attributions {
		names[d.Attributions[i].ID] = fmt.Sprintf("%s-a%d", id, i+1)
	}
	for i := range d.Attributions {
		d.Attributions[i].Within = names[d.Attributions[i].Within]
		d.Attributions[i].ID = fmt.Sprintf("%s-a%d", id, i+1)
	}
	d.ID = id
}

// Prose is the spans to read, in order: the prose blocks, or the whole text of
// a document that has no blocks.
func (d *Document) Prose() []Span {
	if len(d.Blocks) == 0 {
		return []Span{{Start: 0, End: len(d.Text)}}
	}
	var spans []Span
	for _, block := range d.Blocks {
		if block.Kind.Prose() {
			spans = append(spans, block.Span)
		}
	}
	return spans
}

// TokenAt is the index of the first token that ends after offset, or
// len(Tokens) when there is none.
func (d *Document) TokenAt(offset int) int {
	return sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > offset })
}

// TokensIn is the range [first, last) of tokens that overlap s.
func (d *Document) TokensIn(s Span) (first, last int) {
	first = d.TokenAt(s.Start)
	last = first
	for last < len(d.Tokens) && d.Tokens[last].Start < s.End {
		last++
	}
	return first, last
}

// SentenceAt is the index of the sentence that holds the token, or -1.
func (d *Document) SentenceAt(token int) int {
	i := sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Last > token })
	if i == len(d.Sentences) || d.Sentences[i].First > token {
		return -1
	}
	return i
}

// Children appends to dst the dependents of a token, in text order.
func (d *Document) Children(dst []int, token int) []int {
	s := d.SentenceAt(token)
	if s < 0 {
		return dst
	}
	for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
		if d.Tokens[i].Head == token && i != token {
			dst = append(dst, i)
		}
	}
	return dst
}

// Dominates reports whether token stands above other in the tree, or is it.
func (d *Document) Dominates(token, other int) bool {
	for steps := 0; other >= 0 && steps <= 512; steps++ {
		if other == token {
			return true
		}
		other = d.Tokens[other].Head
	}
	return false
}

// TokenSpan is the span of the tokens [first, last); empty when the range is.
func (d *Document) TokenSpan(first, last int) Span {
	if first >= last {
		return Span{}
	}
	return Span{d.Tokens[first].Start, d.Tokens[last-1].End}
}

// MentionAt is the index of the mention that holds the token, or -1.
func (d *Document) MentionAt(token int) int {
	i := sort.Search(len(d.Mentions), func(i int) bool { return d.Mentions[i].Last > token })
	if i == len(d.Mentions) || d.Mentions[i].First > token {
		return -1
	}
	return i
}
