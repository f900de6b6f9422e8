package main

import (
	"os"
	"strconv"
	"strings"

	"stemma"
	"stemma/gazetteer"
	"stemma/lang/conllu"
	"stemma/lang/entity"
)

// gumClasses are GUM's types of entity that Universal NER has too.
var gumClasses = map[string]string{"person": "PER", "organization": "ORG", "place": "LOC"}

// readGUMNames reads names from GUM's Entity annotation, which marks every
// phrase that refers to something: "(12-person-giv:act-…-1,2-coref-Kim_Jong_Un".
func readGUMNames(path string) ([]entity.LabelledSentence, error) {
	trees, err := conllu.ReadFile(path)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	marks := miscColumns(string(text))
	mentions := make([][]gumMention, len(trees))
	for i := range trees {
		mentions[i] = gumMentions(marks[i])
	}
	known := identityClasses(mentions)
	var all []entity.LabelledSentence
	for i, tree := range trees {
		t := trimmer{words: tree.Words}
		for _, m := range mentions[i] {
			t.mentions = append(t.mentions, m.classed(known))
		}
		var spans []labelSpan
		for _, m := range t.mentions {
			if span, found := t.trim(m); found {
				spans = append(spans, span) // without class: a work's or event's, which hides the names in it
			}
		}
		all = append(all, entity.LabelledSentence{Doc: tree.Doc != "", Words: bareWords(tree.Words), Labels: labelled(len(tree.Words), spans)})
	}
	return all, nil
}

// bareWords are the forms alone, as the other corpora give them.
func bareWords(words []stemma.Token) []stemma.Token {
	var bare []stemma.Token
	for _, w := range words {
		bare = append(bare, stemma.Token{Form: w.Form, Head: -1})
	}
	return bare
}

// miscColumns are the last columns of the words of each sentence.
func miscColumns(text string) [][]string {
	var all [][]string
	var sentence []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		fields := strings.Split(line, "\t")
		if line == "" && sentence != nil {
			all, sentence = append(all, sentence), nil
		}
		if _, err := strconv.Atoi(fields[0]); err == nil && len(fields) == 10 {
			sentence = append(sentence, fields[9])
		}
	}
	if sentence != nil {
		all = append(all, sentence)
	}
	return all
}

// gumMention is a phrase as GUM marks it.
type gumMention struct {
	first, last    int
	kind, identity string
}

// gumMentions reads the brackets of one sentence. A phrase that does not end in
// its sentence is left out.
func gumMentions(misc []string) []gumMention {
	var all []gumMention
	open := map[string][]gumMention{}
	for i, column := range misc {
		for _, piece := range brackets(column) {
			body := strings.Trim(piece, "()")
			fields := strings.Split(body, "-")
			id := fields[0]
			if strings.HasPrefix(piece, "(") {
				m := gumMention{first: i}
				if len(fields) > 1 {
					m.kind, m.identity = fields[1], fields[len(fields)-1]
				}
				open[id] = append(open[id], m)
			}
			if last := len(open[id]) - 1; strings.HasSuffix(piece, ")") && last >= 0 {
				m := open[id][last]
				m.last, open[id] = i+1, open[id][:last]
				all = append(all, m)
			}
		}
	}
	return all
}

// brackets parts the Entity field of a column: "(1-person-…(2-place-…)" gives
// "(1-person-…" and "(2-place-…)". Brackets in an identity are written "%28".
func brackets(column string) []string {
	var pieces []string
	for _, field := range strings.Split(column, "|") {
		value, found := strings.CutPrefix(field, "Entity=")
		for start, i := 0, 0; found && i < len(value); i++ {
			if value[i] == ')' || i+1 == len(value) || value[i+1] == '(' {
				pieces = append(pieces, value[start:i+1])
				start = i + 1
			}
		}
	}
	return pieces
}

// identityClasses are the classes of the things with a Wikipedia title, as most
// of their mentions have them.
func identityClasses(mentions [][]gumMention) map[string]string {
	counts := map[string]map[string]int{}
	for _, sentence := range mentions {
		for _, m := range sentence {
			if class := gumClasses[m.kind]; class != "" && m.titled() {
				if counts[m.identity] == nil {
					counts[m.identity] = map[string]int{}
				}
				counts[m.identity][class]++
			}
		}
	}
	classes := map[string]string{}
	for identity, n := range counts {
		for _, class := range []string{"PER", "ORG", "LOC"} {
			if best := classes[identity]; best == "" || n[class] > n[best] {
				classes[identity] = class
			}
		}
	}
	return classes
}

// titled reports whether the identity is a Wikipedia title and not the kind of
// link ("coref", "sgl") that stands there otherwise.
func (m gumMention) titled() bool { return m.identity != strings.ToLower(m.identity) }

// classed gives a phrase Universal NER's class. A country that acts is a place
// there, and an institution that GUM takes for its website ("abstract") an
// organisation.
func (m gumMention) classed(known map[string]string) mention {
	out := mention{first: m.first, last: m.last, class: gumClasses[m.kind]}
	if !m.titled() {
		return out
	}
	out.identity = m.identity
	switch m.kind {
	case "object", "abstract":
		out.class = known[m.identity]
	case "organization":
		if readings := gazetteer.Readings(strings.ReplaceAll(m.identity, "_", " ")); len(readings) > 0 && readings[0].Type == "GPE" {
			out.class = "LOC"
		}
	}
	return out
}
