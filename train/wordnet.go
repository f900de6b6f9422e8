package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// entry is one word of WordNet with its part of speech (n, v, a, s, r) and its
// irregular forms.
type entry struct {
	lemma, pos string
	forms      []string
	file       int // lexicographer's file of the first sense, from 0
}

// readWordNet reads the single words of Open English WordNet's entries, in the
// archive's order. Of its YAML it reads what it needs line by line: a lemma is
// not indented, a part of speech is by two, a list's items follow its name.
func readWordNet(data string) ([]entry, error) {
	file, err := os.Open(filepath.Join(data, "wordnet-oewn", "oewn-yaml.tar.gz"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	var entries []entry
	archive := tar.NewReader(unzipped)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return entries, nil
		}
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(filepath.Base(header.Name), "entries-") {
			if entries, err = readEntries(entries, archive); err != nil {
				return nil, err
			}
		}
	}
}

func readEntries(entries []entry, r io.Reader) ([]entry, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	lemma, inForms := "", false
	for lines.Scan() {
		line := lines.Text()
		text := strings.Trim(strings.TrimSpace(line), "'")
		switch indent := len(line) - len(strings.TrimLeft(line, " ")); {
		case indent == 0:
			lemma = strings.Trim(strings.TrimSuffix(text, ":"), "'\"")
		case indent == 2:
			if word(lemma) {
				entries = append(entries, entry{lemma: lemma, pos: strings.TrimSuffix(text, ":")[:1], file: -1})
			}
			inForms = false
		case indent == 4 && !strings.HasPrefix(text, "- "):
			inForms = text == "form:"
		case strings.HasPrefix(text, "- id: ") && word(lemma):
			if last := &entries[len(entries)-1]; last.file < 0 {
				last.file = senseFile(text)
			}
		case inForms && word(lemma):
			if form := strings.Trim(strings.TrimPrefix(text, "- "), "'"); word(form) {
				last := &entries[len(entries)-1]
				last.forms = append(last.forms, form)
			}
		}
	}
	return entries, lines.Err()
}

// senseFile is the number of the lexicographer's file in a sense's key
// ("abandon%2:40:01::" has 40), 0 where there is none.
func senseFile(key string) int {
	_, after, _ := strings.Cut(key, "%")
	fields := strings.Split(after, ":")
	if len(fields) < 2 {
		return 0
	}
	n, err := strconv.Atoi(fields[1])
	if err != nil {
		return 0
	}
	return n
}

// word reports whether a lemma is one lower-case word.
func word(s string) bool {
	for _, r := range s {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return len(s) > 2
}

// inflected are the entry's forms, irregular ones first.
func (e entry) inflected() []string {
	forms := append([]string(nil), e.forms...)
	switch e.pos {
	case "v":
		forms = append(append(forms, stems(e.lemma, "ed")...), stems(e.lemma, "ing")...)
		return append(forms, plural(e.lemma))
	case "n":
		return append(forms, plural(e.lemma))
	case "a", "s":
		if len(e.forms) == 0 && syllables(e.lemma) <= 2 {
			forms = append(append(forms, stems(e.lemma, "er")...), stems(e.lemma, "est")...)
		}
	}
	return forms
}

// tags are the part of speech and the Penn tags that a form may bear.
func (e entry) tags(form string) (upos string, xpos []string) {
	switch e.pos {
	case "v":
		switch {
		case strings.HasSuffix(form, "ing"):
			return "VERB", []string{"VBG"}
		case form == plural(e.lemma):
			return "VERB", []string{"VBZ"}
		}
		return "VERB", []string{"VBD", "VBN"}
	case "n":
		return "NOUN", []string{"NNS"}
	case "r":
		return "ADV", []string{"RBR", "RBS"}
	}
	return "ADJ", []string{"JJR", "JJS"}
}

// plural adds the ending -s as English spells it.
func plural(lemma string) string {
	n := len(lemma)
	switch {
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "z"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "sh"):
		return lemma + "es"
	case lemma[n-1] == 'y' && !vowel(lemma[n-2]):
		return lemma[:n-1] + "ies"
	}
	return lemma + "s"
}

// stems adds an ending that begins with a vowel: the stem's e goes, y becomes
// i, and a last consonant may double.
func stems(lemma, ending string) []string {
	n := len(lemma)
	last, before := lemma[n-1], lemma[n-2]
	switch {
	case last == 'e' && ending == "ing" && before == 'i':
		return []string{lemma[:n-2] + "ying"}
	case last == 'e' && ending == "ing" && (before == 'e' || before == 'o' || before == 'y'):
		return []string{lemma + ending}
	case last == 'e':
		return []string{lemma[:n-1] + ending}
	case last == 'y' && !vowel(before) && ending != "ing":
		return []string{lemma[:n-1] + "i" + ending}
	case !vowel(last) && !strings.ContainsRune("wxy", rune(last)) && vowel(before) && !vowel(lemma[n-3]):
		doubled := lemma + string(last) + ending
		if syllables(lemma) == 1 {
			return []string{doubled}
		}
		return []string{lemma + ending, doubled}
	}
	return []string{lemma + ending}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// syllables counts the groups of vowels.
func syllables(word string) int {
	n := 0
	for i := range len(word) {
		if vowel(word[i]) && (i == 0 || !vowel(word[i-1])) {
			n++
		}
	}
	return n
}
