package ingest

import (
	"strings"
	"testing"

	"stemma"
	"stemma/lexicon"
)

func TestDatelines(t *testing.T) {
	const text = "Two engineers were missing on Sunday, the governor said."
	for _, test := range []struct{ dateline, agency, date string }{
		{"WASHINGTON (Reuters) - ", "Reuters", ""},
		{"(AP) — ", "AP", ""},
		{"KABUL, 3 May (AFP) - ", "AFP", ""},
		{"KABUL, 3 May 2011 (AFP) – ", "AFP", "2011-05-03"},
		{"Kabul, Afghanistan, May 3, 2011 (Agence France-Presse) -- ", "AFP", "2011-05-03"},
		{"PYONGYANG, December 27. /TASS/. ", "TASS", ""},
		{"BEIJING, Dec. 27 (Xinhua) -- ", "Xinhua", ""},
		{"Dec 27 (Reuters) - ", "Reuters", ""},
		{"New Delhi [India], December 27 (ANI): ", "ANI", ""},
		{"LOWFIELD (Valley Wire) — ", "Valley Wire", ""},
		{"ST. JOSEPH, Mich. (AP) — ", "AP", ""},
		{"LOWFIELD — ", "", ""},
		{"SEOUL/TOKYO, Sunday — ", "", ""},
		{"AP — ", "AP", ""},
		{"(CNN) ", "CNN", ""},
	} {
		articles, _ := Parse(Raw{Path: "x", Data: []byte(test.dateline + text)})
		a := articles[0]
		checkArticle(t, a)
		if len(a.Blocks) != 2 || a.Blocks[0].Kind != stemma.Furniture || a.Blocks[1].Span.In(a.Text) != text {
			t.Errorf("%q: blocks %v", test.dateline, a.Blocks)
			continue
		}
		var names []string
		for _, c := range a.Credits {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, ","); got != test.agency || a.Published.Day() != test.date {
			t.Errorf("%q: credits %q, published %+v", test.dateline, got, a.Published)
		}
	}
}

func TestNoDateline(t *testing.T) {
	for _, text := range []string{
		"Lowfield (population 900) was quiet on Sunday - for once.",
		"The gate failed — and nobody had seen it coming, the governor said.",
		"Governor Dora Quist - who was in Portville - came back on Sunday.",
		"The Fire Service (LFS) said on Sunday that the valley was cleared.",
		"On May 3, 2011 - a Tuesday - the gate failed.",
		"Ana Lind — a singer of note — was among the missing.",
	} {
		articles, _ := Parse(Raw{Path: "x", Data: []byte(text)})
		if a := articles[0]; len(a.Blocks) != 1 || a.Published != nil || len(a.Credits) > 0 {
			t.Errorf("%q: blocks %v, credits %v, published %v", text, a.Blocks, a.Credits, a.Published)
		}
	}
}

func TestCredits(t *testing.T) {
	for line, want := range map[string]string{
		"With reporting by the Associated Press":             "contribution AP",
		"AFP and Reuters contributed to this report.":        "contribution AFP; contribution Reuters",
		"CNN's Ana Lind contributed to this report.":         "contribution CNN",
		"The Valley Post's Ana Lind contributed reporting.":  "",
		"Source: Xinhua News Agency":                         "contribution Xinhua",
		"By Ana Lind, Associated Press":                      "agency AP",
		"Reuters":                                            "agency Reuters",
		"Boats search the river on Sunday. (AP Photo/A. Li)": "picture AP",
		"Image credit: Lowfield Council":                     "",
		"Getty Images/AFP":                                   "picture Getty Images; picture AFP",
	} {
		text := "The gate failed on Sunday.\n\n" + line
		articles, _ := Parse(Raw{Path: "x", Data: []byte(text)})
		var got []string
		for _, c := range articles[0].Credits {
			got = append(got, c.Kind+" "+c.Name)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: credits %q, want %q; blocks %v", line, got, want, articles[0].Blocks)
		}
	}
}

func TestPublisherWordExamples(t *testing.T) {
	for _, entry := range lexicon.MustRead("publisherwords.txt", publisherWordsText, 1) {
		articles, _ := Parse(Raw{Path: "x", Data: []byte("The gate failed on Sunday.\n\n" + entry.Example)})
		name, _, _ := strings.Cut(strings.TrimPrefix(entry.Example, "The "), " contributed")
		if c := articles[0].Credits; len(c) != 1 || c[0].Name != name || c[0].Span.In(articles[0].Text) != name {
			t.Errorf("%q: credits %v", entry.Example, c)
		}
	}
}

func TestBylineAuthors(t *testing.T) {
	for line, want := range map[string]string{
		"By Ana Lind and Bo Marsh, Valley Post":   "Ana Lind, Bo Marsh",
		"By Ana Lind in Lowfield":                 "Ana Lind",
		"by ANA LIND March 25, 2015":              "ANA LIND",
		"Posted by Ana Lind on Sunday":            "Ana Lind",
		"Par Ana Lind et Bo Marsh":                "Ana Lind, Bo Marsh",
		"By Ana Lind | Staff Writer":              "Ana Lind",
		"By Reuters":                              "",
		"By staff reporters":                      "",
		"Ana Lind":                                "",
		"By Ana Lind, Bo Marsh and Cai Holm":      "Ana Lind, Bo Marsh, Cai Holm",
		"By Ana Lind, Associated Press, Lowfield": "Ana Lind",
	} {
		if got := strings.Join(bylineAuthors(line), ", "); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
