package render

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// plural writes "1 report", "2 reports"; the many form may be given.
func plural(n int, one string, many ...string) string {
	switch {
	case n == 1:
		return "1 " + one
	case len(many) > 0:
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// rangeOf is plural for a range: "1 origin", "1–2 origins".
func rangeOf(r stemma.Range, one string) string {
	if r[0] == r[1] {
		return plural(r[0], one)
	}
	return fmt.Sprintf("%s %ss", r, one)
}

// verdict says in words what a claim's counts come to.
func verdict(c stemma.Claim) string {
	names := make([]string, len(c.Origins))
	for i, o := range c.Origins {
		names[i] = o.Name
	}
	who := strings.Join(names, "; ")
	switch {
	case c.Counts.Origins[1] <= 1 && c.Counts.Reports > 1:
		return "one origin only: " + who + "; confirmed by nobody else"
	case c.Counts.Origins[1] <= 1:
		return "one origin: " + who
	case c.Counts.Origins[0] <= 1:
		return "perhaps one origin only: " + who
	}
	return "origins: " + who
}

// counts writes the three counts.
func counts(c stemma.Claim) string {
	return plural(c.Counts.Reports, "report") + " (" + strings.Join(c.Reports, ", ") + ") · " +
		rangeOf(c.Counts.Accounts, "account") + " · " + rangeOf(c.Counts.Origins, "origin")
}

// commits says in words what a commitment comes to.
func commits(v stemma.Commitment) string {
	firmly := [...]string{"does not commit itself", "as possible", "as probable", "as certain"}[v.Firmness()]
	if v.Against() {
		return firmly + " that it is not so"
	}
	return firmly
}

// doubt is a line for a claim that somebody holds to be possible or probable and
// nobody to be certain; else "".
func doubt(r *stemma.Record, c stemma.Claim) string {
	if len(c.Factuality) == 0 || c.Factuality[0].Against() {
		return ""
	}
	v := c.Factuality[0]
	words := quoted(r, stemma.Evidence{Article: v.Article, Span: v.Span}, 60)
	switch v.Firmness() {
	case 1:
		return "possible at most: " + v.Article + " " + words
	case 2:
		return "probable at most: " + v.Article + " " + words
	}
	return ""
}

// chain writes a mention's chain as it is read: "Kim Jong Un → KCNA".
func chain(links []stemma.Link) string {
	names := make([]string, len(links))
	for i, link := range links {
		names[i] = link.Source
	}
	return strings.Join(names, " → ")
}

// history is a claim's standing where it says more than the origins do: every
// step but "reported" and "alleged"; of these the first before such a step, and
// those that were taken on another day than the report's own.
func history(r *stemma.Record, c stemma.Claim) []stemma.Standing {
	plain := func(s stemma.Standing) bool { return s.Status == "reported" || s.Status == "alleged" }
	eventful := slices.ContainsFunc(c.Standing, func(s stemma.Standing) bool { return !plain(s) })
	var steps []stemma.Standing
	for _, s := range c.Standing {
		a := r.Article(s.Evidence.Article)
		elsewhen := s.At != "" && a != nil && s.At != a.Published.Day()
		if !plain(s) || elsewhen || eventful && !slices.ContainsFunc(steps, plain) {
			steps = append(steps, s)
		}
	}
	return steps
}

// apart are the reports that share wording with no other.
func apart(r *stemma.Record) []string {
	var alone []string
	for _, a := range r.Articles {
		if !slices.ContainsFunc(r.Kinship.Edges, func(e stemma.Edge) bool { return e.From == a.ID || e.To == a.ID }) {
			alone = append(alone, a.ID)
		}
	}
	return alone
}

// facts are the claim's figures, place and time, as far as known.
func facts(c stemma.Claim) string {
	var parts []string
	for _, q := range c.Quantities {
		if text := strings.TrimSpace(figure(q)); !slices.Contains(parts, text) {
			parts = append(parts, text)
		}
	}
	if c.Place != nil {
		parts = append(parts, c.Place.Name)
	}
	if c.Time != nil {
		parts = append(parts, span(c.Time.Begin, c.Time.End))
	}
	if c.Modality != "" && c.Modality != stemma.Asserted {
		parts = append(parts, c.Modality)
	}
	return strings.Join(parts, " · ")
}

// figure writes a quantity as it is read: "9+ killed", "age 46", "35,000 USD".
func figure(q stemma.Quantity) string {
	currency, isMoney := strings.CutPrefix(q.Unit, "money:")
	switch {
	case isMoney:
		return q.Bounds() + " " + currency
	case q.Of == "age" || q.Of == "magnitude":
		return q.Of + " " + q.Bounds()
	case q.Unit == "percent":
		return q.Bounds() + "%"
	case q.Of != "":
		return q.Bounds() + " " + q.Of
	}
	return q.Bounds() + " " + q.Unit
}

// span writes first and last day at the precision they stand for.
func span(begin, end string) string {
	const month = len("2006-01")
	switch {
	case begin == "":
		return end
	case end == "" || begin == end:
		return begin
	case strings.HasSuffix(begin, "-01-01") && strings.HasSuffix(end, "-12-31") && begin[:4] == end[:4]:
		return begin[:4]
	case len(begin) > month && len(end) > month && begin[:month] == end[:month] && strings.HasSuffix(begin, "-01") && end[month+1:] >= "28":
		return begin[:month]
	}
	return begin + " to " + end
}

// label names an article for a reader: its outlet and title, or its first words.
func label(a *stemma.Article) string {
	var parts []string
	if a.Outlet != "" {
		parts = append(parts, a.Outlet)
	}
	if a.Handle != "" {
		parts = append(parts, "post by "+strings.Join(append(a.Authors, a.Handle), " "))
	}
	if title := title(a); title != "" {
		parts = append(parts, title)
	}
	return strings.Join(parts, ": ")
}

// title is the article's title, or where it has none the first words of its prose.
func title(a *stemma.Article) string {
	if a.Title != "" {
		return a.Title
	}
	for _, block := range a.Blocks {
		if block.Kind.Prose() && !block.Span.Empty() {
			return clip(flat(block.Span.In(a.Text)), 70)
		}
	}
	return clip(flat(a.Text), 70)
}

// dated says when an article was published, and how that is known.
func dated(a *stemma.Article) string {
	if a.Published == nil {
		return "undated"
	}
	switch a.Published.Basis {
	case stemma.BasisInferred:
		return a.Published.Value + " (inferred)"
	case stemma.BasisText:
		return a.Published.Value + " (its text)"
	}
	return a.Published.Value
}

// flat is text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// clip cuts text to at most n runes, at a word where it can, and marks the cut.
func clip(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n])
	if at := strings.LastIndexByte(cut, ' '); at > n/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:-–—") + " …"
}

// contrast is what reports of one claim differ about: the record's pairs of
// one kind, about one thing, told as the sides that they take.
type contrast struct {
	Kind, About string
	Sides       []side
}

// side is one wording or figure and the reports that have it. Value is the day
// that the words come to, in a contradiction of times: "Friday" is not one day
// in every report, and "Friday" and "11 Nov" may be.
type side struct {
	Words, Value string
	Articles     []string
}

// contrasts gathers a claim's disagreements by kind and subject, in the order
// of the record.
func contrasts(r *stemma.Record, c stemma.Claim) []contrast {
	var list []contrast
	for _, d := range c.Disagreements {
		at := slices.IndexFunc(list, func(x contrast) bool { return x.Kind == d.Kind && x.About == d.About })
		if at < 0 {
			at = len(list)
			list = append(list, contrast{Kind: d.Kind, About: d.About})
		}
		list[at].add(r, d.A, day(&c, d, d.A))
		list[at].add(r, d.B, day(&c, d, d.B))
	}
	for _, c := range list {
		slices.SortStableFunc(c.Sides, func(a, b side) int { return strings.Compare(a.Value, b.Value) })
	}
	return list
}

// day is the time that an evidence's words come to in a claim whose times
// contradict each other: one day, or the first and the last. "" for others.
func day(c *stemma.Claim, d stemma.Disagreement, e stemma.Evidence) string {
	if d.Kind != "contradiction" || d.About != "time" {
		return ""
	}
	for _, m := range c.Mentions {
		if m.Article != e.Article || m.Time == nil || m.Time.Span != e.Span {
			continue
		}
		if m.Time.End == "" || m.Time.End == m.Time.Begin {
			return m.Time.Begin
		}
		return m.Time.Begin + " to " + m.Time.End
	}
	return ""
}

// add puts an article on the side that has its words and value.
func (c *contrast) add(r *stemma.Record, e stemma.Evidence, value string) {
	words := strings.Trim(flat(r.Text(e)), "“”\"'.,;: ")
	at := slices.IndexFunc(c.Sides, func(s side) bool { return s.Value == value && strings.EqualFold(s.Words, words) })
	if at < 0 {
		c.Sides = append(c.Sides, side{words, value, []string{e.Article}})
		return
	}
	if !slices.Contains(c.Sides[at].Articles, e.Article) {
		c.Sides[at].Articles = append(c.Sides[at].Articles, e.Article)
	}
}

// about names what the sides differ in: "wording of the actor", "update, killed".
func (c contrast) about() string {
	switch {
	case c.About == "" || c.About == c.Kind:
		return c.Kind
	case c.Kind == "wording":
		return "wording, " + c.About
	}
	return c.Kind + ", " + c.About
}

// String writes the contrast on one line: `update, killed: A “10”; B, E “50”`.
func (c contrast) String() string {
	sides := make([]string, len(c.Sides))
	for i, s := range c.Sides {
		sides[i] = strings.Join(s.Articles, ", ") + " “" + clip(s.Words, 90) + "”"
		if s.Value != "" {
			sides[i] += " (" + s.Value + ")"
		}
	}
	return c.about() + ": " + strings.Join(sides, "; ")
}

// quoted is an evidence's text within quotation marks.
func quoted(r *stemma.Record, e stemma.Evidence, n int) string {
	text := strings.Trim(flat(r.Text(e)), "“”\"")
	return "“" + clip(text, n) + "”"
}
