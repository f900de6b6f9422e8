package entity

import (
	"strings"
	"sync"

	"stemma/lexicon"
)

// listedThing is a weapon, vehicle or event of things.txt under one of its names.
type listedThing struct {
	id, class, kind string
	beside          bool // certain only beside a noun of its class
	hyphen          bool // a designation: written without spaces, and with its hyphen
}

// things are the listed things by the keys of their names.
var things = sync.OnceValue(func() map[string]listedThing {
	all := map[string]listedThing{}
	for _, entry := range lexicon.MustRead("things.txt", thingsText, 3) {
		t := listedThing{id: entry.Key, class: entry.Fields[0], kind: entry.Fields[1]}
		t.beside = len(entry.Fields) > 3 && entry.Fields[3] == "beside"
		names := []string{entry.Key}
		if len(entry.Fields) > 2 && entry.Fields[2] != "-" {
			names = append(names, strings.Split(entry.Fields[2], ";")...)
		}
		for _, surface := range names {
			t.hyphen = strings.Contains(surface, "-") && strings.ContainsAny(surface, "0123456789") && !strings.Contains(surface, " ")
			if key := thingKey(surface); all[key].id == "" {
				all[key] = t
			}
		}
	}
	return all
})

// mayBegin holds the first two letters of the keys.
var mayBegin = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for key := range things() {
		all[key[:1]], all[key[:min(len(key), 2)]] = true, true
	}
	return all
})

// thingKey drops what writings of one name differ in: spaces, hyphens, slashes,
// full stops. Capitals stay.
func thingKey(surface string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '/', '.', '\'', '’', '‑', '–':
			return -1
		}
		return r
	}, surface)
}

// kindOfThing is what a noun of kinds.txt says of the name beside it.
type kindOfThing struct {
	class, kind string
	mark        string // named, prefix or ""
	navy        bool   // the prefix of a navy, of the country where that is one
	country     string
}

var kinds = sync.OnceValue(func() map[string]kindOfThing {
	all := map[string]kindOfThing{}
	for _, entry := range lexicon.MustRead("kinds.txt", kindsText, 3) {
		k := kindOfThing{class: entry.Fields[0], kind: entry.Fields[1]}
		if len(entry.Fields) > 2 {
			k.mark = entry.Fields[2]
		}
		if len(entry.Fields) > 3 {
			k.navy, k.country = true, strings.Trim(entry.Fields[3], "-")
		}
		all[entry.Key] = k
	}
	return all
})

// eventWord is a word of events' names and where it stands in them.
type eventWord struct{ where, kind string }

var eventWords = sync.OnceValue(func() map[string]eventWord {
	all := map[string]eventWord{}
	for _, entry := range lexicon.MustRead("events.txt", eventsText, 3) {
		all[entry.Key] = eventWord{entry.Fields[0], entry.Fields[1]}
	}
	return all
})
