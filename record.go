package stemma

// Quotation is somebody's words as several reports give them. Reference is the
// fullest variant.
type Quotation struct {
	ID        string    `json:"id"`
	Speaker   string    `json:"speaker"`
	Reference Evidence  `json:"reference"`
	Variants  []Variant `json:"variants"`
}

// Fidelities of a quotation's variant to its reference.
const (
	FidelityVerbatim  = "verbatim"
	FidelityShortened = "shortened"
	FidelityAltered   = "altered"
)

// Variant is one printing of a quotation.
type Variant struct {
	Article  string `json:"article"`
	Span     Span   `json:"span"`
	Fidelity string `json:"fidelity"`
	Changed  string `json:"changed,omitempty"` // what was cut, altered or given to somebody else
	Speaker  string `json:"speaker,omitempty"` // whom this printing gives the words to, where that is another than the quotation's speaker
}

// Moment is one line of the timeline.
type Moment struct {
	At        string   `json:"at"`
	Precision string   `json:"precision"`
	Claim     string   `json:"claim,omitempty"`
	What      string   `json:"what"`
	Evidence  Evidence `json:"evidence"`
}

// ArticleRecord is an article with its annotations, as the record prints it.
type ArticleRecord struct {
	*Article
	Timexes      []Timex       `json:"timexes"`
	Quantities   []Quantity    `json:"quantities"`
	Entities     []Mention     `json:"entities"`
	Attributions []Attribution `json:"attributions"`
}

// About says which stemma made a record, and for which date it holds.
type About struct {
	Version string `json:"version"`
	AsOf    string `json:"as_of,omitempty"`
}

// Record is everything that stemma says about a set of articles. Lists are in
// a stable order; the same articles give the same record.
type Record struct {
	Stemma     About           `json:"stemma"`
	Articles   []ArticleRecord `json:"articles"`
	Actors     []Actor         `json:"actors"`
	Claims     []Claim         `json:"claims"`
	Quotations []Quotation     `json:"quotations"`
	Kinship    Kinship         `json:"kinship"`
	Stories    []Story         `json:"stories"`
	Timeline   []Moment        `json:"timeline"`
	Problems   []Problem       `json:"problems"`
}

// Article is the article with the siglum, or nil. It begins to look where the
// siglum would stand among reports without posts: C third, AB twenty-eighth.
func (r *Record) Article(id string) *ArticleRecord {
	from := 0
	for _, letter := range []byte(id) {
		if letter < 'A' || letter > 'Z' || from > len(r.Articles) {
			break
		}
		from = 26*from + int(letter-'A') + 1
	}
	from = max(0, min(from, len(r.Articles))-1)
	for i := range r.Articles {
		if a := &r.Articles[(from+i)%len(r.Articles)]; a.ID == id {
			return a
		}
	}
	return nil
}

// Text is the characters that an evidence points at; "" for an unknown article.
func (r *Record) Text(e Evidence) string {
	article := r.Article(e.Article)
	if article == nil || e.Span.Start < 0 || e.Span.Start > e.Span.End || e.Span.End > len(article.Text) {
		return ""
	}
	return e.Span.In(article.Text)
}
