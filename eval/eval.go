// Package eval scores stemma's stages against gold corpora, each read in its
// own format.
//
// Input: a task's name and the corpus's files or folder. Output: named figures
// in per cent, in a fixed order. Spans are compared after trimming white space,
// quotation marks and closing punctuation at both ends; one system item matches
// at most one gold item; F1 is micro-averaged over the corpus.
package eval

import (
	"strings"

	"stemma"
	"stemma/lang"
)

// Score is one figure: a dotted name ("timex.strict") and a value in per cent.
type Score struct {
	Name  string
	Value float64
}

// Task is one way of scoring.
type Task struct {
	Name  string
	Usage string // what the paths are
	Run   func(paths []string) ([]Score, error)
}

// Tasks lists the tasks in the order of the stages that they score.
func Tasks() []Task {
	return []Task{
		{"extraction", "folder with ground-truth.json and html/*.html.gz", scoreExtraction},
		{"parse", "CoNLL-U files; --raw first for the system's own sentences and words", runParse},
		{"ner", "IOB2 or CoNLL files of names", runNER},
		{"timex", "folders of CAT XML or TimeML files", Timex},
		{"dates", "JSON lines of resolved dates with their context", Dates},
		{"figures", "folders of stories with gold.json", Figures},
		attributionTask(lang.Analyze),
		polnearTask(lang.Analyze),
		{"plover", "JSON files of PLOVER records", Plover},
		{"stories", "folder of folders of reports", Stories},
		{"claims", "folder of stories with gold.json", Claims},
		{"kinship", "any path, not read: generated traditions", Kinship},
		{"stream", "numbers of reports to generate", Stream},
	}
}

// percent is 100·part/whole, and 0 where there is no whole.
func percent(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// f1 is the harmonic mean of precision and recall, in per cent: hits of system
// items against gold items.
func f1(hits, system, gold int) float64 { return percent(2*hits, system+gold) }

// trimmed is what is compared of a span: white space, quotation marks and
// closing punctuation taken off at both ends.
func trimmed(text string, s stemma.Span) stemma.Span {
	const edge = " \t\n\r\u00a0\"'`“”‘’«».,;:!?"
	inner := s.In(text)
	left := len(inner) - len(strings.TrimLeft(inner, edge))
	right := len(strings.TrimRight(inner, edge))
	if right < left {
		return s
	}
	return stemma.Span{Start: s.Start + left, End: s.Start + right}
}
