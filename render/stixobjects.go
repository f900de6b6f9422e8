package render

import (
	"crypto/sha1"
	"fmt"
	"slices"
	"strings"
	"time"

	"stemma"
	"stemma/gazetteer"
)

// stixBundle is the envelope. It has no version of its own since STIX 2.1.
type stixBundle struct {
	Type    string       `json:"type"`
	ID      string       `json:"id"`
	Objects []stixObject `json:"objects"`
}

// stixObject has the properties of all types of object that stemma writes; each
// has those of its own filled in.
type stixObject struct {
	Type        string               `json:"type"`
	SpecVersion string               `json:"spec_version"`
	ID          string               `json:"id"`
	Maker       string               `json:"created_by_ref,omitempty"`
	Created     string               `json:"created"`
	Modified    string               `json:"modified"`
	Labels      []string             `json:"labels,omitempty"`
	Confidence  *int                 `json:"confidence,omitempty"`
	Language    string               `json:"lang,omitempty"`
	References  []stixReference      `json:"external_references,omitempty"`
	Name        string               `json:"name,omitempty"`
	Description string               `json:"description,omitempty"`
	Published   string               `json:"published,omitempty"`      // report
	Class       string               `json:"identity_class,omitempty"` // identity
	Sectors     []string             `json:"sectors,omitempty"`        // identity
	Latitude    *float64             `json:"latitude,omitempty"`       // location
	Longitude   *float64             `json:"longitude,omitempty"`
	Country     string               `json:"country,omitempty"`
	Division    string               `json:"administrative_area,omitempty"`
	Abstract    string               `json:"abstract,omitempty"` // note
	Content     string               `json:"content,omitempty"`
	Explanation string               `json:"explanation,omitempty"` // opinion
	Authors     []string             `json:"authors,omitempty"`
	Opinion     string               `json:"opinion,omitempty"`
	Context     string               `json:"context,omitempty"`           // grouping
	Relation    string               `json:"relationship_type,omitempty"` // relationship
	Source      string               `json:"source_ref,omitempty"`
	Target      string               `json:"target_ref,omitempty"`
	Objects     []string             `json:"object_refs,omitempty"`
	Schema      string               `json:"schema,omitempty"` // extension-definition
	Version     string               `json:"version,omitempty"`
	Kinds       []string             `json:"extension_types,omitempty"`
	Extensions  map[string]stixClaim `json:"extensions,omitempty"`
}

type stixReference struct {
	Source      string `json:"source_name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
}

// stixClaim is the extension: what STIX has no words for.
type stixClaim struct {
	Kind      string         `json:"extension_type"`
	Claim     string         `json:"claim"`
	EventType string         `json:"event_type,omitempty"`
	EventMode string         `json:"event_mode,omitempty"`
	Modality  string         `json:"modality,omitempty"`
	Polarity  string         `json:"polarity,omitempty"`
	Begin     string         `json:"begin,omitempty"`
	End       string         `json:"end,omitempty"`
	Figures   []string       `json:"figures,omitempty"`
	Reports   int            `json:"reports"`
	Accounts  stemma.Range   `json:"accounts"`
	Origins   stemma.Range   `json:"origins"`
	Informed  []string       `json:"origin_names,omitempty"`
	Admiralty int            `json:"admiralty,omitempty"`
	Mentions  []stixMention  `json:"mentions,omitempty"`
	Standing  []stixStanding `json:"standing,omitempty"`
}

type stixMention struct {
	Report string      `json:"report_ref"`
	Span   stemma.Span `json:"span"`
	Words  string      `json:"words"`
	Chain  []string    `json:"chain,omitempty"`
}

type stixStanding struct {
	At     string `json:"at,omitempty"`
	Status string `json:"status"`
	By     string `json:"by,omitempty"`
}

// stixSchema says in words what the extension's properties are, as STIX allows.
const stixSchema = "Of a note that tells of a claim. reports, accounts [low, high] and origins [low, high]: in how many reports it stands, how many tellings these are, " +
	"and how many ultimate informants they rest on. mentions: the reports' words, with the half-open span of bytes in the report's text and the chain of sources from the innermost out. " +
	"admiralty: the suggested credibility, 1 to 6. standing: by whom it was reported, alleged, acknowledged, denied or retracted, and since when."

// stixEpoch is when what does not change was made: STIX wants one creation of
// an object, whichever bundle it comes in, and a country has none of its own.
const stixEpoch = "2026-01-01T00:00:00.000Z"

// stixSpace is the name space of stemma's identifiers, a random UUID. STIX
// keeps its own for cyber-observables.
var stixSpace = [16]byte{0x5c, 0x1e, 0x8f, 0x0b, 0x3a, 0x77, 0x4d, 0x2e, 0x9b, 0x64, 0xd1, 0x40, 0x72, 0xaf, 0x58, 0xe9}

var (
	stixTool      = stixID("identity", "stemma")
	stixExtension = stixID("extension-definition", "claim 1")
)

// stixID is an object's identifier: its type, and a UUID of version 5 (RFC 9562)
// of its type and parts.
func stixID(kind string, parts ...string) string {
	return kind + "--" + uuid5(kind+"\x00"+strings.Join(parts, "\x00"))
}

func uuid5(name string) string {
	sum := sha1.Sum(append(stixSpace[:], name...))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// contents names a bundle by what is in it.
func (b *stix) contents() string {
	names := make([]string, len(b.objects))
	for i := range b.objects {
		b.objects[i].SpecVersion = "2.1"
		names[i] = b.objects[i].ID + b.objects[i].Modified
	}
	return uuid5("bundle\x00" + strings.Join(names, "\x00"))
}

// published is an article's publication as STIX writes times: UTC, to the
// millisecond; "" unknown.
func published(a *stemma.Article) string {
	if a.Published == nil {
		return ""
	}
	return stixDay(a.Published.Value)
}

// stixDay is an ISO 8601 date or time as STIX writes it; of a month or a year
// the first day; "" for what is none.
func stixDay(value string) string {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", time.DateOnly, "2006-01", "2006"} {
		if at, err := time.Parse(layout, value); err == nil && at.Year() > 0 {
			return at.UTC().Format("2006-01-02T15:04:05.000Z")
		}
	}
	return ""
}

// confidence is STIX's value (appendix B) of a step of the Admiralty scale; what
// cannot be judged has none.
func confidence(step int) *int {
	values := map[int]int{1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
	if v, found := values[step]; found {
		return &v
	}
	return nil
}

func labelsOf(c *stemma.Claim) []string {
	return slices.DeleteFunc([]string{"claim", strings.ToLower(c.Event.Type), c.Modality, stood(*c)}, func(label string) bool { return label == "" })
}

// actor is the identity of somebody who acts or vouches. A description
// ("officials") is somebody of this record alone.
func (b *stix) actor(name string) string {
	a := b.r.Actor(name)
	if a == nil {
		scope := ""
		if len(b.r.Articles) > 0 {
			scope = b.keys[b.r.Articles[0].ID]
		}
		return b.add(stixObject{Type: "identity", ID: stixID("identity", "described", scope, name), Maker: stixTool, Created: stixEpoch, Modified: stixEpoch, Name: name, Class: "unspecified"})
	}
	o := stixObject{Type: "identity", ID: stixID("identity", a.ID, a.Name, a.Kind, a.Country, a.Sector), Maker: stixTool, Created: stixEpoch, Modified: stixEpoch, Name: a.Name, Class: identityClass(a.Kind)}
	if sector := map[string]string{"GOV": "government", "MIL": "defense", "COP": "government", "JUD": "government", "EDU": "education", "MED": "healthcare", "AGR": "agriculture", "BUS": "commercial", "NGO": "non-profit"}[a.Sector]; sector != "" {
		o.Sectors = []string{sector}
	}
	b.add(o)
	if country, found := gazetteer.CountryOf(a.Country); found {
		at := b.location(&stemma.Place{Name: country.Name, Country: a.Country})
		b.locatedAt(o.ID, at)
	}
	return o.ID
}

// locatedAt tells whose country is which.
func (b *stix) locatedAt(identity, location string) {
	b.add(stixObject{Type: "relationship", ID: stixID("relationship", identity, "located-at", location), Maker: stixTool, Created: stixEpoch, Modified: stixEpoch,
		Relation: "located-at", Source: identity, Target: location})
}

// identity is somebody of whom only the name and the class are known.
func (b *stix) identity(name, class string) string {
	return b.add(stixObject{Type: "identity", ID: stixID("identity", "outlet", name), Maker: stixTool, Created: stixEpoch, Modified: stixEpoch, Name: name, Class: class})
}

// identityClass is STIX's class of a kind of actor.
func identityClass(kind string) string {
	switch kind {
	case "person":
		return "individual"
	case "people", "creed", "social":
		return "group"
	case "":
		return "unspecified"
	}
	return "organization"
}

// location is a place; "" where STIX has no room for it: it wants a country or
// coordinates.
func (b *stix) location(p *stemma.Place) string {
	if p == nil || p.Country == "" && (p.Lat == nil || p.Lon == nil) {
		return ""
	}
	o := stixObject{Type: "location", Maker: stixTool, Created: stixEpoch, Modified: stixEpoch, Name: p.Name, Country: p.Country, Division: p.Region}
	where := ""
	if p.Lat != nil && p.Lon != nil {
		o.Latitude, o.Longitude = p.Lat, p.Lon
		where = fmt.Sprint(*p.Lat, *p.Lon)
	}
	o.ID = stixID("location", p.Name, p.Region, p.Country, where)
	return b.add(o)
}

// extension is what the claim's note says beyond STIX.
func (b *stix) extension(c *stemma.Claim) stixClaim {
	x := stixClaim{Kind: "property-extension", Claim: b.o.key(c), EventType: c.Event.Type, EventMode: c.Event.Mode, Modality: c.Modality, Polarity: c.Polarity,
		Reports: c.Counts.Reports, Accounts: c.Counts.Accounts, Origins: c.Counts.Origins, Admiralty: c.Credibility.Admiralty}
	if c.Time != nil {
		x.Begin, x.End = c.Time.Begin, c.Time.End
	}
	for _, q := range c.Quantities {
		x.Figures = append(x.Figures, figure(q))
	}
	for _, o := range c.Origins {
		x.Informed = append(x.Informed, o.Name)
	}
	for _, m := range c.Mentions {
		one := stixMention{Report: b.reportID(m.Article), Span: m.Span, Words: b.r.Text(stemma.Evidence{Article: m.Article, Span: m.Span})}
		for _, link := range m.Chain {
			one.Chain = append(one.Chain, link.Source)
		}
		x.Mentions = append(x.Mentions, one)
	}
	for _, s := range c.Standing {
		x.Standing = append(x.Standing, stixStanding{s.At, s.Status, s.By})
	}
	return x
}
