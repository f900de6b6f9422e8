package kinship

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// The files are what was learned from generated traditions: boosted regression
// trees (Friedman 2001) that turn the signs of a supposed descent into log-odds,
// one file for each sight. A line is a tree in prefix order: "sign threshold" of a
// fork, its lesser branch first, and "= value" of a leaf. eval's TestFit writes
// them.
var (
	//go:embed trees1.txt
	firstFile string
	//go:embed trees2.txt
	secondFile string
	//go:embed trees3.txt
	thirdFile string
)

// fork is a node of a tree; the branches of node k are those at less and more,
// and a leaf has a negative sign.
type fork struct {
	sign       int
	at         float64
	less, more int
}

// sightTrees are the trees of each sight.
var sightTrees = [...]func() [][]fork{treesOf(&firstFile), treesOf(&secondFile), treesOf(&thirdFile)}

func treesOf(file *string) func() [][]fork {
	return sync.OnceValue(func() [][]fork { return readTrees(*file) })
}

func readTrees(file string) [][]fork {
	var list [][]fork
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			fields := strings.Fields(line)
			tree, _ := readTree(nil, fields)
			list = append(list, tree)
		}
	}
	return list
}

// readTree appends the tree that fields begin with and returns what follows it.
func readTree(tree []fork, fields []string) ([]fork, []string) {
	at := len(tree)
	value, err := strconv.ParseFloat(fields[1], 64)
	if err != nil {
		panic("trees.txt: " + err.Error())
	}
	tree = append(tree, fork{sign: -1, at: value})
	if fields[0] == "=" {
		return tree, fields[2:]
	}
	sign, err := strconv.Atoi(fields[0])
	if err != nil || sign >= numberOfSigns {
		panic("trees.txt: no sign " + fields[0])
	}
	rest := fields[2:]
	tree[at].sign = sign
	tree[at].less = len(tree)
	tree, rest = readTree(tree, rest)
	tree[at].more = len(tree)
	return readTree(tree, rest)
}

// probability of the descent that has these signs.
func (s *signs) probability(trees [][]fork) float64 {
	sum := 0.0
	for _, tree := range trees {
		k := 0
		for tree[k].sign >= 0 {
			if s[tree[k].sign] < tree[k].at {
				k = tree[k].less
			} else {
				k = tree[k].more
			}
		}
		sum += tree[k].at
	}
	return 1 / (1 + math.Exp(-sum))
}
