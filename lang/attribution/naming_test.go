package attribution_test

import (
	"slices"
	"testing"

	"stemma"
	"stemma/lang/attribution"
	"stemma/lang/coref"
	"stemma/lang/entity"
	"stemma/lang/syntax"
	"stemma/lang/timex"
	"stemma/lang/token"
)

// named analyses a text as far as the names of sources need, and lists the
// sources as "words = whom they name", "-" for nobody.
func named(text string) []string {
	article := &stemma.Article{Text: text, Language: "en", Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	syntax.Parse(d)
	timex.Find(d)
	entity.Find(d)
	coref.Resolve(d)
	attribution.Find(d)
	var all []string
	for _, a := range d.Attributions {
		if a.Source == nil {
			all = append(all, "none")
			continue
		}
		id := a.Source.Entity
		if id == "" {
			id = "-"
		}
		all = append(all, a.Source.Span.In(text)+" = "+id)
	}
	return all
}

func TestNamed(t *testing.T) {
	for family, cases := range map[string][]struct {
		text string
		want []string
	}{
		"pronoun": {
			{"The Harbour Authority blamed strong winds and fog, which it said had cost the crew time.", []string{"Harbour Authority"}},
			{"France acknowledged that its jets had struck the depot, a day after it had denied any part in the raid.", []string{"France", "France"}},
			{"CNN reports that North Korea released images of what it claims is its first tank.", []string{"CNN", "North Korea"}},
			{"Peter Hale said he backed John Marsh. \"I trust him,\" he said.", []string{"Peter Hale", "Peter Hale"}},
			{"It showed how hard the work is.", []string{"-"}},
		},
		"description": {
			{"The head of the port authority said two ships sank.", []string{"head of the port authority"}},
			{"A local member of parliament said six blasts were heard.", []string{"local member of parliament"}},
			{"Ukrainian officials said nobody was killed.", []string{"Ukrainian officials"}},
			{"Witnesses said two men fled.", []string{"Witnesses"}},
		},
		"clause before": {
			{"Two cruise missiles struck the Black Sea port of Odesa on Saturday, Ukraine's southern army command said, less than a day after a deal.", []string{"Ukraine's southern army command"}},
			{"Many people were left without homes, the city's mayor, Pat Moss, told local radio.", []string{"Pat Moss"}},
			{"Russia confirms strike on port, says it hit a boat", []string{"Russia", "Russia"}},
			{"Thirty people were killed and some 200 injured, disaster management authorities said.", []string{"disaster management authorities"}},
		},
		"name": {
			{"No one was hurt, the ship's manager, Bernhard Salvage Marine (BSM), said.", []string{"Bernhard Salvage Marine"}},
			{"\"He lost,\" said Christina Green, daughter of the court reporter Brian Nichols.", []string{"Christina Green"}},
			{"Prosecutor Kelly Hill left early. Hill said the case was over.", []string{"Kelly Hill"}},
		},
		"time": {
			{"Police this morning announced that a man was found dead.", []string{"Police"}},
			{"The ship was hit by a wave, the head of the port said on Sunday, four days after the storm closed the harbour.", []string{"head of the port"}},
			{"Federal officials said Saturday that two men died.", []string{"Federal officials"}},
		},
		"short form": {
			{"The southern military command said that two missiles hit the port. Air defences shot down one, according to the command. It said nobody died.", []string{"southern military command", "southern military command", "southern military command"}},
			{"The Suez Harbour Authority met on Monday. The harbour authority said two ships sank.", []string{"Suez Harbour Authority"}},
			{"Egypt's transport ministry said a ship sank. The ministry said it would help.", []string{"Egypt's transport ministry", "Egypt's transport ministry"}},
		},
		"message": {
			{"Anna Moss described the crews as brave in a message to the king. The letter said she would leave.", []string{"Anna Moss", "Anna Moss"}},
			{"The mayor said the bridge was shut. A statement from the Indian government said two men died.", []string{"mayor", "Indian government"}},
			{"A statement by the Defence Ministry said the ship was hit.", []string{"Defence Ministry"}},
			{"Anna Moss sent a letter to the king on Monday. The letter said she would leave.", []string{"Anna Moss"}},
			{"A recording said the office was closed.", []string{"-"}},
		},
	} {
		for _, c := range cases {
			var got []string
			for _, line := range named(c.text) {
				_, id, _ := cut(line)
				got = append(got, id)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: %s\n got %q\nwant %q", family, c.text, got, c.want)
			}
		}
	}
}

func cut(line string) (words, id string, found bool) {
	for i := len(line) - 3; i >= 0; i-- {
		if line[i:i+3] == " = " {
			return line[:i], line[i+3:], true
		}
	}
	return "", line, false
}
