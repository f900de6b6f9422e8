package render

import (
	"html/template"

	"stemma"
)

// The words and drawings that other presentations of a record share with this
// package, so that a page of the workspace and the terminal say the same.

// Plural writes "1 report", "2 reports"; the many form may be given.
func Plural(n int, one string, many ...string) string { return plural(n, one, many...) }

// RangeOf is Plural for a range: "1 origin", "1–2 origins".
func RangeOf(r stemma.Range, one string) string { return rangeOf(r, one) }

// Verdict says in words what a claim's counts come to.
func Verdict(c stemma.Claim) string { return verdict(c) }

// Facts are the claim's figures, place, time and modality, as far as known.
func Facts(c stemma.Claim) string { return facts(c) }

// Figure writes a quantity as it is read: "9+ killed", "age 46", "35,000 USD".
func Figure(q stemma.Quantity) string { return figure(q) }

// Days writes first and last day at the precision they stand for.
func Days(begin, end string) string { return span(begin, end) }

// Chain writes a mention's chain as it is read: "Kim Jong Un → KCNA".
func Chain(links []stemma.Link) string { return chain(links) }

// Commits says in words what a commitment comes to.
func Commits(v stemma.Commitment) string { return commits(v) }

// Doubt is a line for a claim that nobody holds to be certain; else "".
func Doubt(r *stemma.Record, c stemma.Claim) string { return doubt(r, c) }

// History is a claim's standing where it says more than the origins do.
func History(r *stemma.Record, c stemma.Claim) []stemma.Standing { return history(r, c) }

// Title is the article's title, or where it has none the first words of its prose.
func Title(a *stemma.Article) string { return title(a) }

// Dated says when an article was published, and how that is known.
func Dated(a *stemma.Article) string { return dated(a) }

// Edge writes an edge of the stemma: "A → B", "A – B".
func Edge(e stemma.Edge) string { return edge(e) }

// Apart are the reports that share wording with no other.
func Apart(r *stemma.Record) []string { return apart(r) }

// Clip cuts text to at most n runes, at a word where it can, and marks the cut.
func Clip(text string, n int) string { return clip(flat(text), n) }

// Contrast is what reports of one claim differ about, Side one wording or
// figure with the reports that have it.
type (
	Contrast = contrast
	Side     = side
)

// Contrasts gathers a claim's disagreements by kind and subject.
func Contrasts(r *stemma.Record, c stemma.Claim) []Contrast { return contrasts(r, c) }

// Heading names what the sides differ in: "wording, actor", "update, killed".
func (c contrast) Heading() string { return c.about() }

// Contradicted reports whether reports contradict each other on the claim.
func Contradicted(c stemma.Claim) bool { return contradicted(c) }

// Tie says what a tie makes of two reports: "one telling", "perhaps one informant".
func Tie(t stemma.Tie) string { return tie(t) }

// Bears reports whether a passage joins two mentions of the claim.
func Bears(c stemma.Claim, p stemma.Passage) bool { return bears(c, p) }

// StemmaSVG draws who took from whom; link gives the address of a report's
// siglum, "" for none. It is "" when there are no edges.
func StemmaSVG(r *stemma.Record, link func(siglum string) string) template.HTML {
	return template.HTML(stemmaSVG(r, link))
}

// CSVCell writes a cell such that no spreadsheet takes it for a formula.
func CSVCell(text string) string { return cell(text) }
