package token

import (
	"strings"
	"testing"
	"time"
)

// TestTimeIsLinear holds on texts made to hurt: each is half a megabyte. The
// slowest takes 0.8 s of processor time; what is not linear takes minutes.
func TestTimeIsLinear(t *testing.T) {
	for _, piece := range []string{"a", "a.", "a'", "'", "\"", ". \"", "1-", "1,", "a-", "pre-", "@", "#", "(", ".(", "a@", "www.", "http://", "\n", "A ", "🇺", "\u200d", "é", "? \"A ", "$", ":-)", "\xff"} {
		start := time.Now()
		check(t, article(strings.Repeat(piece, 500_000/len(piece))))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q: %v", piece, took)
		}
	}
}
