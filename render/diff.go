package render

import (
	"fmt"
	"io"
	"slices"

	"stemma"
)

// Diff prints what each of a record's first two reports has that the other has
// not, and where they differ. Errors: fewer than two reports.
func Diff(w io.Writer, record *stemma.Record, options Options) error {
	var pair []string
	for _, a := range record.Articles {
		if a.Host == nil {
			pair = append(pair, a.ID)
		}
	}
	if len(pair) < 2 {
		return fmt.Errorf("two reports are wanted, and %s could be read", plural(len(pair), "report"))
	}
	s := newSheet(w, record, options)
	s.reports()
	s.onlyIn(pair[0], pair[1])
	s.onlyIn(pair[1], pair[0])
	s.bothHave(pair[0], pair[1])
	s.Only = "differences"
	s.contradictions()
	s.quotations()
	return s.Flush()
}

func (s *sheet) onlyIn(one, other string) {
	s.heading("Only in " + one)
	for _, c := range s.record.Claims {
		if slices.Contains(c.Reports, one) && !slices.Contains(c.Reports, other) {
			s.line(7, fmt.Sprintf("  %-4s %s %s", c.ID, c.Summary, s.dim.Render("("+verdict(c)+")")))
		}
	}
}

func (s *sheet) bothHave(one, other string) {
	s.heading("In both")
	for _, c := range s.record.Claims {
		if slices.Contains(c.Reports, one) && slices.Contains(c.Reports, other) {
			s.line(7, fmt.Sprintf("  %-4s %s %s", c.ID, c.Summary, s.dim.Render("("+verdict(c)+")")))
		}
	}
}

// Explain prints why a claim has its counts: every mention with its chain and
// rule, the accounts with the passages that make them, the origins with their
// reasons. Errors: no such claim.
func Explain(w io.Writer, record *stemma.Record, claim string, options Options) error {
	at := slices.IndexFunc(record.Claims, func(c stemma.Claim) bool { return c.ID == claim })
	if at < 0 && len(record.Claims) == 0 {
		return fmt.Errorf("no claim %q: the record has no claims", claim)
	}
	if at < 0 {
		return fmt.Errorf("no claim %q; the record has %s, c1 to c%d", claim, plural(len(record.Claims), "claim"), len(record.Claims))
	}
	s := newSheet(w, record, options)
	c := record.Claims[at]
	s.claim(c)
	s.mentions(c)
	s.vouchers(c)
	s.accounts(c)
	s.origins(c)
	s.ties(c)
	s.alternatives(c)
	s.credibility(c)
	return s.Flush()
}

func (s *sheet) mentions(c stemma.Claim) {
	s.heading("Who states it")
	for _, m := range c.Mentions {
		s.line(7, fmt.Sprintf("  %-4s %s", m.Article, quoted(s.record, stemma.Evidence{Article: m.Article, Span: m.Span}, 300)))
		s.line(9, "       "+s.dim.Render(fmt.Sprintf("bytes %d to %d; %s, %s; rule %s; %s", m.Span.Start, m.Span.End, m.Modality, m.Polarity, m.Rule, m)))
		for i, link := range m.Chain {
			s.line(11, fmt.Sprintf("         link %d: %s %s", i+1, link.Source, s.dim.Render(s.attribution(m.Article, link))))
		}
		if len(m.Chain) == 0 {
			s.line(11, s.dim.Render("         no source named: the report's own word"))
		}
	}
}

// vouchers tells who commits himself to the claim, and how firmly.
func (s *sheet) vouchers(c stemma.Claim) {
	if len(c.Factuality) == 0 {
		return
	}
	s.heading("Who vouches for it")
	for _, v := range c.Factuality {
		who := v.Source
		if who == "" {
			who = "report " + v.Article + " itself"
		}
		words := quoted(s.record, stemma.Evidence{Article: v.Article, Span: v.Span}, 60)
		s.line(7, fmt.Sprintf("  %s: %s %s", who, commits(v), s.dim.Render(fmt.Sprintf("(%s; %s %s)", v.Value, v.Article, words))))
	}
}

// attribution tells the words that bear a link of a chain.
func (s *sheet) attribution(article string, link stemma.Link) string {
	a := s.record.Article(article)
	if a == nil {
		return ""
	}
	for _, attribution := range a.Attributions {
		if attribution.ID == link.Attribution && attribution.Cue != nil {
			return fmt.Sprintf("(%s: cue %s, %s, rule %s)", attribution.ID, quoted(s.record, stemma.Evidence{Article: article, Span: attribution.Cue.Span}, 60), attribution.Class, attribution.Rule)
		}
	}
	return quoted(s.record, stemma.Evidence{Article: article, Span: link.Span}, 60)
}

func (s *sheet) accounts(c stemma.Claim) {
	s.heading("How many tellings: " + rangeOf(c.Counts.Accounts, "account"))
	for _, account := range c.Accounts {
		s.line(7, fmt.Sprintf("  %v", account))
	}
	for i, p := range s.record.Kinship.Passages {
		if bears(c, p) {
			s.WriteString(fmt.Sprintf("  passage %d\n", i))
			s.passage(p)
		}
	}
}

// bears reports whether a passage joins two mentions of the claim.
func bears(c stemma.Claim, p stemma.Passage) bool {
	left, right := false, false
	for _, m := range c.Mentions {
		left = left || m.Article == p.A.Article && m.Span.Overlaps(p.A.Span)
		right = right || m.Article == p.B.Article && m.Span.Overlaps(p.B.Span)
	}
	return left && right
}

func (s *sheet) origins(c stemma.Claim) {
	s.heading("How many informants: " + rangeOf(c.Counts.Origins, "origin"))
	for _, o := range c.Origins {
		s.line(7, fmt.Sprintf("  %s %v: %s", o.Name, o.Articles, o.Why))
		for _, e := range o.Evidence {
			s.line(9, s.dim.Render("       "+e.Article+" "+quoted(s.record, e, 100)))
		}
	}
}

// ties tells, link by link, what makes reports one voice, and where that is in doubt.
func (s *sheet) ties(c stemma.Claim) {
	if len(c.Ties) == 0 {
		return
	}
	s.heading("What joins the reports")
	for _, t := range c.Ties {
		s.line(7, fmt.Sprintf("  %s – %s  %s: %s", t.A, t.B, tie(t), t.Why))
	}
}

// tie says what a tie makes of two reports.
func tie(t stemma.Tie) string {
	kind := "one telling"
	if t.Kind == stemma.TieOrigin {
		kind = "one informant"
	}
	if !t.Sure {
		kind = "perhaps " + kind
	}
	return kind
}

// alternatives tells what would change the count.
func (s *sheet) alternatives(c stemma.Claim) {
	if len(c.Alternatives) == 0 {
		return
	}
	s.heading("What would change the count")
	for _, a := range c.Alternatives {
		s.line(7, fmt.Sprintf("  %s: %s", a.If, plural(a.Origins, "origin")))
	}
}

func (s *sheet) credibility(c stemma.Claim) {
	if c.Credibility.Because != "" {
		s.line(2, fmt.Sprintf("\n  Admiralty credibility %d: %s", c.Credibility.Admiralty, c.Credibility.Because))
	}
}
