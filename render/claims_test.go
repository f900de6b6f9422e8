package render

import (
	"strings"
	"testing"

	"stemma"
)

func number(v float64) *float64 { return &v }

func killed(low, high *float64) stemma.Quantity {
	return stemma.Quantity{Of: "killed", Unit: "person", Low: low, High: high}
}

// said is a mention of a claim in an article, with its figures.
func said(article string, salience float64, figures ...stemma.Quantity) stemma.ClaimMention {
	return stemma.ClaimMention{Article: article, Salience: salience, Quantities: figures}
}

func TestDeaths(t *testing.T) {
	nine, ten, fifty := number(9), number(10), number(50)
	origin := func(name string, articles ...string) stemma.Origin {
		return stemma.Origin{Name: name, Articles: articles}
	}
	for _, test := range []struct {
		name            string
		claim           stemma.Claim
		low, best, high any
	}{
		{"one figure", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine))}}, 9, 9, 9},
		{"at least", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nil))}}, 9, 9, 9},
		{"at most", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(nil, fifty))}}, nil, nil, 50},
		{"two reports differ", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(ten, ten)), said("B", 1, killed(nine, nine))}}, 9, 9, 10},
		{"most origins", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine)), said("B", 1, killed(ten, ten)), said("C", 1, killed(ten, ten))},
			Origins: []stemma.Origin{origin("army", "A"), origin("mayor", "B"), origin("hospital", "C")}}, 9, 10, 10},
		{"many reports of one origin are one voice", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine)), said("B", 1, killed(ten, ten)), said("C", 1, killed(ten, ten))},
			Origins: []stemma.Origin{origin("army", "A"), origin("mayor", "B", "C")}}, 9, 9, 10},
		{"a toll that grew", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(ten, ten)), said("B", 1, killed(fifty, fifty))},
			Disagreements: []stemma.Disagreement{{Kind: "update", About: "killed", A: stemma.Evidence{Article: "A"}, B: stemma.Evidence{Article: "B"}}}}, 50, 50, 50},
		{"what a report puts first", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 0.9, killed(fifty, fifty)), said("A", 0.2, killed(ten, ten))}}, 50, 50, 50},
		{"parts of one sentence", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine), killed(ten, ten))}}, 10, 10, 19},
		{"others are no dead", stemma.Claim{Mentions: []stemma.ClaimMention{said("A", 1, stemma.Quantity{Of: "injured", Low: nine, High: nine})}}, nil, nil, nil},
		{"a denial", stemma.Claim{Polarity: stemma.Negative, Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine))}}, nil, nil, nil},
	} {
		test.claim.Modality, test.claim.Event.Type = stemma.Asserted, "CASUALTY"
		got := deaths(&test.claim)
		if got != (toll{best: test.best, high: test.high, low: test.low}) {
			t.Errorf("%s: %+v, want low %v, best %v, high %v", test.name, got, test.low, test.best, test.high)
		}
	}
	arrest := stemma.Claim{Event: stemma.Event{Type: "COERCE"}, Modality: stemma.Asserted, Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine))}}
	if got := deaths(&arrest); got != (toll{}) {
		t.Errorf("an arrest over a killing has killed nobody: %+v", got)
	}
	planned := stemma.Claim{Event: stemma.Event{Type: "ASSAULT"}, Modality: stemma.Planned, Mentions: []stemma.ClaimMention{said("A", 1, killed(nine, nine))}}
	if got := deaths(&planned); got != (toll{}) {
		t.Errorf("what is planned has killed nobody: %+v", got)
	}
}

func TestWherePrecision(t *testing.T) {
	for _, test := range []struct {
		place stemma.Place
		want  any
		name  string // where_coordinates
	}{
		{stemma.Place{Name: "Goma", Kind: "city", Country: "CD", Lat: number(-1.7), Lon: number(29.2)}, 1, "Goma"},
		{stemma.Place{Name: "Goma", Kind: "city", Near: true, Country: "CD", Lat: number(-1.7), Lon: number(29.2)}, 2, "Goma"},
		{stemma.Place{Name: "Goma", Kind: "city", Near: true, Away: 60, Country: "CD", Lat: number(-1.7), Lon: number(29.2)}, 5, "Goma"},
		{stemma.Place{Name: "Kent", Kind: "county", Country: "GB", Lat: number(51), Lon: number(1)}, 3, "Kent"},
		{stemma.Place{Name: "Helmand", Kind: "region", Country: "AF", Lat: number(31), Lon: number(64)}, 4, "Helmand"},
		{stemma.Place{Name: "Sahel", Kind: "area", Lat: number(15), Lon: number(2)}, 5, "Sahel"},
		{stemma.Place{Name: "Suez Canal", Kind: "water", Country: "EG", Lat: number(30), Lon: number(32)}, 5, "Suez Canal"},
		{stemma.Place{Name: "Mali", Kind: "country", Country: "ML"}, 6, "Mali"},
		{stemma.Place{Name: "Nowhereville", Kind: "city", Country: "ML"}, 6, "Mali"},
		{stemma.Place{Name: "Nowhereville", Region: "Oregon", Country: "US"}, 4, "Oregon"},
		{stemma.Place{Name: "Arabian Sea", Kind: "water", Lat: number(15), Lon: number(65)}, 7, "Arabian Sea"},
		{stemma.Place{Name: "the village"}, nil, ""},
	} {
		if got := locate(&test.place); got.precision != test.want || got.name != test.name {
			t.Errorf("%s: where_prec %v at %q, want %v at %q", test.place.Name, got.precision, got.name, test.want, test.name)
		}
	}
}

// TestGrid: the corners of PRIO-GRID, and a cell of its published example data.
func TestGrid(t *testing.T) {
	for _, test := range []struct {
		lat, lon float64
		want     int
	}{{-89.75, -179.75, 1}, {-89.75, 179.75, 720}, {-89.25, -179.75, 721}, {89.75, 179.75, 259200}} {
		if got := (location{lat: test.lat, lon: test.lon}).grid(); got != test.want {
			t.Errorf("%v, %v lies in %v, want %d", test.lat, test.lon, got, test.want)
		}
	}
	if got := (location{}).grid(); got != nil {
		t.Errorf("nowhere lies in %v", got)
	}
}

func TestDatePrecision(t *testing.T) {
	for _, test := range []struct {
		begin, end string
		want       any
	}{
		{"2024-03-02", "2024-03-02", 1}, {"2024-03-02", "2024-03-03", 2}, {"2024-03-04", "2024-03-10", 3}, {"2024-03-01", "2024-03-31", 4},
		{"2024-01-01", "2024-12-31", 5}, {"2020-01-01", "2024-12-31", nil}, {"2024-03-02", "2024-03-01", nil}, {"2024", "2024", nil},
	} {
		if got := datePrecision(test.begin, test.end); got != test.want {
			t.Errorf("%s to %s: date_prec %v, want %v", test.begin, test.end, got, test.want)
		}
	}
}

func TestSides(t *testing.T) {
	army := stemma.Party{Name: "Malian army", Country: "ML", Sector: "MIL"}
	police := stemma.Party{Name: "Niger police", Country: "NE", Sector: "COP"}
	rebels, militia := stemma.Party{Name: "rebels", Sector: "REB"}, stemma.Party{Name: "militia", Sector: "PRM"}
	villagers, gunmen, town := stemma.Party{Name: "villagers", Sector: "CVL"}, stemma.Party{Name: "gunmen", Sector: "UAF"}, stemma.Party{Name: "Gao"}
	for _, test := range []struct {
		actor, recipient stemma.Party
		violence         any
		a, b             string
		dead             int
	}{
		{army, rebels, 1, "Government of Mali", "rebels", 1},
		{rebels, army, 1, "Government of Mali", "rebels", 0},
		{army, police, 1, "Government of Mali", "Government of Niger", 1},
		{rebels, militia, 2, "rebels", "militia", 1},
		{rebels, villagers, 3, "rebels", "Civilians", 2},
		{army, villagers, 3, "Government of Mali", "Civilians", 2},
		{gunmen, villagers, nil, "", "", 2},
		{army, army, nil, "", "", 3},
		{army, town, nil, "", "", 3},
	} {
		c := stemma.Claim{Event: stemma.Event{Type: "ASSAULT"}, Actor: []string{test.actor.Name}, Recipient: []string{test.recipient.Name},
			Mentions: []stemma.ClaimMention{{Actor: []stemma.Party{test.actor}, Recipient: []stemma.Party{test.recipient}}}}
		if got := sidesOf(&stemma.Record{}, &c); got != (sides{test.violence, test.a, test.b, test.dead}) {
			t.Errorf("%s against %s: %+v", test.actor.Name, test.recipient.Name, got)
		}
	}
}

// TestColumnsAreOfOneShape: every claim has the columns of the header, in every set.
func TestColumnsAreOfOneShape(t *testing.T) {
	r := &stemma.Record{Articles: []stemma.ArticleRecord{{Article: &stemma.Article{ID: "A", Text: "text", Outlet: "The Post"}}}}
	full := stemma.Claim{ID: "c1", Reports: []string{"A"}, Actor: []string{"x"}, Place: &stemma.Place{Name: "Goma"}, Time: &stemma.Time{Begin: "2024-03-02"},
		Quantities: []stemma.Quantity{killed(number(1), nil)}, Standing: []stemma.Standing{{At: "2024", Status: "denied", By: "x"}}}
	for _, set := range ClaimColumns {
		empty, filled := columns(r, &stemma.Claim{}, set), columns(r, &full, set)
		seen := map[string]bool{}
		for i := range empty {
			if empty[i].name != filled[i].name || seen[empty[i].name] {
				t.Errorf("%s: column %d is %s and %s", set, i, empty[i].name, filled[i].name)
			}
			seen[empty[i].name] = true
		}
	}
}

// TestListing: a wide terminal has a line a claim, a narrow one wraps.
func TestListing(t *testing.T) {
	r := &stemma.Record{}
	c := stemma.Claim{ID: "c1", Summary: strings.Repeat("word ", 60), Event: stemma.Event{Type: "ASSAULT"}, Reports: []string{"A", "B"},
		Counts: stemma.Counts{Reports: 2, Accounts: stemma.Range{1, 2}, Origins: stemma.Range{1, 1}}, Time: &stemma.Time{Begin: "2024-03-01", End: "2024-04-02"}}
	for _, width := range []int{40, 60, 100, 140} {
		var b strings.Builder
		if err := Claims(&b, r, []stemma.Claim{c}, ClaimOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > width && !strings.HasPrefix(line, "  !") {
				t.Errorf("width %d: %d columns in %q", width, n, line)
			}
		}
		if !strings.Contains(b.String(), "2024-03-01–") || !strings.Contains(b.String(), "!") {
			t.Errorf("width %d: %s", width, b.String())
		}
	}
}
