package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"stemma"
)

// scorePolnear scores brat stand-off: text/NAME.txt with attributions/NAME.ann,
// as the Political News Attribution Relations corpus has it (Newell, Margolin and
// Ruths 2018). That corpus follows another guide than stemma does, so what stemma
// finds is first put in the corpus's conventions (see conventions); the figures
// without that stand beside them as polnear.own.*.
func scorePolnear(analyze analysis) func([]string) ([]Score, error) {
	return func(paths []string) ([]Score, error) {
		var own, converted attributionTally
		names, err := filesUnder(paths, ".ann")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, gold, err := readPolnear(name)
			if err != nil {
				return nil, err
			}
			d := analyze(lines(name, text))
			system := systemAttributions(d)
			own.add(text, gold, system)
			converted.add(text, gold, conventions(d, system))
		}
		return append(converted.scores("polnear", false), own.scores("polnear.own", false)...), nil
	}
}

// annotator is who annotated a file, by the end of its name: "…_4b22.ann" is of
// the text without it.
var annotator = regexp.MustCompile(`_[0-9a-f]{4}$`)

// readPolnear reads one article's text and gold from its .ann file.
func readPolnear(name string) (text string, gold []attributed, err error) {
	folder, base := filepath.Split(name)
	base = strings.TrimSuffix(base, ".ann")
	article := annotator.ReplaceAllString(base, "")
	text, err = firstFile(filepath.Join(folder, "..", "text", base+".txt"), filepath.Join(folder, "..", "text", article+".txt"),
		filepath.Join(folder, base+".txt"), filepath.Join(folder, article+".txt"), filepath.Join(folder, "..", "text", base), filepath.Join(folder, "..", "text", article))
	if err != nil {
		return "", nil, fmt.Errorf("%s: its text: %w", name, err)
	}
	ann, err := os.ReadFile(name)
	if err != nil {
		return "", nil, err
	}
	if gold, err = readBrat(text, string(ann)); err != nil {
		return "", nil, fmt.Errorf("%s: %w", name, err)
	}
	return text, gold, nil
}

// conventions puts attributions in PolNeAR's conventions, where they differ from
// those of stemma's guide and the difference is one of form:
//
//   - a token belongs to one attribution at most: of nested ones the outermost stays;
//   - the complementiser "that" belongs to the content, not to nothing;
//   - adverbs beside the cue's verb, and a preposition between cue and content,
//     belong to the cue ("forcefully told", "worried about").
//
// What that guide counts as attribution and stemma's does not (support, feeling
// and intent with a bare noun phrase for content) is left as a miss.
func conventions(d *stemma.Document, list []attributed) []attributed {
	var out []attributed
	for i, a := range list {
		if withinAnother(list, i) {
			continue
		}
		a.content, a.cue = slices.Clone(a.content), slices.Clone(a.cue)
		for c := range a.content {
			a.content[c] = withThat(d, a.content[c])
		}
		for c := range a.cue {
			a.cue[c] = withParticles(d, a.cue[c], a.content)
		}
		out = append(out, a)
	}
	return out
}

// withThat takes a "that" just before a content into it.
func withThat(d *stemma.Document, content stemma.Span) stemma.Span {
	first, _ := d.TokensIn(content)
	if first > 0 && first < len(d.Tokens) && strings.EqualFold(d.Tokens[first-1].Form, "that") && d.Tokens[first-1].UPOS == "SCONJ" {
		content.Start = d.Tokens[first-1].Start
	}
	return content
}

// withParticles takes into a cue the adverbs just before it, and a preposition
// that alone stands between it and a content.
func withParticles(d *stemma.Document, cue stemma.Span, contents []stemma.Span) stemma.Span {
	first, last := d.TokensIn(cue)
	if first >= last {
		return cue
	}
	for first > 0 && d.Tokens[first-1].UPOS == "ADV" && d.SentenceAt(first-1) == d.SentenceAt(first) {
		first--
	}
	if last+1 < len(d.Tokens) && d.Tokens[last].UPOS == "ADP" {
		for _, content := range contents {
			if content.Start == d.Tokens[last+1].Start {
				last++
				break
			}
		}
	}
	return d.TokenSpan(first, last)
}
