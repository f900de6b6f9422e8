package model

import (
	_ "embed"
	"sync"
)

//go:embed sentences.bin
var sentencesFile string

//go:embed syntax.bin
var syntaxFile string

//go:embed lemmas.bin
var lemmaFile string

// Labelled is a classifier with the texts that go with it.
type Labelled struct {
	Linear *Linear
	Texts  []Section // all of the file's sections
}

// Text is the named text, "" when there is none.
func (l *Labelled) Text(name string) string { return find(l.Texts, name) }

// Table is the named table; a damaged one is an error.
func (l *Labelled) Table(name string) (Table, error) { return ReadTable(name, find(l.Texts, name)) }

// ReadLabelled reads a file that holds a classifier.
func ReadLabelled(name, file string) (*Labelled, error) {
	sections, err := Decode(name, file)
	if err != nil {
		return nil, err
	}
	linear, err := readLinear(name, sections)
	if err != nil {
		return nil, err
	}
	return &Labelled{linear, sections}, nil
}

// Syntax are the parts of lang/syntax's network.
var Syntax = sync.OnceValue(func() []Section { return must(Decode("syntax.bin", syntaxFile)) })

// Sentences is the model of lang/token: where sentences end.
var Sentences = sync.OnceValue(func() *Labelled { return must(ReadLabelled("sentences.bin", sentencesFile)) })

// Lemmas are the texts of the lemmatiser.
var Lemmas = sync.OnceValue(func() *Labelled {
	sections := must(Decode("lemmas.bin", lemmaFile))
	return &Labelled{Texts: sections}
})

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
