package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"stemma"
)

// attributed is one attribution, gold or the system's, as the scorers see it:
// each part is a list of pieces, empty where the part is lacking.
type attributed struct {
	source, cue, content, via []stemma.Span
	kind, stance              string
	is                        string // whom the source names
}

// parts lists what is compared, in the order in which it is printed.
var attributionParts = []struct {
	name string
	of   func(attributed) []stemma.Span
}{
	{"source", func(a attributed) []stemma.Span { return a.source }},
	{"cue", func(a attributed) []stemma.Span { return a.cue }},
	{"content", func(a attributed) []stemma.Span { return a.content }},
}

// markPattern is a mark of the inline form, <s1 is="Ann Lee"> or </s1>.
var markPattern = regexp.MustCompile(`<(/?)([sctv])(\d+)((?: \w+="[^"]*")*)>`)

var markField = regexp.MustCompile(`(\w+)="([^"]*)"`)

// readMarked reads the inline form of the Wikinews attribution corpus: the text
// without its marks, and the attributions in order of their first mark. Marks
// may nest and a part may have several pieces. A mark that closes what is not
// open, or one left open, is an error.
func readMarked(marked string) (text string, gold []attributed, err error) {
	var b strings.Builder
	order := map[string]int{}
	type opened struct {
		key   string
		start int
	}
	var stack []opened
	last := 0
	for _, m := range markPattern.FindAllStringSubmatchIndex(marked, -1) {
		b.WriteString(marked[last:m[0]])
		last = m[1]
		part, number := marked[m[4]:m[5]], marked[m[6]:m[7]]
		if m[2] == m[3] { // an opening mark
			if _, ok := order[number]; !ok {
				order[number] = len(gold)
				gold = append(gold, attributed{})
			}
			gold[order[number]].describe(part, marked[m[8]:m[9]])
			stack = append(stack, opened{part + number, b.Len()})
			continue
		}
		if len(stack) == 0 || stack[len(stack)-1].key != part+number {
			return "", nil, fmt.Errorf("mark </%s%s> at byte %d closes nothing", part, number, m[0])
		}
		span := stemma.Span{Start: stack[len(stack)-1].start, End: b.Len()}
		stack = stack[:len(stack)-1]
		gold[order[number]].add(part, span)
	}
	if len(stack) > 0 {
		return "", nil, fmt.Errorf("mark <%s> is left open", stack[0].key)
	}
	b.WriteString(marked[last:])
	return b.String(), gold, nil
}

// describe takes a mark's fields: kind and stance of a cue, is of a source.
func (a *attributed) describe(part, fields string) {
	for _, field := range markField.FindAllStringSubmatch(fields, -1) {
		switch part + "." + field[1] {
		case "c.kind":
			a.kind = field[2]
		case "c.stance":
			a.stance = field[2]
		case "s.is":
			a.is = field[2]
		}
	}
}

func (a *attributed) add(part string, span stemma.Span) {
	switch part {
	case "s":
		a.source = append(a.source, span)
	case "c":
		a.cue = append(a.cue, span)
	case "t":
		a.content = append(a.content, span)
	case "v":
		a.via = append(a.via, span)
	}
}

// readBrat reads brat stand-off: lines "T1 TAB Source 3 9;12 20 TAB words" for
// parts and "R1 TAB Attribution Arg1:T1 Arg2:T2" for what belongs together.
// Relations are joined into groups, whichever parts they link and however their
// arguments are called, also as "*" or "E" lines. Offsets count characters, as
// brat's do; the spans returned count bytes of the text.
func readBrat(text, ann string) ([]attributed, error) {
	bytes := byteOffsets(text)
	parts := map[string]attributed{}
	var names []string
	var links [][]string
	for number, line := range strings.Split(ann, "\n") {
		fields := strings.SplitN(strings.TrimRight(line, "\r"), "\t", 3)
		if len(fields) < 2 {
			continue
		}
		switch {
		case strings.HasPrefix(fields[0], "T"):
			part, err := bratPart(fields[1], bytes)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", number+1, err)
			}
			parts[fields[0]], names = part, append(names, fields[0])
		case strings.HasPrefix(fields[0], "R"), strings.HasPrefix(fields[0], "E"), fields[0] == "*":
			if group := bratLink(fields[1]); len(group) > 1 {
				links = append(links, group)
			}
		}
	}
	return joined(names, parts, links), nil
}

// byteOffsets is the byte at which each character of the text begins, and its end.
func byteOffsets(text string) []int {
	offsets := make([]int, 0, len(text)+1)
	for at := range text {
		offsets = append(offsets, at)
	}
	return append(offsets, len(text))
}

// bratPart reads "Source 3 9;12 20".
func bratPart(field string, bytes []int) (attributed, error) {
	label, ranges, _ := strings.Cut(field, " ")
	var a attributed
	part := map[string]string{"source": "s", "cue": "c", "content": "t"}[strings.ToLower(strings.SplitN(label, "-", 2)[0])]
	for _, pair := range strings.Split(ranges, ";") {
		var start, end int
		if _, err := fmt.Sscan(pair, &start, &end); err != nil || start < 0 || end > len(bytes)-1 || start > end {
			return a, fmt.Errorf("range %q", pair)
		}
		a.add(part, stemma.Span{Start: bytes[start], End: bytes[end]})
	}
	return a, nil
}

// bratLink is the parts named on a relation's line: "Attribution Arg1:T1
// Arg2:T2", "Attribution:T1 Source:T2", "Attribution T1 T2".
func bratLink(field string) []string {
	words := strings.Fields(field)
	if len(words) == 0 || !strings.HasPrefix(strings.ToLower(words[0]), "attribution") {
		return nil
	}
	var group []string
	for _, word := range words {
		if i := strings.LastIndex(word, ":"); i >= 0 {
			word = word[i+1:]
		}
		if len(word) > 1 && word[0] == 'T' {
			if _, err := strconv.Atoi(word[1:]); err == nil {
				group = append(group, word)
			}
		}
	}
	return group
}

// joined makes one attribution of each cue (or content without a cue) with the
// parts linked to it. A source or content shared by two cues goes to both.
func joined(names []string, parts map[string]attributed, links [][]string) []attributed {
	next := map[string][]string{}
	for _, group := range links {
		for _, a := range group {
			for _, b := range group {
				if a != b {
					next[a] = append(next[a], b)
				}
			}
		}
	}
	var gold []attributed
	done := map[string]bool{}
	gather := func(seed string) {
		a := attributed{}
		a.merge(parts[seed])
		near := append([]string(nil), next[seed]...)
		for _, name := range next[seed] { // a content linked to the source only
			for _, far := range next[name] {
				if len(parts[far].cue) == 0 && far != seed && !linkedToCue(far, seed, next, parts) {
					near = append(near, far)
				}
			}
		}
		seen := map[string]bool{seed: true}
		for _, name := range near {
			if !seen[name] && (len(parts[name].cue) == 0 || len(a.cue) == 0) {
				seen[name] = true
				a.merge(parts[name])
			}
		}
		for name := range seen {
			done[name] = true
		}
		a.order()
		gold = append(gold, a)
	}
	for _, name := range names {
		if len(parts[name].cue) > 0 {
			gather(name)
		}
	}
	for _, name := range names {
		if !done[name] && len(parts[name].content) > 0 {
			gather(name)
		}
	}
	return gold
}

// linkedToCue reports whether a part is linked to a cue other than seed.
func linkedToCue(name, seed string, next map[string][]string, parts map[string]attributed) bool {
	for _, other := range next[name] {
		if other != seed && len(parts[other].cue) > 0 {
			return true
		}
	}
	return false
}

func (a *attributed) merge(b attributed) {
	a.source = append(a.source, b.source...)
	a.cue = append(a.cue, b.cue...)
	a.content = append(a.content, b.content...)
}

func (a *attributed) order() {
	for _, pieces := range [][]stemma.Span{a.source, a.cue, a.content} {
		sort.Slice(pieces, func(i, j int) bool { return pieces[i].Start < pieces[j].Start })
	}
}

// analysis is how a stage under test is called: lang.Analyze, or a stand-in.
type analysis func(*stemma.Article) *stemma.Document

// lines is an article with one paragraph for each line of its text.
func lines(path, text string) *stemma.Article {
	article := &stemma.Article{ID: filepath.Base(path), Path: path, Language: "en", Text: text, Authors: []string{}}
	start := 0
	for line := range strings.Lines(text) {
		inner := strings.TrimSpace(line)
		if inner != "" {
			at := start + strings.Index(line, inner)
			article.Blocks = append(article.Blocks, stemma.Block{Kind: stemma.Paragraph, Span: stemma.Span{Start: at, End: at + len(inner)}})
		}
		start += len(line)
	}
	return article
}

// systemAttributions are the document's attributions as the scorers see them.
func systemAttributions(d *stemma.Document) []attributed {
	var list []attributed
	for _, a := range d.Attributions {
		item := attributed{kind: a.Kind, stance: a.Stance}
		if a.Source != nil {
			item.source, item.is = []stemma.Span{a.Source.Span}, a.Source.Entity
		}
		if a.Cue != nil {
			item.cue = []stemma.Span{a.Cue.Span}
		}
		if a.Via != nil {
			item.via = []stemma.Span{a.Via.Span}
		}
		for _, piece := range a.Content {
			item.content = append(item.content, piece.Span)
		}
		list = append(list, item)
	}
	return list
}

// annotated is an article's text with its gold attributions.
type annotated struct {
	path, text string
	gold       []attributed
}

// scoreAttributionFolder scores the inline form, every NAME.ann.txt under the
// folders, or stand-off files: FILE.jsonl with the folder in which its texts lie.
func scoreAttributionFolder(analyze analysis) func([]string) ([]Score, error) {
	return func(paths []string) ([]Score, error) {
		articles, err := readAttributions(paths)
		if err != nil {
			return nil, err
		}
		var tally attributionTally
		for _, a := range articles {
			tally.add(a.text, a.gold, systemAttributions(analyze(lines(a.path, a.text))))
		}
		return tally.scores("attribution", true), nil
	}
}

func readAttributions(paths []string) ([]annotated, error) {
	if len(paths) == 2 && strings.HasSuffix(paths[0], ".jsonl") {
		return readStandoff(paths[0], paths[1])
	}
	names, err := filesUnder(paths, ".ann.txt")
	if err != nil {
		return nil, err
	}
	var articles []annotated
	for _, name := range names {
		marked, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		text, gold, err := readMarked(string(marked))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		articles = append(articles, annotated{name, text, gold})
	}
	return articles, nil
}

// standoff is a line of a stand-off file: where the text lies below the folder,
// and its attributions, each part a list of [start, end) bytes of that file.
type standoff struct {
	Text         string
	Attributions []struct {
		Source, Cue, Content, Via [][2]int
		Kind, Stance, Is          string
	}
}

// readStandoff reads a stand-off file of texts that may not be copied.
func readStandoff(name, folder string) ([]annotated, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var articles []annotated
	for line := range strings.Lines(string(data)) {
		var s standoff
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(s.Text)))
		if err != nil {
			return nil, err
		}
		a := annotated{path: s.Text, text: string(text)}
		for _, g := range s.Attributions {
			a.gold = append(a.gold, attributed{source: spansOf(g.Source), cue: spansOf(g.Cue), content: spansOf(g.Content), via: spansOf(g.Via), kind: g.Kind, stance: g.Stance, is: g.Is})
		}
		articles = append(articles, a)
	}
	return articles, nil
}

func spansOf(pairs [][2]int) []stemma.Span {
	var spans []stemma.Span
	for _, p := range pairs {
		spans = append(spans, stemma.Span{Start: p[0], End: p[1]})
	}
	return spans
}

// firstFile reads the first of the files that is there.
func firstFile(names ...string) (string, error) {
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil {
			return string(data), nil
		}
	}
	return "", os.ErrNotExist
}

// filesUnder lists the files with the ending under the paths, sorted.
func filesUnder(paths []string, ending string) ([]string, error) {
	var names []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(name string, entry os.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && strings.HasSuffix(name, ending) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	sort.Strings(names)
	if len(names) == 0 {
		return nil, fmt.Errorf("no *%s under %s", ending, strings.Join(paths, ", "))
	}
	return names, nil
}

// attributionTask scores the inline form, polnearTask brat stand-off.
func attributionTask(analyze analysis) Task {
	return Task{Name: "attribution", Usage: "DIR of NAME.ann.txt with inline marks; or FILE.jsonl with stand-off marks and the DIR of its texts", Run: scoreAttributionFolder(analyze)}
}

func polnearTask(analyze analysis) Task {
	return Task{Name: "polnear", Usage: "DIR with text/NAME.txt and attributions/NAME.ann (brat)", Run: scorePolnear(analyze)}
}
