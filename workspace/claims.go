package workspace

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/store"
)

// mentionKey names a mention for good: by its report, its event's word, and its
// clause. It outlives other versions of the report that leave the clause alone,
// and every other regrouping of mentions into claims.
func mentionKey(report string, a *stemma.Article, m *stemma.ClaimMention) string {
	clause := ""
	if m.Span.Start >= 0 && m.Span.Start <= m.Span.End && m.Span.End <= len(a.Text) {
		clause = strings.ToLower(strings.Join(strings.Fields(m.Span.In(a.Text)), " "))
	}
	sum := sha256.Sum256([]byte(report + "\x00" + m.Event.Lemma + "\x00" + clause))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10])) // 16 letters
}

// mentionKeys are the keys of a claim's mentions, the claim's own first.
func (b *built) mentionKeys(c *stemma.Claim) []string {
	var keys []string
	for i := range c.Mentions {
		m := &c.Mentions[i]
		a := b.record.Article(m.Article)
		if a == nil {
			continue
		}
		if key := mentionKey(b.keys[m.Article], a.Article, m); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// claims are the record's, as lists show them.
func (b *built) claims() []store.Claim {
	rows := make([]store.Claim, 0, len(b.record.Claims))
	taken := map[string]bool{}
	for i := range b.record.Claims {
		row := b.claim(&b.record.Claims[i], i)
		row.Mentions = slices.DeleteFunc(row.Mentions, func(key string) bool { return taken[key] })
		if len(row.Mentions) == 0 { // one clause told twice: the other claim is found by it
			row.Mentions = []string{mentionKey("claim "+row.Number, &stemma.Article{}, &b.record.Claims[i].Mentions[0])}
		}
		for _, key := range row.Mentions {
			taken[key] = true
		}
		row.Key = row.Mentions[0]
		rows = append(rows, row)
	}
	return rows
}

func (b *built) claim(c *stemma.Claim, rank int) store.Claim {
	row := store.Claim{
		Story: b.story, Number: c.ID, Rank: rank, Summary: c.Summary, Type: c.Event.Type, Mode: c.Event.Mode,
		Modality: c.Modality, Polarity: c.Polarity, Reports: c.Counts.Reports,
		AccountsLow: c.Counts.Accounts[0], Accounts: c.Counts.Accounts[1], OriginsLow: c.Counts.Origins[0], Origins: c.Counts.Origins[1],
		Disagree: len(c.Disagreements), Actors: c.Actor, Recipients: c.Recipient, Figures: figures(c.Quantities), Mentions: b.mentionKeys(c),
	}
	if c.Place != nil {
		row.Place, row.Country, row.Lat, row.Lon = c.Place.Name, c.Place.Country, c.Place.Lat, c.Place.Lon
	}
	if c.Time != nil {
		row.Begin, row.End = c.Time.Begin, c.Time.End
	}
	if n := len(c.Standing); n > 0 {
		row.Standing = c.Standing[n-1].Status
	}
	return row
}

func figures(quantities []stemma.Quantity) string {
	parts := make([]string, len(quantities))
	for i, q := range quantities {
		of := q.Of
		if of == "" {
			of = q.Unit
		}
		parts[i] = strings.TrimSpace(q.Bounds() + " " + of)
	}
	return strings.Join(parts, ", ")
}

// texts are what a search finds of the story, whose claims are as lists show them.
func (b *built) texts(claims []store.Claim) []store.Text {
	var texts []store.Text
	for _, a := range b.record.Articles {
		if a.Host == nil {
			texts = append(texts, store.Text{Kind: "report", Ref: strconv.FormatInt(b.reports[a.ID], 10), Title: a.Title, Body: a.Text, Day: a.Published.Day()})
		}
	}
	for i := range b.record.Claims {
		c := &b.record.Claims[i]
		text := store.Text{Kind: "claim", Ref: claims[i].Key, Body: c.Summary}
		if c.Time != nil {
			text.Day = c.Time.Begin
		}
		texts = append(texts, text)
	}
	for _, q := range b.record.Quotations {
		texts = append(texts, store.Text{Kind: "quotation", Ref: q.ID, Title: q.Speaker, Body: b.record.Text(q.Reference)})
	}
	for _, a := range b.record.Actors {
		texts = append(texts, store.Text{Kind: "entity", Ref: a.Name, Title: a.Name, Body: strings.Join(append([]string{a.Title}, a.Aliases...), ", ")})
	}
	return texts
}
