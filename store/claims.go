package store

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
)

// Claims lists claims: those of a story in the order of its record, others with
// the latest change first. After is the At of the last claim seen.
func (t *Tx) Claims(f Filter) ([]Claim, error) {
	w, _, along, err := t.ofClaims(f, f.Story == 0)
	if err != nil {
		return nil, err
	}
	w.story("c.story", f)
	w.within("c.begin_day", "c.end_day", f)
	if f.MinReports > 0 {
		w.add("c.reports >= ?", f.MinReports)
	}
	if err := t.published(&w, "c.story", f); err != nil {
		return nil, err
	}
	if f.Story != 0 {
		return t.claimsOfStory(w, f)
	}
	if len(along) > 0 {
		return t.claimsAlong(along, w, f)
	}
	if f.After > 0 {
		w.add("c.id < ?", f.After)
	}
	return list(t, scanClaim, selectClaim+w.String()+" ORDER BY c.id DESC LIMIT ?", w.with(f.limit())...)
}

// stride is how many identities are looked up at once.
const stride = 200

// claimsAlong goes along facets that many claims have each, from the latest
// claim that has all of them, until the page is full.
func (t *Tx) claimsAlong(facets []string, w where, f Filter) ([]Claim, error) {
	var claims []Claim
	before := int64(math.MaxInt64)
	if f.After > 0 {
		before = f.After
	}
	w.add("c.id IN (" + marks(stride) + ")")
	for len(claims) < f.limit() {
		found, err := t.meeting(facets, before)
		if err != nil || len(found) == 0 {
			return claims, err
		}
		args := slices.Clone(w.args)
		for i := range stride { // always as many: one statement
			args = append(args, found[min(i, len(found)-1)])
		}
		more, err := list(t, scanClaim, selectClaim+w.String()+" ORDER BY c.id DESC LIMIT ?", append(args, f.limit()-len(claims))...)
		if err != nil {
			return nil, err
		}
		claims = append(claims, more...)
		if len(found) < stride {
			break
		}
		before = found[len(found)-1]
	}
	return claims, nil
}

// meeting gives the latest claims that have all of the facets. The facets' rows
// lie in the order of claims, so they are merged.
func (t *Tx) meeting(facets []string, before int64) ([]int64, error) {
	var parts []string
	var args []any
	for _, facet := range facets {
		parts = append(parts, "SELECT claim FROM claim_facets WHERE facet = ? AND claim < ?")
		args = append(args, facet, before)
	}
	return list(t, number, strings.Join(parts, " INTERSECT ")+" ORDER BY 1 DESC LIMIT ?", append(args, stride)...)
}

func (t *Tx) claimsOfStory(w where, f Filter) ([]Claim, error) {
	if f.After > 0 {
		w.add("c.rank >= ?", f.After)
	}
	claims, err := list(t, scanClaim, selectClaim+w.String()+" ORDER BY c.rank, c.id DESC LIMIT ?", w.with(f.limit())...)
	for i := range claims {
		claims[i].At = int64(claims[i].Rank) + 1
	}
	return claims, err
}

// Claim gives the claim that has a mention of this key. While a report moves
// from one story to another both may have it; then it is the one kept last.
func (t *Tx) Claim(key string) (Claim, error) {
	return only(t, scanClaim, selectClaim+` WHERE c.id = (SELECT m.claim FROM claim_mentions m
		WHERE m.key = ? ORDER BY m.claim DESC LIMIT 1)`, short(key))
}

const claimColumns = `id, story, key, number, rank, summary, type, mode, place, country, lat, lon, begin_day, end_day,
	modality, polarity, standing, reports, accounts_low, accounts, origins_low, origins, disagree, figures,
	actors, recipients, mentions, changed`
const selectClaim = `SELECT ` + claimColumns + ` FROM claims c`

func (c Claim) row(id, changed int64) []any {
	begin, end := days(c.Begin, c.End)
	return []any{id, c.Story, c.Key, c.Number, c.Rank, c.Summary, c.Type, c.Mode, c.Place, c.Country, c.Lat, c.Lon, begin, end,
		c.Modality, c.Polarity, c.Standing, c.Reports, c.AccountsLow, c.Accounts, c.OriginsLow, c.Origins, c.Disagree, c.Figures,
		asJSON(c.Actors), asJSON(c.Recipients), asJSON(c.Mentions), changed, c.digest()}
}

func scanClaim(r Row) (c Claim, err error) {
	err = r.Scan(&c.At, &c.Story, &c.Key, &c.Number, &c.Rank, &c.Summary, &c.Type, &c.Mode, &c.Place, &c.Country, &c.Lat, &c.Lon,
		&c.Begin, &c.End, &c.Modality, &c.Polarity, &c.Standing, &c.Reports, &c.AccountsLow, &c.Accounts, &c.OriginsLow, &c.Origins,
		&c.Disagree, &c.Figures, fromJSON{&c.Actors}, fromJSON{&c.Recipients}, fromJSON{&c.Mentions}, instant{&c.Changed})
	return c, err
}

// asJSON writes a list as it is kept in a column.
func asJSON[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	data, err := json.Marshal(slices.Clip(list))
	if err != nil { // texts and numbers only
		panic(err)
	}
	return string(data)
}

// fromJSON lets a list be read from a row; nil where it is empty.
type fromJSON struct{ into any }

func (f fromJSON) Scan(value any) error {
	text, ok := value.(string)
	if !ok || text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), f.into)
}
