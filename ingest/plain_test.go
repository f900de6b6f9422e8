package ingest

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestPlainText(t *testing.T) {
	const prose = "Two engineers were missing on Sunday after a gate of the dam gave way, the governor said."
	const more = "Nobody else was hurt, police said."
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"date before the text, on its line", " date 2025-12-27 " + prose + "\n\n" + more, []string{
			`published 2025-12-27 day metadata "date 2025-12-27"`,
			`furniture "date 2025-12-27"`, q("paragraph", prose), q("paragraph", more)}},
		{"date line of a file", "Date: 2025-12-27T10:14:00Z\nDam gate fails\n" + prose + "\n", []string{
			`title Dam gate fails`, `published 2025-12-27T10:14Z minute metadata "Date: 2025-12-27T10:14:00Z"`,
			`furniture "Date: 2025-12-27T10:14:00Z"`, `heading "Dam gate fails"`, q("paragraph", prose)}},
		{"date in words", "Dam gate fails\nBy Ana Lind, Valley Post\nPublished: 27 Dec 2025 10:14 GMT\n" + prose + "\n" + more, []string{
			`title Dam gate fails`, `authors Ana Lind`, `published 2025-12-27T10:14Z minute text "Published: 27 Dec 2025 10:14 GMT"`,
			`heading "Dam gate fails"`, `byline "By Ana Lind, Valley Post"`, `furniture "Published: 27 Dec 2025 10:14 GMT"`, q("paragraph", prose), q("paragraph", more)}},
		{"address, ambiguous date resolved by nothing", "https://www.example.org/news/dam\n8 / 2 / 13 at 1:30 PM\nDam gate fails\n" + prose, []string{
			`url https://www.example.org/news/dam`, `outlet example.org`, `title Dam gate fails`,
			`furniture "https://www.example.org/news/dam"`, `furniture "8 / 2 / 13 at 1:30 PM"`, `heading "Dam gate fails"`, q("paragraph", prose)}},
		{"date in the address", "https://www.example.org/2013/aug/02/dam\nDam gate fails\n" + prose, []string{
			`url https://www.example.org/2013/aug/02/dam`, `outlet example.org`, `title Dam gate fails`, `published 2013-08-02 day metadata "2013/aug/02"`,
			`furniture "https://www.example.org/2013/aug/02/dam"`, `heading "Dam gate fails"`, q("paragraph", prose)}},
		{"labelled head", "Title: Dam gate fails\nAuthor: Ana Lind and Bo Marsh\nOutlet: Valley Post\nURL: https://v.example/1\n\n" + prose, []string{
			`url https://v.example/1`, `outlet Valley Post`, `title Dam gate fails`, `authors Ana Lind; Bo Marsh`,
			`furniture "Title:"`, `heading "Dam gate fails"`, `byline "Author: Ana Lind and Bo Marsh"`, `furniture "Outlet: Valley Post"`, `furniture "URL: https://v.example/1"`, q("paragraph", prose)}},
		{"undated stays undated", prose + "\n" + more, []string{q("paragraph", prose), q("paragraph", more)}},
		{"dateline without a year", "KABUL, 3 May (AFP) - " + prose, []string{
			`credit agency AFP "AFP"`, `furniture "KABUL, 3 May (AFP) -"`, q("paragraph", prose)}},
		{"dateline with its year", "KABUL, Afghanistan, May 3, 2011 (Reuters) — " + prose, []string{
			`published 2011-05-03 day text "May 3, 2011"`, `credit agency Reuters "Reuters"`, `furniture "KABUL, Afghanistan, May 3, 2011 (Reuters) —"`, q("paragraph", prose)}},
		{"agency alone", "(AP) — " + prose, []string{`credit agency AP "AP"`, `furniture "(AP) —"`, q("paragraph", prose)}},
		{"brackets that are no dateline", "Lowfield (population 900) was quiet on Sunday - for once.", []string{
			`paragraph "Lowfield (population 900) was quiet on Sunday - for once."`}},
		{"dash that is no dateline", "The gate failed — and nobody had seen it coming, the governor said.", []string{
			`paragraph "The gate failed — and nobody had seen it coming, the governor said."`}},
		{"credits", prose + "\n\nPool, Getty Images\n\n(AP Photo/Cai Holm)\n\nAFP contributed to this report.\n\nSource: Valley Wire", []string{
			`credit picture Getty Images "Getty Images"`, `credit picture AP "AP"`, `credit contribution AFP "AFP"`, `credit contribution Valley Wire "Valley Wire"`,
			q("paragraph", prose), `caption "Pool, Getty Images"`, `caption "(AP Photo/Cai Holm)"`, `byline "AFP contributed to this report."`, `byline "Source: Valley Wire"`}},
		{"teasers", prose + "\n\nYou may also like:\n\nTen recipes for eel\n\nMayor resigns over bridge\n\n" + more, []string{
			q("paragraph", prose), `furniture "You may also like:"`, `furniture "Ten recipes for eel"`, `furniture "Mayor resigns over bridge"`, q("paragraph", more)}},
		{"headings and lists", prose + "\n\nWarnings in January\n\n" + prose + "\n\n• the report\n• the log", []string{
			q("paragraph", prose), `heading "Warnings in January"`, q("paragraph", prose), `list "• the report"`, `list "• the log"`}},
		{"date below the text", prose + "\n" + more + "\nPosted Oct 26, 2011 8:57 AM CDT", []string{
			`published 2011-10-26T08:57-05:00 minute text "Posted Oct 26, 2011 8:57 AM CDT"`, q("paragraph", prose), q("paragraph", more), `furniture "Posted Oct 26, 2011 8:57 AM CDT"`}},
		{"wrapped lines", "Two engineers were missing on Sunday after a gate of the dam\ngave way and sent water down the valley, the governor said on\nMonday in Portville.\n\nNobody else was hurt.", []string{
			`paragraph "Two engineers were missing on Sunday after a gate of the dam\ngave way and sent water down the valley, the governor said on\nMonday in Portville."`, `paragraph "Nobody else was hurt."`}},
	} {
		t.Run(test.name, func(t *testing.T) { expect(t, test.text, test.want...) })
	}
}

func q(kind, text string) string { return fmt.Sprintf("%s %q", kind, text) }

func TestPosts(t *testing.T) {
	const prose = "The valley was cleared within an hour, the governor said on Sunday."
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"wide gaps and emoji", prose + "\n\n🌊Water is coming\n\n\n\nLeave by the north road, including:\n\n\n\n🚗 Mill Lane\n\n\n\nStay safe! pic.twitter.com/Zq81 — Fire Service (@LowfieldFire) March 9, 2025\n\n" + prose, []string{
			q("paragraph", prose), q("embed", "🌊Water is coming\n\n\n\nLeave by the north road, including:\n\n\n\n🚗 Mill Lane\n\n\n\nStay safe! pic.twitter.com/Zq81 — Fire Service (@LowfieldFire) March 9, 2025"), q("paragraph", prose),
			"--", "authors Fire Service", "handle @LowfieldFire", `published 2025-03-09 day text "March 9, 2025"`, "host [69,227)",
			`list "🌊Water is coming"`, `paragraph "Leave by the north road, including:"`, `list "🚗 Mill Lane"`, `paragraph "Stay safe!"`, `furniture "pic.twitter.com/Zq81"`, `byline "— Fire Service (@LowfieldFire) March 9, 2025"`}},
		{"one line; prose above stays the host's", prose + "\n\nLeave now. — Fire Service (@LowfieldFire) March 9, 2025", []string{
			q("paragraph", prose), q("embed", "Leave now. — Fire Service (@LowfieldFire) March 9, 2025"),
			"--", "authors Fire Service", "handle @LowfieldFire", `published 2025-03-09 day text "March 9, 2025"`, "host [69,126)", `paragraph "Leave now."`, `byline "— Fire Service (@LowfieldFire) March 9, 2025"`}},
		{"signature on a line of its own", prose + "\nLeave now.\n— Fire Service (@LowfieldFire) 9 March 2025\n" + prose, []string{
			q("paragraph", prose), q("embed", "Leave now.\n— Fire Service (@LowfieldFire) 9 March 2025"), q("paragraph", prose),
			"--", "authors Fire Service", "handle @LowfieldFire", `published 2025-03-09 day text "9 March 2025"`, "host [68,124)", `paragraph "Leave now."`, `byline "— Fire Service (@LowfieldFire) 9 March 2025"`}},
		{"a handle in prose is no post", "Write to the fire service (@LowfieldFire) on March 9, 2025 or later, the governor said.", []string{
			`paragraph "Write to the fire service (@LowfieldFire) on March 9, 2025 or later, the governor said."`}},
	} {
		t.Run(test.name, func(t *testing.T) { expect(t, test.text, test.want...) })
	}
}

func TestHostAndPost(t *testing.T) {
	articles, _ := Parse(Raw{Path: "a.txt", Data: []byte("The valley was cleared.\n\nLeave now. — Fire Service (@LowfieldFire) March 9, 2025")})
	if len(articles) != 2 {
		t.Fatalf("%d articles", len(articles))
	}
	host, post := articles[0], articles[1]
	if post.Path != "a.txt#embed1" || post.Host.Article != host.SHA256 || post.Host.Span.In(host.Text) != post.Text || post.SHA256 != digest([]byte(post.Text)) || post.Outlet != "" {
		t.Errorf("post %+v", post)
	}
}

func TestDecode(t *testing.T) {
	wide := func(text string, order ...int) string {
		var b strings.Builder
		for _, unit := range utf16.Encode([]rune(text)) {
			pair := []byte{byte(unit), byte(unit >> 8)}
			b.WriteByte(pair[order[0]])
			b.WriteByte(pair[order[1]])
		}
		return b.String()
	}
	for _, test := range []struct{ name, data, label, want, wrong string }{
		{"plain", "Café", "", "Café", ""},
		{"byte order mark", "\ufeffCafé", "", "Café", ""},
		{"mark against label", "\ufeffCafé", "windows-1252", "Café", "label windows-1252 is wrong"},
		{"latin label", "Caf\xe9", "iso-8859-1", "Café", ""},
		{"no label", "Caf\xe9 \x93burnt\x94", "", "Café “burnt”", "no charset is declared"},
		{"wrong utf-8 label", "Caf\xe9 \x93burnt\x94", "utf-8", "Café “burnt”", "label utf-8 is wrong"},
		{"wrong latin label", "Café", "iso-8859-1", "Café", "label windows-1252 is wrong"},
		{"needless label", "Cafe", "koi8-r", "Cafe", ""},
		{"broken utf-8", "Café, déjà \xc3 vu", "utf-8", "Café, déjà \ufffd vu", "broken utf-8: 1"},
		{"stray byte", "one \xff two", "", "one \ufffd two", "broken utf-8: 1"},
		{"cut character", "the caf\xc3 and", "", "the caf\ufffd and", "broken utf-8: 1"},
		{"utf-16 with mark", "\xff\xfe" + wide("Café ok", 0, 1), "", "Café ok", ""},
		{"utf-16 without", wide("Two men spoke today.", 0, 1), "", "Two men spoke today.", ""},
		{"utf-16 big end", wide("Two men spoke today.", 1, 0), "utf-8", "Two men spoke today.", ""},
		{"cyrillic", "\xcc\xee\xf1\xea\xe2\xe0", "windows-1251", "Москва", ""},
		{"unknown label", "Café", "klingon", "Café", ""},
	} {
		text, wrong := decode([]byte(test.data), test.label)
		if text != test.want || (wrong == "") != (test.wrong == "") || !strings.Contains(wrong, test.wrong) {
			t.Errorf("%s: %q, %q; want %q, %q", test.name, text, wrong, test.want, test.wrong)
		}
	}
}

func TestNormalise(t *testing.T) {
	for in, want := range map[string]string{
		"a\r\nb\rc\u2028d\u0085e\ff":  "a\nb\nc\nd\ne\nf",
		"Cafe\u0301":                  "Café",
		"zero\u200b\u00adwidth\ufeff": "zerowidth",
		"a\u00a0b\u3000c":             "a b c",
		"\u202eright\u202c":           "right",
		"👩\u200d🚒 x\u200dy":           "👩\u200d🚒 xy",
		"nul\x00bell\x07":             "nulbell",
		"tab\tstays":                  "tab\tstays",
	} {
		if got := normalise(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestJSONLines(t *testing.T) {
	text := strings.Join([]string{
		`{"text": "Two men spoke.", "url": "https://v.example/1", "title": "Men speak", "published": "2025-03-09T10:00:00Z", "outlet": "Valley Post", "authors": ["Ana Lind"]}`,
		`{"html": "<html><body><article><h1>Gate fails</h1><p>` + strings.Repeat("The gate of the dam gave way on Sunday and sent water down the valley. ", 8) + `</p></article></body></html>", "published": "March 9, 2025", "author": {"name": "Bo Marsh"}}`,
		`{"text": "Date twice.", "published": "8/2/13"}`,
		`["no object"]`, `{"title": "no text"}`, ``, `{"text": 7}`,
	}, "\n")
	articles, problems := Parse(Raw{Path: "x.jsonl", Data: []byte(text)})
	if len(articles) != 3 || len(problems) != 4 {
		t.Fatalf("%d articles, problems %v", len(articles), problems)
	}
	for i, want := range []string{
		"path x.jsonl:1|url https://v.example/1|outlet Valley Post|title Men speak|authors Ana Lind|published 2025-03-09T10:00Z minute metadata",
		"path x.jsonl:2|title Gate fails|authors Bo Marsh|language en|published 2025-03-09 day metadata",
		"path x.jsonl:3",
	} {
		if got := strings.ReplaceAll(describe(articles[i]), "\n", "|"); !strings.HasPrefix(got, want) {
			t.Errorf("line %d: %s\nwant %s", i+1, got, want)
		}
	}
	if problems[0].Article != "x.jsonl:3" || !strings.Contains(problems[0].What, "8/2/13") {
		t.Errorf("problem %v", problems[0])
	}
}

func BenchmarkPlain(b *testing.B) {
	data := []byte("LOWFIELD (Reuters) - The gate failed.\n\n" + strings.Repeat("Two engineers were missing on Sunday after a gate of the dam gave way, the governor said.\n\n", 40))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(Raw{Path: "x", Data: data})
	}
}
