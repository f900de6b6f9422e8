package attribution

import (
	"embed"
	"strings"
	"sync"

	"stemma/lexicon"
)

//go:embed lexicon/*.txt
var files embed.FS

// cue is a lexicon entry: a cue's class and stance, and the frames or links by
// which its content is joined.
type cue struct {
	class, stance string
	frames        string // "|that|quote|"
}

func (c cue) allows(frame string) bool { return strings.Contains(c.frames, "|"+frame+"|") }

// cueLexicon is the package's word files, read once.
type cueLexicon struct {
	verbs, nouns, adjectives map[string]cue
	forms                    map[string]string // inflected form of a verb → its lemma
	hedges                   map[string]cue    // by form; frames hold the part of speech
	phrases                  []phrase
	light, aspect, heard     map[string]bool
	media, message, refused  map[string]bool
	aside, both, particle    map[string]bool
	shows                    map[string]bool
	refusals                 map[string]map[string]bool // lemma → its parts
	letters, statements      map[string]bool
	issues, headline         map[string]bool
}

// phrase is a fixed cue of several words, "according to".
type phrase struct {
	words []string
	cue   cue
}

// lexicons reads the embedded files on first use.
var lexicons = sync.OnceValue(func() *cueLexicon {
	verbs := framed("cues.txt")
	return &cueLexicon{
		verbs: verbs, forms: inflected(verbs), nouns: framed("nouns.txt"), hedges: hedged("hedges.txt"),
		adjectives: plain("adjectives.txt"), phrases: phrased("phrases.txt"),
		refusals: parts("refusals.txt"), issues: words("words.txt", "issues"), headline: words("words.txt", "headline"), letters: words("words.txt", "letters"), statements: words("words.txt", "statements"),
		shows: words("words.txt", "shows"), light: words("words.txt", "light"), aspect: words("words.txt", "aspect"), heard: words("words.txt", "heard"),
		media: words("words.txt", "media"), aside: words("words.txt", "aside"), particle: words("words.txt", "particle"), both: words("words.txt", "both"), refused: words("words.txt", "refused"), message: words("words.txt", "message"),
	}
})

func entries(name string, least int) []lexicon.Entry {
	data, err := files.ReadFile("lexicon/" + name)
	if err != nil {
		panic(err)
	}
	return lexicon.MustRead(name, string(data), least)
}

func stance(field string) string {
	if field == "-" {
		return ""
	}
	return field
}

// framed reads lines of lemma, class, frames, stance.
func framed(name string) map[string]cue {
	m := map[string]cue{}
	for _, e := range entries(name, 4) {
		m[e.Key] = cue{e.Fields[0], stance(e.Fields[2]), "|" + strings.ReplaceAll(e.Fields[1], ",", "|") + "|"}
	}
	return m
}

// inflected maps the forms of the verbs to their lemmas, so that cues are known
// by their form where the lemma that came with the token is a guess.
func inflected(verbs map[string]cue) map[string]string {
	forms := map[string]string{}
	for lemma := range verbs {
		for _, form := range regular(lemma) {
			forms[form] = lemma
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
		m[e.Key] = cue{e.Fields[1], stance(e.Fields[2]), "|" + e.Fields[0] + "|"}
	}
	return m
}

// plain reads lines of lemma, class, stance.
func plain(name string) map[string]cue {
	m := map[string]cue{}
	for _, e := range entries(name, 3) {
		m[e.Key] = cue{e.Fields[0], stance(e.Fields[1]), ""}
	}
	return m
}

func phrased(name string) []phrase {
	var list []phrase
	for _, e := range entries(name, 3) {
		list = append(list, phrase{strings.Fields(e.Key), cue{e.Fields[0], stance(e.Fields[1]), ""}})
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

// parts reads lines of lemma and part; a lemma may have several.
func parts(name string) map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, e := range entries(name, 2) {
		if m[e.Key] == nil {
			m[e.Key] = map[string]bool{}
		}
		m[e.Key][e.Fields[0]] = true
	}
	return m
}
