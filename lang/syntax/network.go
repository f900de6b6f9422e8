package syntax

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unsafe"

	"stemma/model"
	"stemma/model/fixed"
)

// Network is a trained network, its weights read in place from the model file.
type Network struct {
	dim, hidden, arc, rel int
	shift                 uint // binary places that an embedding lacks of a state
	tagLayer              int  // the layer from which tags are read, from 0
	lexicon, rows         model.Table
	embedding             string // a byte a number, signed
	layers                [][2]direction
	tags, top, pair, out  dense // top reads the last layer: arcs, labels, names
	arcRoot               []int16
	relRoot               []int32
	upos, xpos, feats     []string
	names, labels         []string
	rootLabel             int
	nameRules             *NameRules
	known                 *known
}

// direction is an LSTM's one way through the sentence.
type direction struct{ input, recurrent dense }

// dense is y = x·w + b; bias may be empty.
type dense struct {
	fixed.Matrix
	bias []int32
}

// Sections of a model file; a matrix's bias has its name and ".bias".
const (
	sectionShape     = "shape"
	sectionLexicon   = "lexicon"
	sectionRows      = "rows"
	sectionEmbedding = "embedding"
)

// file reads a model's parts; the first error stays.
type file struct {
	name  string
	parts *model.Labelled
	err   error
}

// NewNetwork reads a network from a model's sections. A part that is missing or
// of another size is an error.
func NewNetwork(name string, sections []model.Section) (*Network, error) {
	f := &file{name: name, parts: &model.Labelled{Texts: sections}}
	n := &Network{known: new(known)}
	shape := f.shape()
	n.dim, n.hidden, n.arc, n.rel, n.shift = shape["dim"], shape["hidden"], shape["arc"], shape["rel"], uint(shape["shift"])
	if n.dim < 2 || n.hidden < 2 || n.arc < 2 || n.rel < 2 || n.dim|n.hidden|n.arc|n.rel > 4096 || (n.dim|n.hidden|n.arc|n.rel)%2 != 0 || n.shift > fixed.StateBits {
		return nil, fmt.Errorf("%s: %w: no network's shape", name, model.ErrCorrupt)
	}
	n.lexicon, n.rows = f.table(sectionLexicon), f.table(sectionRows)
	n.embedding = f.parts.Text(sectionEmbedding)
	n.upos, n.xpos, n.feats = f.lines("upos"), f.lines("xpos"), f.lines("feats")
	n.names, n.labels = f.lines("names"), f.lines("labels")
	n.tagLayer = shape["tags"] - 1
	in := n.dim
	for i := range min(shape["layers"], 8) {
		var pair [2]direction
		for d, way := range [...]string{"fore", "back"} {
			at := "lstm" + strconv.Itoa(i) + "." + way
			pair[d] = direction{f.dense(at+".input", in, 4*n.hidden), f.dense(at+".recurrent", n.hidden, 4*n.hidden)}
		}
		n.layers = append(n.layers, pair)
		in = 2 * n.hidden
	}
	n.tags = f.dense("tags", in, len(n.upos)+len(n.xpos)+len(n.feats))
	n.top = f.dense("top", in, 2*n.arc+2*n.rel+len(n.names))
	n.pair = f.dense("pair", n.arc, n.arc)
	n.out = f.dense("out", n.rel, len(n.labels))
	n.arcRoot, n.relRoot = f.int16s("arc.root", n.arc), f.int32s("rel.root", n.rel)
	n.rootLabel = indexOf(n.labels, "root")
	if f.err == nil && (n.tagLayer < 0 || n.tagLayer >= len(n.layers) || n.rootLabel < 0 || len(n.names) > maxNames) {
		f.fail("layers or classes are missing or too many")
	}
	n.nameRules = NewNameRules(n.names)
	return n, f.err
}

func (f *file) fail(what string) {
	if f.err == nil {
		f.err = fmt.Errorf("%s: %w: %s", f.name, model.ErrCorrupt, what)
	}
}

// shape reads lines of a name and a number.
func (f *file) shape() map[string]int {
	shape := map[string]int{}
	for line := range strings.Lines(f.parts.Text(sectionShape)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		shape[name], _ = strconv.Atoi(value)
	}
	return shape
}

func (f *file) table(name string) model.Table {
	table, err := f.parts.Table(name)
	if err != nil && f.err == nil {
		f.err = fmt.Errorf("%s: %w", f.name, err)
	}
	return table
}

func (f *file) lines(name string) []string { return strings.Split(f.parts.Text(name), "\n") }

func (f *file) dense(name string, rows, cols int) dense {
	even := (rows + 1) / 2 * 2
	return dense{
		fixed.Matrix{Rows: even, Cols: cols, Data: f.int16s(name, fixed.Size(rows, cols))},
		f.int32s(name+".bias", -fixed.Columns(cols)),
	}
}

// int16s is a section of n numbers.
func (f *file) int16s(name string, n int) []int16 {
	data := f.parts.Text(name)
	if len(data) != 2*n {
		f.fail("section " + name + " has another size")
		return make([]int16, n)
	}
	if littleEndian {
		return unsafe.Slice((*int16)(unsafe.Pointer(unsafe.StringData(data))), n)
	}
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(binary.LittleEndian.Uint16([]byte(data[2*i : 2*i+2])))
	}
	return out
}

// littleEndian says that this processor keeps numbers as the file does, so that
// they are read where they stand. Nothing writes to them.
var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// int32s is a copy of a section of n numbers; a negative n allows it to be missing.
func (f *file) int32s(name string, n int) []int32 {
	data := f.parts.Text(name)
	if n < 0 && data == "" {
		return nil
	}
	n = max(n, -n)
	if len(data) != 4*n {
		f.fail("section " + name + " has another size")
		return make([]int32, n)
	}
	out := make([]int32, n)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32([]byte(data[4*i : 4*i+4])))
	}
	return out
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}
