package depparse

import (
	"os"
	"strings"
	"testing"

	"stemma"
	"stemma/lang/tag"
)

// TestNewswire scores tags and arcs of testdata/newswire.txt, which no model
// was trained on, against floors a little below what stands.
func TestNewswire(t *testing.T) {
	tags, arcs := probes(t, embedded())
	t.Logf("tags %.1f of %d, arcs %.1f of %d", tags.percent(), tags.all, arcs.percent(), arcs.all)
	if tags.percent() < 87 || arcs.percent() < 83 {
		t.Errorf("tags %.1f, arcs %.1f", tags.percent(), arcs.percent())
	}
}

type tally struct{ right, all int }

func (c *tally) percent() float64 { return 100 * float64(c.right) / float64(max(c.all, 1)) }

func (c *tally) add(right bool) bool {
	c.all++
	if right {
		c.right++
	}
	return right
}

func probes(t *testing.T, p *Parser) (tags, arcs tally) {
	data, err := os.ReadFile("testdata/newswire.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, checks, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		d := document(strings.ReplaceAll(text, " ", "// ") + "//")
		tag.Tag(d)
		p.Parse(d)
		var missed []string
		for check := range strings.FieldsSeq(checks) {
			var right bool
			if word, xpos, isTag := strings.Cut(check, "/"); isTag {
				right = tags.add(d.Tokens[probed(t, d, word)].XPOS == xpos)
			} else {
				word, arc, _ := strings.Cut(check, "<")
				head, label, _ := strings.Cut(arc, ":")
				got := d.Tokens[probed(t, d, word)]
				bare, _, _ := strings.Cut(got.Deprel, ":")
				right = arcs.add(bare == label && got.Head == probed(t, d, head))
			}
			if !right {
				missed = append(missed, check)
			}
		}
		if missed != nil && testing.Verbose() {
			t.Logf("%s\n\t missed %v", text, missed)
		}
	}
	return tags, arcs
}

// probed is the place of a word, or of its n-th token ("said#2"); -1 for ROOT.
func probed(t *testing.T, d *stemma.Document, name string) int {
	if name == "ROOT" {
		return -1
	}
	form, second := strings.CutSuffix(name, "#2")
	for i, token := range d.Tokens {
		if token.Form == form {
			if !second {
				return i
			}
			second = false
		}
	}
	t.Fatalf("no word %q", name)
	return -1
}
