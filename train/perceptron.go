package main

import (
	"math"

	"stemma/model"
)

// perceptron is an averaged perceptron (Collins 2002) over hashed features. The
// average is kept lazily: each weight knows when it last changed.
type perceptron struct {
	classes int
	index   map[uint32]int32
	rows    [][]cell
	now     float64
}

type cell struct {
	class        int
	value, total float64
	since        float64
}

func newPerceptron(classes int) *perceptron {
	return &perceptron{classes: classes, index: map[uint32]int32{}}
}

// score fills scores with the sums of the features' present weights.
func (p *perceptron) score(scores []float64, features []uint32) {
	clear(scores)
	for _, f := range features {
		row, ok := p.index[f]
		if !ok {
			continue
		}
		for _, c := range p.rows[row] {
			scores[c.class] += c.value
		}
	}
}

// update moves the weights of features towards gold and away from guess.
func (p *perceptron) update(features []uint32, gold, guess int) {
	for _, f := range features {
		row, ok := p.index[f]
		if !ok {
			row = int32(len(p.rows))
			p.index[f] = row
			p.rows = append(p.rows, nil)
		}
		p.add(row, gold, 1)
		p.add(row, guess, -1)
	}
}

func (p *perceptron) add(row int32, class int, by float64) {
	cells := p.rows[row]
	for i := range cells {
		if c := &cells[i]; c.class == class {
			c.total += (p.now - c.since) * c.value
			c.since = p.now
			c.value += by
			return
		}
	}
	p.rows[row] = append(cells, cell{class, by, 0, p.now})
}

// averaged is the mean of each weight over all steps, without those below
// least of the mean size, so that at most entries are left.
func (p *perceptron) averaged(entries int) map[uint32][]model.Weight {
	least := p.threshold(entries)
	features := make(map[uint32][]model.Weight, len(p.index))
	for f, row := range p.index {
		var weights []model.Weight
		for _, c := range p.rows[row] {
			if w := p.mean(c); math.Abs(w) > least {
				weights = append(weights, model.Weight{Class: c.class, Value: w})
			}
		}
		if len(weights) > 0 {
			features[f] = weights
		}
	}
	return features
}

func (p *perceptron) mean(c cell) float64 {
	return (c.total + (p.now-c.since)*c.value) / max(p.now, 1)
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
