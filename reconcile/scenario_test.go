package reconcile

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
)

var rewrite = flag.Bool("update", false, "rewrite the expectations in testdata")

// TestScenarios runs the newsroom logs in testdata. A log tells which reports
// came in, what they claim and share, and after "----" what must come out:
//
//	report A 2024-03-02        a report with its date ("-" for none), then its text
//	claim kill / by ACTOR / to PATIENT / figure killed 12 / from SOURCE / span WORDS / …
//	passage A B WORDS          words that stand in both
//	account A B                reports that are one telling as a whole
//	edge A B                   B took from A
//	as-of 2024-03-01
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.log")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			log, want, _ := strings.Cut(string(data), "----\n")
			got := runLog(t, log)
			if *rewrite {
				if err := os.WriteFile(file, []byte(log+"----\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// newsroom is what a log has told so far.
type newsroom struct {
	docs     []*stemma.Document
	mentions [][]stemma.ClaimMention
	kin      stemma.Kinship
	asOf     string
}

func runLog(t *testing.T, log string) string {
	t.Helper()
	room := &newsroom{}
	for _, line := range strings.Split(log, "\n") {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch verb {
		case "", "#":
		case "report":
			id, date, _ := strings.Cut(rest, " ")
			room.report(id, date)
		case "claim":
			room.claim(t, rest)
		case "passage":
			room.passage(t, rest)
		case "account":
			room.kin.Accounts = append(room.kin.Accounts, strings.Fields(rest))
		case "edge":
			from, to, _ := strings.Cut(rest, " ")
			room.kin.Edges = append(room.kin.Edges, stemma.Edge{From: from, To: to, Directed: true})
		case "as-of":
			room.asOf = rest
		default:
			room.text(strings.TrimSpace(line))
		}
	}
	return room.result()
}

func (r *newsroom) result() string {
	claims := Claims(r.docs, r.mentions, r.kin, []stemma.Story{{ID: "s1", Articles: ids(r.docs)}}, r.asOf, nil)
	var b strings.Builder
	for _, c := range claims {
		fmt.Fprintf(&b, "%s %s: %d reports %v, %s accounts, %s origins, admiralty %d\n", c.ID, c.Event.Lemma, c.Counts.Reports, c.Reports, c.Counts.Accounts, c.Counts.Origins, c.Credibility.Admiralty)
		for _, o := range c.Origins {
			fmt.Fprintf(&b, "  origin %s %v\n", o.Name, o.Articles)
		}
		for _, x := range c.Ties {
			fmt.Fprintf(&b, "  %s–%s %s %v: %s\n", x.A, x.B, x.Kind, x.Sure, x.Why)
		}
		for _, x := range c.Alternatives {
			fmt.Fprintf(&b, "  if %s: %d\n", x.If, x.Origins)
		}
		for _, d := range c.Disagreements {
			fmt.Fprintf(&b, "  %s about %s: %s“%s” %s“%s”\n", d.Kind, d.About, d.A.Article, r.words(d.A), d.B.Article, r.words(d.B))
		}
		for _, s := range c.Standing {
			fmt.Fprintf(&b, "  %s %s by %s\n", orDash(s.At), s.Status, orDash(s.By))
		}
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func ids(docs []*stemma.Document) []string {
	var list []string
	for _, d := range docs {
		list = append(list, d.ID)
	}
	return list
}

func (r *newsroom) words(e stemma.Evidence) string {
	for _, d := range r.docs {
		if d.ID == e.Article {
			return e.Span.In(d.Text)
		}
	}
	return ""
}

func (r *newsroom) report(id, date string) {
	d := &stemma.Document{Article: &stemma.Article{ID: id}}
	if date != "-" {
		d.Published = &stemma.Published{Value: date, Precision: "day"}
	}
	r.docs, r.mentions = append(r.docs, d), append(r.mentions, nil)
}

// text appends a line to the last report and cuts it into flat tokens: every
// word of more than three letters is a noun with itself for a lemma, and the
// last word of a capitalised run is the head of the others.
func (r *newsroom) text(line string) {
	d := r.docs[len(r.docs)-1]
	if d.Text != "" {
		d.Text += "\n"
	}
	start := len(d.Text)
	d.Text += line
	first := len(d.Tokens)
	for _, w := range wordsOf(d.Text, stemma.Span{Start: start, End: len(d.Text)}) {
		upos := "NOUN"
		if len(w.text) <= 3 {
			upos = "ADP"
		}
		if _, err := strconv.Atoi(w.text); err == nil {
			upos = "NUM"
		}
		d.Tokens = append(d.Tokens, stemma.Token{Span: w.span, Form: w.span.In(d.Text), Lemma: strings.TrimSuffix(w.text, "s"), UPOS: upos, Head: -1})
	}
	d.Blocks = append(d.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: start, End: len(d.Text)}})
	d.Sentences = append(d.Sentences, stemma.Sentence{Span: stemma.Span{Start: start, End: len(d.Text)}, First: first, Last: len(d.Tokens), Block: len(d.Blocks) - 1})
}

func (r *newsroom) find(t *testing.T, id, words string) stemma.Span {
	t.Helper()
	for _, d := range r.docs {
		if at := strings.Index(d.Text, words); d.ID == id && at >= 0 {
			return stemma.Span{Start: at, End: at + len(words)}
		}
	}
	t.Fatalf("report %s has no words %q", id, words)
	return stemma.Span{}
}

// claim reads "LEMMA / part / part …" about the last report.
func (r *newsroom) claim(t *testing.T, text string) {
	t.Helper()
	last := len(r.docs) - 1
	d := r.docs[last]
	parts := strings.Split(text, " / ")
	m := stemma.ClaimMention{Article: d.ID, Event: stemma.Event{Lemma: parts[0]}, Modality: stemma.Asserted, Polarity: stemma.Positive, Salience: 0.5, Span: d.Sentences[len(d.Sentences)-1].Span}
	m.Trigger = m.Span
	m.Summary = m.Span.In(d.Text)
	for _, part := range parts[1:] {
		verb, rest, _ := strings.Cut(part, " ")
		switch verb {
		case "passing":
			m.Summary, m.Salience = "", 0
		case "by":
			m.Actor = append(m.Actor, r.party(t, d, rest))
		case "to":
			m.Recipient = append(m.Recipient, r.party(t, d, rest))
		case "figure":
			of, value, _ := strings.Cut(rest, " ")
			m.Quantities = append(m.Quantities, figureOf(of, value, r.find(t, d.ID, strings.TrimRight(value, "+~"))))
		case "from":
			m.Chain = append(m.Chain, r.link(t, d, rest))
		case "span":
			m.Span = r.find(t, d.ID, rest)
		case "word":
			m.Trigger = r.find(t, d.ID, rest)
		case "on":
			day, words, _ := strings.Cut(rest, " ")
			m.Time = &stemma.Time{Begin: day, End: day, Precision: "day", Span: r.find(t, d.ID, words)}
		case "not":
			m.Polarity = stemma.Negative
		case "modality":
			m.Modality = rest
		default:
			t.Fatalf("claim part %q", part)
		}
	}
	r.mentions[last] = append(r.mentions[last], m)
}

// party is a participant by its words; an entity where they begin with a
// capital and "=" gives its name ("Kim=Kim Jong Un").
func (r *newsroom) party(t *testing.T, d *stemma.Document, text string) stemma.Party {
	words, id, named := strings.Cut(text, "=")
	p := stemma.Party{Name: words, Span: r.find(t, d.ID, words)}
	if named {
		r.entity(d, id)
		p.Name, _, _ = strings.Cut(id, "@")
		p.Entity = p.Name
	}
	return p
}

func (r *newsroom) entity(d *stemma.Document, id string) {
	name, of, _ := strings.Cut(id, "@")
	if entity(d, name) == nil {
		kind := "PER"
		if strings.HasPrefix(of, "!") {
			kind, of = of[1:], ""
		}
		d.Entities = append(d.Entities, stemma.Entity{ID: name, Type: kind, Of: of})
	}
}

// link is a source by its words, with "=NAME@INSTITUTION" where it is a known
// person, "=NAME@!ORG" for an organisation, and a cue after "|".
func (r *newsroom) link(t *testing.T, d *stemma.Document, text string) stemma.Link {
	words, cue, hasCue := strings.Cut(text, "|")
	words, id, named := strings.Cut(words, "=")
	l := stemma.Link{Source: words, Named: named, Span: r.find(t, d.ID, words)}
	ref := stemma.Ref{Span: l.Span}
	if named {
		r.entity(d, id)
		l.Source, _, _ = strings.Cut(id, "@")
		ref.Entity = l.Source
	}
	a := stemma.Attribution{ID: fmt.Sprintf("%s-a%d", d.ID, len(d.Attributions)+1), Source: &ref}
	if hasCue {
		lemma, form, _ := strings.Cut(cue, ":")
		a.Cue = &stemma.Ref{Span: r.find(t, d.ID, form)}
		at := d.TokenAt(a.Cue.Span.Start)
		d.Tokens[at].Lemma, d.Tokens[at].UPOS = lemma, "VERB"
	}
	d.Attributions = append(d.Attributions, a)
	l.Attribution = a.ID
	return l
}

func figureOf(of, value string, span stemma.Span) stemma.Quantity {
	n, _ := strconv.ParseFloat(strings.TrimRight(value, "+~"), 64)
	q := stemma.Quantity{Span: span, Low: &n, High: &n, Of: of, Unit: "person"}
	if strings.HasSuffix(value, "+") {
		q.High = nil
	}
	q.Approx = strings.HasSuffix(value, "~")
	return q
}

func (r *newsroom) passage(t *testing.T, text string) {
	t.Helper()
	fields := strings.SplitN(text, " ", 3)
	r.kin.Passages = append(r.kin.Passages, stemma.Passage{
		A: stemma.Evidence{Article: fields[0], Span: r.find(t, fields[0], fields[2])},
		B: stemma.Evidence{Article: fields[1], Span: r.find(t, fields[1], fields[2])}, Kind: stemma.Verbatim, Similarity: 1,
		Words: len(strings.Fields(fields[2]))})
}
