package entity

import (
	"strings"

	"stemma"
)

// chunk is a name that lang/syntax labelled: tokens [first, last) and its class.
type chunk struct {
	first, last int
	class       string
}

// labelled reads the labels of the document's tokens.
func labelled(d *stemma.Document) []chunk {
	var all []chunk
	for i := range d.Tokens {
		prefix, class, _ := strings.Cut(d.Tokens[i].Name, "-")
		switch {
		case prefix == "B":
			all = append(all, chunk{i, i + 1, class})
		case prefix == "I" && len(all) > 0:
			all[len(all)-1].last = i + 1
		}
	}
	return all
}
