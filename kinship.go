package stemma

// Kinds of passage.
const (
	Verbatim = "verbatim"
	Edited   = "edited"
)

// Passage is two spans of two articles that share wording. A's article comes
// before B's in the order of the articles.
type Passage struct {
	A          Evidence `json:"a"`
	B          Evidence `json:"b"`
	Kind       string   `json:"kind"`       // verbatim, edited
	Similarity float64  `json:"similarity"` // share of aligned words, 0 to 1
	Quotation  bool     `json:"quotation"`  // both sides are somebody's quoted words: no proof of kinship
	Attributed bool     `json:"attributed"` // at least one side stands in attributed content
	Words      int      `json:"words"`      // aligned words
}

// Edge says that To took from From. From may be a text nobody has seen, "*1".
// Directed is false where nothing tells who took from whom; then From sorts first.
type Edge struct {
	From        string     `json:"from"`
	To          string     `json:"to"`
	Directed    bool       `json:"directed"`
	Probability float64    `json:"probability"`
	Evidence    []int      `json:"evidence"`        // indices into Kinship.Passages
	Words       []Evidence `json:"words,omitempty"` // credit lines and "as X reports" that bear the edge
	Why         string     `json:"why"`
}

// Kinship is who shares wording with whom.
type Kinship struct {
	Passages []Passage  `json:"passages"`
	Edges    []Edge     `json:"edges"`
	Accounts [][]string `json:"accounts"` // every article once; groups that are one telling
}

// Story is a group of articles that tell one story.
type Story struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Articles []string `json:"articles"`
	Begin    string   `json:"begin,omitempty"`
	End      string   `json:"end,omitempty"`
}
