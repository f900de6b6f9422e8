package timex

import (
	_ "embed"
	"strings"
	"testing"

	"stemma"
)

//go:embed testdata/newswire.txt
var newswire string

// TestNewswire reads the marked sentences: all the expressions that are marked
// must be found, none that is not, each with what stands beside it.
func TestNewswire(t *testing.T) {
	for line := range strings.Lines(newswire) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			t.Fatalf("not three fields: %q", line)
		}
		text, spans := unmarked(fields[1])
		want := ""
		for i, says := range strings.Split(fields[2], "; ") {
			if i < len(spans) {
				want += "[" + spans[i].In(text) + "] " + says + "; "
			}
		}
		if got := listed(text, fields[0]); got != want {
			t.Errorf("%s %s\n got %s\nwant %s", fields[0], text, got, want)
		}
	}
}

// unmarked takes the brackets out of a text and returns what they enclose.
func unmarked(marked string) (string, []stemma.Span) {
	text := strings.Builder{}
	var spans []stemma.Span
	for _, r := range marked {
		switch r {
		case '[':
			spans = append(spans, stemma.Span{Start: text.Len()})
		case ']':
			spans[len(spans)-1].End = text.Len()
		default:
			text.WriteRune(r)
		}
	}
	return text.String(), spans
}

// listed writes what a text yields: text, type, value, mod, quant and freq.
func listed(text, dct string) string {
	out := ""
	for _, x := range find(text, dct) {
		out += "[" + x.Span.In(text) + "]"
		for _, part := range []string{x.Type, x.Value, x.Mod, x.Quant, x.Freq} {
			if part != "" {
				out += " " + part
			}
		}
		out += "; "
	}
	return out
}
