package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestZZTimex(t *testing.T) {
	dir := os.Getenv("ZZT")
	if dir == "" {
		t.Skip()
	}
	files, _ := filesEnding([]string{dir}, ".tml", ".xml")
	tally := timexTally{trace: func(f string, a ...any) { fmt.Printf(f+"\n", a...) }}
	for _, file := range files {
		data, _ := os.ReadFile(file)
		read := readTimeML
		if filepath.Ext(file) == ".xml" {
			read = readCAT
		}
		doc, err := read(data)
		if err != nil {
			t.Fatal(err)
		}
		doc.name = filepath.Base(file)
		tally.add(doc, found(doc))
	}
}
