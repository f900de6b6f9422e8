package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"stemma"
	"stemma/gazetteer"
	"stemma/pipeline"
)

// actorsOf reads texts, each an article, and writes the actors of their record
// as "North Korea, country of KP, GOV [Pyongyang]".
func actorsOf(own *gazetteer.List, texts ...string) []string {
	var articles []*stemma.Article
	for i, text := range texts {
		articles = append(articles, &stemma.Article{Path: fmt.Sprint(i), Text: text, Language: "en", Published: &stemma.Published{Value: "2024-03-12", Precision: "day"},
			Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}})
	}
	var list []string
	for _, a := range pipeline.Run(context.Background(), articles, nil, pipeline.Options{Actors: own}).Actors {
		list = append(list, fmt.Sprintf("%s%s, %s of %s, %s %q", a.Name, a.ID, a.Kind, a.Country, a.Sector, a.Aliases))
	}
	return list
}

func TestActors(t *testing.T) {
	for _, test := range []struct {
		texts []string
		want  []string
	}{
		{[]string{"Pyongyang supplied shells to Russia.", "North Korea rejected the plan."},
			[]string{`North Korea, country of KP, GOV ["Pyongyang"]`, `Russia, country of RU, GOV []`}},
		{[]string{"The White House condemned the attack."}, []string{`United States, country of US, GOV ["White House"]`}},
		{[]string{"Turkey's defence minister, Hulusi Akar, condemned the attack."}, []string{`Hulusi Akar, person of TR, GOV []`}},
		{[]string{"Two soldiers were killed near Aden."}, nil}, // a description is no actor's name
		{[]string{"Amnesty International accused Mali of torture."}, []string{`Amnesty International, ngo of , NGO []`, `Mali, country of ML, GOV []`}},
	} {
		if got := actorsOf(nil, test.texts...); !slices.Equal(got, test.want) {
			t.Errorf("%q:\n%q, want\n%q", test.texts, got, test.want)
		}
	}
	own := gazetteer.NewList([]gazetteer.Listed{{Name: "Mali (junta)", Aliases: []string{"Mali"}, ID: "#1", Sector: "MIL"}})
	text := "Russia has supplied Bamako with fuel."
	r := pipeline.Run(context.Background(), []*stemma.Article{{Path: "1", Text: text, Language: "en", Published: &stemma.Published{Value: "2024-03-12"},
		Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}}, nil, pipeline.Options{Actors: own})
	if len(r.Claims) != 1 || !slices.Equal(r.Claims[0].Recipient, []string{"Mali (junta)"}) {
		t.Errorf("%q: %+v", text, r.Claims)
	}
	if got := actorsOf(own, "Amnesty International accused Mali of torture."); !slices.Contains(got, `Mali (junta)#1, country of ML, MIL ["Mali"]`) {
		t.Errorf("%q", got)
	}
}
