package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stemma"
	"stemma/lang/entity"
)

// catNames is the part of a CAT document (MEANTIME) that tells its names.
type catNames struct {
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []catMark `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		Refers []catLink `xml:"REFERS_TO"`
	} `xml:"Relations"`
}

// catLink says which entity mentions refer to.
type catLink struct {
	Sources []catID `xml:"source"`
	Target  catID   `xml:"target"`
}

type catID struct {
	ID string `xml:"m_id,attr"`
}

// catMark is an annotation of any layer: an entity (Class) or a mention.
type catMark struct {
	XMLName xml.Name
	ID      string `xml:"m_id,attr"`
	Class   string `xml:"ent_type,attr"`
	Form    string `xml:"syntactic_type,attr"`
	Anchors []struct {
		ID string `xml:"t_id,attr"`
	} `xml:"token_anchor"`
}

// readMeantimeNames reads the names of a folder of CAT files. Only the first
// sentences of an article are marked: what follows the last mark is left out.
// The corpus has no trees: parse gives a sentence tags and heads.
func readMeantimeNames(folder string, parse func([]stemma.Token)) ([]entity.LabelledSentence, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*", "*.xml"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no CAT files in %s", folder)
	}
	var all []entity.LabelledSentence
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var cat catNames
		if err := xml.Unmarshal(data, &cat); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, cat.sentences(parse)...)
	}
	return all, nil
}

// sentences are the marked sentences with their names.
func (cat *catNames) sentences(parse func([]stemma.Token)) []entity.LabelledSentence {
	place := map[string]int{}
	for i, token := range cat.Tokens {
		place[token.ID] = i
	}
	mentions, end := cat.mentions(place)
	var all []entity.LabelledSentence
	for first := 0; first < end; {
		last := first + 1
		for last < len(cat.Tokens) && cat.Tokens[last].Sentence == cat.Tokens[first].Sentence {
			last++
		}
		s := entity.LabelledSentence{Doc: first == 0}
		for _, token := range cat.Tokens[first:last] {
			s.Words = append(s.Words, stemma.Token{Form: token.Text, Head: -1})
		}
		s.Labels = labelled(last-first, namesWithin(s.Words, parse, mentions, first, last))
		all = append(all, s)
		first = last
	}
	return all
}

// namesWithin cuts the mentions of the sentence of tokens [first, last) down to
// names, in the sentence's tree.
func namesWithin(words []stemma.Token, parse func([]stemma.Token), mentions []mention, first, last int) []labelSpan {
	t := trimmer{words: slices.Clone(words)}
	parse(t.words)
	for _, m := range mentions {
		if m.first >= first && m.last <= last {
			m.first, m.last = m.first-first, m.last-first
			t.mentions = append(t.mentions, m)
		}
	}
	var spans []labelSpan
	for _, m := range t.mentions {
		if span, found := t.trim(m); found {
			spans = append(spans, span)
		}
	}
	return spans
}

// mentions are the mentions by name of persons, organisations and places, and
// the index of the token after the last mark of any kind.
func (cat *catNames) mentions(place map[string]int) (all []mention, end int) {
	classes := cat.classes()
	for _, mark := range cat.Markables.All {
		m := mention{first: len(cat.Tokens), class: classes[mark.ID]}
		for _, anchor := range mark.Anchors {
			at := place[anchor.ID]
			m.first, m.last = min(m.first, at), max(m.last, at+1)
		}
		end = max(end, m.last)
		if m.last > m.first && m.class != "" && (mark.Form == "NAM" || mark.Form == "PRE.NAM") {
			all = append(all, m)
		}
	}
	return all, end
}

// classes are the classes of mentions, by the entities that they refer to.
func (cat *catNames) classes() map[string]string {
	ofEntity := map[string]string{}
	for _, mark := range cat.Markables.All {
		switch mark.Class {
		case "PER", "ORG", "LOC":
			ofEntity[mark.ID] = mark.Class
		}
	}
	classes := map[string]string{}
	for _, link := range cat.Relations.Refers {
		for _, source := range link.Sources {
			classes[source.ID] = ofEntity[link.Target.ID]
		}
	}
	return classes
}
