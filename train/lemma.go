package main

import (
	"fmt"
	"os"
	"sort"
	"strings"

	"stemma"
	"stemma/lang/conllu"
	"stemma/lang/syntax"
	"stemma/model"
)

// bare is a label without its subtype.
func bare(label string) string {
	label, _, _ = strings.Cut(label, ":")
	return label
}

// tally counts the values seen under each key.
type tally map[uint32]map[string]int

func (t tally) add(key uint32, value string) {
	if t[key] == nil {
		t[key] = map[string]int{}
	}
	t[key][value]++
}

// top is the key's most frequent value, the first in order among equals.
func (t tally) top(key uint32) (value string, n int) {
	for v, c := range t[key] {
		if c > n || c == n && v < value {
			value, n = v, c
		}
	}
	return value, n
}

// list numbers the values in use.
type list struct {
	number map[string]uint32
	values []string
}

func (l *list) id(value string) uint32 {
	id, ok := l.number[value]
	if !ok {
		id = uint32(len(l.values))
		l.number[value] = id
		l.values = append(l.values, value)
	}
	return id
}

func trainLemmas(o options) error {
	sentences, err := treebank(o.data, "train", ewt, gum)
	if err != nil {
		return err
	}
	entries, err := readWordNet(o.data)
	if err != nil {
		return err
	}
	file := learnLemmas(sentences, entries)
	fmt.Printf("lemmas: %d bytes\n", len(file))
	if err := scoreLemmas(file, o.data); err != nil || o.out == "" {
		return err
	}
	return os.WriteFile(o.out, file, 0o644)
}

// learnLemmas counts, for each key, the scripts, and keeps of the
// longer keys those that the shorter ones get wrong.
func learnLemmas(sentences []conllu.Sentence, entries []entry) []byte {
	words, suffixes := tally{}, tally{}
	types := map[string]bool{}
	for _, s := range sentences {
		for i := range s.Words {
			t := &s.Words[i]
			keys := syntax.Keys(t)
			for _, key := range keys.Words {
				words.add(key, wordScript(t))
			}
			name := t.Form + "\t" + t.XPOS + "\t" + t.Lemma
			if script := syntax.Script(t.Form, t.Lemma); !types[name] && regular(script) {
				types[name] = true
				for _, key := range keys.Suffixes[:keys.Longest+1] {
					suffixes.add(key, script)
				}
			}
		}
	}
	scripts := &list{number: map[string]uint32{}}
	endingTable, wordTable := map[uint32]uint32{}, map[uint32]uint32{}
	for _, s := range sentences {
		for i := range s.Words {
			keys := syntax.Keys(&s.Words[i])
			keepSuffixes(suffixes, keys, scripts, endingTable)
			keepWords(words, keys, scripts, wordTable)
		}
	}
	addForms(entries, words, scripts, endingTable, wordTable)
	return model.Encode([]model.Section{
		{Name: "scripts", Data: strings.Join(scripts.values, "\n")},
		{Name: "words", Data: model.PackTable(wordTable)},
		{Name: "suffixes", Data: model.PackTable(endingTable)},
	})
}

// wordScript is a known word's script: common words are looked up in lower
// case, so that "i" and "I" or "french" and "French" have one lemma.
func wordScript(t *stemma.Token) string {
	if t.UPOS == "PROPN" {
		return syntax.Script(t.Form, t.Lemma)
	}
	return syntax.Script(strings.ToLower(t.Form), t.Lemma)
}

// regular reports whether a script may be an ending's: it changes four bytes at
// most ("Sept." and "September" is no rule for "Capt.").
func regular(script string) bool {
	fields := strings.Split(script, "\t")
	return len(fields[1]) == 1 && fields[1] <= "4" && len(fields[2]) <= 4
}

// keepSuffixes keeps the endings whose best script differs from the next
// shorter ending's, where at least three words bear it out.
func keepSuffixes(t tally, k syntax.TokenKeys, scripts *list, table map[uint32]uint32) {
	kept := ""
	for i, key := range k.Suffixes[:k.Longest+1] {
		if best, n := t.top(key); n > 0 && i == 0 || n >= 3 && best != kept {
			kept = best
			table[key] = scripts.id(best)
		}
	}
}

func keepWords(words tally, k syntax.TokenKeys, scripts *list, table map[uint32]uint32) {
	kept := ""
	for i := len(k.Words) - 1; i >= 0; i-- {
		if best, _ := words.top(k.Words[i]); best != kept {
			table[k.Words[i]] = scripts.id(best)
			kept = best
		}
	}
}

// addForms adds WordNet's inflected forms that the treebanks have not, where
// the endings would give another lemma. The first entry that has a form has it.
func addForms(entries []entry, words tally, scripts *list, endings, table map[uint32]uint32) {
	for _, e := range entries {
		for _, form := range e.inflected() {
			t := stemma.Token{Form: form, Lemma: e.lemma}
			var xpos []string
			for t.UPOS, xpos = e.tags(form); len(xpos) > 0; xpos = xpos[1:] {
				t.XPOS = xpos[0]
				k := syntax.Keys(&t)
				i := k.Longest
				for i > 0 && !has(endings, k.Suffixes[i]) {
					i--
				}
				wrong := scripts.values[endings[k.Suffixes[i]]] != syntax.Script(form, e.lemma)
				if wrong && len(words[k.Words[0]]) == 0 && len(words[k.Words[1]]) == 0 && !has(table, k.Words[0]) {
					table[k.Words[0]] = scripts.id(wordScript(&t))
				}
			}
		}
	}
}

func has(table map[uint32]uint32, key uint32) bool { _, ok := table[key]; return ok }

// scoreLemmas prints the accuracy on the dev parts, given gold tags.
func scoreLemmas(file []byte, data string) error {
	sections, err := model.Decode("lemmas", string(file))
	if err != nil {
		return err
	}
	l, err := syntax.NewLemmatizer(&model.Labelled{Texts: sections})
	if err != nil {
		return err
	}
	for _, corpus := range []string{ewt, gum} {
		sentences, err := treebank(data, "dev", corpus)
		if err != nil {
			return err
		}
		gold, system := conllu.Document(sentences), conllu.Document(sentences)
		l.Lemmatize(system.Tokens)
		lemma, wrong := 0, map[string]int{}
		for i, w := range gold.Tokens {
			lemma += count(w.Lemma == system.Tokens[i].Lemma)
			if w.Lemma != system.Tokens[i].Lemma {
				wrong[w.Form+" "+w.XPOS+" "+w.Lemma+" not "+system.Tokens[i].Lemma]++
			}
		}
		n := float64(len(gold.Tokens))
		fmt.Printf("%s: lemma %.2f (gold tags)\n", corpus, 100*float64(lemma)/n)
		if os.Getenv("SHOW") != "" {
			show(wrong)
		}
	}
	return nil
}

func show(wrong map[string]int) {
	var lines []string
	for line := range wrong {
		lines = append(lines, line)
	}
	sort.Slice(lines, func(i, j int) bool {
		return wrong[lines[i]] > wrong[lines[j]] || wrong[lines[i]] == wrong[lines[j]] && lines[i] < lines[j]
	})
	for _, line := range lines[:min(40, len(lines))] {
		fmt.Println(wrong[line], line)
	}
}
