package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"stemma"
)

// exportSTIX writes a STIX 2.1 bundle (OASIS Standard, 10 June 2021).
//
//	report        a report of the record; its objects are its outlet and the claims that it carries
//	note          a claim: a note tells of its actors, origins and place, and
//	              unlike an incident does not say that anything happened
//	opinion       somebody acknowledges the claim (strongly agrees), denies it
//	              (strongly disagrees) or takes it back (disagrees)
//	identity      outlets, and everybody who acts or vouches
//	location      where, and the countries of actors
//	grouping      reports that are one telling
//	relationship  who took from whom (derived-from, or related-to where nothing
//	              tells), and whose country is which (located-at)
//
// The three counts, the chain of every mention and its span stand in an
// extension that the bundle defines. Confidence is the suggested credibility in
// the values that STIX's appendix B gives the Admiralty scale. Identifiers are
// UUIDs of version 5, so that the same report and the same claim are the same
// object in every bundle of one workspace, or of the same files. STIX's text has derived-from the wrong way round for
// its name; here it is read as it is by all: the source was derived from the target.
//
// A record has no place for what STIX demands of an undated report, its day:
// the bundle gives the latest day that is known, and labels the report "undated".
func exportSTIX(w io.Writer, r *stemma.Record, claims []stemma.Claim, o ExportOptions) error {
	b := newSTIX(r, o)
	b.about()
	for i := range claims {
		b.claim(&claims[i])
	}
	carrying := map[string]bool{}
	for _, c := range claims {
		for _, id := range c.Reports {
			carrying[id] = true
		}
	}
	for _, a := range r.Articles {
		if carrying[a.ID] || len(claims) == len(r.Claims) {
			b.report(a.Article)
		}
	}
	b.kinship()
	return indented(w, stixBundle{"bundle", "bundle--" + b.contents(), b.objects})
}

// stix gathers a bundle's objects.
type stix struct {
	r       *stemma.Record
	o       ExportOptions
	objects []stixObject
	made    map[string]bool     // identifiers of objects
	keys    map[string]string   // of reports, by siglum: what names them whatever else the record holds
	carried map[string][]string // claims by siglum
	latest  string              // the last day that is known
}

func newSTIX(r *stemma.Record, o ExportOptions) *stix {
	b := &stix{r: r, o: o, made: map[string]bool{}, keys: map[string]string{}, carried: map[string][]string{}, latest: stixDay(r.Stemma.AsOf)}
	taken := map[string]int{}
	for _, a := range r.Articles {
		key := reportKey(a.Article)
		taken[key]++
		b.keys[a.ID] = fmt.Sprintf("%s %d", key, taken[key])
		b.latest = max(b.latest, published(a.Article))
	}
	b.latest = cmp.Or(b.latest, stixEpoch)
	return b
}

// reportKey names a report by what it is, not by its place in a record.
func reportKey(a *stemma.Article) string {
	post := ""
	if a.Host != nil {
		post = a.Host.Span.String()
	}
	return strings.Join([]string{a.SHA256, a.URL, a.Outlet, post}, "\x00")
}

func (b *stix) add(o stixObject) string {
	if !b.made[o.ID] {
		b.made[o.ID] = true
		b.objects = append(b.objects, o)
	}
	return o.ID
}

// about are the objects that every bundle has: who made it, and the extension.
func (b *stix) about() {
	b.add(stixObject{Type: "identity", ID: stixTool, Created: stixEpoch, Modified: stixEpoch, Name: "stemma", Class: "system",
		Description: "A program that counts how many independent origins the claims of news reports have."})
	b.add(stixObject{Type: "extension-definition", ID: stixExtension, Maker: stixTool, Created: stixEpoch, Modified: stixEpoch, Name: "stemma claim",
		Description: "How many reports, accounts and origins a claim has, and the words that state it.", Schema: stixSchema, Version: "1.0.0", Kinds: []string{"property-extension"}})
}

// report is one article.
func (b *stix) report(a *stemma.Article) {
	at := published(a)
	o := stixObject{Type: "report", ID: b.reportID(a.ID), Maker: stixTool, Created: at, Modified: at, Published: at, Name: cmp.Or(flat(title(a)), "untitled"),
		Language: a.Language, Labels: []string{"news"}, Description: "Report " + a.ID + ". Published: " + dated(a) + "."}
	if at == "" {
		o.Created, o.Modified, o.Published, o.Labels = b.latest, b.latest, b.latest, append(o.Labels, "undated")
	}
	if a.Host != nil {
		o.Labels[0] = "post"
	}
	o.References = []stixReference{{Source: cmp.Or(a.Outlet, "report"), URL: webAddress(a), Description: label(a)}}
	if a.Outlet != "" {
		o.Objects = append(o.Objects, b.identity(a.Outlet, "organization"))
	}
	o.Objects = append(o.Objects, b.carried[a.ID]...)
	if len(o.Objects) == 0 {
		o.Objects = []string{stixTool}
	}
	b.add(o)
}

func (b *stix) reportID(siglum string) string { return stixID("report", b.keys[siglum]) }

// claim is a note, and the opinions that others have of it.
func (b *stix) claim(c *stemma.Claim) {
	from, to := b.days(c.Reports...)
	o := stixObject{Type: "note", ID: stixID("note", b.claimKey(c)), Maker: stixTool, Created: from, Modified: to, Abstract: flat(c.Summary), Content: b.content(c),
		Confidence: confidence(c.Credibility.Admiralty), Labels: labelsOf(c), Extensions: map[string]stixClaim{stixExtension: b.extension(c)}}
	if address := b.o.address(c); address != "" {
		o.References = []stixReference{{Source: "stemma", URL: address}}
	}
	refs := func(id string) {
		if id != "" && !slices.Contains(o.Objects, id) {
			o.Objects = append(o.Objects, id)
		}
	}
	for _, name := range slices.Concat(c.Actor, c.Recipient) {
		refs(b.actor(name))
	}
	for _, origin := range c.Origins {
		if origin.Named {
			refs(b.actor(origin.Name))
		}
	}
	refs(b.location(c.Place))
	if len(o.Objects) == 0 {
		for _, id := range c.Reports {
			refs(b.reportID(id))
		}
	}
	for _, id := range c.Reports {
		b.carried[id] = append(b.carried[id], o.ID)
	}
	b.add(o)
	b.opinions(c, o)
}

// claimKey names a claim by the first place that states it.
func (b *stix) claimKey(c *stemma.Claim) string {
	if b.o.Key != nil {
		return b.o.Key(c)
	}
	if len(c.Mentions) == 0 {
		return c.ID + c.Summary
	}
	return fmt.Sprint(b.keys[c.Mentions[0].Article], c.Mentions[0].Trigger, c.Summary)
}

// days are the first and the last publication of reports.
func (b *stix) days(reports ...string) (from, to string) {
	for _, id := range reports {
		a := b.r.Article(id)
		if a == nil {
			continue
		}
		at := cmp.Or(published(a.Article), b.latest)
		if from == "" || at < from {
			from = at
		}
		to = max(to, at)
	}
	return cmp.Or(from, b.latest), cmp.Or(to, b.latest)
}

// content is what a reader needs to weigh the claim.
func (b *stix) content(c *stemma.Claim) string {
	lines := []string{flat(c.Summary), counts(*c) + " · " + verdict(*c)}
	if text := facts(*c); text != "" {
		lines = append(lines, text)
	}
	for _, s := range history(b.r, *c) {
		lines = append(lines, strings.TrimSpace(s.At+" "+s.Status)+" by "+cmp.Or(s.By, "unnamed")+": "+quoted(b.r, s.Evidence, 90))
	}
	for _, x := range contrasts(b.r, *c) {
		lines = append(lines, x.String())
	}
	if c.Credibility.Because != "" {
		lines = append(lines, "Credibility: "+strings.ToLower(credibilityName(c.Credibility.Admiralty))+", "+c.Credibility.Because)
	}
	return strings.Join(lines, "\n")
}

// opinions are what the claim's standing says of it, but for who reports it.
func (b *stix) opinions(c *stemma.Claim, note stixObject) {
	for _, s := range c.Standing {
		view, found := map[string]string{"acknowledged": "strongly-agree", "denied": "strongly-disagree", "retracted": "disagree"}[s.Status]
		if !found {
			continue
		}
		at := note.Modified
		if a := b.r.Article(s.Evidence.Article); a != nil && published(a.Article) != "" {
			at = published(a.Article)
		}
		o := stixObject{Type: "opinion", ID: stixID("opinion", b.claimKey(c), s.Status, s.By, s.At), Maker: stixTool, Created: at, Modified: at, Opinion: view, Objects: []string{note.ID},
			Explanation: strings.TrimSpace(s.At+" "+s.Status) + ": " + s.Evidence.Article + " " + quoted(b.r, s.Evidence, 200)}
		if s.By != "" {
			o.Authors = []string{s.By}
			b.actor(s.By)
		}
		b.add(o)
	}
}

// kinship are who took from whom and which reports are one telling, of the
// reports that the bundle holds.
func (b *stix) kinship() {
	for _, e := range b.r.Kinship.Edges {
		from, to := b.reportID(e.From), b.reportID(e.To)
		if !b.made[from] || !b.made[to] { // a text that nobody has seen is no object
			continue
		}
		kind := "derived-from"
		if !e.Directed {
			kind = "related-to"
		}
		_, at := b.days(e.From, e.To)
		sure := int(e.Probability * 100)
		b.add(stixObject{Type: "relationship", ID: stixID("relationship", to, kind, from), Maker: stixTool, Created: at, Modified: at,
			Relation: kind, Source: to, Target: from, Description: e.Why, Confidence: &sure})
	}
	for _, account := range b.r.Kinship.Accounts {
		var refs, keys []string
		for _, id := range account {
			if report := b.reportID(id); b.made[report] {
				refs, keys = append(refs, report), append(keys, b.keys[id])
			}
		}
		if _, at := b.days(account...); len(refs) > 1 {
			b.add(stixObject{Type: "grouping", ID: stixID("grouping", keys...), Maker: stixTool, Created: at, Modified: at, Name: "One telling: " + strings.Join(account, ", "),
				Context: "unspecified", Description: "These reports copy one another or print one text: they are one account.", Objects: refs})
		}
	}
}
