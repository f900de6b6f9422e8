package pages

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/collate"
	"stemma/render"
	"stemma/store"
	"stemma/workspace"
)

// claimPage is a claim with its evidence, link by link.
type claimPage struct {
	claimItem
	Of           head                 `json:"of_story"`
	Event        stemma.Event         `json:"event"`
	Actor        []string             `json:"actor"`
	Recipient    []string             `json:"recipient"`
	Place        *stemma.Place        `json:"place,omitempty"`
	Time         *stemma.Time         `json:"time,omitempty"`
	Quantities   []stemma.Quantity    `json:"quantities"`
	Mentions     []mentionItem        `json:"mentions"`
	OriginList   []originItem         `json:"origin_list"`
	AccountList  []string             `json:"account_list"`
	Ties         []stemma.Tie         `json:"ties,omitempty"`
	Alternatives []stemma.Alternative `json:"alternatives,omitempty"`
	Vouchers     []voucher            `json:"vouchers,omitempty"`
	Differences  []difference         `json:"differences,omitempty"`
	Standings    []standingItem       `json:"standings,omitempty"`
	Passages     []passageItem        `json:"passages,omitempty"`
	Admiralty    int                  `json:"admiralty,omitempty"`
	Because      string               `json:"because,omitempty"`
	Judgements   []judgementItem      `json:"judgements,omitempty"`
	Cut          bool                 `json:"-"` // not all of some list is shown
	all          bool
	Others       []claimOption `json:"-"` // of the story, to be merged with
	Fields       []string      `json:"-"`
}

// mentionItem is a place that states the claim.
type mentionItem struct {
	Key    string     `json:"key"`
	Siglum string     `json:"report"`
	Outlet string     `json:"outlet,omitempty"`
	Dated  string     `json:"published"`
	Before string     `json:"-"`
	Words  string     `json:"words"`
	After  string     `json:"-"`
	At     string     `json:"at"`
	Chain  []linkItem `json:"chain"`
	How    string     `json:"how,omitempty"` // "denied", "planned, negative"; "" asserted
	Rule   string     `json:"rule"`
}

// linkItem is one step of a chain, the innermost informant first.
type linkItem struct {
	Source string `json:"source"`
	Words  string `json:"words,omitempty"` // that name the source
	Cue    string `json:"cue,omitempty"`
	Named  bool   `json:"named"`
}

// originItem is an ultimate informant.
type originItem struct {
	Name  string     `json:"name"`
	Named bool       `json:"named"`
	Sigla []string   `json:"reports"`
	Why   string     `json:"why"`
	Words []wordItem `json:"words"`
}

// wordItem is words that bear something, and where they stand.
type wordItem struct {
	Siglum string `json:"report"`
	Words  string `json:"words"`
	At     string `json:"at"`
}

// voucher is who commits himself to the claim.
type voucher struct {
	Who   string `json:"who"`
	Says  string `json:"says"`
	Value string `json:"value"`
	wordItem
}

// difference is one disagreement with the words of both sides.
type difference struct {
	Kind  string   `json:"kind"`
	About string   `json:"about"`
	Why   string   `json:"why"`
	A     wordItem `json:"a"`
	B     wordItem `json:"b"`
}

// standingItem is a step of the claim's standing.
type standingItem struct {
	At     string   `json:"on,omitempty"`
	Status string   `json:"status"`
	By     string   `json:"by,omitempty"`
	Rule   string   `json:"rule"`
	Words  wordItem `json:"evidence"`
}

// passageItem is shared wording in which two reports state the claim.
type passageItem struct {
	Kind string   `json:"kind"`
	A    wordItem `json:"a"`
	B    wordItem `json:"b"`
}

// claimOption is a claim that this one could be merged with.
type claimOption struct{ Number, Summary string }

// mostOthers is how many claims the form for a merge proposes.
const mostOthers = 100

func (p *Pages) claim(r *http.Request) (*answer, error) {
	key := r.PathValue("key")
	v, c, err := p.w.Claim(r.Context(), key)
	if err == store.ErrNotFound {
		return nil, missing("There is no claim “" + clip(key, 40) + "”")
	}
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(v.Record.Claims, func(x stemma.Claim) bool { return x.ID == c.ID })
	a := &answer{Title: c.Summary, Section: "claims", Template: "claim", Tag: tagOf(v)}
	mine := ofClaim(v, at)
	a.Notice = p.notice(r, mine)
	a.fill = func(a *answer) error {
		page := p.claimPage(v, c, at, r.URL.Query().Get("all") != "" || formatOf(r) != "html")
		page.Judgements = p.judgementItems(mine, true)
		a.Page = page
		return nil
	}
	return a, nil
}

// ofClaim are the judgements on the claim at a place of the record.
func ofClaim(v *workspace.StoryView, at int) []store.Judgement {
	var mine []store.Judgement
	if at < 0 || at >= len(v.Claims) {
		return nil
	}
	for _, j := range v.Judgements {
		if concerns(j, v.Claims[at].Mentions) {
			mine = append(mine, j)
		}
	}
	return mine
}

func concerns(j store.Judgement, mentions []string) bool {
	return slices.ContainsFunc(j.Claims, func(key string) bool { return slices.Contains(mentions, key) })
}

func (p *Pages) claimPage(v *workspace.StoryView, c *stemma.Claim, at int, all bool) claimPage {
	h := p.head(v, "claim")
	page := claimPage{Of: h, claimItem: p.claimItem(v, at), Event: c.Event, Actor: c.Actor, Recipient: c.Recipient, Place: c.Place, Time: c.Time, Quantities: c.Quantities,
		all: all, Admiralty: c.Credibility.Admiralty, Because: c.Credibility.Because, Fields: workspace.Correctable}
	keys := v.KeysOf(c)
	for i := range shown(&page, c.Mentions) {
		page.Mentions = append(page.Mentions, h.mention(&c.Mentions[i], keys[i]))
	}
	for _, o := range shown(&page, c.Origins) {
		page.OriginList = append(page.OriginList, h.origin(o))
	}
	for _, account := range shown(&page, c.Accounts) {
		page.AccountList = append(page.AccountList, collate.Brief(v.Record, account))
	}
	for _, x := range shown(&page, c.Factuality) {
		page.Vouchers = append(page.Vouchers, voucher{cmp.Or(x.Source, "report "+x.Article+" itself"), render.Commits(x), x.Value, h.words(stemma.Evidence{Article: x.Article, Span: x.Span}, 80)})
	}
	for _, d := range shown(&page, c.Disagreements) {
		page.Differences = append(page.Differences, difference{d.Kind, d.About, d.Why, h.words(d.A, 200), h.words(d.B, 200)})
	}
	for _, s := range shown(&page, c.Standing) {
		page.Standings = append(page.Standings, standingItem{s.At, s.Status, s.By, s.Rule, h.words(s.Evidence, 120)})
	}
	page.Ties, page.Alternatives = shown(&page, c.Ties), shown(&page, c.Alternatives)
	page.passages(c)
	for i := range v.Record.Claims {
		if other := &v.Record.Claims[i]; other.ID != c.ID && len(page.Others) < mostOthers {
			page.Others = append(page.Others, claimOption{other.ID, clip(other.Summary, 90)})
		}
	}
	return page
}

// On a claim's page stand so many of each list, unless all are asked for, and so
// many of the passages in which two reports state it, the longest.
const (
	mostListed   = 40
	mostPassages = 6
)

// shown is as much of a list as the page shows.
func shown[T any](s *claimPage, list []T) []T {
	if s.all || len(list) <= mostListed {
		return list
	}
	s.Cut = true
	return list[:mostListed]
}

// passages finds the passages that join two mentions of the claim. In a story of
// 200 reports there are twenty thousand to look at.
func (s *claimPage) passages(c *stemma.Claim) {
	r := s.Of.view.Record
	in := map[string]bool{}
	for _, id := range c.Reports {
		in[id] = true
	}
	var found []int
	for i := range r.Kinship.Passages {
		if q := &r.Kinship.Passages[i]; in[q.A.Article] && in[q.B.Article] && len(found) < 4*mostListed && render.Bears(*c, *q) {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return r.Kinship.Passages[b].Words - r.Kinship.Passages[a].Words })
	for _, i := range found[:min(len(found), mostPassages)] {
		q := &r.Kinship.Passages[i]
		s.Passages = append(s.Passages, passageItem{q.Kind, s.Of.words(q.A, 400), s.Of.words(q.B, 400)})
	}
}

func (h head) words(e stemma.Evidence, n int) wordItem {
	return wordItem{e.Article, h.Words(e, n), h.At(e)}
}

// around is how many letters of a report are shown before and behind a clause.
const around = 90

func (h head) mention(m *stemma.ClaimMention, key string) mentionItem {
	e := stemma.Evidence{Article: m.Article, Span: m.Span}
	i := mentionItem{Key: key, Siglum: m.Article, Outlet: h.Outlet(m.Article), At: h.At(e), Words: clip(h.view.Record.Text(e), 500), How: how(m), Rule: m.Rule}
	a := h.view.Record.Article(m.Article)
	if a == nil {
		return i
	}
	i.Dated = render.Dated(a.Article)
	i.Before, i.After = surroundings(a.Article, m.Span)
	for _, link := range m.Chain {
		i.Chain = append(i.Chain, h.link(a, link))
	}
	return i
}

// how says in which way a mention states the claim, where it does not simply
// assert it.
func how(m *stemma.ClaimMention) string {
	var parts []string
	if m.Modality != "" && m.Modality != stemma.Asserted {
		parts = append(parts, m.Modality)
	}
	if m.Polarity == stemma.Negative {
		parts = append(parts, "negative")
	}
	return strings.Join(parts, ", ")
}

// surroundings are the words before and behind a clause within its block.
func surroundings(a *stemma.Article, s stemma.Span) (before, after string) {
	for _, b := range a.Blocks {
		if !b.Span.Contains(s) || b.Span.End > len(a.Text) {
			continue
		}
		before, after = a.Text[b.Span.Start:s.Start], a.Text[s.End:b.Span.End]
		if r := []rune(before); len(r) > around {
			before = string(r[len(r)-around:])
			if _, rest, found := strings.Cut(before, " "); found {
				before = "… " + rest
			}
		}
		space := ""
		if strings.TrimLeft(after, " \n\t") != after {
			space = " "
		}
		return before, space + clip(after, around)
	}
	return "", ""
}

func (h head) link(a *stemma.ArticleRecord, l stemma.Link) linkItem {
	i := linkItem{Source: l.Source, Named: l.Named}
	if !l.Span.Empty() {
		i.Words = h.Words(stemma.Evidence{Article: a.ID, Span: l.Span}, 80)
	}
	for _, attribution := range a.Attributions {
		if attribution.ID == l.Attribution && attribution.Cue != nil {
			i.Cue = h.Words(stemma.Evidence{Article: a.ID, Span: attribution.Cue.Span}, 60)
		}
	}
	return i
}

func (h head) origin(o stemma.Origin) originItem {
	i := originItem{Name: o.Name, Named: o.Named, Sigla: o.Articles, Why: o.Why}
	for _, e := range o.Evidence {
		i.Words = append(i.Words, h.words(e, 120))
	}
	return i
}

// notice says what the form that led here did.
func (p *Pages) notice(r *http.Request, judgements []store.Judgement) string {
	for name, say := range map[string]func(store.Judgement) string{
		"done":   func(j store.Judgement) string { return "Kept: " + sentence(j) + after(j) },
		"undone": func(j store.Judgement) string { return "Undone: " + sentence(j) + " It stays in the history." },
	} {
		id, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
		if err != nil {
			continue
		}
		for _, j := range judgements {
			if j.ID == id && j.Undone.IsZero() == (name == "done") {
				return say(j)
			}
		}
	}
	return ""
}

func after(j store.Judgement) string {
	switch j.Kind {
	case workspace.JudgeMerge, workspace.JudgeSplit, workspace.JudgeMove:
		return " It takes effect when the story is made anew, in a moment."
	}
	return " It stands beside what the record says, and no new run overwrites it."
}

// sentence says what was decided, and by whom.
func sentence(j store.Judgement) string {
	what := map[string]string{
		workspace.JudgeConfirm: "confirmed", workspace.JudgeReject: "rejected", workspace.JudgeAnnotate: "annotated",
		workspace.JudgeMerge: render.Plural(len(j.Claims), "mention") + " merged into one claim", workspace.JudgeSplit: render.Plural(len(j.Claims), "mention") + " split off",
		workspace.JudgeMove:    render.Plural(len(j.Reports), "report") + " moved to story " + j.Value,
		workspace.JudgeCorrect: fmt.Sprintf("%s corrected to “%s”", j.Field, clip(j.Value, 120)),
	}[j.Kind]
	return cmp.Or(what, j.Kind) + " by " + j.Author + "."
}

// judged says what readers decided on a claim, where it holds.
func judged(judgements []store.Judgement, mentions []string) []string {
	var list []string
	for _, j := range judgements {
		if j.Undone.IsZero() && concerns(j, mentions) {
			list = append(list, capital(strings.TrimSuffix(sentence(j), ".")))
		}
	}
	return list
}
