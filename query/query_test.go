package query_test

import (
	"strings"
	"testing"

	"stemma"
	"stemma/query"
)

// record is a story's worth of claims, told apart by what filters ask.
func record() *stemma.Record {
	party := func(names ...string) []stemma.Party {
		var list []stemma.Party
		for _, name := range names {
			list = append(list, stemma.Party{Name: name})
		}
		return list
	}
	return &stemma.Record{
		Articles: []stemma.ArticleRecord{{Article: &stemma.Article{ID: "A", Published: &stemma.Published{Value: "2024-03-02T08:00"}}}, {Article: &stemma.Article{ID: "B"}}},
		Actors: []stemma.Actor{{Name: "North Korea", Kind: "country", Country: "KP", Aliases: []string{"Pyongyang"}},
			{Name: "Moscow", Kind: "capital", Country: "RU"}, {Name: "Kim Jong Un", ID: "Q56226", Kind: "person", Aliases: []string{"Kim"}}},
		Claims: []stemma.Claim{
			{ID: "supply", Event: stemma.Event{Type: "AID", Mode: "military"}, Actor: []string{"North Korea"}, Recipient: []string{"Russia"}, Reports: []string{"A", "B"},
				Time:  &stemma.Time{Begin: "2023-08-01", End: "2023-08-31"},
				Place: &stemma.Place{Name: "Kursk", Country: "RU"}, Counts: stemma.Counts{Reports: 2, Accounts: stemma.Range{1, 2}, Origins: stemma.Range{1, 2}},
				Standing: []stemma.Standing{{Status: "denied"}, {Status: "acknowledged"}}, Modality: "asserted", Polarity: "positive"},
			{ID: "deny", Event: stemma.Event{Type: "STATEMENT"}, Actor: []string{"Moscow"}, Reports: []string{"A"},
				Counts: stemma.Counts{Reports: 1, Accounts: stemma.Range{1, 1}, Origins: stemma.Range{1, 1}}, Modality: "asserted", Polarity: "negative"},
			{ID: "order", Event: stemma.Event{Type: "ASSAULT", Mode: "firearms"}, Actor: []string{"Kim Jong Un"}, Reports: []string{"B"}, Counts: stemma.Counts{Reports: 1, Accounts: stemma.Range{1, 1}, Origins: stemma.Range{1, 1}},
				Mentions: []stemma.ClaimMention{{Actor: party("North Korean soldiers"), Place: &stemma.Place{Name: "Goma"}}}, Modality: "ordered", Polarity: "positive"},
		},
	}
}

func TestClaims(t *testing.T) {
	list := func(words ...string) []string { return words }
	for _, test := range []struct {
		name   string
		filter query.Filter
		want   string
	}{
		{"nothing asked", query.Filter{}, "supply deny order"},
		{"canonical name", query.Filter{Actor: list("North Korea")}, "supply"},
		{"a country's other name", query.Filter{Actor: list("DPRK")}, "supply"},
		{"lower case", query.Filter{Actor: list("dprk")}, "supply"},
		{"a name that the articles use", query.Filter{Actor: list("pyongyang")}, "supply"},
		{"a capital acts for its country", query.Filter{Actor: list("Russia")}, "deny"},
		{"a capital is asked for its country", query.Filter{Recipient: list("kremlin")}, "supply"},
		{"the user's ID", query.Filter{Actor: list("q56226")}, "order"},
		{"one word of a name", query.Filter{Actor: list("kim")}, "order"},
		{"part of a word", query.Filter{Actor: list("Ki")}, ""},
		{"words of a description", query.Filter{Actor: list("soldiers")}, "order"},
		{"either", query.Filter{Actor: list("Moscow", "DPRK")}, "supply deny"},
		{"recipient", query.Filter{Recipient: list("Russian Federation")}, "supply"},
		{"both fields", query.Filter{Actor: list("Moscow"), Recipient: list("Russia")}, ""},
		{"type", query.Filter{Type: list("aid")}, "supply"},
		{"mode", query.Filter{Type: list("firearms")}, "order"},
		{"place", query.Filter{Place: list("kursk")}, "supply"},
		{"place of one report", query.Filter{Place: list("Goma")}, "order"},
		{"country by name", query.Filter{Country: list("russia")}, "supply"},
		{"country by two letters", query.Filter{Country: list("RU")}, "supply"},
		{"country by three letters", query.Filter{Country: list("rus")}, "supply"},
		{"any standing it ever had", query.Filter{Standing: list("denied")}, "supply"},
		{"modality", query.Filter{Modality: list("ordered")}, "order"},
		{"polarity", query.Filter{Polarity: list("negative")}, "deny"},
		{"overlap at the end", query.Filter{Since: "2023-08-31"}, "supply deny"},
		{"overlap at the beginning", query.Filter{Until: "2023-08-01"}, "supply"},
		{"a month", query.Filter{Since: "2023-08", Until: "2023-08"}, "supply"},
		{"published then, no other time known", query.Filter{Since: "2024"}, "deny"},
		{"until a year", query.Filter{Until: "2024"}, "supply deny"},
		{"no claim then", query.Filter{Until: "2023-07"}, ""},
		{"two origins for certain", query.Filter{MinOrigins: 2}, ""},
		{"one origin at most, for certain", query.Filter{MaxOrigins: 1}, "deny order"},
		{"two reports", query.Filter{MinReports: 2}, "supply"},
		{"one report", query.Filter{MaxReports: 1}, "deny order"},
	} {
		if err := test.filter.Check(); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		var got []string
		for _, c := range test.filter.Claims(record()) {
			got = append(got, c.ID)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %v, want %s", test.name, got, test.want)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		filter query.Filter
		want   string
	}{
		{query.Filter{Type: []string{"HUG"}}, `no type "HUG"; there are ACCUSE, `},
		{query.Filter{Standing: []string{"true"}}, `no standing "true"; there are secret, reported, alleged, acknowledged, denied, retracted`},
		{query.Filter{Modality: []string{"maybe"}}, `no modality "maybe"; there are asserted, `},
		{query.Filter{Polarity: []string{"no"}}, `no polarity "no"; there are positive, negative`},
		{query.Filter{Country: []string{"Atlantis"}}, `no country "Atlantis"`},
		{query.Filter{Since: "yesterday"}, `"yesterday" is no date`},
		{query.Filter{Since: "2024", Until: "2023-12"}, "since 2024 is after until 2023-12"},
		{query.Filter{MinOrigins: 3, MaxOrigins: 1}, "no count of origins is at least 3 and at most 1"},
		{query.Filter{MinReports: -1}, "no count of reports"},
	} {
		if err := test.filter.Check(); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %s", test.filter, err, test.want)
		}
	}
}

// TestTypes: every word that a claim of a record may bear is one that a filter takes.
func TestTypes(t *testing.T) {
	f := query.Filter{Type: []string{"CASUALTY", "EVENT", "ROLE", "FIGURE", "REVEAL", "THREATEN", "heavy-weapons", "drone", "relations"}}
	if err := f.Check(); err != nil {
		t.Error(err)
	}
}
