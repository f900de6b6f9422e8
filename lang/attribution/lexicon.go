package attribution

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"stemma/lexicon"
)

//go:embed lexicon/*.txt
var files embed.FS

// cue is a lexicon entry: a cue's class and stance, and the frames or links by
// which its content is joined. A lemma with several lines has the class of the
// first but in the frames of the others, its turns.
type cue struct {
	class, stance string
	frames        string // "|that|quote|"
	turns         []cue
}

// in is the cue as it is in one of its frames: "tell", which says, orders in
// "told X to …".
func (c cue) in(frame string) cue {
	for _, turn := range c.turns {
		if turn.allows(frame) {
			c.class, c.stance = turn.class, turn.stance
		}
	}
	return c
}

func (c cue) allows(frame string) bool { return strings.Contains(c.frames, "|"+frame+"|") }

// cueLexicon is the package's word files, read once.
type cueLexicon struct {
	verbs, nouns, adjectives   map[string]cue
	forms                      map[string]string   // inflected form of a verb → its lemma
	phrasal                    map[string][]string // verb → the words that make another cue of it, "out", "it clear"
	hedges                     map[string]cue      // by form; frames hold the part of speech
	phrases                    []phrase
	light, aspect, heard       map[string]bool
	media, message, refused    map[string]bool
	aside, both, particle      map[string]bool
	shows                      map[string]bool
	refusals                   map[string]map[string]bool // lemma → its parts
	letters, statements        map[string]bool
	issues, measured, headline map[string]bool
	objects                    map[string]map[string]bool // verb → nouns that as its object are no content
}

// phrase is a fixed cue of several words: "according to", or "in … view" with a
// possessor between its words and those after.
type phrase struct {
	words, after []string
	cue          cue
}

// lexicons reads the embedded files on first use.
var lexicons = sync.OnceValue(func() *cueLexicon {
	verbs := framed("cues.txt")
	return &cueLexicon{
		verbs: verbs, forms: inflected(verbs), phrasal: phrasal(verbs), nouns: framed("nouns.txt"), hedges: hedged("hedges.txt"),
		adjectives: framed("adjectives.txt"), phrases: phrased("phrases.txt"),
		refusals: parts("refusals.txt"), objects: parts("objects.txt"), measured: words("words.txt", "measured"), issues: words("words.txt", "issues"), headline: words("words.txt", "headline"), letters: words("words.txt", "letters"), statements: words("words.txt", "statements"),
		shows: words("words.txt", "shows"), light: words("words.txt", "light"), aspect: words("words.txt", "aspect"), heard: words("words.txt", "heard"),
		media: words("words.txt", "media"), aside: words("words.txt", "aside"), particle: words("words.txt", "particle"), both: words("words.txt", "both"), refused: words("words.txt", "refused"), message: words("words.txt", "message"),
	}
})

// entries reads an embedded file. A line without a key bears one more example of
// the entry above it, which the tests alone read.
func entries(name string, least int) []lexicon.Entry {
	data, err := files.ReadFile("lexicon/" + name)
	if err != nil {
		panic(err)
	}
	list := lexicon.MustRead(name, string(data), 1)
	list = slices.DeleteFunc(list, func(e lexicon.Entry) bool { return e.Key == "" })
	for _, e := range list {
		if len(e.Fields)+1 < least {
			panic(fmt.Sprintf("%s:%d: %d fields, want %d", name, e.Line, len(e.Fields)+1, least))
		}
	}
	return list
}

func stance(field string) string {
	if field == "-" {
		return ""
	}
	return field
}

// framed reads lines of lemma, class, frames, stance. A lemma may have several.
func framed(name string) map[string]cue {
	m := map[string]cue{}
	for _, e := range entries(name, 4) {
		line := cue{class: e.Fields[0], stance: stance(e.Fields[2]), frames: "|" + strings.ReplaceAll(e.Fields[1], ",", "|") + "|"}
		if first, ok := m[e.Key]; ok {
			first.turns = append(first.turns, line)
			first.frames += strings.TrimPrefix(line.frames, "|")
			line = first
		}
		m[e.Key] = line
	}
	return m
}

// phrasal maps the verb of each cue of several words ("rule out") to the words
// after it, the longest first.
func phrasal(verbs map[string]cue) map[string][]string {
	m := map[string][]string{}
	for lemma := range verbs {
		if verb, rest, ok := strings.Cut(lemma, " "); ok {
			m[verb] = append(m[verb], rest)
		}
	}
	for _, rests := range m {
		slices.SortFunc(rests, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	}
	return m
}

// inflected maps the forms of the verbs to their lemmas, so that cues are known
// by their form where the lemma that came with the token is a guess.
func inflected(verbs map[string]cue) map[string]string {
	forms := map[string]string{}
	for lemma := range verbs {
		verb, _, _ := strings.Cut(lemma, " ")
		for _, form := range regular(verb) {
			forms[form] = verb
		}
	}
	for _, e := range entries("irregular.txt", 2) {
		for _, form := range strings.Split(e.Fields[0], ",") {
			forms[form] = e.Key
		}
	}
	return forms
}

// regular is a verb's regular forms, with a doubled consonant among them: a form
// that does not exist does no harm.
func regular(lemma string) []string {
	last := lemma[len(lemma)-1:]
	stem, ending := lemma, lemma+"s"
	switch {
	case strings.HasSuffix(lemma, "e"):
		stem = lemma[:len(lemma)-1]
	case last == "y" && !strings.Contains("aeou", lemma[len(lemma)-2:len(lemma)-1]):
		return []string{lemma, lemma[:len(lemma)-1] + "ies", lemma[:len(lemma)-1] + "ied", lemma + "ing"}
	case last == "s", last == "x", strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"):
		ending = lemma + "es"
	}
	return []string{lemma, ending, stem + "ed", stem + "ing", lemma + last + "ed", lemma + last + "ing"}
}

// hedged reads lines of form, part of speech, class, stance.
func hedged(name string) map[string]cue {
	m := map[string]cue{}
	for _, e := range entries(name, 4) {
		m[e.Key] = cue{class: e.Fields[1], stance: stance(e.Fields[2]), frames: "|" + e.Fields[0] + "|"}
	}
	return m
}

// phrased reads lines of words, class, stance.
func phrased(name string) []phrase {
	var list []phrase
	for _, e := range entries(name, 3) {
		before, after, _ := strings.Cut(e.Key, "_'s")
		list = append(list, phrase{strings.Fields(before), strings.Fields(after), cue{class: e.Fields[0], stance: stance(e.Fields[1])}})
	}
	return list
}

// words reads the second fields of the lines whose first is key.
func words(name, key string) map[string]bool {
	m := map[string]bool{}
	for _, e := range entries(name, 2) {
		if e.Key == key {
			for _, word := range strings.Split(e.Fields[0], ",") {
				m[word] = true
			}
		}
	}
	return m
}

// parts reads lines of lemma and parts; a lemma may have several lines.
func parts(name string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, e := range entries(name, 2) {
		if m[e.Key] == nil {
			m[e.Key] = map[string]bool{}
		}
		for part := range strings.SplitSeq(e.Fields[0], ",") {
			m[e.Key][part] = true
		}
	}
	return m
}
