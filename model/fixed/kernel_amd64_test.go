package fixed

import "testing"

// TestWithout runs the tests with what older processors have.
func TestWithout(t *testing.T) {
	defer func(v, a bool) { vnni, avx2 = v, a }(vnni, avx2)
	vnni = false
	t.Run("VNNI", func(t *testing.T) { TestAdd(t) })
	avx2 = false
	t.Run("AVX2", func(t *testing.T) { TestAdd(t); TestCells(t); TestSquashAll(t); TestAddBytes(t) })
}
