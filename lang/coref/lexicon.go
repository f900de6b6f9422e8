package coref

import (
	_ "embed"
	"sync"

	"stemma/gazetteer"
	"stemma/lexicon"
)

//go:embed lexicon/pronouns.txt
var pronounsText string

//go:embed lexicon/roles.txt
var rolesText string

//go:embed lexicon/kinds.txt
var kindsText string

//go:embed lexicon/speaks.txt
var speaksText string

// pronoun is what a form stands for.
type pronoun struct{ means, gender, part string }

var pronouns = sync.OnceValue(func() map[string]pronoun {
	all := map[string]pronoun{}
	for _, entry := range lexicon.MustRead("pronouns.txt", pronounsText, 4) {
		all[entry.Key] = pronoun{entry.Fields[0], entry.Fields[1], entry.Fields[2]}
	}
	return all
})

// families says which role words may call the same person.
var families = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for _, entry := range lexicon.MustRead("roles.txt", rolesText, 2) {
		all[entry.Key] = entry.Fields[0]
	}
	return all
})

// kinds says which kinds of entity a noun may call again.
var kinds = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for _, entry := range lexicon.MustRead("kinds.txt", kindsText, 2) {
		all[entry.Key] = append(all[entry.Key], entry.Fields[0])
	}
	return all
})

// speaks are the verbs whose subject is somebody.
var speaks = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, entry := range lexicon.MustRead("speaks.txt", speaksText, 1) {
		all[entry.Key] = true
	}
	return all
})

func roleGender(lemma string) string {
	title, _ := gazetteer.Title(lemma)
	return title.Gender
}
