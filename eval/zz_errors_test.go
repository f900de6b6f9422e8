package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"stemma/lang"
)

func TestZZErrors(t *testing.T) {
	dir := os.Getenv("ZZ")
	if dir == "" {
		t.Skip()
	}
	names, _ := filesUnder([]string{dir}, ".ann.txt")
	for _, name := range names {
		marked, _ := os.ReadFile(name)
		text, gold, err := readMarked(string(marked))
		if err != nil {
			t.Fatal(name, err)
		}
		system := systemAttributions(lang.Analyze(lines(name, text)))
		g, s := trimmedParts(text, gold), trimmedParts(text, system)
		pairs := matched(g, s, wholeShared)
		used := map[int]bool{}
		fmt.Println("=====", filepath.Base(name))
		for _, j := range pairs {
			used[j] = true
		}
		cues := matched(g, s, func(a, b attributed) float64 { return shared(a.cue, b.cue) })
		for i := range g {
			if _, ok := pairs[i]; !ok {
				n := ""
				if withinAnother(g, i) {
					n = "(nested) "
				}
				fmt.Printf("GOLD %s%s [%s]\n", n, g[i].line(text), g[i].kind)
				if j, ok := cues[i]; ok && !used[j] {
					used[j] = true
					fmt.Printf("  SYS %s [%s]\n", s[j].line(text), s[j].kind)
				}
			}
		}
		for i, j := range matched(g, s, func(a, b attributed) float64 { return shared(a.source, b.source) }) {
			if g[i].is != "" && !sameName(g[i].is, s[j].is) {
				fmt.Printf("RESOLVE %s: gold %q system %q\n", g[i].line(text), g[i].is, s[j].is)
			}
		}
		for j := range s {
			if !used[j] {
				fmt.Printf("EXTRA %s [%s]\n", s[j].line(text), s[j].kind)
			}
		}
	}
}
