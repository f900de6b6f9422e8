package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"stemma"
)

// momentHeight is of a line of the timeline, in SVG units.
const momentHeight = 26

// shape is how the stemma is drawn: from the top down, as editors do, or, where
// that would be wider than a page, from left to right with a line for each text.
type shape struct {
	width, height int // of a node
	slot, layer   int // from one node to the next: beside it, and below it
	sideways      bool
	note          int // how many letters of a name fit
}

var (
	upright  = shape{width: 136, height: 58, slot: 152, layer: 118, note: 17}
	sideways = shape{width: 212, height: 26, slot: 34, layer: 258, sideways: true, note: 17}
)

// widest is how many texts stand side by side on a page.
const widest = 6

// node is a text in the drawing of the stemma.
type node struct {
	name  string
	notes []string
	layer int
	slot  float64
	x, y  int
}

// stemmaSVG draws who took from whom: ancestors first, texts nobody has seen
// dashed, edges without a known direction dashed and without an arrow. It is ""
// when there are no edges.
func stemmaSVG(record *stemma.Record, link func(siglum string) string) string {
	if len(record.Kinship.Edges) == 0 {
		return ""
	}
	nodes := layers(record)
	at := map[string]*node{}
	for _, n := range nodes {
		at[n.name] = n
	}
	as := upright
	if arrange(record.Kinship.Edges, nodes, at) > widest {
		as = sideways
	}
	width, height := as.place(nodes)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg role="img" aria-labelledby="stemma-title stemma-desc" class="stemma" viewBox="0 0 %d %d" width="%d" height="%d"><title id="stemma-title">Who took from whom</title><desc id="stemma-desc">%s</desc>`,
		width, height, width, height, template.HTMLEscapeString(clip(edgesInWords(record), 2000)))
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>`)
	for _, e := range record.Kinship.Edges {
		if from, to := at[e.From], at[e.To]; from != nil && to != nil {
			as.edge(&b, from, to, e.Directed)
		}
	}
	for _, n := range nodes {
		as.node(&b, n, link)
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
// below all that it took from, and beside those of which nothing tells who is
// the older.
func layers(record *stemma.Record) []*node {
	var nodes []*node
	at := map[string]*node{}
	add := func(name string, notes ...string) {
		if at[name] == nil {
			at[name] = &node{name: name, notes: notes}
			nodes = append(nodes, at[name])
		}
	}
	kin := map[string]bool{}
	for _, e := range record.Kinship.Edges {
		kin[e.From], kin[e.To] = true, true
		if strings.HasPrefix(e.From, "*") {
			add(e.From, "not seen")
		}
	}
	for _, a := range record.Articles {
		if kin[a.ID] {
			add(a.ID, a.Outlet, a.Published.Day())
		}
	}
	for range nodes { // longest path; as many rounds as nodes suffice, a cycle stops there
		moved := false
		for _, e := range record.Kinship.Edges {
			from, to := at[e.From], at[e.To]
			switch {
			case from == nil || to == nil:
			case e.Directed && to.layer <= from.layer && from.layer < len(nodes):
				to.layer, moved = from.layer+1, true
			case !e.Directed && from.layer != to.layer:
				from.layer, to.layer, moved = max(from.layer, to.layer), max(from.layer, to.layer), true
			}
		}
		if !moved {
			break
		}
	}
	return nodes
}

// arrange gives every node a slot: one that nobody took from a slot of its own,
// the others the middle of those that took from them. It returns how many slots
// there are.
func arrange(edges []stemma.Edge, nodes []*node, at map[string]*node) int {
	takers, kin, taken := map[*node][]*node{}, map[*node][]*node{}, map[*node]bool{}
	for _, e := range edges {
		from, to := at[e.From], at[e.To]
		switch {
		case from == nil || to == nil:
		case e.Directed:
			takers[from], taken[to] = append(takers[from], to), true
		default:
			kin[from], kin[to] = append(kin[from], to), append(kin[to], from)
		}
	}
	next, visited := 0, map[*node]bool{}
	var visit func(n *node)
	visit = func(n *node) {
		visited[n] = true
		first, sum, own := next, 0.0, 0
		for _, to := range takers[n] {
			if !visited[to] {
				visit(to)
				sum, own = sum+to.slot, own+1
			}
		}
		if n.slot = sum / float64(max(own, 1)); own == 0 {
			n.slot, next = float64(first), first+1
		}
		for _, other := range kin[n] {
			if !visited[other] && !taken[other] {
				visit(other)
			}
		}
	}
	for _, roots := range []bool{true, false} {
		for _, n := range nodes {
			if !visited[n] && taken[n] != roots {
				visit(n)
			}
		}
	}
	return next
}

// place sets the nodes' coordinates and returns the drawing's size.
func (s shape) place(nodes []*node) (width, height int) {
	for _, n := range nodes {
		along, down := int(n.slot*float64(s.slot))+8, n.layer*s.layer+8
		if n.x, n.y = along, down; s.sideways {
			n.x, n.y = down, along
		}
		width, height = max(width, n.x+s.width+8), max(height, n.y+s.height+24)
	}
	return width, height
}

// node draws a box with the siglum, and what is known of the text.
func (s shape) node(b *strings.Builder, n *node, link func(string) string) {
	class, href := "seen", ""
	if strings.HasPrefix(n.name, "*") {
		class = "unseen"
	} else if link != nil {
		href = link(n.name)
	}
	notes := slices.DeleteFunc(slices.Clone(n.notes), func(note string) bool { return note == "" })
	if href != "" {
		fmt.Fprintf(b, `<a href="%s" aria-label="%s">`, template.HTMLEscapeString(href), template.HTMLEscapeString(strings.Join(append([]string{"Report " + n.name}, notes...), ", ")))
	}
	fmt.Fprintf(b, `<g class="%s"><rect x="%d" y="%d" width="%d" height="%d" rx="3"/>`, class, n.x, n.y, s.width, s.height)
	if s.sideways {
		if len(notes) > 1 {
			notes[0] = clip(notes[0], s.note)
		}
		fmt.Fprintf(b, `<text class="siglum" x="%d" y="%d">%s</text><text class="note beside" x="%d" y="%d">%s</text>`,
			n.x+20, n.y+18, template.HTMLEscapeString(n.name), n.x+40, n.y+18, template.HTMLEscapeString(strings.Join(notes, " ")))
	} else {
		fmt.Fprintf(b, `<text class="siglum" x="%d" y="%d">%s</text>`, n.x+s.width/2, n.y+20, template.HTMLEscapeString(n.name))
		for i, note := range notes {
			fmt.Fprintf(b, `<text class="note" x="%d" y="%d">%s</text>`, n.x+s.width/2, n.y+36+14*i, template.HTMLEscapeString(clip(note, s.note)))
		}
	}
	b.WriteString("</g>")
	if href != "" {
		b.WriteString("</a>")
	}
}

// edge draws a line from an ancestor to what took from it, or an arc between
// two of which nothing tells which is the older.
func (s shape) edge(b *strings.Builder, from, to *node, directed bool) {
	class, tip := "edge", ` marker-end="url(#tip)"`
	if !directed {
		class, tip = "edge unsure", ""
	}
	if from.layer == to.layer {
		x1, y1, x2, y2 := from.x+s.width/2, from.y+s.height, to.x+s.width/2, to.y+s.height
		dx, dy := 0, 28
		if s.sideways {
			x1, y1, x2, y2 = from.x+s.width, from.y+s.height/2, to.x+s.width, to.y+s.height/2
			dx, dy = 36, 0
		}
		fmt.Fprintf(b, `<path class="%s" d="M%d %dC%d %d %d %d %d %d"/>`, class, x1, y1, x1+dx, y1+dy, x2+dx, y2+dy, x2, y2)
		return
	}
	x1, y1, x2, y2 := from.x+s.width/2, from.y+s.height, to.x+s.width/2, to.y
	if s.sideways {
		x1, y1, x2, y2 = from.x+s.width, from.y+s.height/2, to.x, to.y+s.height/2
		middle := (x1 + x2) / 2
		fmt.Fprintf(b, `<path class="%s" d="M%d %dC%d %d %d %d %d %d"%s/>`, class, x1, y1, middle, y1, middle, y2, x2, y2, tip)
		return
	}
	fmt.Fprintf(b, `<path class="%s" d="M%d %dL%d %d"%s/>`, class, x1, y1, x2, y2, tip)
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
