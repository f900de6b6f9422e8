package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"html"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/lang/token"
)

// Bounds of an untagged sentence, in tokens: shorter ones are no sentences,
// longer ones are seldom read right.
const (
	shortest = 4
	longest  = 60
)

// untagged reads the sentences of open texts that nobody has annotated: the
// examples of PropBank's frames, much of them news, and of WordNet's senses.
// Each text is taken once.
func untagged(data string) ([]sample, error) {
	var texts []string
	add := func(text string) { texts = append(texts, text) }
	if err := archived(filepath.Join(data, "propbank-frames", "frames.tar.gz"), ".xml", func(r io.Reader) error { return frameExamples(r, add) }); err != nil {
		return nil, err
	}
	if err := archived(filepath.Join(data, "wordnet-oewn", "oewn-yaml.tar.gz"), ".yaml", func(r io.Reader) error { return senseExamples(r, add) }); err != nil {
		return nil, err
	}
	var out []sample
	seen := map[string]bool{}
	for _, text := range texts {
		for _, words := range sentencesOf(text) {
			if forms := formsOf(words); len(words) >= shortest && len(words) <= longest && !seen[forms] {
				seen[forms] = true
				out = append(out, sample{words: words, weight: 1})
			}
		}
	}
	return out, nil
}

// archived calls f with each file of an archive whose name ends so, in the order of names.
func archived(path, ending string, f func(io.Reader) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	contents := map[string]string{}
	var names []string
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if !strings.HasSuffix(header.Name, ending) {
			continue
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			return err
		}
		names = append(names, header.Name)
		contents[header.Name] = string(data)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := f(strings.NewReader(contents[name])); err != nil {
			return err
		}
	}
	return nil
}

// frameExamples reads the texts of a PropBank file: tokens parted by spaces,
// with brackets and traces as treebanks write them. Some files are no XML that a
// reader would take whole (elements end in a wrong order), so each text is
// looked for by its tags.
func frameExamples(r io.Reader, add func(string)) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	for rest := string(data); ; {
		_, after, found := strings.Cut(rest, "<text>")
		if !found {
			return nil
		}
		var text string
		text, rest, _ = strings.Cut(after, "</text>")
		add(printed(html.UnescapeString(text)))
	}
}

// printed undoes a treebank's way of writing.
func printed(text string) string {
	var words []string
	for _, w := range strings.Fields(text) {
		if strings.HasPrefix(w, "*") || strings.HasPrefix(w, "[*") || w == "0" {
			continue // a trace
		}
		if r := bracketNames.Replace(w); r != "" {
			words = append(words, r)
		}
	}
	return joins.Replace(" " + strings.Join(words, " ") + " ")
}

var (
	bracketNames = strings.NewReplacer("-LRB-", "(", "-RRB-", ")", "-LSB-", "[", "-RSB-", "]", "-LCB-", "{", "-RCB-", "}", "``", "\"", "''", "\"", "/.", ".", "/-", "-", "/,", ",")
	joins        = strings.NewReplacer(" n't ", "n't ", " 's ", "'s ", " ' ", "' ", " 'm ", "'m ", " 're ", "'re ", " 've ", "'ve ", " 'll ", "'ll ", " 'd ", "'d ", "( ", "(", " )", ")")
)

// senseExamples reads the examples of a WordNet file: quoted sentences and
// phrases. Its definitions are no sentences, and left.
func senseExamples(r io.Reader, add func(string)) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	inside, text := false, ""
	flush := func() {
		if text = strings.Trim(strings.ReplaceAll(text, "''", "'"), "'\" "); text != "" && !strings.Contains(text, "source:") {
			add(text)
		}
		text = ""
	}
	for lines.Scan() {
		line := lines.Text()
		indent := len(line) - len(strings.TrimLeft(line, " "))
		trimmed := strings.TrimSpace(line)
		switch {
		case indent <= 2 && !strings.HasPrefix(trimmed, "- "):
			flush()
			inside = trimmed == "example:"
		case inside && strings.HasPrefix(trimmed, "- "):
			flush()
			text = trimmed[2:]
		case inside:
			text += " " + trimmed
		}
	}
	flush()
	return lines.Err()
}

// sentencesOf cuts a text as the program does. Texts in all but letters are left.
func sentencesOf(text string) [][]stemma.Token {
	if !utf8.ValidString(text) || strings.IndexFunc(text, unicode.IsLetter) < 0 {
		return nil
	}
	article := &stemma.Article{Text: text, Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{End: len(text)}}}}
	sentences, tokens := token.Split(article)
	var out [][]stemma.Token
	for _, s := range sentences {
		out = append(out, tokens[s.First:s.Last])
	}
	return out
}
