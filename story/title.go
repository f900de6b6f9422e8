package story

import (
	"strings"
	"unicode/utf8"

	"stemma"
)

// headline is the article's title, or its first heading.
func headline(doc *stemma.Document) string {
	if doc.Title != "" {
		return oneLine(doc.Title)
	}
	for _, block := range doc.Blocks {
		if block.Kind == stemma.Heading {
			return oneLine(block.Span.In(doc.Text))
		}
	}
	return ""
}

// lead is the article's first sentence.
func lead(doc *stemma.Document) string {
	if len(doc.Sentences) > 0 {
		return oneLine(doc.Sentences[0].In(doc.Text))
	}
	for _, block := range prose(doc.Article) {
		if text := strings.TrimSpace(block.Span.In(doc.Text)); block.Kind.Prose() && text != "" {
			line, _, _ := strings.Cut(text, "\n")
			return oneLine(line)
		}
	}
	return ""
}

// longestTitle is what fits a line of a terminal.
const longestTitle = 110

// oneLine is the text on one line, cut at a word where it is too long.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= longestTitle {
		return text
	}
	cut := string([]rune(text)[:longestTitle])
	if space := strings.LastIndexByte(cut, ' '); space > 0 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:–-") + " …"
}
