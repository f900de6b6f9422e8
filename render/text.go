package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"stemma"
)

// foremost is how many claims of one report only are printed without All.
const foremost = 12

// sheet is a terminal page being written.
type sheet struct {
	*bufio.Writer
	record *stemma.Record
	Options
	head, dim, warn, good lipgloss.Style
}

// text prints the record for a terminal: first what a reader must see in ten
// seconds, then the rest.
func text(w io.Writer, record *stemma.Record, options Options) error {
	s := newSheet(w, record, options)
	if options.Only == "" {
		s.summary()
		s.glance()
		s.reports()
	}
	if s.shows("differences") {
		s.contradictions()
	}
	if s.shows("claims") {
		s.claims()
	}
	if s.shows("quotations") {
		s.quotations()
	}
	if s.shows("kinship") {
		s.kinship()
	}
	if s.shows("timeline") {
		s.timeline()
	}
	return s.Flush()
}

func newSheet(w io.Writer, record *stemma.Record, options Options) *sheet {
	s := &sheet{Writer: bufio.NewWriter(w), record: record, Options: options}
	if s.Width <= 0 {
		s.Width = 100
	}
	if options.Color {
		s.head = lipgloss.NewStyle().Bold(true)
		s.dim = lipgloss.NewStyle().Faint(true)
		s.warn = lipgloss.NewStyle().Foreground(lipgloss.Yellow)
		s.good = lipgloss.NewStyle().Foreground(lipgloss.Green)
	}
	return s
}

// line writes one wrapped line, its continuations indented by hang columns.
func (s *sheet) line(hang int, text string) {
	indent := strings.Repeat(" ", hang)
	wrapped := ansi.Wordwrap(text, max(20, s.Width-hang), "")
	s.WriteString(strings.ReplaceAll(wrapped, "\n", "\n"+indent))
	s.WriteByte('\n')
}

func (s *sheet) heading(text string) {
	s.WriteString("\n" + s.head.Render(strings.ToUpper(text)) + "\n")
}

func (s *sheet) summary() {
	reports, posts := 0, 0
	for _, a := range s.record.Articles {
		if a.Host == nil {
			reports++
		} else {
			posts++
		}
	}
	shared, single, contradictions := tally(s.record.Claims)
	line := plural(reports, "report")
	if posts > 0 {
		line += " and " + plural(posts, "embedded post")
	}
	line += fmt.Sprintf(", %s, %s.", plural(len(s.record.Stories), "story", "stories"), plural(len(s.record.Claims), "claim"))
	s.line(0, s.head.Render(line))
	line = fmt.Sprintf("Carried by two or more reports: %d", shared)
	if shared > 0 {
		line += fmt.Sprintf("; of these, %s only on one origin", rests(single))
	}
	s.line(0, s.warn.Render(fmt.Sprintf("%s. Contradicted: %d.", line, contradictions)))
	for _, p := range s.record.Problems {
		s.line(2, s.warn.Render("problem: "+p.String()))
	}
}

func rests(n int) string {
	if n == 1 {
		return "1 rests"
	}
	return fmt.Sprintf("%d rest", n)
}

// tally counts the claims that two or more reports carry, those of them that
// rest on one origin, and the claims on which reports contradict each other.
func tally(claims []stemma.Claim) (shared, single, contradictions int) {
	for _, c := range claims {
		if c.Counts.Reports > 1 {
			shared++
			if c.Counts.Origins[1] == 1 {
				single++
			}
		}
		if contradicted(c) {
			contradictions++
		}
	}
	return shared, single, contradictions
}

func contradicted(c stemma.Claim) bool {
	for _, d := range c.Disagreements {
		if d.Kind == "contradiction" {
			return true
		}
	}
	return false
}

// atAGlance is how many claims the first table shows; a record with no more
// than that needs none.
const atAGlance = 8

// glance is a table of the foremost claims with their three counts. A claim of
// several reports that rests on one origin is marked.
func (s *sheet) glance() {
	if len(s.record.Claims) <= atAGlance {
		return
	}
	s.heading("At a glance")
	s.line(0, s.dim.Render("  claim  reports  accounts  origins"))
	for _, c := range s.record.Claims[:atAGlance] {
		flag := " "
		if c.Counts.Reports > 1 && c.Counts.Origins[1] == 1 {
			flag = s.warn.Render("!")
		}
		fmt.Fprintf(s, "  %-5s  %7d  %8s  %7s %s %s\n", c.ID, c.Counts.Reports, c.Counts.Accounts, c.Counts.Origins, flag, clip(c.Summary, max(20, s.Width-39)))
	}
	s.line(0, s.dim.Render("  ! several reports, one origin: confirmed by nobody else"))
}

func (s *sheet) reports() {
	if len(s.record.Articles) == 0 {
		return
	}
	s.heading("Reports")
	for _, story := range s.record.Stories {
		if len(s.record.Stories) > 1 {
			s.line(2, s.head.Render(fmt.Sprintf("  %s  %s: %s", story.ID, clip(story.Title, 70), strings.Join(story.Articles, ", "))))
		}
	}
	for _, a := range s.record.Articles {
		s.line(7, fmt.Sprintf("  %-4s %s  %s", a.ID, dated(a.Article), clip(label(a.Article), 90)))
		if a.Published != nil && a.Published.Basis == stemma.BasisInferred {
			s.line(7, "       "+s.dim.Render("date inferred: "+a.Published.Because))
		}
		if a.Host != nil {
			s.line(7, "       "+s.dim.Render("shown in "+a.Host.Article+"; its words are not that report's own"))
		}
		for _, credit := range a.Credits {
			s.line(7, "       "+s.dim.Render(fmt.Sprintf("%s credit: %s", credit.Kind, credit.Name)))
		}
	}
}

func (s *sheet) contradictions() {
	var lines []string
	for _, c := range s.record.Claims {
		for _, d := range contrasts(s.record, c) {
			if s.Only == "differences" || d.Kind != "wording" {
				lines = append(lines, fmt.Sprintf("  %-4s %s", c.ID, s.contrast(d)))
			}
		}
	}
	if len(lines) == 0 {
		return
	}
	s.heading("Where reports differ")
	for _, line := range lines {
		s.line(7, line)
	}
}

// contrast writes what reports differ about, its kind marked.
func (s *sheet) contrast(d contrast) string {
	kind, sides, _ := strings.Cut(d.String(), ":")
	return s.warn.Render(kind) + ":" + sides
}

func (s *sheet) claims() {
	var shared, alone []stemma.Claim
	for _, c := range s.record.Claims {
		if c.Counts.Reports > 1 {
			shared = append(shared, c)
		} else {
			alone = append(alone, c)
		}
	}
	if len(shared) > 0 {
		s.heading("Claims that two or more reports carry")
	}
	for _, c := range shared {
		s.claim(c)
	}
	if len(alone) == 0 {
		return
	}
	s.heading("Claims of one report only")
	shown := alone
	if !s.All && s.Only != "claims" && len(alone) > foremost {
		shown = alone[:foremost]
	}
	for _, c := range shown {
		s.claim(c)
	}
	if rest := len(alone) - len(shown); rest > 0 {
		s.line(2, s.dim.Render(fmt.Sprintf("  … and %d more of lesser weight (--all shows them)", rest)))
	}
}

func (s *sheet) claim(c stemma.Claim) {
	s.line(7, fmt.Sprintf("  %-4s %s", c.ID, s.head.Render(c.Summary)))
	style := s.warn
	if c.Counts.Origins[0] > 1 {
		style = s.good
	}
	s.line(7, "       "+counts(c)+" · "+style.Render(verdict(c)))
	if facts := facts(c); facts != "" {
		s.line(7, "       "+s.dim.Render(facts))
	}
	if doubt := doubt(s.record, c); doubt != "" {
		s.line(7, "       "+s.warn.Render(doubt))
	}
	for _, d := range contrasts(s.record, c) {
		s.line(9, "       "+s.contrast(d))
	}
	for _, at := range history(s.record, c) {
		s.line(9, "       "+s.standing(at))
	}
}

// standing writes one step of a claim's standing with the words that bear it.
func (s *sheet) standing(at stemma.Standing) string {
	when := at.At
	if when == "" {
		when = "undated"
	}
	by := ""
	if at.By != "" {
		by = " by " + at.By
	}
	return fmt.Sprintf("%s: %s%s (%s %s)", when, at.Status, by, at.Evidence.Article, quoted(s.record, at.Evidence, 80))
}

func (s *sheet) quotations() {
	var lines []func()
	for _, q := range s.record.Quotations {
		if len(q.Variants) == 0 && s.Only != "quotations" {
			continue
		}
		lines = append(lines, func() { s.quotation(q) })
	}
	if len(lines) == 0 {
		return
	}
	s.heading("Quotations at several lengths or wordings")
	for _, line := range lines {
		line()
	}
}

func (s *sheet) quotation(q stemma.Quotation) {
	speaker := q.Speaker
	if speaker == "" {
		speaker = "speaker unknown"
	}
	s.line(7, fmt.Sprintf("  %-4s %s, fullest in %s: %s", q.ID, speaker, q.Reference.Article, quoted(s.record, q.Reference, 200)))
	for _, v := range q.Variants {
		line := fmt.Sprintf("       %s %s %s", v.Article, s.warn.Render(v.Fidelity), quoted(s.record, stemma.Evidence{Article: v.Article, Span: v.Span}, 120))
		if v.Changed != "" {
			line += s.dim.Render(" (" + v.Changed + ")")
		}
		s.line(9, line)
	}
}

func (s *sheet) kinship() {
	if len(s.record.Kinship.Passages)+len(s.record.Kinship.Edges) == 0 {
		return
	}
	s.heading("Who took from whom")
	for _, account := range s.record.Kinship.Accounts {
		if len(account) > 1 {
			s.line(7, "  one telling: "+strings.Join(account, ", "))
		}
	}
	for _, e := range s.record.Kinship.Edges {
		s.line(7, fmt.Sprintf("  %s  %.0f%%  %s", edge(e), 100*e.Probability, s.dim.Render(e.Why)))
	}
	if alone := apart(s.record); len(alone) > 0 && len(s.record.Kinship.Edges) > 0 {
		s.line(7, "  kin to no other: "+strings.Join(alone, ", "))
	}
	for i, p := range s.record.Kinship.Passages {
		if !s.All && s.Only != "kinship" && i == foremost {
			s.line(2, s.dim.Render(fmt.Sprintf("  … and %d more shared passages (--all shows them)", len(s.record.Kinship.Passages)-i)))
			break
		}
		s.passage(p)
	}
}

// edge writes who took from whom: "A → B", or "A – B" without a direction.
func edge(e stemma.Edge) string {
	if e.Directed {
		return e.From + " → " + e.To
	}
	return e.From + " – " + e.To
}

func (s *sheet) passage(p stemma.Passage) {
	kind := p.Kind
	if p.Quotation {
		kind += " quotation, no proof of kinship"
	}
	s.line(9, fmt.Sprintf("  %s, %s %s (%.2f): %s", p.A.Article, p.B.Article, kind, p.Similarity, quoted(s.record, p.A, 160)))
	if p.Kind != stemma.Verbatim {
		s.line(9, "         "+p.B.Article+" has: "+quoted(s.record, p.B, 160))
	}
}

func (s *sheet) timeline() {
	if len(s.record.Timeline) == 0 {
		return
	}
	s.heading("Timeline")
	for _, m := range s.record.Timeline {
		s.line(14, fmt.Sprintf("  %-10s  %s%s", m.At, m.What, s.dim.Render(reference(m))))
	}
}

func reference(m stemma.Moment) string {
	if m.Claim == "" {
		return " [" + m.Evidence.Article + "]"
	}
	return " [" + m.Claim + ", " + m.Evidence.Article + "]"
}
