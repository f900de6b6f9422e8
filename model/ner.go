package model

import (
	_ "embed"
	"sync"
)

//go:embed ner.bin
var namesFile string

// Names is the model of lang/entity: the labels of names.
var Names = sync.OnceValue(func() *Labelled { return must(ReadLabelled("ner.bin", namesFile)) })
