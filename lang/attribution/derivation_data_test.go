package attribution_test

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// sense is a sense of WordNet: its word, its frames, the synset it belongs to
// and the senses that are derived from it in other parts of speech.
type sense struct {
	lemma, id, synset string
	frames, derived   []string
}

// file is the lexicographer's file of a sense key: "say%2:32:00::" is of 32,
// verbs of communication.
func (s sense) file() string {
	if parts := strings.Split(s.id, ":"); len(parts) > 1 {
		return parts[1]
	}
	return ""
}

// pos is the part of speech of a sense key: n, v, a; "" for adverbs.
func (s sense) pos() string {
	_, rest, _ := strings.Cut(s.id, "%")
	kind, _, _ := strings.Cut(rest, ":")
	return map[string]string{"1": "n", "2": "v", "3": "a", "5": "a"}[kind]
}

// eachFile calls f with the files of a .tar.gz.
func eachFile(path string, f func(name string, r io.Reader) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	archive := tar.NewReader(unzipped)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := f(filepath.Base(header.Name), archive); err != nil {
			return err
		}
	}
}

// wordnet reads Open English WordNet's senses, and the synsets above each verb's
// synset. Of its YAML it reads what it needs line by line: a lemma is not
// indented, and a sense's lists follow the line that names them.
func wordnet(data string) (senses []sense, above map[string][]string, err error) {
	above = map[string][]string{}
	err = eachFile(filepath.Join(data, "wordnet-oewn", "oewn-yaml.tar.gz"), func(name string, r io.Reader) error {
		switch {
		case strings.HasPrefix(name, "entries-"):
			senses = append(senses, sensesIn(r)...)
		case strings.HasPrefix(name, "verb."):
			hypernyms(r, above)
		}
		return nil
	})
	return senses, above, err
}

func sensesIn(r io.Reader) []sense {
	var senses []sense
	var now sense
	lemma, list := "", ""
	flush := func() {
		if now.id != "" {
			senses = append(senses, now)
		}
		now = sense{lemma: lemma}
	}
	for lines := longLines(r); lines.Scan(); {
		line := lines.Text()
		indent := len(line) - len(strings.TrimLeft(line, " "))
		text := strings.TrimSpace(line)
		switch {
		case indent == 0:
			flush()
			lemma = strings.Trim(strings.TrimSuffix(text, ":"), "'\"")
			now.lemma = lemma
		case indent == 4 && strings.HasPrefix(text, "- "):
			flush()
			text, list = strings.TrimPrefix(text, "- "), ""
			fallthrough
		case !strings.HasPrefix(text, "- "):
			key, value, _ := strings.Cut(text, ": ")
			value, list = strings.Trim(value, "'"), strings.TrimSuffix(key, ":")
			switch key {
			case "id":
				now.id = value
			case "synset":
				now.synset = value
			}
		case list == "subcat":
			now.frames = append(now.frames, strings.TrimPrefix(text, "- "))
		case list == "derivation":
			now.derived = append(now.derived, strings.Trim(strings.TrimPrefix(text, "- "), "'"))
		}
	}
	flush()
	return senses
}

func hypernyms(r io.Reader, above map[string][]string) {
	synset, list := "", ""
	for lines := longLines(r); lines.Scan(); {
		line := lines.Text()
		text := strings.TrimSpace(line)
		switch {
		case !strings.HasPrefix(line, " "):
			synset = strings.Trim(strings.TrimSuffix(text, ":"), "'")
		case !strings.HasPrefix(text, "- "):
			list = strings.TrimSuffix(text, ":")
		case list == "hypernym":
			above[synset] = append(above[synset], strings.TrimPrefix(text, "- "))
		}
	}
}

func longLines(r io.Reader) *bufio.Scanner {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	return lines
}

// roleset is one of PropBank's: its aliases ("believe v", "belief n", "certain
// j"), what its roles are said to be, and the classes of VerbNet they link to.
type roleset struct {
	aliases, roles []string
	classes        map[string]bool
}

var (
	aliased = regexp.MustCompile(`<alias pos="([vnj])">([^<]+)</alias>`)
	roled   = regexp.MustCompile(`<role descr="([^"]*)"`)
	classed = regexp.MustCompile(`<rolelink class="([a-z_]+-[0-9.]+)`)
)

// propbank reads the rolesets of PropBank's frames.
func propbank(data string) ([]roleset, error) {
	var sets []roleset
	err := eachFile(filepath.Join(data, "propbank-frames", "frames.tar.gz"), func(name string, r io.Reader) error {
		if !strings.HasSuffix(name, ".xml") {
			return nil
		}
		for lines := longLines(r); lines.Scan(); {
			line := lines.Text()
			if strings.Contains(line, "<roleset ") {
				sets = append(sets, roleset{classes: map[string]bool{}})
			}
			if len(sets) == 0 {
				continue
			}
			set := &sets[len(sets)-1]
			if m := aliased.FindStringSubmatch(line); m != nil {
				set.aliases = append(set.aliases, m[2]+" "+m[1])
			}
			if m := roled.FindStringSubmatch(line); m != nil {
				set.roles = append(set.roles, strings.ToLower(m[1]))
			}
			if m := classed.FindStringSubmatch(line); m != nil {
				set.classes[m[1]] = true
			}
		}
		return nil
	})
	return sets, err
}

// counts is how often a lemma stands as a part of speech ("say v") in the UD
// corpora and in the reports of ECB+. The reports bear no tags: a word there
// counts for the lemmas that the UD corpora give it, by their shares.
func counts(data string) (map[string]float64, error) {
	byForm, total := map[string]map[string]float64{}, map[string]float64{}
	paths, err := filepath.Glob(filepath.Join(data, "ud-english-*", "*.conllu"))
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if err := tagged(path, byForm); err != nil {
			return nil, err
		}
	}
	for _, readings := range byForm {
		for reading, n := range readings {
			total[reading] += n
		}
	}
	reports, err := filepath.Glob(filepath.Join(data, "stories", "ecb-plus", "*", "*.txt"))
	if err != nil {
		return nil, err
	}
	words := map[string]float64{}
	for _, path := range reports {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for _, word := range strings.FieldsFunc(strings.ToLower(string(text)), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			words[word]++
		}
	}
	for word, n := range words {
		apportion(n, byForm[word], total)
	}
	return total, nil
}

// apportion adds n to the readings of a form by their shares.
func apportion(n float64, readings, total map[string]float64) {
	all := 0.0
	for _, times := range readings {
		all += times
	}
	for reading, times := range readings {
		total[reading] += n * times / all
	}
}

// tagged counts the readings of each form in a CoNLL-U file.
func tagged(path string, byForm map[string]map[string]float64) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	short := map[string]string{"VERB": "v", "NOUN": "n", "ADJ": "a"}
	for line := range strings.Lines(string(text)) {
		column := strings.Split(line, "\t")
		if len(column) < 4 {
			continue
		}
		form, reading := strings.ToLower(column[1]), strings.ToLower(column[2])+" "+short[column[3]]
		if byForm[form] == nil {
			byForm[form] = map[string]float64{}
		}
		byForm[form][reading]++
	}
	return nil
}
