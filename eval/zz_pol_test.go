package eval

import (
	"fmt"
	"os"
	"testing"

	"stemma/lang"
)

func TestZZPol(t *testing.T) {
	if os.Getenv("ZZP") == "" {
		t.Skip()
	}
	text, gold, err := readPolnear(os.Getenv("ZZP"))
	if err != nil {
		t.Fatal(err)
	}
	d := lang.Analyze(lines("a.txt", text))
	for _, g := range gold {
		fmt.Println("GOLD", g.line(text))
	}
	for _, g := range conventions(d, systemAttributions(d)) {
		fmt.Println("SYS ", g.line(text))
	}
}
