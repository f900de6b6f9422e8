package render

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/ingest"
	"stemma/pipeline"
)

// harbour is a small record made by hand, with what exports tell apart: two
// places for one claim, a denial, an undated report, a report without claims, a
// named and a described actor.
func harbour(t *testing.T) *stemma.Record {
	t.Helper()
	const a = "Rebels shelled the harbour of Port Sudan, the navy said. The army denied it."
	const b = "Shells fell on Suakin, said the navy."
	navy := []stemma.Link{{Source: "Sudanese navy", Named: true, Span: find(t, a, "the navy")}}
	port := stemma.Place{Name: "Port Sudan", Kind: "city", Country: "SD", Lat: number(19.6), Lon: number(37.2)}
	suakin := stemma.Place{Name: "Suakin", Kind: "city", Country: "SD", Lat: number(19.1), Lon: number(37.3)}
	article := func(id, text, outlet, address string, p *stemma.Published) stemma.ArticleRecord {
		return stemma.ArticleRecord{Article: &stemma.Article{ID: id, Path: "/home/somebody/" + id, SHA256: strings.Repeat(strings.ToLower(id), 64), URL: address, Outlet: outlet, Language: "en", Text: text, Published: p}}
	}
	day := func(value, basis string) *stemma.Published {
		return &stemma.Published{Value: value, Precision: "day", Basis: basis}
	}
	shelled := stemma.Claim{ID: "c1", Summary: "Rebels shelled the harbour of Port Sudan", Event: stemma.Event{Type: "ASSAULT", Mode: "heavy-weapons", Lemma: "shell"},
		Actor: []string{"rebels"}, Place: &port, Time: &stemma.Time{Begin: "2024-03-02", End: "2024-03-02"}, Modality: stemma.Asserted, Polarity: stemma.Positive,
		Mentions: []stemma.ClaimMention{{Article: "A", Span: find(t, a, "Rebels shelled the harbour of Port Sudan"), Trigger: find(t, a, "shelled"), Chain: navy, Place: &port},
			{Article: "B", Span: find(t, b, "Shells fell on Suakin"), Trigger: find(t, b, "fell"), Chain: navy, Place: &suakin}},
		Reports: []string{"A", "B"}, Accounts: [][]string{{"A"}, {"B"}}, Origins: []stemma.Origin{{Name: "Sudanese navy", Articles: []string{"A", "B"}, Named: true}},
		Counts:        stemma.Counts{Reports: 2, Accounts: stemma.Range{2, 2}, Origins: stemma.Range{1, 1}},
		Disagreements: []stemma.Disagreement{{Kind: "contradiction", About: "place", A: stemma.Evidence{Article: "A", Span: find(t, a, "Port Sudan")}, B: stemma.Evidence{Article: "B", Span: find(t, b, "Suakin")}}},
		Standing:      []stemma.Standing{{At: "2024-03-03", Precision: "day", Status: "denied", By: "army", Evidence: stemma.Evidence{Article: "A", Span: find(t, a, "denied")}}},
		Credibility:   stemma.Credibility{Admiralty: 4, Because: "denied by army"}}
	unplaced := stemma.Claim{ID: "c2", Summary: "Nobody was hurt", Mentions: []stemma.ClaimMention{{Article: "B", Span: find(t, b, "Shells fell")}}, Reports: []string{"B"},
		Counts: stemma.Counts{Reports: 1, Accounts: stemma.Range{1, 1}, Origins: stemma.Range{1, 1}}, Credibility: stemma.Credibility{Admiralty: 6, Because: "one report"}}
	return &stemma.Record{Stemma: stemma.About{Version: "test", AsOf: "2024-03-05"},
		Articles: []stemma.ArticleRecord{article("A", a, "Red Sea Post", "https://post.example/shells", day("2024-03-03", stemma.BasisMetadata)), article("B", b, "", "", nil), article("C", "Weather.", "", "", day("2024-03-04", stemma.BasisInferred))},
		Actors:   []stemma.Actor{{Name: "Sudanese navy", Kind: "military", Country: "SD", Sector: "MIL"}}, Claims: []stemma.Claim{shelled, unplaced},
		Kinship: stemma.Kinship{Accounts: [][]string{{"A"}, {"B", "C"}}, Edges: []stemma.Edge{{From: "A", To: "B", Directed: true, Probability: 0.8, Why: "B names A"}, {From: "*1", To: "C", Directed: true}}}}
}

func exported(t *testing.T, r *stemma.Record, name string, o ExportOptions) []byte {
	t.Helper()
	format, err := FormatOf(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := format.Export(&b, r, r.Claims, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestExportsGolden(t *testing.T) {
	page := func(c *stemma.Claim) string { return "https://desk.example/claims/" + c.ID }
	for name, file := range map[string]string{"stix": "harbour.stix.json", "geojson": "harbour.geojson", "claimreview": "harbour.jsonld"} {
		got, golden := exported(t, harbour(t), name, ExportOptions{Author: "Desk", Address: page}), filepath.Join("testdata", file)
		if *update {
			if err := os.WriteFile(golden, got, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s:\n%s", file, diff)
		}
	}
}

// odesa is the record of one of the project's examples.
func odesa(t *testing.T) *stemma.Record {
	articles, problems := ingest.Read(context.Background(), []string{"../examples/odesa-port"}, ingest.Options{})
	return pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
}

// TestExportsOfAll: every format takes every record, the empty one too, and what
// the JSON formats write is what their standards ask for.
func TestExportsOfAll(t *testing.T) {
	for name, r := range map[string]*stemma.Record{"harbour": harbour(t), "ferry": ferry(t), "odesa": odesa(t), "empty": {}} {
		for _, f := range Exports {
			got := exported(t, r, f.Name, ExportOptions{})
			if !bytes.Equal(got, exported(t, r, f.Name, ExportOptions{})) {
				t.Errorf("%s, %s: not the same twice", name, f.Name)
			}
			if bytes.Contains(got, []byte("/home/somebody")) && !f.Whole {
				t.Errorf("%s, %s: tells where a file lies", name, f.Name)
			}
		}
		checkSTIX(t, name, exported(t, r, "stix", ExportOptions{}))
		checkGeoJSON(t, name, exported(t, r, "geojson", ExportOptions{}), len(r.Claims))
		checkReviews(t, name, exported(t, r, "claimreview", ExportOptions{}), len(r.Claims))
	}
	if _, err := FormatOf("xml"); err == nil || !strings.Contains(err.Error(), "there are json, html") {
		t.Errorf("an unknown format: %v", err)
	}
}

var (
	stixIdentifier = regexp.MustCompile(`^([a-z-]+)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	stixTimestamp  = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$`)
	required       = map[string][]string{ // by type, beyond the common ones
		"identity": {"name"}, "report": {"name", "published", "object_refs"}, "note": {"content", "object_refs"}, "opinion": {"opinion", "object_refs"},
		"location": {"created_by_ref"}, "grouping": {"context", "object_refs"}, "relationship": {"relationship_type", "source_ref", "target_ref"},
		"extension-definition": {"created_by_ref", "name", "schema", "version", "extension_types"}}
)

// checkSTIX holds a bundle to the required properties of STIX 2.1, its forms of
// identifiers and times, and wants every reference to lead to an object of the bundle.
func checkSTIX(t *testing.T, name string, data []byte) {
	t.Helper()
	var bundle struct {
		Type, ID string
		Objects  []map[string]any
	}
	if err := json.Unmarshal(data, &bundle); err != nil || bundle.Type != "bundle" || !stixIdentifier.MatchString(bundle.ID) {
		t.Fatalf("%s: no bundle: %v %s %s", name, err, bundle.Type, bundle.ID)
	}
	ids := map[string]bool{}
	for _, o := range bundle.Objects {
		id, kind := o["id"].(string), o["type"].(string)
		if m := stixIdentifier.FindStringSubmatch(id); m == nil || m[1] != kind || ids[id] {
			t.Errorf("%s: bad identifier %s of a %s", name, id, kind)
		}
		ids[id] = true
		if o["spec_version"] != "2.1" || !stixTimestamp.MatchString(o["created"].(string)) || !stixTimestamp.MatchString(o["modified"].(string)) || o["modified"].(string) < o["created"].(string) {
			t.Errorf("%s: %s: version or times: %v %v %v", name, id, o["spec_version"], o["created"], o["modified"])
		}
		if required[kind] == nil {
			t.Errorf("%s: a %s", name, kind)
		}
		for _, property := range required[kind] {
			if o[property] == nil {
				t.Errorf("%s: %s lacks %s", name, id, property)
			}
		}
		if (o["latitude"] == nil) != (o["longitude"] == nil) || kind == "location" && o["latitude"] == nil && o["country"] == nil {
			t.Errorf("%s: %s is nowhere", name, id)
		}
	}
	for _, o := range bundle.Objects {
		checkReferences(t, name, ids, o)
	}
}

func checkReferences(t *testing.T, name string, ids map[string]bool, value any) {
	t.Helper()
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			if strings.HasSuffix(key, "_ref") && !ids[inner.(string)] {
				t.Errorf("%s: %s leads nowhere: %v", name, key, inner)
			}
			if strings.HasSuffix(key, "_refs") {
				for _, id := range inner.([]any) {
					if !ids[id.(string)] {
						t.Errorf("%s: %s leads nowhere: %v", name, key, id)
					}
				}
			}
			checkReferences(t, name, ids, inner)
		}
	case []any:
		if len(v) == 0 {
			t.Errorf("%s: STIX has no empty lists", name)
		}
		for _, inner := range v {
			checkReferences(t, name, ids, inner)
		}
	}
}

// checkGeoJSON holds a collection to RFC 7946: longitude first, both in bounds,
// no identifier twice.
func checkGeoJSON(t *testing.T, name string, data []byte, claims int) {
	t.Helper()
	var c featureCollection
	if err := json.Unmarshal(data, &c); err != nil || c.Type != "FeatureCollection" || c.Features == nil {
		t.Fatalf("%s: no collection: %v", name, err)
	}
	seen, placed := map[string]bool{}, map[string]bool{}
	for _, f := range c.Features {
		at := f.Geometry.Coordinates
		if f.Type != "Feature" || f.Geometry.Type != "Point" || at[0] < -180 || at[0] > 180 || at[1] < -90 || at[1] > 90 || seen[f.ID] {
			t.Errorf("%s: bad feature %+v", name, f)
		}
		seen[f.ID], placed[f.Properties.Claim] = true, true
	}
	if len(placed)+c.Unplaced != claims {
		t.Errorf("%s: %d placed and %d unplaced of %d claims", name, len(placed), c.Unplaced, claims)
	}
}

// checkReviews holds a graph to what schema.org and those who read ClaimReview ask for.
func checkReviews(t *testing.T, name string, data []byte, claims int) {
	t.Helper()
	var g reviewGraph
	if err := json.Unmarshal(data, &g); err != nil || g.Context != "https://schema.org" || len(g.Graph) != claims {
		t.Fatalf("%s: no graph of %d: %v", name, claims, err)
	}
	for _, v := range g.Graph {
		if v.Type != "ClaimReview" || v.Claimed == "" || v.Item.Type != "Claim" || v.Rating.Type != "Rating" || v.Rating.Name == "" || v.Rating.Value > v.Rating.Best || v.Author != nil {
			t.Errorf("%s: bad review %+v", name, v)
		}
		for _, w := range v.Item.Appearance {
			if w.URL != "" && !strings.HasPrefix(w.URL, "http") {
				t.Errorf("%s: appears at %s", name, w.URL)
			}
		}
	}
}

// TestSites: places apart are places each; a country and a region say less than
// a town in them, and nothing else.
func TestSites(t *testing.T) {
	town := stemma.Place{Name: "Goma", Kind: "city", Country: "CD", Region: "North Kivu", Lat: number(-1.7), Lon: number(29.2)}
	region := stemma.Place{Name: "North Kivu", Kind: "region", Country: "CD", Lat: number(-0.8), Lon: number(29)}
	country, other := stemma.Place{Name: "Democratic Republic of the Congo", Kind: "country", Country: "CD"}, stemma.Place{Name: "Rwanda", Kind: "country", Country: "RW"}
	far := stemma.Place{Name: "Bukavu", Kind: "city", Country: "CD", Lat: number(-2.5), Lon: number(28.9)}
	for _, test := range []struct {
		places []stemma.Place
		want   string
	}{
		{[]stemma.Place{town, town}, "Goma"}, {[]stemma.Place{country, town}, "Goma"}, {[]stemma.Place{region, town, country}, "Goma"}, {[]stemma.Place{region, country}, "North Kivu"},
		{[]stemma.Place{region, far}, "North Kivu Bukavu"}, {[]stemma.Place{town, far}, "Goma Bukavu"}, {[]stemma.Place{town, other}, "Goma Rwanda"}, {[]stemma.Place{{Name: "the village"}}, ""},
	} {
		c := stemma.Claim{Place: &test.places[0]}
		for i := range test.places {
			c.Mentions = append(c.Mentions, stemma.ClaimMention{Article: string(rune('A' + i)), Place: &test.places[i]})
		}
		var got []string
		for _, s := range sitesOf(&c) {
			got = append(got, s.name)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%v: %v", test.want, got)
		}
	}
}

// TestRatings: more is better, and what cannot be judged has no value.
func TestRatings(t *testing.T) {
	for step, want := range map[int]struct {
		value, sure int
		name        string
	}{1: {5, 90, "Confirmed by other sources"}, 2: {4, 70, "Probably true"}, 3: {3, 50, "Possibly true"}, 4: {2, 30, "Doubtful"}, 5: {1, 10, "Improbable"},
		6: {0, 0, "Truth cannot be judged"}, 0: {0, 0, "Truth cannot be judged"}, 99: {0, 0, "Truth cannot be judged"}} {
		sure := 0
		if v := confidence(step); v != nil {
			sure = *v
		}
		if got := ratingOf(stemma.Credibility{Admiralty: step}); got.Value != want.value || got.Name != want.name || sure != want.sure {
			t.Errorf("%d: rating %d %q, confidence %d", step, got.Value, got.Name, sure)
		}
	}
}

// TestSTIXKeepsItsNames: the same report and claim are the same object in a
// record that grew and gave them other sigla and numbers.
func TestSTIXKeepsItsNames(t *testing.T) {
	small, grown := harbour(t), harbour(t)
	for i := range grown.Articles {
		grown.Articles[i].ID = string("XYZ"[i])
	}
	renamed := strings.NewReplacer(`"A"`, `"X"`, `"B"`, `"Y"`, `"C"`, `"Z"`, `"c1"`, `"c7"`)
	data, _ := json.Marshal(grown)
	if err := json.Unmarshal([]byte(renamed.Replace(string(data))), grown); err != nil {
		t.Fatal(err)
	}
	ids := func(r *stemma.Record) (ids []string) {
		var b stixBundle
		if err := json.Unmarshal(exported(t, r, "stix", ExportOptions{}), &b); err != nil {
			t.Fatal(err)
		}
		for _, o := range b.Objects {
			ids = append(ids, o.ID)
		}
		return ids
	}
	if diff := cmp.Diff(ids(small), ids(grown)); diff != "" {
		t.Error(diff)
	}
}

// TestUUID: version 5 as RFC 9562 works it, by the example of its appendix A.4.
func TestUUID(t *testing.T) {
	was := stixSpace
	defer func() { stixSpace = was }()
	stixSpace = [16]byte{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	if got := uuid5("www.example.com"); got != "2ed6657d-e927-568b-95e1-2665a8aea6a2" {
		t.Error(got)
	}
}

// TestSTIXDay: dates of every precision come to one form, in UTC.
func TestSTIXDay(t *testing.T) {
	for value, want := range map[string]string{"2022-07-23T20:41+01:00": "2022-07-23T19:41:00.000Z", "2022-07-23": "2022-07-23T00:00:00.000Z", "2022-07": "2022-07-01T00:00:00.000Z",
		"2022": "2022-01-01T00:00:00.000Z", "2022-07-23T20:41:05Z": "2022-07-23T20:41:05.000Z", "soon": "", "": "", "2022-13-01": ""} {
		if got := stixDay(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}
