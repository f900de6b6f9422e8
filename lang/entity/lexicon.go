package entity

import (
	_ "embed"
	"strings"
	"sync"

	"stemma/lexicon"
)

//go:embed lexicon/acts.txt
var actsText string

//go:embed lexicon/affairs.txt
var affairsText string

//go:embed lexicon/nominals.txt
var nominalsText string

//go:embed lexicon/multitudes.txt
var multitudesText string

//go:embed lexicon/generics.txt
var genericsText string

//go:embed lexicon/surnames.txt
var surnamesText string

//go:embed lexicon/particles.txt
var particlesText string

//go:embed lexicon/things.txt
var thingsText string

//go:embed lexicon/kinds.txt
var kindsText string

//go:embed lexicon/events.txt
var eventsText string

// acts are the verbs of what states do: "s" where the subject is a government,
// "o" where the object is, "p" where the phrase with "with" is.
var acts = sync.OnceValue(func() map[string]string { return pairs("acts.txt", actsText) })

// affairs are the nouns of what states have ("own") or have with each other ("with").
var affairs = sync.OnceValue(func() map[string]string { return pairs("affairs.txt", affairsText) })

func pairs(name, text string) map[string]string {
	all := map[string]string{}
	for _, entry := range lexicon.MustRead(name, text, 2) {
		if !strings.Contains(all[entry.Key], entry.Fields[0]) {
			all[entry.Key] += entry.Fields[0]
		}
	}
	return all
}

// multitudes are the nouns of people that are a mere number in "a host of".
var multitudes = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, entry := range lexicon.MustRead("multitudes.txt", multitudesText, 1) {
		all[entry.Key] = true
	}
	return all
})

// generics are the nouns that follow a name and name the same thing, with the
// types of name that they follow.
var generics = sync.OnceValue(func() map[string]string { return pairs("generics.txt", genericsText) })

// description is what the head of a description is; loose, where it is more
// often a thing or place than a body ("the bank exploded").
type description struct {
	class, kind, sector string
	loose               bool
}

var descriptions = sync.OnceValue(func() map[string]description {
	all := map[string]description{}
	for _, entry := range lexicon.MustRead("nominals.txt", nominalsText, 3) {
		d := description{class: entry.Fields[0], kind: entry.Fields[1]}
		if len(entry.Fields) > 2 {
			d.sector = entry.Fields[2]
		}
		if len(entry.Fields) > 3 {
			d.loose = entry.Fields[3] == "loose"
		}
		all[entry.Key] = d
	}
	return all
})

var easternSurnames = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, entry := range lexicon.MustRead("surnames.txt", surnamesText, 1) {
		all[entry.Key] = true
	}
	return all
})

// particles are the words in lower case within persons' names, true for those
// that stand in no others.
var particles = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, entry := range lexicon.MustRead("particles.txt", particlesText, 1) {
		all[entry.Key] = len(entry.Fields) > 0 && entry.Fields[0] == "person"
	}
	return all
})

func particle(form string) bool {
	_, found := particles()[form]
	return found
}
