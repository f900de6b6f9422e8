package store

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Russia’s 10,000 re-armed men": "russia 10000 re arm men",
		"strikes, striking, strike":    "strike strike strike",
		"Kyïv KYIV kyiv":               "kyiv kyiv kyiv",
		"the workers' pay":             "the worker pay",
		"in 2022,2023 and 3,4":         "in 2022 2023 and 3 4",
		"1,234,567.5":                  "1234567 5",
		"O'Brien’s it's":               "o brien it",
		"北京市":                          "北 京 市",
		"Москва ПОРТ":                  "москва порт",
		"हिन्दी":                       "हिन्दी",
		"ﬁre ½":                        "fire 12",
		" \t—“”…":                      "",
		"\xff\xfea\xff":                "a",
		strings.Repeat("é", 500):       strings.Repeat("e", longest/2),
	} {
		var got []string
		for _, w := range (stems{}).words(text, nil) {
			got = append(got, w.stem)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("calm ", 40)
	for _, test := range []struct{ query, title, body, want string }{
		{"fire", "", "A fire broke out.", "A {fire} broke out."},
		{"fire", "", long + "then a fire broke out" + strings.Repeat(" again", 40),
			"… calm calm then a {fire} broke out " + strings.Repeat("again ", 21) + "…"},
		{"fire", "Fires", "Nothing else.", "{Fires}"},
		{"fire", "", "", ""},
		{"fi*", "", "fish and fires", "{fish} and {fires}"},
		{"北京", "", "在北京市", "在{北京}市"},
		{"fire flood", "", "fire " + long + "fire and flood", "… calm calm calm calm {fire} and {flood}"},
	} {
		q := parseQuery(test.query)
		r := ranking{q, q.initials(), stems{}}
		c := candidate{Hit: Hit{Text: Text{Title: test.title, Body: test.body}}}
		r.weigh(&c)
		got := strings.NewReplacer(FoundBegin, "{", FoundEnd, "}").Replace(r.hit(c).Snippet)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s in %q: %s", test.query, test.body, diff)
		}
	}
}

func TestRanking(t *testing.T) {
	q := parseQuery("port fire")
	r := ranking{q, q.initials(), stems{}}
	score := func(title, body string) float64 {
		c := candidate{Hit: Hit{Text: Text{Title: title, Body: body}}}
		r.weigh(&c)
		return c.Score
	}
	falling := []float64{
		score("Port fire", "A fire in the port"),
		score("", "A fire in the port, and no other port or fire"),
		score("", "A fire in the port"),
		score("", "A fire in the port"+strings.Repeat(" and so on", 100)),
	}
	for i := 1; i < len(falling); i++ {
		if falling[i-1] <= falling[i] {
			t.Errorf("score %d is %f, not more than %f", i-1, falling[i-1], falling[i])
		}
	}
}

func TestDays(t *testing.T) {
	for date, want := range map[string]string{
		"2025-12-27":           "2025-12-27 2025-12-27",
		"2025-12-27T23:00:00Z": "2025-12-27 2025-12-27",
		"2024-02":              "2024-02-01 2024-02-29",
		"2025":                 "2025-01-01 2025-12-31",
		"":                     " ",
		"2025-13-01":           " ",
		"yesterday":            " ",
	} {
		first, last := span(date)
		if got := first + " " + last; got != want {
			t.Errorf("%q: %q, want %q", date, got, want)
		}
	}
	first, last := days("", "2025-03")
	if first != "2025-03-01" || last != "2025-03-31" {
		t.Errorf("open at its beginning: %s %s", first, last)
	}
	if first, last = days("2025-04-02", "2025-03"); first != "2025-03-01" || last != "2025-04-02" {
		t.Errorf("the wrong way round: %s %s", first, last)
	}
}

func TestShort(t *testing.T) {
	a, b := strings.Repeat("é", 2000)+"a", strings.Repeat("é", 2000)+"b"
	switch {
	case short("a\x00") != "a\uFFFD":
		t.Errorf("%q", short("a\x00"))
	case short(a) == short(b), short(a) != short(strings.Clone(a)), len(short(a)) > mostKey, !utf8.ValidString(short(a)):
		t.Errorf("%q\n%q", short(a), short(b))
	}
}

// FuzzSearch holds that no text and no query do harm, that words lie in order
// within their text and have no sign that a database reads as its own, and that
// looking only at words that begin as those asked for changes no answer.
func FuzzSearch(f *testing.F) {
	f.Add("Russia’s 10,000 re-armed men", `"re-armed men" -fire rus*`)
	f.Add("在北京市 ﷺ İ ŉ ǰ", "北京* \"")
	f.Add("a\x00'b\\c\xff", "-\"a b*\" '")
	f.Add("ⅷ ½ ﬁ É ̈", "* - “ e*")
	f.Fuzz(func(t *testing.T, text, query string) {
		s := stems{}
		at := 0
		for _, w := range s.words(text, nil) {
			if w.start < at || w.end <= w.start || w.end > len(text) {
				t.Fatalf("word at %d..%d of %q", w.start, w.end, text)
			}
			at = w.end
			for _, form := range []string{w.form, w.stem} {
				if form == "" || len(form) > longest+utf8.UTFMax || strings.ContainsAny(form, "'\"\\ *:&|!()<>~=\x00") || !utf8.ValidString(form) {
					t.Fatalf("word %q", form)
				}
			}
		}
		q := parseQuery(query)
		for _, only := range []*initials{nil, q.initials()} {
			words := s.words(text, only)
			c := candidate{Hit: Hit{Text: Text{Title: text, Body: text}}}
			r := ranking{q, only, s}
			r.weigh(&c)
			if snippet := r.hit(c).Snippet; strings.Count(snippet, FoundBegin) != strings.Count(snippet, FoundEnd) && !strings.ContainsAny(text, FoundBegin+FoundEnd) {
				t.Fatalf("snippet %q", snippet)
			}
			if q.matches(words, nil) != q.matches(s.words(text, nil), nil) {
				t.Fatalf("%q in %q: initials change the answer", query, text)
			}
		}
	})
}
