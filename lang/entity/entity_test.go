package entity_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/entity"
	"stemma/lang/syntax"
	"stemma/lang/token"
	"stemma/lexicon"
)

// document runs the stages up to entity over paragraphs.
func document(text string) *stemma.Document {
	article := &stemma.Article{Text: text}
	at := 0
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimRight(line, "\n"); strings.TrimSpace(trimmed) != "" {
			article.Blocks = append(article.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: at, End: at + len(trimmed)}})
		}
		at += len(line)
	}
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	syntax.Parse(d)
	entity.Find(d)
	return d
}

// names writes the names of a document as "GPE* Moscow = Russia".
func names(d *stemma.Document) []string {
	var all []string
	for _, m := range d.Mentions {
		if m.Form != stemma.Name {
			continue
		}
		star := ""
		if m.Metonym {
			star = "*"
		}
		line := m.Type + star + " " + m.Span.In(d.Text)
		if m.ID != m.Span.In(d.Text) {
			line += " = " + m.ID
		}
		all = append(all, line)
	}
	return all
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"North Korean leader Kim Jong Un met Vladimir Putin in Moscow.",
			[]string{"NORP North Korean = North Korea", "PER Kim Jong Un", "PER Vladimir Putin", "GPE Moscow"}},
		{"The Korean Central News Agency (KCNA) reported it.", []string{"ORG Korean Central News Agency = KCNA", "ORG KCNA"}},
		{"Officials in the Russian Federation and the DPRK spoke to Agence France-Presse.",
			[]string{"GPE Russian Federation = Russia", "GPE DPRK = North Korea", "ORG Agence France-Presse = AFP"}},
		{"The cable belongs to Portugal Telecom SA, the company said.", []string{"ORG Portugal Telecom SA"}},
		{"The INS Tabar sank a boat off Aden.", []string{"VEHICLE INS Tabar", "GPE Aden"}},
		{"Maria Lopez left early. Lopez gave no reason.", []string{"PER Maria Lopez", "PER Lopez = Maria Lopez"}},
		{"Flooding hit the town of Grenburg on Monday.", []string{"GPE Grenburg"}},
		{"Latif ur Rehman, a disaster official, met Jean-Marie Aymard.", []string{"PER Latif ur Rehman", "PER Jean-Marie Aymard"}},
		{"No one was hurt, the manager, Bernhard Salvage Marine (BSM), said. BSM said more.",
			[]string{"ORG Bernhard Salvage Marine", "ORG BSM = Bernhard Salvage Marine", "ORG BSM = Bernhard Salvage Marine"}},
		{"Protesters met at Marlow City Hall on Monday.", []string{"LOC Marlow City Hall"}},
		{"It told us who it was, and that was nice reading.", nil},
	} {
		got := names(document(c.text))
		for i := range got { // an unlisted town may be LOC or GPE
			if strings.HasSuffix(got[i], "Grenburg") {
				got[i] = "GPE Grenburg"
			}
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

func TestRoles(t *testing.T) {
	for _, c := range []struct{ text, id, want string }{
		{"Russian President Vladimir Putin spoke.", "Vladimir Putin", "Russian President|Russia|RU|GOV|m"},
		{"Lt. Gregg Hastings of the Oregon State Police spoke.", "Gregg Hastings", "Lt.|Oregon State Police||COP|m"},
		{"Vendrik, a local disaster agency official, said so.", "Vendrik", "local disaster agency official|||GOV|"},
		{"Ms. Dana Whitfield spoke.", "Dana Whitfield", "||||f"},
		{"Police spokeswoman Carla Jensen said so.", "Carla Jensen", "Police spokeswoman|||COP|f"},
	} {
		d := document(c.text)
		got := "none"
		for _, e := range d.Entities {
			if e.ID == c.id {
				got = strings.Join([]string{e.Title, e.Of, e.Country, e.Sector, e.Gender}, "|")
			}
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestPlacesStayPlaces holds the other side of the metonyms of acts.txt.
func TestPlacesStayPlaces(t *testing.T) {
	for _, text := range []string{
		"He arrived in Moscow on Monday.", "A fire near Tehran killed two.", "Pyongyang is a large city.", "The train left Beijing at noon.",
	} {
		for _, m := range document(text).Mentions {
			if m.Metonym {
				t.Errorf("%s: %v is a metonym", text, m)
			}
		}
	}
}

// marks parses "[label words]" into the plain text and the marked spans.
func marks(text string) (plain string, spans map[stemma.Span]string) {
	spans = map[stemma.Span]string{}
	for {
		before, rest, found := strings.Cut(text, "[")
		plain += before
		if !found {
			return plain, spans
		}
		inner, after, _ := strings.Cut(rest, "]")
		label := ""
		for _, known := range []string{"metonym", "ORG", "GPE", "LOC", "PER", "WEAPON", "VEHICLE", "EVENT"} {
			if words, found := strings.CutPrefix(inner, known+" "); found {
				label, inner = known, words
			}
		}
		spans[stemma.Span{Start: len(plain), End: len(plain) + len(inner)}] = label
		plain += inner
		text = after
	}
}

// TestExamples executes the examples of the lists.
func TestExamples(t *testing.T) {
	for _, file := range []string{"acts.txt", "affairs.txt", "nominals.txt", "generics.txt", "multitudes.txt", "particles.txt", "things.txt", "kinds.txt", "events.txt"} {
		text, err := os.ReadFile("lexicon/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range lexicon.MustRead(file, string(text), 1) {
			if entry.Example == "" {
				continue
			}
			plain, spans := marks(entry.Example)
			d := document(plain)
			for span, label := range spans {
				found := false
				for _, m := range d.Mentions {
					found = found || label == "metonym" && m.Span == span && m.Metonym ||
						label == "" && m.Span == span && m.Form == stemma.Nominal ||
						label == m.Type && m.Span.Contains(span) && m.Form == stemma.Nominal && m.Entity >= 0 ||
						label == m.Type && m.Span == span && m.Form == stemma.Name
				}
				if !found {
					t.Errorf("%s:%d: %s: no %s at %q: %v", file, entry.Line, entry.Key, label, span.In(plain), d.Mentions)
				}
			}
		}
	}
}

// check holds every document to the contract of mentions.
func check(t *testing.T, d *stemma.Document) {
	t.Helper()
	end := 0
	for _, m := range d.Mentions {
		switch {
		case m.Span.Start < end || m.Span.Empty() || m.Span.End > len(d.Text):
			t.Fatalf("%v: not ordered, disjoint and in bounds after %d", m, end)
		case m.Span != d.TokenSpan(m.First, m.Last) || m.Head < m.First || m.Head >= m.Last:
			t.Fatalf("%v: tokens [%d,%d), head %d", m, m.First, m.Last, m.Head)
		case m.Form == stemma.Name && (m.Entity < 0 || m.Entity >= len(d.Entities)):
			t.Fatalf("%v: entity %d of %d", m, m.Entity, len(d.Entities))
		case m.Entity >= 0 && d.Entities[m.Entity].ID != m.ID:
			t.Fatalf("%v: its entity is %q", m, d.Entities[m.Entity].ID)
		case m.ID == "" || m.Rule == "":
			t.Fatalf("%v: no ID or rule", m)
		}
		end = m.Span.End
	}
}

const report = `MINSK (Reuters) - Belarusian Foreign Minister Oleg Petrov denied on Monday that Minsk had sent troops to the border, the state-run BelTA news agency said.
"Nothing of the kind," Petrov, a former general, told reporters at the Ministry of Foreign Affairs. Moscow, Kyiv and the European Union (EU) have not commented. MV Baltic Star, owned by Norden Shipping Ltd., was seen off the port of Gdansk. Norden said its crew was safe.`

func TestContract(t *testing.T) {
	d := document(report)
	check(t, d)
	if again := document(report); !reflect.DeepEqual(d.Mentions, again.Mentions) || !reflect.DeepEqual(d.Entities, again.Entities) {
		t.Error("the same text gives other mentions")
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{report, "A. (A) (B) Corp. Ltd. of of the", "MV MV MV A-B-C Kim Jong-", "\xff\xfe (", "Mr. Mr. President President", "İ ǅ Ltd. SA"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			t.Skip()
		}
		check(t, document(strings.ToValidUTF8(text, "?")))
	})
}

// TestLinear holds hostile texts to time that grows with their length: eight
// times the text may take sixteen times as long, not sixty-four.
func TestLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"names":     "Anna Kim met Kim Anna and Boris Li Ltd. (BLL) in Moscow. ",
		"acronyms":  "World Health Care Group (WHCG) and Xy%d Group. ",
		"pronouns":  "He told her that they saw him. ",
		"one words": "Aa Bb Cc Dd Ee Ff Gg Hh ",
	} {
		few, many := strings.Repeat(unit, 40), strings.Repeat(unit, 320)
		small, large := allocations(few), allocations(many)
		if large > 16*small+1000 {
			t.Errorf("%s: %v allocations for %d bytes, %v for %d", name, small, len(few), large, len(many))
		}
	}
}

// allocations counts what Find allocates: a measure of work that no other
// process disturbs.
func allocations(text string) float64 {
	d := document(text)
	return testing.AllocsPerRun(1, func() {
		again := *d
		again.Mentions, again.Entities = nil, nil
		entity.Find(&again)
	})
}

func BenchmarkFind(b *testing.B) {
	d := document(strings.Repeat(report+"\n", 20))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		again := *d
		again.Mentions, again.Entities = nil, nil
		entity.Find(&again)
	}
}

func Example() {
	d := document("Lt. Anna Moss said Pyongyang had refused.")
	for _, line := range names(d) {
		fmt.Println(line)
	}
	// Output:
	// PER Anna Moss
	// GPE* Pyongyang = North Korea
}

// TestThings holds weapons, vehicles and events to what is around them: the
// same letters name other things elsewhere.
func TestThings(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The military said on Monday that two F-16s and an Su-35S chased a MiG-29.", []string{"VEHICLE F-16s = F-16", "VEHICLE Su-35S = Su-35", "VEHICLE MiG-29"}},
		{"They fired KN-23 and Kalibr cruise missiles from a HIMARS launcher.", []string{"WEAPON KN-23", "WEAPON Kalibr", "WEAPON HIMARS"}},
		{"The airline ordered ten Boeing 737-800 aircraft on Monday.", []string{"VEHICLE Boeing 737-800"}},
		{"The airline bought six Boeing 787s. The 787 is late, and 787 people wait.", []string{"VEHICLE Boeing 787s = Boeing 787", "VEHICLE 787 = Boeing 787"}},
		{"The tanker Sirius Star was seized, and the Sirius Star was released later.", []string{"VEHICLE Sirius Star", "VEHICLE Sirius Star"}},
		{"The INS Tabar fired first. Later the Tabar sailed on.", []string{"VEHICLE INS Tabar", "VEHICLE Tabar = INS Tabar"}},
		{"Hurricane Katrina struck at dawn. Katrina had killed many people.", []string{"EVENT Hurricane Katrina", "EVENT Katrina = Hurricane Katrina"}},
		{"He had served in WWII, people said.", []string{"EVENT WWII = World War II"}},
		{"The grain ship left at noon on Monday.", nil},
		{"The form asks for an A-4 sheet or a B-2 visa.", nil},
		{"The Indianapolis Colts won. The Colts defense was tired when the ship Tuesday left.", []string{"ORG Indianapolis Colts", "ORG Colts"}},
		{"The National Hurricane Center said so.", []string{"ORG National Hurricane Center"}},
	} {
		if got := names(document(c.text)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// TestMultitudes: "a host of tools" is nobody.
func TestMultitudes(t *testing.T) {
	for _, m := range document("The crew found a host of tools such as ladders.").Mentions {
		if m.Type == "PER" && strings.Contains(m.ID, "host") {
			t.Error(m)
		}
	}
}
