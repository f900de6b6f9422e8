package coref_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/coref"
	"stemma/lang/entity"
	"stemma/lang/syntax"
	"stemma/lang/token"
	"stemma/lexicon"
)

func document(text string) *stemma.Document {
	article := &stemma.Article{Text: text, Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	syntax.Parse(d)
	entity.Find(d)
	coref.Resolve(d)
	return d
}

// links writes the resolved pronouns and descriptions as "he = Ali Reza".
func links(d *stemma.Document) []string {
	var all []string
	for _, m := range d.Mentions {
		if m.Form == stemma.Pronoun || m.Form == stemma.Nominal && m.Entity >= 0 {
			all = append(all, m.Span.In(d.Text)+" = "+m.ID)
		}
	}
	return all
}

func TestResolve(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Anna Moss praised the crews in a letter to Peter Hale. She referred to two towns. She said they had done well.",
			[]string{"She = Anna Moss", "She = Anna Moss"}},
		{"Peter Hale praised John Marsh in a letter. He said nothing more.", []string{"He = Peter Hale"}},
		{"Russian President Vladimir Putin left. The Russian leader gave no reason.", []string{"leader = Vladimir Putin"}},
		{"He fell, Coroner Peter Hale said. The coroner gave no reason.", []string{"The coroner = Peter Hale"}},
		{"The Rev. Peter Hale locked the door. The pastor gave no reason.", []string{"The pastor = Peter Hale"}},
		{"Microsoft knew of the bug. The software giant gave no reason.", []string{"The software giant = Microsoft"}},
		{"Microsoft and Boeing knew of the bug. The firm gave no reason.", nil}, // either of the two
		{"Microsoft sold it to NPD Group, a research firm. The firm gave no reason.", []string{"The firm = NPD Group"}},
		{"Iran said it had tested a missile.", []string{"it = Iran"}},
		{"Police said they were looking for a car.", []string{"they = Police"}},
		{"The Kenya Wildlife Ministry met. The ministry denied it.", []string{"The ministry = Kenya Wildlife Ministry"}},
		{"Peter Hale said Omar Nasser believed he had won.", []string{"he = Omar Nasser"}},
		{"Peter Hale sold his car to Omar Nasser.", []string{"his = Peter Hale"}},
		{"It rained in Oslo. It was cold.", nil},
		{"Peter Hale and John Marsh met. He was late.", nil}, // either of the two
		{"A bomb went off at a bank after it was evacuated, police said.", nil},
	} {
		if got := links(document(c.text)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// TestQuoted: within quotation marks "he" is not the one who speaks.
func TestQuoted(t *testing.T) {
	d := document(`Peter Hale was tired. "He never sleeps," said Omar Nasser.`)
	for _, link := range links(d) {
		if link == "He = Omar Nasser" {
			t.Error(link)
		}
	}
}

func check(t *testing.T, d *stemma.Document) {
	t.Helper()
	end := 0
	for _, m := range d.Mentions {
		if m.Span.Start < end || m.Span.Empty() || m.Span.End > len(d.Text) || m.Entity >= len(d.Entities) {
			t.Fatalf("%v after %d of %d bytes", m, end, len(d.Text))
		}
		if m.Entity >= 0 && d.Entities[m.Entity].ID != m.ID {
			t.Fatalf("%v: its entity is %q", m, d.Entities[m.Entity].ID)
		}
		end = m.Span.End
	}
}

func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"He said “she” told him. Its leader left his country.", "They they it its. Mr. A B, the leader, of it.", "\"he\" “ ”"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			t.Skip()
		}
		check(t, document(strings.ToValidUTF8(text, "?")))
	})
}

func BenchmarkResolve(b *testing.B) {
	d := document(strings.Repeat("Anna Moss praised the crews in a letter to Peter Hale. She said they had done well, and that Iran knew its duty. ", 50))
	d.Mentions = nil
	entity.Find(d)
	names := d.Mentions
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Mentions = append([]stemma.Mention(nil), names...)
		coref.Resolve(d)
	}
}

// TestExamples executes the examples of the lists: "[He → Ali Reza]".
func TestExamples(t *testing.T) {
	for _, file := range []string{"pronouns.txt", "kinds.txt"} {
		text, err := os.ReadFile("lexicon/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range lexicon.MustRead(file, string(text), 1) {
			before, rest, found := strings.Cut(entry.Example, "[")
			if !found {
				continue
			}
			inner, after, _ := strings.Cut(rest, "]")
			form, id, _ := strings.Cut(inner, " → ")
			got := links(document(before + form + after))
			if !slices.Contains(got, form+" = "+id) {
				t.Errorf("%s:%d: %s: got %q, want %s = %s", file, entry.Line, entry.Key, got, form, id)
			}
		}
	}
}
