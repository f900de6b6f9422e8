package eval

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"strings"

	"stemma/ingest"
)

// GeneratedStory is one telling of an event in so many reports, which copy one
// another along a known tree, as JSON Lines for ingest: for measuring what a
// large story costs. The same seed gives the same bytes.
func GeneratedStory(seed uint64, reports int) ingest.Raw {
	random := rand.New(rand.NewPCG(seed, 2026))
	t := newTradition(seed)
	for t.tell(0) < reports {
		t.copy(random)
	}
	t.publish(random)
	var b bytes.Buffer
	lines := json.NewEncoder(&b)
	written := 0
	for _, w := range t.witnesses {
		if !w.seen || w.telling != 0 || written == reports {
			continue
		}
		written++
		line := map[string]string{"text": w.paragraphs(), "outlet": w.doc.Outlet, "title": w.sentences[0].text}
		if w.doc.Published != nil {
			line["published"] = w.doc.Published.Value
		}
		if err := lines.Encode(line); err != nil {
			panic(err) // a map of strings has nothing that JSON lacks
		}
	}
	return ingest.Raw{Path: "generated.jsonl", Data: b.Bytes()}
}

// tell counts the reports of a telling that have come down.
func (t *tradition) tell(telling int) int {
	n := 0
	for _, w := range t.witnesses {
		if w.seen && w.telling == telling {
			n++
		}
	}
	return n
}

// paragraphs is a report's text, two sentences to a paragraph.
func (w *witness) paragraphs() string {
	var b strings.Builder
	for i, s := range w.sentences {
		switch {
		case i == 0:
		case i%2 == 0:
			b.WriteString("\n\n")
		default:
			b.WriteString(" ")
		}
		b.WriteString(s.text)
	}
	for _, name := range w.credits {
		b.WriteString("\n\n" + name + " contributed to this report.")
	}
	return b.String()
}
