package network

import (
	"math"
	"math/rand/v2"
)

// Param is one matrix that is learned, with Adam's two moments and the running
// mean of its values, which is what is kept in the end.
type Param struct {
	Name string
	Matrix
	first, second []float32
	mean          []float32
	index         int // among the network's parameters
}

func newParam(name string, rows, cols int, spread float64, random *rand.Rand) *Param {
	p := &Param{Name: name, Matrix: NewMatrix(rows, cols)}
	n := rows * cols
	for i := range p.Data {
		p.Data[i] = float32((random.Float64()*2 - 1) * spread)
	}
	p.first, p.second = make([]float32, n), make([]float32, n)
	p.mean = append([]float32(nil), p.Data...)
	return p
}

// glorot is the spread of first values after Glorot and Bengio (2010).
func glorot(in, out int) float64 { return math.Sqrt(6 / float64(in+out)) }

// Adam holds the optimiser's settings (Kingma and Ba 2015).
type Adam struct {
	Rate, Beta1, Beta2 float64
	Decay              float64 // of the running mean
	step               int
}

// rates are a step's corrected rate and what Beta2's correction leaves.
func (a *Adam) rates() (rate, epsilon float32) {
	c1, c2 := 1-math.Pow(a.Beta1, float64(a.step)), 1-math.Pow(a.Beta2, float64(a.step))
	return float32(a.Rate * math.Sqrt(c2) / c1), float32(1e-8 * math.Sqrt(c2))
}

// update moves the numbers from at on against the gradient, which is scaled.
func (a *Adam) update(p *Param, at int, gradient []float32, scale float32) {
	rate, epsilon := a.rates()
	b1, b2 := float32(a.Beta1), float32(a.Beta2)
	n := len(gradient)
	w, m, v := p.Data[at:at+n], p.first[at:at+n], p.second[at:at+n]
	for i, g := range gradient {
		g *= scale
		m[i] = b1*m[i] + (1-b1)*g
		v[i] = b2*v[i] + (1-b2)*g*g
		w[i] -= rate * m[i] / (float32(math.Sqrt(float64(v[i]))) + epsilon)
	}
}

// average moves the running means towards the present values.
func (p *Param) average(keep float32) {
	for i, w := range p.Data {
		p.mean[i] = keep*p.mean[i] + (1-keep)*w
	}
}
