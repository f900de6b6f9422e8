package attribution_test

import (
	"strings"
	"testing"
	"time"

	"stemma/lang/attribution"
)

// One sentence without an end, and thousands of quotations, must not take more
// than their share of time: 200 KB are read in well under the second that is
// allowed here for slow machines.
func TestFindIsLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"one sentence": "Lee said that the man who said that he knew what it was said ",
		"quotations":   "“We did it,” Lee said. ",
		"open marks":   "\" '' `` “ ‘ he said, and ",
		"commas":       "Lee, the mayor, said, as Ek notes, according to it, ",
	} {
		t.Run(name, func(t *testing.T) {
			d := read(strings.Repeat(unit, 100_000/len(unit)))
			start := time.Now()
			attribution.Find(d)
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("%d bytes took %v", len(d.Text), took)
			}
		})
	}
}
