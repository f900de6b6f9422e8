// Command background counts in how many texts each term occurs and writes
// terms/lexicon/background.txt.
//
// Input: CoNLL-U files (English EWT and GUM, training parts). Every run of 150
// words within one document is a text: documents of these corpora run from a
// three-line mail to a chapter, and only equal lengths make frequencies
// comparable. Terms met in fewer than three texts are left out.
//
//	go run ./train/background FILE.conllu… > terms/lexicon/background.txt
package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"

	"stemma"
	"stemma/terms"
)

const (
	length = 150 // words in a text
	least  = 3   // texts that a term must occur in
)

func main() {
	counts := map[string]int{}
	texts := 0
	for _, path := range os.Args[1:] {
		n, err := count(path, counts)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		texts += n
	}
	fmt.Printf("# Texts of %d words that hold each term; * is the number of texts.\n", length)
	fmt.Printf("# Counted by train/background over the training parts of UD English EWT and GUM (CC BY-SA 4.0).\n*\t%d\n", texts)
	var kept []string
	for norm, n := range counts {
		if n >= least {
			kept = append(kept, norm)
		}
	}
	sort.Strings(kept)
	for _, norm := range kept {
		fmt.Printf("%s\t%d\n", norm, counts[norm])
	}
}

// count adds one to counts for every text of the file that holds a term, and
// returns the number of texts.
func count(path string, counts map[string]int) (texts int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	reader := terms.NewReader()
	var words []terms.Word
	seen := map[string]bool{}
	flush := func() {
		for norm := range seen {
			counts[norm]++
		}
		texts++
		words, seen = words[:0], map[string]bool{}
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "# newdoc") && len(words) > length/2 {
			flush()
		}
		text, ok := strings.CutPrefix(lines.Text(), "# text = ")
		if !ok {
			continue
		}
		before := len(words)
		words = reader.Words(words, text, stemma.Span{End: len(text)})
		for _, word := range words[before:] {
			if !word.Number && !word.Day {
				seen[word.Norm] = true
			}
		}
		if len(words) >= length {
			flush()
		}
	}
	return texts, lines.Err()
}
