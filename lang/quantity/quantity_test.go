package quantity

import (
	"math/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stemma"
	"stemma/lang/syntax"
	"stemma/lang/timex"
	"stemma/lang/token"
	"stemma/lexicon"
)

// bare is a text without tokens and trees.
func bare(text string) *stemma.Document {
	return &stemma.Document{Article: &stemma.Article{Text: text, Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}}
}

// document is a text with its sentences and their trees.
func document(text string) *stemma.Document {
	d := bare(text)
	d.Sentences, d.Tokens = token.Split(d.Article)
	syntax.Parse(d)
	timex.Find(d)
	return d
}

// line writes a quantity as the examples do: "9+ person killed", "-" for empty.
func line(q stemma.Quantity) string {
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return q.Bounds() + " " + dash(q.Unit) + " " + dash(q.Of)
}

func seen(text string) string {
	d := document(text)
	Find(d)
	var all []string
	for _, q := range d.Quantities {
		all = append(all, q.Span.In(text)+" = "+line(q))
	}
	return strings.Join(all, "; ")
}

// TestRuleExamples runs the example of every rule.
func TestRuleExamples(t *testing.T) {
	for _, entry := range lexicon.MustRead("rules.txt", ruleText, 3) {
		at := strings.LastIndex(entry.Example, " = ")
		if at < 0 {
			t.Errorf("%s: no example", entry.Key)
			continue
		}
		marked, want := entry.Example[:at], entry.Example[at+3:]
		open, close := strings.Index(marked, "["), strings.Index(marked, "]")
		text := strings.NewReplacer("[", "", "]", "").Replace(marked)
		if got := seen(text); got != marked[open+1:close]+" = "+want {
			t.Errorf("%s: %q: got %s, want %s", entry.Key, marked, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"At least nine members of an engineering regiment were killed.", "At least nine = 9+ person killed"},
		{"He said at least nine soldiers were killed.", "at least nine = 9+ person killed"},
		{"A blast killed 12 people and injured 30.", "12 = 12 person killed; 30 = 30 person injured"},
		{"The storm killed 12 people, including three children.", "12 = 12 person killed; three = 3 person killed"},
		{"Dozens were hurt.", "Dozens = ~24+ person injured"},
		{"The death toll rose to 22.", "22 = 22 person killed"},
		{"It left five dead and 1,200 homeless.", "five = 5 person killed; 1,200 = 1,200 person displaced"},
		{"More than 31,000 people were killed.", "More than 31,000 = 31,001+ person killed"},
		{"A bomb killed a police officer and a technician.", "a police officer and a technician = 2 person killed"},
		{"A man was killed.", "A man = 1 person killed"},
		{"The court killed a bill.", ""},
		{"The blast killed the mine manager.", "the mine manager = 1 person killed"},
		{"A police officer and bomb technician were killed.", "A police officer and bomb technician = 2 person killed"},
		{"Jane Doe, 46, was injured.", "46 = 46 year age"},
		{"They seized seven AK-47 rifles.", "seven = 7 rifle seized"},
		{"They held 12 Somali and 11 Yemeni sailors.", "12 = 12 person -; 11 = 11 person -"},
		{"At least 10,000 North Korean troops came.", "At least 10,000 = 10,000+ person troops"},
		{"One big trend is clear.", ""},
		{"No-one was injured.", "No-one = 0 person injured"},
		{"A $75,000 reward was offered to the 76ers.", "$75,000 = 75,000 money:USD money"},
		{"He fatally shot eight people.", "eight = 8 person killed"},
		{"Gunners shot down two missiles.", "two = 2 missile shot down"},
		{"Two more were shot down.", "Two = 2 - shot down"},
		{"The deaths of two women shocked them.", "two = 2 person killed"},
		{"Two-thirds of homes fell.", "Two-thirds = 67 percent -"},
		{"It was a 6.1-magnitude quake.", "6.1 = 6.1 magnitude magnitude"},
		{"A reward of $35,000 and £2m was offered.", "$35,000 = 35,000 money:USD money; £2m = 2,000,000 money:GBP money"},
		{"At least 10,000 troops were there.", "At least 10,000 = 10,000+ person troops"},
		{"Flight 447 left room 5 for the A380 and the AK-47.", ""},
		{"He came third in the 21st race.", ""},
		{"Officers arrested 23 pirates.", "23 = 23 person arrested"},
		{"It lost 65 percent of its traffic.", "65 = 65 percent -"},
		{"The village lies 58km away.", "58 = 58 km -"},
		{"No casualties were reported.", "No = 0 person casualties"},
		{"Jane Doe, 46, was there.", "46 = 46 year age"},
		{"A 61-year-old man was charged.", "61 = 61 year age"},
		{"Two cruise missiles struck the port and two more were shot down.", "Two = 2 missile -; two = 2 missile shot down"},
		{"The bomb killed a police officer and wounded 12.", "a police officer = 1 person killed; 12 = 12 person injured"},
		{"Three crew members lost their lives.", "Three = 3 person killed"},
		{"They found seven rifles and a grenade launcher.", "seven = 7 rifle -; a = 1 launcher -"},
		{"The village lies 58km (36 miles) away.", "58 = 58 km -"},
		{"Both men were arrested.", "Both = 2 person arrested"},
		{"Seven villages were destroyed.", "Seven = 7 village destroyed"},
	} {
		if got := seen(c.text); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// sound fails where figures are not ordered, disjoint and within the text, or
// lack bounds in order or a rule.
func sound(t *testing.T, d *stemma.Document) {
	t.Helper()
	end := 0
	for _, q := range d.Quantities {
		switch {
		case q.Span.Start < end || q.Span.Empty() || q.Span.End > len(d.Text):
			t.Fatalf("%q: span of %v", d.Text, q)
		case q.Rule == "" || q.Low == nil && q.High == nil || q.Low != nil && q.High != nil && *q.Low > *q.High:
			t.Fatalf("%q: %v", d.Text, q)
		case q.Noun.End > len(d.Text) || q.Noun.Start < 0 || q.Noun.End < q.Noun.Start:
			t.Fatalf("%q: noun %v", d.Text, q.Noun)
		}
		end = q.Span.End
	}
}

// FuzzFind: any text gives sound figures, without trees and with its own.
func FuzzFind(f *testing.F) {
	f.Add("At least nine of 1.5 million people, including two or three children, were killed; $5m, 6.1-magnitude")
	f.Add("no one a hundred thousand million billion \xff 10,000,000,000,000,000,000")
	f.Add("between $5m and $7-9bn, from five to 22, minus-20 °C, 3½ 1 200 men, one in five, just under 0.4, half a dozen, a third died")
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range []*stemma.Document{bare(text), document(text)} {
			Find(d)
			sound(t, d)
		}
	})
}

// FuzzTrees: any tree over any tags gives sound figures, and the same ones twice.
func FuzzTrees(f *testing.F) {
	f.Add("At least nine of the 12 men were killed and a third was hurt, among them six children.", int64(1))
	f.Add("Marines boarded the dhow and shot down two drones; the mother of 12 died at 91 in hospital.", int64(7))
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		d := bare(text)
		d.Sentences, d.Tokens = token.Split(d.Article)
		random := rand.New(rand.NewSource(seed))
		pick := func(words string) string { all := strings.Fields(words); return all[random.Intn(len(all))] }
		for i := range d.Tokens {
			k := &d.Tokens[i]
			k.Head = random.Intn(len(d.Tokens)+1) - 1
			k.Deprel = pick("nummod nsubj nsubj:pass obj obl nmod amod compound conj appos acl acl:relcl advcl xcomp ccomp det case flat root aux:pass cop advmod parataxis")
			k.UPOS, k.XPOS = pick("NOUN PROPN VERB ADJ NUM DET ADV"), pick("NN NNS VBN VBD JJ CD")
		}
		Find(d)
		sound(t, d)
		once := d.Quantities
		Find(d)
		if diff := cmp.Diff(once, d.Quantities); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestLongTextsTakeLinearTime fails by the time it takes: each piece makes some
// rule look back or ahead, which must have a bound.
func TestLongTextsTakeLinearTime(t *testing.T) {
	for _, piece := range []string{"killed a man ", "at least ", "5 and ", "one hundred thousand ", "Jane Doe, 46, was killed ", "a ", "more than 3 of the ", "-5"} {
		start := time.Now()
		Find(bare(strings.Repeat(piece, 100_000/len(piece))))
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("%q: %v", piece, took)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	const paragraph = "Officials said on Friday that the 120-day mission, which cost $3 million, had ended two days after at least nine engineers " +
		"were killed near the border, and dozens injured. More than 10,000 troops were deployed across 58km of front.\n\n"
	text := strings.Repeat(paragraph, 40)
	d := document(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(d)
	}
}
