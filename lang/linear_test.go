//go:build unix

package lang

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

const (
	// growth is how much longer a byte may take in a text four times as long. It
	// leaves room for caches that no longer hold the text, and for the noise of a
	// machine that does other things; a quadratic stage would show 4.
	growth = 2.5
	// slowest is the time a byte may take at all: some ten times what news prose
	// takes, because a text of single letters has five times its tokens.
	slowest = 60 * time.Microsecond
)

// painful are pieces whose repetition makes texts that no stage expects:
// nothing that ends a sentence, one token for each character, scripts that run
// the other way.
var painful = []struct{ name, piece string }{
	{"no full stop", "the men who said that police in Kyiv told the ministry of defence that it had "},
	{"one token", "Kim "},
	{"one quotation", "“he said "},
	{"pronouns", "He told them that she had it, and "},
	{"lists", "Kim, Lee, "},
	{"figures and dates", "12 May 2021 9,000 men "},
	{"mixed scripts", "Kim said قال المتحدث 東京は Москва שלום and नमस्ते to "},
	{"right to left", "قال المتحدث باسم الوزارة إن "},
	{"emoji sequences", "👨‍👩‍👧‍👦🇺🇦🤝🏽❤️ "},
	{"joiners alone", "\u200d\ufe0f"},
	{"markup", "<p class=\"x\">&nbsp;</p> {{"},
	{"short sentences", "He went. "},
	{"short paragraphs", "Kim said so.\n\n"},
}

// TestTimeIsLinear analyses each painful text at 32 and 128 KiB. Processor time
// is counted, not the clock's, so that other programs disturb it little.
func TestTimeIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses some 2 MB")
	}
	for _, p := range painful {
		t.Run(p.name, func(t *testing.T) { expectLinear(t, p.piece, 32<<10) })
	}
}

// TestMegabyte: a megabyte without a full stop, and 100,000 times one token.
// Ingest refuses such articles; the stages must not rely on it.
func TestMegabyte(t *testing.T) {
	if testing.Short() {
		t.Skip("analyses some 2 MB")
	}
	t.Run("no full stop", func(t *testing.T) { expectLinear(t, painful[0].piece, 256<<10) })
	t.Run("one token", func(t *testing.T) { expectLinear(t, painful[1].piece, 100_000) })
}

// expectLinear compares the time a byte takes in about size bytes of the piece
// with that in four times as many.
func expectLinear(t *testing.T, piece string, size int) {
	t.Helper()
	n := size / len(piece)
	var small, large time.Duration
	for range 3 { // a collection or a busy neighbour may fall into either; what is quadratic is so each time
		small, large = perByte(strings.Repeat(piece, n)), perByte(strings.Repeat(piece, 4*n))
		if float64(large) <= growth*float64(small) && large <= slowest {
			break
		}
	}
	t.Logf("%d bytes: %v a byte; four times as many: %v", n*len(piece), small, large)
	if float64(large) > growth*float64(small) || large > slowest {
		t.Errorf("%q × %d takes %v a byte, four times as many take %v", piece, n, small, large)
	}
}

// perByte is the processor time that a text's analysis takes for each byte.
func perByte(text string) time.Duration {
	a := paragraphs(text)
	began := processorTime()
	Analyze(a)
	return (processorTime() - began) / time.Duration(len(text))
}

func processorTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
