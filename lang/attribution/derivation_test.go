package attribution_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"stemma/lexicon"
)

var listCandidates = flag.Bool("candidates", false, "print the candidate cues: count, lemma, part of speech, where it comes from, where it stands")

// leastCount is how often a candidate must stand in the corpora (some 750,000
// words, two in five of them news) to need a judgement. Rarer ones may be in the
// lexicons all the same.
const leastCount = 5

// sayingFrames are the frames of WordNet's verbs in which somebody says or
// thinks something, by the lexicographer's file of the sense: 31 cognition, 32
// communication, 37 emotion, 39 perception, 41 social acts.
var sayingFrames = map[string][]string{
	"31": {"via-that", "via-whether-inf", "via-to-inf"},
	"32": {"via-that", "via-whether-inf", "via-to-inf", "vtaa-to-inf"},
	"37": {"via-that", "via-to-inf"},
	"39": {"via-that"},
	"41": {"via-that", "vtaa-to-inf"},
}

// sayingRoles are words by which PropBank describes a role that is said or thought.
var sayingRoles = []string{"utterance", "thought", "belief", "proposition", "thing said", "claim", "message", "prediction", "opinion", "accusation", "promise", "threat", "request", "question", "allegation", "announce", "warning"}

// sayingClasses are VerbNet's classes of saying, asking, judging and believing,
// by the beginning of their names.
var sayingClasses = []string{"say-", "tell-", "transfer_mesg-", "confess-", "complain-", "advise-", "promise-", "order-", "wish-", "conjecture-", "characterize-", "declare-", "consider-", "judgment-", "judgement-", "inquire-", "overstate-", "manner_speaking-", "instr_communication-", "urge-", "beg-", "forbid-", "crane-37", "lecture-"}

// candidates are the lemmas with their part of speech ("belief n") that WordNet
// or PropBank has for words of saying and thinking, each with where it was found.
func candidates(data string) (map[string]string, error) {
	senses, above, err := wordnet(data)
	if err != nil {
		return nil, err
	}
	sets, err := propbank(data)
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	fromWordNet(senses, above, found)
	fromPropBank(sets, found)
	return found, nil
}

// fromWordNet adds the verbs with a frame of saying, the verbs of communication
// below them in the tree of hypernyms, and the nouns and adjectives that are
// derived from those senses.
func fromWordNet(senses []sense, above map[string][]string, found map[string]string) {
	saying, byID := map[string]bool{}, map[string]sense{}
	for _, s := range senses {
		byID[s.id] = s
		if slices.ContainsFunc(s.frames, func(frame string) bool { return slices.Contains(sayingFrames[s.file()], frame) }) {
			saying[s.synset] = true
		}
	}
	for _, s := range senses {
		if s.pos() != "v" || !saying[s.synset] && (s.file() != "32" || !below(s.synset, saying, above)) {
			continue
		}
		note(found, s.lemma, "v", "WordNet")
		for _, id := range s.derived {
			other := byID[id]
			switch file := other.file(); {
			case other.pos() == "n" && (file == "10" || file == "09" || file == "04" || file == "12" || file == "07"): // communication, cognition, act, feeling, attribute
				note(found, other.lemma, "n", "WordNet")
			case other.pos() == "a":
				note(found, other.lemma, "a", "WordNet")
			}
		}
	}
}

// below reports whether a synset stands under one of a set.
func below(synset string, set map[string]bool, above map[string][]string) bool {
	for _, up := range above[synset] {
		if set[up] || below(up, set, above) {
			return true
		}
	}
	return false
}

// fromPropBank adds the aliases of the rolesets with a role that is said or
// thought, or whose roles link to a class of saying of VerbNet.
func fromPropBank(sets []roleset, found map[string]string) {
	for _, set := range sets {
		said := slices.ContainsFunc(set.roles, func(role string) bool {
			return slices.ContainsFunc(sayingRoles, func(word string) bool { return strings.Contains(role, word) })
		})
		for class := range set.classes {
			said = said || slices.ContainsFunc(sayingClasses, func(name string) bool { return strings.HasPrefix(class, name) })
		}
		for _, alias := range set.aliases {
			lemma, pos, _ := strings.Cut(alias, " ")
			if pos == "j" {
				pos = "a"
			}
			if said && !strings.HasSuffix(lemma+" "+pos, "ing n") {
				note(found, lemma, pos, "PropBank")
			}
		}
	}
}

func note(found map[string]string, lemma, pos, origin string) {
	if strings.ContainsAny(lemma, " _-'") {
		return
	}
	key := strings.ToLower(lemma) + " " + pos
	if !strings.Contains(found[key], origin) {
		found[key] = strings.TrimPrefix(found[key]+"+"+origin, "+")
	}
}

// standing is where each lemma of the lexicons stands: "say v" in cues.txt. A
// lemma of left.txt stands there with its reason.
func standing(t *testing.T) map[string]string {
	t.Helper()
	at := map[string]string{}
	for name, pos := range map[string]string{"cues.txt": "v", "nouns.txt": "n", "adjectives.txt": "a"} {
		for _, e := range readLexicon(t, name, 1) {
			at[e.Key+" "+pos] = name
		}
	}
	for _, e := range readLexicon(t, "left.txt", 3) {
		key := e.Key + " " + e.Fields[0]
		if at[key] != "" {
			t.Errorf("left.txt:%d: %s is in %s too", e.Line, key, at[key])
		}
		at[key] = "left: " + e.Fields[1]
	}
	return at
}

func readLexicon(t *testing.T, name string, least int) []lexicon.Entry {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("lexicon", name))
	if err != nil {
		t.Fatal(err)
	}
	return lexicon.MustRead(name, string(data), least)
}

// TestDerivation derives the candidate cues from WordNet and PropBank anew, and
// fails for each that the corpora hold often enough and that is in no lexicon
// and not among those left out (lexicon/left.txt). To see them all:
//
//	STEMMA_DATA=… go test ./lang/attribution -run Derivation -v -candidates
func TestDerivation(t *testing.T) {
	data := os.Getenv("STEMMA_DATA")
	if data == "" {
		t.Skip("STEMMA_DATA is not set: the corpora stand outside the project")
	}
	found, err := candidates(data)
	if err != nil {
		t.Fatal(err)
	}
	count, err := counts(data)
	if err != nil {
		t.Fatal(err)
	}
	at := standing(t)
	var keys []string
	for key := range found {
		if count[key] >= leastCount {
			keys = append(keys, key)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if count[keys[i]] != count[keys[j]] {
			return count[keys[i]] > count[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for _, key := range keys {
		if at[key] == "" {
			t.Errorf("%s (%.0f times, %s) is in no lexicon and not in left.txt", key, count[key], found[key])
		}
		if *listCandidates {
			fmt.Printf("%.0f\t%s\t%s\t%s\n", count[key], strings.ReplaceAll(key, " ", "\t"), found[key], at[key])
		}
	}
}
