package eval

import "math"

// assign is the one-to-one matching of rows and columns with the highest sum of
// values (the Hungarian algorithm with potentials, O(rows² · columns)): the
// column of each row, -1 for none. A value of 0 means that the two do not match.
func assign(rows, columns int, value func(row, column int) float64) []int {
	size := max(rows, columns)
	rowPotential, columnPotential := make([]float64, size+1), make([]float64, size+1)
	rowOf := make([]int, size+1) // row matched to a column, 1-based; 0 none
	way := make([]int, size+1)
	cost := func(i, k int) float64 {
		if i > rows || k > columns {
			return 0
		}
		return -value(i-1, k-1)
	}
	for i := 1; i <= size; i++ {
		rowOf[0] = i
		least := make([]float64, size+1)
		for k := range least {
			least[k] = math.Inf(1)
		}
		used := make([]bool, size+1)
		column := 0
		for rowOf[column] != 0 {
			used[column] = true
			row, next, delta := rowOf[column], 0, math.Inf(1)
			for k := 1; k <= size; k++ {
				if used[k] {
					continue
				}
				if c := cost(row, k) - rowPotential[row] - columnPotential[k]; c < least[k] {
					least[k], way[k] = c, column
				}
				if least[k] < delta {
					delta, next = least[k], k
				}
			}
			for k := 0; k <= size; k++ {
				if used[k] {
					rowPotential[rowOf[k]] += delta
					columnPotential[k] -= delta
				} else {
					least[k] -= delta
				}
			}
			column = next
		}
		for column != 0 {
			rowOf[column] = rowOf[way[column]]
			column = way[column]
		}
	}
	match := make([]int, rows)
	for i := range match {
		match[i] = -1
	}
	for k := 1; k <= columns; k++ {
		if row := rowOf[k]; row >= 1 && row <= rows && value(row-1, k-1) > 0 {
			match[row-1] = k - 1
		}
	}
	return match
}
