package eval

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"stemma"
	"stemma/lang/syntax"
	"stemma/lang/timex"
	"stemma/lang/token"
)

// goldTimex is an annotated expression of time.
type goldTimex struct {
	span  stemma.Span
	kind  string
	value string
}

// timedText is one document of a TIMEX3 corpus. The expression that bears the
// document's own date (DCT) is not among the gold ones; skip is its span.
// MEANTIME annotates the title and the first sentences of an article only: what
// stands after the last sentence that bears any mark is not scored.
type timedText struct {
	name string
	text string
	dct  string
	gold []goldTimex
	skip stemma.Span
	end  int // where annotation ends; 0: at the text's end
}

// Timex scores package timex on TIMEX3 corpora: CAT XML (MEANTIME) and TimeML
// (.tml). strict and relaxed are F1 of spans, equal or overlapping; value and
// type are F1 of overlapping spans whose value or type is equal too.
func Timex(paths []string) ([]Score, error) {
	files, err := filesEnding(paths, ".xml", ".tml")
	if err != nil {
		return nil, err
	}
	var tally timexTally
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		read := readCAT
		if strings.HasSuffix(file, ".tml") {
			read = readTimeML
		}
		doc, err := read(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		doc.name = filepath.Base(file)
		tally.add(doc, found(doc))
	}
	return tally.scores(), nil
}

// filesEnding lists the files with one of the endings, in order of their names.
func filesEnding(paths []string, endings ...string) ([]string, error) {
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			for _, ending := range endings {
				if strings.HasSuffix(file, ending) {
					files = append(files, file)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	sort.Strings(files)
	return files, nil
}

// found runs the stage on a document.
func found(doc timedText) []stemma.Timex {
	d := timed(doc.text, doc.dct)
	var kept []stemma.Timex
	for _, t := range d.Timexes {
		if !t.Span.Overlaps(doc.skip) && (doc.end == 0 || t.Span.Start < doc.end) {
			kept = append(kept, t)
		}
	}
	return kept
}

// timed analyses a text of one date as far as times.
func timed(text, dct string) *stemma.Document {
	article := &stemma.Article{Text: text, Blocks: paragraphs(text), Language: "en"}
	if dct != "" {
		article.Published = &stemma.Published{Value: dct, Precision: "day", Basis: stemma.BasisMetadata}
	}
	d := &stemma.Document{Article: article}
	d.Sentences, d.Tokens = token.Split(article)
	syntax.Parse(d)
	timex.Find(d)
	return d
}

// paragraphs are the stretches of text between blank lines.
func paragraphs(text string) []stemma.Block {
	var blocks []stemma.Block
	at := 0
	for at < len(text) {
		end := strings.Index(text[at:], "\n\n")
		if end < 0 {
			end = len(text) - at
		}
		inner := strings.TrimSpace(text[at : at+end])
		if inner != "" {
			start := at + strings.Index(text[at:], inner)
			blocks = append(blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: start, End: start + len(inner)}})
		}
		at += end + 2
	}
	return blocks
}

// timexTally counts matches over a corpus.
type timexTally struct {
	gold, system                 int
	strict, relaxed, value, kind int
	trace                        func(format string, args ...any) // what did not match, for whoever mends rules
}

// add matches a document's expressions one to one, in text order, equal spans first.
func (y *timexTally) add(doc timedText, system []stemma.Timex) {
	y.gold += len(doc.gold)
	y.system += len(system)
	taken := make([]bool, len(system))
	partner := make([]int, len(doc.gold))
	for g := range doc.gold {
		partner[g] = -1
	}
	match := func(fits func(a, b stemma.Span) bool) {
		for g, gold := range doc.gold {
			for s := range system {
				if partner[g] < 0 && !taken[s] && fits(trimmed(doc.text, gold.span), trimmed(doc.text, system[s].Span)) {
					partner[g], taken[s] = s, true
				}
			}
		}
	}
	match(func(a, b stemma.Span) bool { return a == b })
	for _, s := range partner {
		if s >= 0 {
			y.strict++
		}
	}
	match(stemma.Span.Overlaps)
	for g, s := range partner {
		if s >= 0 {
			y.relaxed++
			if system[s].Value == doc.gold[g].value {
				y.value++
			}
			if system[s].Type == doc.gold[g].kind {
				y.kind++
			}
		}
	}
	y.explain(doc, system, partner, taken)
}

func (y *timexTally) explain(doc timedText, system []stemma.Timex, partner []int, taken []bool) {
	if y.trace == nil {
		return
	}
	for g, s := range partner {
		gold := doc.gold[g]
		switch {
		case s < 0:
			y.trace("%s missed %q %s %s", doc.name, around(doc.text, gold.span), gold.kind, gold.value)
		case system[s].Value != gold.value || trimmed(doc.text, gold.span) != trimmed(doc.text, system[s].Span):
			y.trace("%s differs %q %s / %q %s (%s)", doc.name, around(doc.text, gold.span), gold.value, system[s].Span.In(doc.text), system[s].Value, system[s].Rule)
		}
	}
	for s := range system {
		if !taken[s] {
			y.trace("%s extra %q %s (%s)", doc.name, around(doc.text, system[s].Span), system[s].Value, system[s].Rule)
		}
	}
}

// around is a span in brackets with some text on either side.
func around(text string, s stemma.Span) string {
	left, right := max(0, s.Start-40), min(len(text), s.End+25)
	return strings.ToValidUTF8(text[left:s.Start]+"["+s.In(text)+"]"+text[s.End:right], "")
}

func (y *timexTally) scores() []Score {
	return []Score{
		{"timex.strict", f1(y.strict, y.system, y.gold)},
		{"timex.relaxed", f1(y.relaxed, y.system, y.gold)},
		{"timex.value", f1(y.value, y.system, y.gold)},
		{"timex.type", f1(y.kind, y.system, y.gold)},
	}
}

// catDocument is the part of CAT XML that is read.
type catDocument struct {
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []catMarkable `xml:",any"`
	} `xml:"Markables"`
}

// catMarkable is an annotation of any layer; Kind and Value are TIMEX3's.
type catMarkable struct {
	XMLName  xml.Name
	Kind     string `xml:"type,attr"`
	Value    string `xml:"value,attr"`
	Function string `xml:"functionInDocument,attr"`
	Anchors  []struct {
		ID string `xml:"t_id,attr"`
	} `xml:"token_anchor"`
}

// readCAT reads a CAT document. Its text is made of the tokens, spaced as
// English is, the title and the date line each a paragraph.
func readCAT(data []byte) (timedText, error) {
	var cat catDocument
	if err := xml.Unmarshal(data, &cat); err != nil {
		return timedText{}, err
	}
	var b strings.Builder
	spans := map[string]stemma.Span{}
	opened := false
	for i, t := range cat.Tokens {
		if i > 0 {
			newSentence := t.Sentence != cat.Tokens[i-1].Sentence
			switch {
			case newSentence && t.Sentence <= 2:
				b.WriteString("\n\n")
			case newSentence || !closesUp(t.Text, cat.Tokens[i-1].Text, &opened):
				b.WriteByte(' ')
			}
		}
		start := b.Len()
		b.WriteString(t.Text)
		spans[t.ID] = stemma.Span{Start: start, End: b.Len()}
	}
	doc := timedText{text: b.String(), end: cat.annotatedEnd(spans)}
	for _, x := range cat.Markables.All {
		if x.XMLName.Local != "TIMEX3" {
			continue
		}
		var span stemma.Span
		for _, anchor := range x.Anchors {
			span = span.Cover(spans[anchor.ID])
		}
		switch {
		case x.Function == "CREATION_TIME":
			doc.dct, doc.skip = isoOrder(x.Value), span
		case !span.Empty():
			doc.gold = append(doc.gold, goldTimex{span, x.Kind, x.Value})
		}
	}
	return doc.dated(), nil
}

// annotatedEnd is the end of the last sentence that bears a mark of any kind.
func (cat *catDocument) annotatedEnd(spans map[string]stemma.Span) int {
	marked := map[string]bool{}
	for _, m := range cat.Markables.All {
		for _, anchor := range m.Anchors {
			marked[anchor.ID] = true
		}
	}
	last := -1
	for _, t := range cat.Tokens {
		if marked[t.ID] {
			last = max(last, t.Sentence)
		}
	}
	end := 0
	for _, t := range cat.Tokens {
		if t.Sentence <= last {
			end = spans[t.ID].End
		}
	}
	return end
}

// isoOrder turns a date written day first into ISO order.
func isoOrder(value string) string {
	if parts := strings.Split(value, "-"); len(parts) == 3 && len(parts[2]) == 4 {
		return parts[2] + "-" + parts[1] + "-" + parts[0]
	}
	return value
}

// dated takes the first full date for the document's own where the corpus
// marks none as that, as MEANTIME does not in two articles.
func (doc timedText) dated() timedText {
	sort.SliceStable(doc.gold, func(i, j int) bool { return doc.gold[i].span.Start < doc.gold[j].span.Start })
	for i, gold := range doc.gold {
		if doc.dct == "" && gold.kind == "DATE" && len(gold.value) == len("2006-01-02") && gold.span.Start < 200 {
			doc.dct, doc.skip = gold.value, gold.span
			doc.gold = append(doc.gold[:i:i], doc.gold[i+1:]...)
		}
	}
	return doc
}

// closesUp reports whether a token stands without a space before it.
func closesUp(word, before string, opened *bool) bool {
	switch word {
	case ",", ".", ";", ":", "?", "!", ")", "]", "%", "''", "”", "’", "'s", "'", "n't", "'re", "'ve", "'ll", "'m", "'d":
		return true
	case "\"":
		*opened = !*opened
		return !*opened
	}
	switch before {
	case "(", "[", "``", "$", "“", "‘":
		return true
	case "\"":
		return *opened
	}
	return false
}

// readTimeML reads a TimeML document: inline TIMEX3 in TEXT, the DCT in DCT.
func readTimeML(data []byte) (timedText, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false
	var r timeMLReader
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return r.doc, err
		}
		switch el := token.(type) {
		case xml.StartElement:
			r.start(el)
		case xml.EndElement:
			r.end(el.Name.Local)
		case xml.CharData:
			if r.inText {
				r.text.Write(el)
			}
		}
	}
	r.doc.text = r.text.String()
	return r.doc, nil
}

// timeMLReader follows the elements of a TimeML document.
type timeMLReader struct {
	doc           timedText
	text          strings.Builder
	inText, inDCT bool
	open          []goldTimex // TIMEX3 elements not yet closed
}

func (r *timeMLReader) start(el xml.StartElement) {
	switch el.Name.Local {
	case "TEXT":
		r.inText = true
	case "DCT":
		r.inDCT = true
	case "TIMEX3":
		x := goldTimex{span: stemma.Span{Start: r.text.Len()}, kind: attribute(el, "type"), value: attribute(el, "value")}
		if r.inDCT || attribute(el, "functionInDocument") == "CREATION_TIME" && r.doc.dct == "" {
			r.doc.dct = day(x.value)
		}
		r.open = append(r.open, x)
	}
}

func (r *timeMLReader) end(name string) {
	switch name {
	case "TEXT":
		r.inText = false
	case "DCT":
		r.inDCT = false
	case "TIMEX3":
		if len(r.open) == 0 {
			return
		}
		x := r.open[len(r.open)-1]
		r.open = r.open[:len(r.open)-1]
		x.span.End = r.text.Len()
		if r.inText && !x.span.Empty() {
			r.doc.gold = append(r.doc.gold, x)
		}
	}
}

func attribute(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// day is a value cut to its day.
func day(value string) string { return value[:min(len(value), len("2006-01-02"))] }
