package ingest

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// needs are lists of words, in small letters: what a pattern matches has one of
// each list in it. Looking for them is quicker than matching, and most lines of
// prose have none: "all rights reserved", an agency's name in brackets.
type needs [][]need

// need is a word with its letters, by which most words are ruled out at once.
type need struct {
	word    string
	letters letters
}

// letters is the set of bytes of a text, those beyond ASCII with others.
type letters [2]uint64

func lettersOf(text string) letters {
	var set letters
	for i := range len(text) {
		set[text[i]>>6&1] |= 1 << (text[i] & 63)
	}
	return set
}

// within reports whether all letters are in another set.
func (l letters) within(other letters) bool { return l[0]&^other[0]|l[1]&^other[1] == 0 }

// mostWords bounds a list; longer ones cost more than they spare.
const mostWords = 256

func needsOf(pattern string) needs {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	var lists needs
	collect(tree, func(words []string) {
		list := make([]need, len(words))
		for i, word := range words {
			list[i] = need{word, lettersOf(word)}
		}
		lists = append(lists, list)
	})
	slices.SortStableFunc(lists, func(a, b []need) int { return len(a) - len(b) })
	return lists
}

// met reports whether a line, folded, has what a match needs.
func (n needs) met(line string, has letters) bool {
	for _, list := range n {
		if !slices.ContainsFunc(list, func(one need) bool { return one.letters.within(has) && strings.Contains(line, one.word) }) {
			return false
		}
	}
	return true
}

// folded is text in small letters, the long s as an s, for which a pattern that
// ignores case takes it.
func folded(text string) string { return strings.ReplaceAll(strings.ToLower(text), "ſ", "s") }

// collect hands over the lists of an expression's parts. Neighbouring parts that
// match few texts are taken together: "photo" and "by", and an agency's name
// that parsing has split at its first letter.
func collect(e *syntax.Regexp, list func([]string)) {
	run := []string{""}
	end := func() {
		if !slices.Contains(run, "") {
			list(shortest(run))
		}
		run = []string{""}
	}
	for _, part := range parts(e) {
		words := texts(part)
		if len(words) == 0 || len(words)*len(run) > mostWords {
			end()
		}
		switch {
		case len(words) > 0 && len(words) <= mostWords:
			run = joined(run, words)
		case part.Op == syntax.OpConcat || part.Op == syntax.OpCapture || part.Op == syntax.OpPlus || part.Op == syntax.OpRepeat && part.Min > 0:
			collect(part.Sub[0], list)
		}
	}
	end()
}

func parts(e *syntax.Regexp) []*syntax.Regexp {
	if e.Op == syntax.OpConcat {
		return e.Sub
	}
	return []*syntax.Regexp{e}
}

// texts are all texts that an expression matches, in small letters, where they
// are few; else nil.
func texts(e *syntax.Regexp) []string {
	switch e.Op {
	case syntax.OpLiteral:
		if e.Flags&syntax.FoldCase != 0 && slices.ContainsFunc(e.Rune, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) }) {
			return nil // Greek has two small sigmas
		}
		return []string{folded(string(e.Rune))}
	case syntax.OpCharClass:
		return classTexts(e.Rune)
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary:
		return []string{""}
	case syntax.OpCapture:
		return texts(e.Sub[0])
	case syntax.OpQuest:
		return either(e.Sub[0], &syntax.Regexp{Op: syntax.OpEmptyMatch})
	case syntax.OpAlternate:
		return either(e.Sub...)
	case syntax.OpConcat:
		run := []string{""}
		for _, part := range e.Sub {
			words := texts(part)
			if len(words) == 0 || len(words)*len(run) > mostWords {
				return nil
			}
			run = joined(run, words)
		}
		return run
	}
	return nil
}

// either are the texts of several expressions.
func either(list ...*syntax.Regexp) []string {
	var all []string
	for _, e := range list {
		words := texts(e)
		if len(words) == 0 {
			return nil
		}
		all = append(all, words...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// classTexts are the characters of a class of a few.
func classTexts(ranges []rune) []string {
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > mostInClass || len(all) > 2*mostInClass {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			all = append(all, folded(string(r)))
		}
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > mostInClass {
		return nil
	}
	return all
}

const mostInClass = 8

// shortest leaves out the words that hold another one of the list.
func shortest(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(long string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return len(word) < len(long) && strings.Contains(long, word) })
	})
}

func joined(heads, tails []string) []string {
	var all []string
	for _, head := range heads {
		for _, tail := range tails {
			all = append(all, head+tail)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
