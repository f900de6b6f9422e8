package ingest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stemma"
)

// checkArticle checks what holds of every article, whatever it was made of.
func checkArticle(t testing.TB, a *stemma.Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) || strings.ContainsAny(a.Text, "\r\x00\u200b\ufeff") {
		t.Errorf("%s: text is not normalised: %.80q", a.Path, a.Text)
	}
	if normalise(a.Text) != a.Text {
		t.Errorf("%s: normalising twice changes the text", a.Path)
	}
	end := 0
	for _, b := range a.Blocks {
		if b.Span.Start < end || b.Span.End > len(a.Text) || b.Span.Empty() {
			t.Fatalf("%s: block %v after %d in %d bytes", a.Path, b, end, len(a.Text))
		}
		if between := a.Text[end:b.Span.Start]; strings.TrimSpace(between) != "" {
			t.Errorf("%s: %.60q stands in no block", a.Path, between)
		}
		if inner := b.Span.In(a.Text); strings.TrimSpace(inner) != inner || !utf8.ValidString(inner) {
			t.Errorf("%s: block %v is cut badly: %.60q", a.Path, b, inner)
		}
		end = b.Span.End
	}
	if rest := a.Text[min(end, len(a.Text)):]; strings.TrimSpace(rest) != "" {
		t.Errorf("%s: %.60q stands in no block", a.Path, rest)
	}
	for _, c := range a.Credits {
		if c.Span.Empty() || c.Span.End > len(a.Text) {
			t.Errorf("%s: credit %v out of bounds", a.Path, c)
		}
	}
	if a.Published != nil {
		checkPublished(t, a)
	}
	if a.Authors == nil {
		t.Errorf("%s: authors is nil, want an empty list", a.Path)
	}
}

func checkPublished(t testing.TB, a *stemma.Article) {
	t.Helper()
	if a.Published.Value == "" || a.Published.Basis == "" || a.Published.Precision == "" {
		t.Errorf("%s: published %+v", a.Path, a.Published)
	}
	for _, e := range a.Published.Evidence {
		if e.Span.Empty() || e.Span.End > len(a.Text) {
			t.Errorf("%s: evidence %v out of bounds", a.Path, e)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", " \n", "date 2025-12-27 One.\n\nTwo men spoke.",
		"https://news.example.org/2013/08/02/story\n8 / 2 / 13 at 1:30 PM\nFire in Lowfield\nLOWFIELD (AP) - A fire broke out.\n(AP Photo/Ana Lind)",
		"Prose here.\n\n🔥Fire!\n\n\n\nMore to come pic.twitter.com/abc — Ana (@ana) May 3, 2024\n\nProse.",
		"<html><head><meta charset=latin1><title>T</title></head><body><h1>T</h1><p>Some text.<blockquote class=twitter-tweet><p>Hi</p>&mdash; A (@a) <a href=/status/1>May 3, 2024</a></blockquote><figure><figcaption>x</figcaption></figure>",
		`{"text":"Two men spoke.","published":"2025-12-27","url":"https://a.example/x"}` + "\n{broken\n",
		"\xff\xfeh\x00i\x00 \x00t\x00h\x00e\x00r\x00e\x00", "caf\xe9 and caf\xc3\xa9", "%PDF-1.4", "a\r\nb\rc\u2028d\u0085e",
		"e\u0301\u200b\u0301 \u0344 \u0958", "-- ends\n- item\n1. one\n•\n• two",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, problems := Parse(Raw{Path: "fuzz", Data: data})
		if len(articles) == 0 && len(problems) == 0 && sniff(Raw{Data: data}) != kindLines {
			t.Error("neither an article nor a problem")
		}
		for _, a := range articles {
			checkArticle(t, a)
		}
	})
}
