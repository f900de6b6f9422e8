package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"stemma"
	"stemma/ingest"
	"stemma/lang/conllu"
	"stemma/pipeline"
)

// parsed is how many articles are analysed before they are written: enough for
// every core, and few enough that a large folder's trees are not all in memory.
const parsed = 64

// parsing are the flags of parse.
type parsing struct {
	pretokenized bool
	workers      int
	failed       bool // some input did, and has been named
}

func parseCommand() *cobra.Command {
	var p parsing
	cmd := &cobra.Command{
		Use:   "parse [PATH…]",
		Short: "Print sentences, words, tags, trees and names as CoNLL-U",
		Long: `Print any English text as CoNLL-U, the format of Universal Dependencies: sentences,
words, lemmas, tags, features, trees, and in the last column names (Entity=B-PER)
and byte offsets (Start, End) into the article's text as 'report --format json'
prints it. PATH is what report reads; without one, or with "-", standard input.
Bylines, captions and page furniture are left out, as they are in a report.`,
		Example: `  stemma parse article.txt
  echo "Kim didn't say who sent them." | stemma parse
  stemma parse news/ > news.conllu
  stemma parse --pretokenized sentences.txt > ours.conllu`,
		Args: cobra.ArbitraryArgs,
		RunE: p.run,
	}
	cmd.Flags().BoolVar(&p.pretokenized, "pretokenized", false, "read a sentence a line, its words parted by blanks, a blank line between paragraphs")
	cmd.Flags().IntVar(&p.workers, "workers", 0, "work on `N` articles at once (0: one for each core)")
	return cmd
}

func (p *parsing) run(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		if file, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(file.Fd()) {
			return usageError{fmt.Errorf("nothing to read: name a file, or write to standard input")}
		}
		args = []string{"-"}
	}
	if err := filesOnly(args); err != nil {
		return err
	}
	read := p.articles
	if p.pretokenized {
		read = p.lines
	}
	if err := read(cmd, args); err != nil {
		return err
	}
	if p.failed {
		return errFailed
	}
	return nil
}

// articles parses what ingest makes of the inputs.
func (p *parsing) articles(cmd *cobra.Command, args []string) error {
	articles, problems := ingest.Read(cmd.Context(), args, ingest.Options{Workers: p.workers, Stdin: cmd.InOrStdin()})
	p.tell(cmd, problems)
	for some := range slices.Chunk(articles, parsed) {
		documents, problems := pipeline.Analyze(cmd.Context(), some, pipeline.Options{Workers: p.workers})
		if err := p.write(cmd, documents, problems); err != nil {
			return err
		}
	}
	return stopped(cmd)
}

// lines parses text whose sentences and words are cut already.
func (p *parsing) lines(cmd *cobra.Command, args []string) error {
	for some := range slices.Chunk(args, parsed) {
		var documents []*stemma.Document
		for _, path := range some {
			d, err := readLines(path, cmd.InOrStdin())
			if err != nil {
				p.tell(cmd, []stemma.Problem{{Article: path, Stage: "ingest", What: err.Error()}})
				continue
			}
			documents = append(documents, d)
		}
		problems := pipeline.Annotate(cmd.Context(), documents, pipeline.Options{Workers: p.workers})
		if err := p.write(cmd, documents, problems); err != nil {
			return err
		}
	}
	return nil
}

func readLines(path string, stdin io.Reader) (*stemma.Document, error) {
	if path == "-" {
		return conllu.ReadLines(path, stdin)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, plainly(err)
	}
	defer file.Close()
	d, err := conllu.ReadLines(path, file)
	return d, plainly(err)
}

// plainly leaves out of an error the path, which the problem names already.
func plainly(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// write prints documents, and names what went wrong with them.
func (p *parsing) write(cmd *cobra.Command, documents []*stemma.Document, problems []stemma.Problem) error {
	if err := stopped(cmd); err != nil {
		return err
	}
	p.tell(cmd, problems)
	for _, d := range documents {
		if err := conllu.Write(cmd.OutOrStdout(), d); err != nil {
			return err
		}
	}
	return nil
}

func (p *parsing) tell(cmd *cobra.Command, problems []stemma.Problem) {
	tell(cmd, problems)
	p.failed = p.failed || len(problems) > 0
}

// filesOnly refuses addresses: what has no pages is not fetched.
func filesOnly(args []string) error {
	for _, arg := range args {
		if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
			return usageError{fmt.Errorf("%s: parse reads files; save the page and name the file", arg)}
		}
	}
	return nil
}
