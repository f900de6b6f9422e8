package kinship

import (
	"math/rand/v2"
	"strings"
	"testing"

	"stemma"
	"stemma/terms"
)

// brute is the slow twin of the index and the seeds: every pair of witnesses,
// every cell of the whole Smith–Waterman matrix, the best alignment taken out
// again and again (Waterman and Eggert 1987).
func brute(witnesses []*witness) []stemma.Passage {
	var passages []stemma.Passage
	for y, b := range witnesses {
		for _, a := range witnesses[:y] {
			for _, run := range matrix(a, b) {
				for _, piece := range pieces(a, b, run.matches) {
					passages = append(passages, passage(a, b, piece))
				}
			}
		}
	}
	return passages
}

func matrix(a, b *witness) []alignment {
	usedA, usedB := make([]bool, len(a.words)), make([]bool, len(b.words))
	var found []alignment
	for len(found) < 20 {
		run := bestLocal(a, b, usedA, usedB)
		if run.score < leastQuote {
			break
		}
		for i := run.matches[0].i; i <= run.matches[len(run.matches)-1].i; i++ {
			usedA[i] = true
		}
		for j := run.matches[0].j; j <= run.matches[len(run.matches)-1].j; j++ {
			usedB[j] = true
		}
		found = append(found, run)
	}
	return found
}

// bestLocal is the best local alignment that uses no used word.
func bestLocal(a, b *witness, usedA, usedB []bool) alignment {
	n, m := len(a.words), len(b.words)
	score := make([][]float32, n+1)
	how := make([][]byte, n+1)
	e := extender{a: a, b: b}
	bi, bj := 0, 0
	for i := range score {
		score[i], how[i] = make([]float32, m+1), make([]byte, m+1)
		for j := 1; i > 0 && j <= m; j++ {
			if usedA[i-1] || usedB[j-1] {
				continue
			}
			word := e.facing(i - 1)
			gain, kind := e.compare(&word, j-1)
			s, k := score[i-1][j-1]+gain, kind
			if up := score[i-1][j] - gapCost(a, i-1); up > s {
				s, k = up, traceSkipA
			}
			if left := score[i][j-1] - gapCost(b, j-1); left > s {
				s, k = left, traceSkipB
			}
			if s <= 0 {
				continue
			}
			score[i][j], how[i][j] = s, k
			if s > score[bi][bj] {
				bi, bj = i, j
			}
		}
	}
	run := alignment{score: score[bi][bj]}
	for i, j := bi, bj; how[i][j] != traceNone; {
		switch how[i][j] {
		case traceMatch, traceNear:
			run.matches = append([]match{{int32(i - 1), int32(j - 1), how[i][j] == traceNear}}, run.matches...)
			i, j = i-1, j-1
		case traceOther:
			i, j = i-1, j-1
		case traceSkipA:
			i--
		case traceSkipB:
			j--
		}
	}
	return run
}

// TestBruteForce: of the words that the slow twin aligns, the index and the
// seeds find at least 95 in 100, and hardly more than it does.
func TestBruteForce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var docs []*stemma.Document
	for range 8 {
		words := storyOf(random, 150)
		for range 1 + random.IntN(3) {
			docs = append(docs, document(string(rune('A'+len(docs))), strings.Join(retold(random, words), " ")))
		}
	}
	reader := terms.NewReader()
	witnesses := make([]*witness, len(docs))
	for i, d := range docs {
		witnesses[i] = read(reader, d, i)
	}
	slow, fast := aligned(brute(witnesses)), aligned(Passages(docs))
	both := 0
	for place := range slow {
		if fast[place] {
			both++
		}
	}
	t.Logf("%d bytes by brute force, %d indexed, %d both", len(slow), len(fast), both)
	if len(slow) < 1000 {
		t.Fatal("too little is shared for a test")
	}
	if float64(both) < 0.95*float64(len(slow)) {
		t.Errorf("recall of the slow twin %.3f", float64(both)/float64(len(slow)))
	}
	if float64(both) < 0.95*float64(len(fast)) {
		t.Errorf("precision against the slow twin %.3f", float64(both)/float64(len(fast)))
	}
}

type place struct {
	article, other string
	at             int
}

// aligned is every byte that stands in a passage, with the other article.
func aligned(passages []stemma.Passage) map[place]bool {
	places := map[place]bool{}
	for _, p := range passages {
		for at := p.A.Span.Start; at < p.A.Span.End; at++ {
			places[place{p.A.Article, p.B.Article, at}] = true
		}
		for at := p.B.Span.Start; at < p.B.Span.End; at++ {
			places[place{p.B.Article, p.A.Article, at}] = true
		}
	}
	return places
}
