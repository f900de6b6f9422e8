package render

import (
	"fmt"
	"html/template"
	"strings"

	"stemma"
)

// Sizes of the drawings, in SVG units.
const (
	nodeWidth, nodeHeight = 120, 44
	nodeGap, layerGap     = 28, 74
	momentHeight          = 26
)

// node is a text in the drawing of the stemma.
type node struct {
	name  string
	note  string
	layer int
	x, y  int
}

// stemmaSVG draws who took from whom: ancestors above, texts nobody has seen
// dashed, edges without a known direction dashed and without an arrow. It is ""
// when there are no edges.
func stemmaSVG(record *stemma.Record) string {
	nodes := layers(record)
	if len(record.Kinship.Edges) == 0 {
		return ""
	}
	width, height := place(nodes)
	at := map[string]*node{}
	for _, n := range nodes {
		at[n.name] = n
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg role="img" aria-labelledby="stemma-title" viewBox="0 0 %d %d" width="%d" height="%d"><title id="stemma-title">Who took from whom: %s</title>`,
		width, height, width, height, template.HTMLEscapeString(edgesInWords(record)))
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>`)
	for _, e := range record.Kinship.Edges {
		if from, to := at[e.From], at[e.To]; from != nil && to != nil {
			drawEdge(&b, from, to, e.Directed)
		}
	}
	for _, n := range nodes {
		drawNode(&b, n)
	}
	b.WriteString("</svg>")
	return b.String()
}

func edgesInWords(record *stemma.Record) string {
	parts := make([]string, len(record.Kinship.Edges))
	for i, e := range record.Kinship.Edges {
		parts[i] = e.To + " from " + e.From
		if !e.Directed {
			parts[i] = e.From + " and " + e.To + ", direction unknown"
		}
	}
	return strings.Join(parts, "; ")
}

// layers puts every article that has kin, and every unseen text, on a layer
// below all that it took from.
func layers(record *stemma.Record) []*node {
	var nodes []*node
	at := map[string]*node{}
	add := func(name, note string) {
		if at[name] == nil {
			at[name] = &node{name: name, note: note}
			nodes = append(nodes, at[name])
		}
	}
	for _, e := range record.Kinship.Edges {
		if strings.HasPrefix(e.From, "*") {
			add(e.From, "not seen")
		}
	}
	kin := map[string]bool{}
	for _, e := range record.Kinship.Edges {
		kin[e.From], kin[e.To] = true, true
	}
	for _, a := range record.Articles {
		if kin[a.ID] {
			add(a.ID, a.Published.Day())
		}
	}
	for range nodes { // longest path; as many rounds as nodes suffice, a cycle stops there
		moved := false
		for _, e := range record.Kinship.Edges {
			from, to := at[e.From], at[e.To]
			if e.Directed && from != nil && to != nil && to.layer <= from.layer && from.layer < len(nodes) {
				to.layer, moved = from.layer+1, true
			}
		}
		if !moved {
			break
		}
	}
	return nodes
}

// place sets the nodes' coordinates and returns the drawing's size.
func place(nodes []*node) (width, height int) {
	filled := map[int]int{}
	for _, n := range nodes {
		n.x = filled[n.layer]*(nodeWidth+nodeGap) + nodeGap/2
		n.y = n.layer*(nodeHeight+layerGap) + 8
		filled[n.layer]++
		width = max(width, n.x+nodeWidth+nodeGap/2)
		height = max(height, n.y+nodeHeight+8)
	}
	return width, height
}

func drawNode(b *strings.Builder, n *node) {
	class := "seen"
	if strings.HasPrefix(n.name, "*") {
		class = "unseen"
	}
	fmt.Fprintf(b, `<g class="%s"><rect x="%d" y="%d" width="%d" height="%d" rx="6"/><text x="%d" y="%d">%s</text><text class="note" x="%d" y="%d">%s</text></g>`,
		class, n.x, n.y, nodeWidth, nodeHeight, n.x+nodeWidth/2, n.y+19, template.HTMLEscapeString(n.name), n.x+nodeWidth/2, n.y+36, template.HTMLEscapeString(n.note))
}

func drawEdge(b *strings.Builder, from, to *node, directed bool) {
	class, tip := "edge", ` marker-end="url(#tip)"`
	if !directed {
		class, tip = "edge unsure", ""
	}
	x1, y1, x2, y2 := from.x+nodeWidth/2, from.y+nodeHeight, to.x+nodeWidth/2, to.y
	if from.layer == to.layer { // beside each other: an arc under both
		y2 = to.y + nodeHeight
		fmt.Fprintf(b, `<path class="%s" d="M%d %d C%d %d %d %d %d %d"%s/>`, class, x1, y1, x1, y1+layerGap/2, x2, y2+layerGap/2, x2, y2, tip)
		return
	}
	fmt.Fprintf(b, `<path class="%s" d="M%d %d L%d %d"%s/>`, class, x1, y1, x2, y2, tip)
}

// timelineSVG draws the moments one below the other; "" when there are none.
func timelineSVG(record *stemma.Record) string {
	if len(record.Timeline) == 0 {
		return ""
	}
	height := momentHeight*len(record.Timeline) + 16
	var b strings.Builder
	fmt.Fprintf(&b, `<svg role="img" aria-label="Timeline of %s" class="timeline" viewBox="0 0 900 %d" width="900" height="%d"><path class="axis" d="M118 8V%d"/>`,
		plural(len(record.Timeline), "moment"), height, height, height-8)
	for i, m := range record.Timeline {
		y := momentHeight*i + 22
		fmt.Fprintf(&b, `<circle cx="118" cy="%d" r="4"/><text class="date" x="104" y="%d">%s</text><a href="#%s"><text class="what" x="134" y="%d">%s</text></a>`,
			y-4, y, template.HTMLEscapeString(m.At), template.HTMLEscapeString(m.Claim), y, template.HTMLEscapeString(clip(m.What, 108)))
	}
	b.WriteString("</svg>")
	return b.String()
}
