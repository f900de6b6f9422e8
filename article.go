package stemma

import (
	"encoding/json"
	"fmt"
)

// Span is a half-open range [Start, End) of bytes in one article's text. The
// text never changes after ingest, so a span stays true for good.
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no bytes.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Overlap is the number of bytes that s and t share.
func (s Span) Overlap(t Span) int {
	return max(0, min(s.End, t.End)-max(s.Start, t.Start))
}

// Cover is the smallest span that holds both s and t; an empty one counts for nothing.
func (s Span) Cover(t Span) Span {
	if s.Empty() {
		return t
	}
	if t.Empty() {
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// In is the span's text. It panics when the span is out of bounds, which is a
// defect of the stage that made it.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// String writes the span as "[3,17)".
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// MarshalJSON writes the span as the record's two-element list.
func (s Span) MarshalJSON() ([]byte, error) { return json.Marshal([2]int{s.Start, s.End}) }

// UnmarshalJSON reads the record's two-element list.
func (s *Span) UnmarshalJSON(b []byte) error {
	var pair [2]int
	if err := json.Unmarshal(b, &pair); err != nil {
		return err
	}
	s.Start, s.End = pair[0], pair[1]
	return nil
}

// Evidence points at the characters of an article that bear a statement.
type Evidence struct {
	Article string `json:"article"`
	Span    Span   `json:"span"`
}

// String writes the evidence as "A[3,17)".
func (e Evidence) String() string { return e.Article + e.Span.String() }

// Bases say where a date of publication comes from.
const (
	BasisMetadata = "metadata" // the page's or file's own metadata, or a date line at the head
	BasisText     = "text"     // a dateline or date in the body
	BasisInferred = "inferred" // the article's kin and its own words taken together
)

// Published is an article's date of publication: Value is an ISO 8601 date or
// date-time, as precise as Precision says ("year", "month", "day", "minute").
type Published struct {
	Value     string     `json:"value"`
	Precision string     `json:"precision"`
	Basis     string     `json:"basis"`
	Evidence  []Evidence `json:"evidence,omitempty"`
	Because   string     `json:"because,omitempty"`
}

// Day is the date as YYYY-MM-DD, or "" when it is not known to the day.
func (p *Published) Day() string {
	if p == nil || len(p.Value) < len("2006-01-02") {
		return ""
	}
	return p.Value[:len("2006-01-02")]
}

// BlockKind names what a stretch of an article's text is.
type BlockKind string

// The kinds of block. Only headings, paragraphs and list items are the
// article's own prose; the other kinds are kept in the text and left unread.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	List      BlockKind = "list"
	Caption   BlockKind = "caption" // picture captions and credits
	Embed     BlockKind = "embed"   // a social post; an article of its own
	Byline    BlockKind = "byline"
	Furniture BlockKind = "furniture" // date lines, page addresses, share buttons, "read more"
)

// Prose reports whether blocks of this kind carry the article's own claims.
func (k BlockKind) Prose() bool { return k == Heading || k == Paragraph || k == List }

// Block is one stretch of the article's text. Blocks are ordered and disjoint,
// and between them there is only white space.
type Block struct {
	Kind BlockKind `json:"kind"`
	Span Span      `json:"span"`
}

// Article is one text that came in, with its metadata. Text is normalised
// UTF-8 (NFC, LF line ends), frozen by ingest.
type Article struct {
	ID        string     `json:"id"`   // siglum: A, B, … in order of publication
	Path      string     `json:"path"` // where it was read: a file, "-" or an address
	SHA256    string     `json:"sha256"`
	URL       string     `json:"url,omitempty"` // canonical address
	Outlet    string     `json:"outlet,omitempty"`
	Title     string     `json:"title,omitempty"`
	Authors   []string   `json:"authors"`
	Published *Published `json:"published"`
	Language  string     `json:"language,omitempty"` // ISO 639-1
	Text      string     `json:"text"`
	Blocks    []Block    `json:"blocks"`
	Host      *Evidence  `json:"host,omitempty"`    // for an embedded post: the block of the article that shows it
	Handle    string     `json:"handle,omitempty"`  // for an embedded post: the account, as "@name"
	Credits   []Credit   `json:"credits,omitempty"` // agencies and outlets the article says it took from
}

// Credit is an article's own word that it rests on another publisher: a credit
// line ("AFP contributed to this report"), an agency tag ("(Reuters) -") or a
// picture credit.
type Credit struct {
	Name string `json:"name"`
	Kind string `json:"kind"` // "agency", "contribution", "picture"
	Span Span   `json:"span"`
}

// Problem is something that went wrong with one input; the rest goes on.
type Problem struct {
	Article string `json:"article,omitempty"` // siglum, or the path where no article came of it
	Stage   string `json:"stage"`
	What    string `json:"what"`
}

// String writes the problem on one line: article, stage, what.
func (p Problem) String() string { return fmt.Sprintf("%s: %s: %s", p.Article, p.Stage, p.What) }
