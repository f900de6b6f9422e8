package main

import (
	"math"

	"stemma/model"
)

// perceptron is an averaged perceptron (Collins 2002) over hashed features. The
// average is kept lazily: each weight knows when it last changed.
type perceptron struct {
	keys []uint32 // open-addressed; 0 is free
	rows [][]cell // beside keys
	used int
	now  float64
}

type cell struct {
	class int32
	value float32
	since float64
	total float64
}

func newPerceptron() *perceptron {
	return &perceptron{keys: make([]uint32, 1<<20), rows: make([][]cell, 1<<20)}
}

// slot is the feature's place, or the free place where it would go.
func (p *perceptron) slot(f uint32) int {
	at := int(uint64(f) * uint64(len(p.keys)) >> 32)
	for p.keys[at] != f && p.keys[at] != 0 {
		if at++; at == len(p.keys) {
			at = 0
		}
	}
	return at
}

// score fills scores with the sums of the features' present weights.
func (p *perceptron) score(scores []float64, features []uint32) {
	clear(scores)
	for _, f := range features {
		for _, c := range p.rows[p.slot(f)] {
			scores[c.class] += float64(c.value)
		}
	}
}

// update moves the weights of features towards gold and away from guess.
func (p *perceptron) update(features []uint32, gold, guess int) {
	for _, f := range features {
		at := p.slot(f)
		if p.keys[at] == 0 {
			p.keys[at] = f
			if p.used++; 4*p.used > 3*len(p.keys) {
				p.grow()
				at = p.slot(f)
			}
		}
		p.rows[at] = p.add(p.add(p.rows[at], gold, 1), guess, -1)
	}
}

func (p *perceptron) grow() {
	keys, rows := p.keys, p.rows
	p.keys, p.rows = make([]uint32, 2*len(keys)), make([][]cell, 2*len(rows))
	for i, key := range keys {
		if key != 0 {
			at := p.slot(key)
			p.keys[at], p.rows[at] = key, rows[i]
		}
	}
}

func (p *perceptron) add(cells []cell, class int, by float32) []cell {
	for i := range cells {
		if c := &cells[i]; c.class == int32(class) {
			c.total += (p.now - c.since) * float64(c.value)
			c.since = p.now
			c.value += by
			return cells
		}
	}
	return append(cells, cell{int32(class), by, p.now, 0})
}

// averaged is the mean of each weight over all steps, without those below
// least of the mean size, so that at most entries are left.
func (p *perceptron) averaged(entries int) map[uint32][]model.Weight {
	least := p.threshold(entries)
	features := make(map[uint32][]model.Weight, p.used)
	for at, row := range p.rows {
		var weights []model.Weight
		for _, c := range row {
			if w := p.mean(c); math.Abs(w) > least {
				weights = append(weights, model.Weight{Class: int(c.class), Value: w})
			}
		}
		if len(weights) > 0 {
			features[p.keys[at]] = weights
		}
	}
	return features
}

func (p *perceptron) mean(c cell) float64 {
	return (c.total + (p.now-c.since)*float64(c.value)) / max(p.now, 1)
}

// threshold is the size that at most the given number of weights exceed.
func (p *perceptron) threshold(entries int) float64 {
	const step = 1e-4
	counts := make([]int, 1<<16)
	for _, row := range p.rows {
		for _, c := range row {
			counts[min(int(math.Abs(p.mean(c))/step), len(counts)-1)]++
		}
	}
	sum := 0
	for i := len(counts) - 1; i > 0; i-- {
		if sum += counts[i]; sum > entries {
			return float64(i+1) * step
		}
	}
	return step
}
