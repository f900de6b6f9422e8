package eval

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"stemma"
	"stemma/ingest"
)

// goldPage is one page's entry in ground-truth.json.
type goldPage struct {
	Body string `json:"articleBody"`
	URL  string `json:"url"`
}

// scoreExtraction scores the main text of pages as the article extraction
// benchmark (Scrapinghub 2020) does: each page's text against its true text by
// shingles of four words. Precision and recall are means over pages, F1 is
// theirs; accuracy is the share of pages whose words are all equal.
func scoreExtraction(paths []string) ([]Score, error) {
	if len(paths) != 1 {
		return nil, fmt.Errorf("extraction: want one folder, got %d paths", len(paths))
	}
	gold, err := readGoldPages(filepath.Join(paths[0], "ground-truth.json"))
	if err != nil {
		return nil, err
	}
	var names []string
	for name := range gold {
		names = append(names, name)
	}
	sort.Strings(names)
	var sum shingleScore
	var exact int
	for _, name := range names {
		page, err := readGzip(filepath.Join(paths[0], "html", name+".html.gz"))
		if err != nil {
			return nil, fmt.Errorf("extraction: %w", err)
		}
		articles, _ := ingest.Parse(ingest.Raw{Path: name, Data: page, URL: gold[name].URL})
		want, got := words(gold[name].Body), words(mainText(articles))
		sum = sum.plus(compareShingles(want, got))
		if strings.Join(want, " ") == strings.Join(got, " ") {
			exact++
		}
	}
	precision, recall := sum.precision(), sum.recall()
	return []Score{
		{"extraction.f1", 100 * harmonic(precision, recall)},
		{"extraction.precision", 100 * precision},
		{"extraction.recall", 100 * recall},
		{"extraction.accuracy", percent(exact, len(names))},
	}, nil
}

func readGoldPages(path string) (map[string]goldPage, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("extraction: %w", err)
	}
	gold := map[string]goldPage{}
	if err := json.Unmarshal(data, &gold); err != nil {
		return nil, fmt.Errorf("extraction: %s: %w", path, err)
	}
	return gold, nil
}

func readGzip(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return io.ReadAll(unpacked)
}

// mainText is the page's article as the benchmark's annotators took it: the
// prose without its title, with datelines and embedded posts.
func mainText(articles []*stemma.Article) string {
	if len(articles) == 0 {
		return ""
	}
	article := articles[0]
	var parts []string
	for i, block := range article.Blocks {
		text := block.Span.In(article.Text)
		title := i == 0 && block.Kind == stemma.Heading && text == article.Title
		if block.Kind.Prose() && !title || block.Kind == stemma.Embed || startsLine(article, i) {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n")
}

// startsLine reports whether the block is furniture on the line of the prose
// that follows it: a dateline.
func startsLine(article *stemma.Article, i int) bool {
	if i+1 >= len(article.Blocks) || article.Blocks[i].Kind != stemma.Furniture || !article.Blocks[i+1].Kind.Prose() {
		return false
	}
	return !strings.Contains(article.Text[article.Blocks[i].Span.End:article.Blocks[i+1].Span.Start], "\n")
}

var wordPattern = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// words is the benchmark's tokens: runs of letters, digits and underscores, as
// Python's \w+ has them.
func words(text string) []string { return wordPattern.FindAllString(text, -1) }

// shingleSize is the number of words in the benchmark's shingles.
const shingleSize = 4

// shingles counts the runs of four words; a shorter text is one shingle, no
// text is none.
func shingles(words []string) map[string]int {
	counts := map[string]int{}
	if len(words) == 0 {
		return counts
	}
	for i := 0; i < max(1, len(words)-shingleSize+1); i++ {
		counts[strings.Join(words[i:min(len(words), i+shingleSize)], " ")]++
	}
	return counts
}

// shingleScore is the pages' precisions and recalls, each page's counts divided
// by their total, so that a long page weighs no more than a short one.
type shingleScore struct{ precisions, recalls []float64 }

func (s shingleScore) plus(page pageScore) shingleScore {
	s.precisions = append(s.precisions, page.ratio(page.fp))
	s.recalls = append(s.recalls, page.ratio(page.fn))
	return s
}

func (s shingleScore) precision() float64 { return mean(s.precisions) }
func (s shingleScore) recall() float64    { return mean(s.recalls) }

// pageScore is one page's true positives, false positives and false negatives.
type pageScore struct{ tp, fp, fn float64 }

// ratio is precision when wrong is fp, recall when it is fn: 1 for a page
// without any error, 0 for one where nothing was found.
func (p pageScore) ratio(wrong float64) float64 {
	switch {
	case p.fp == 0 && p.fn == 0:
		return 1
	case p.tp == 0:
		return 0
	}
	return p.tp / (p.tp + wrong)
}

// compareShingles counts shingles as multisets.
func compareShingles(want, got []string) pageScore {
	var p pageScore
	gold, system := shingles(want), shingles(got)
	for shingle, n := range gold {
		both := min(n, system[shingle])
		p.tp += float64(both)
		p.fn += float64(n - both)
	}
	for shingle, n := range system {
		p.fp += float64(n - min(n, gold[shingle]))
	}
	if total := p.tp + p.fp + p.fn; total > 0 {
		p.tp, p.fp, p.fn = p.tp/total, p.fp/total, p.fn/total
	}
	return p
}

func mean(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
