package workspace

import (
	"context"
	"flag"
	"fmt"
	"github.com/cespare/xxhash/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stemma"
	"stemma/ingest"
	"stemma/pipeline"
)

// exampleDocuments are the project's own examples, analysed.
func exampleDocuments(t testing.TB) []*stemma.Document {
	t.Helper()
	folders, _ := filepath.Glob("../examples/*")
	articles, _ := ingest.Read(context.Background(), folders, ingest.Options{})
	documents, _ := pipeline.Analyze(context.Background(), articles, pipeline.Options{})
	if len(documents) < 10 {
		t.Fatal("no examples")
	}
	return documents
}

// TestDocumentsComeBack: what is unpacked is what was packed, an amount of 0 and
// an unknown one told apart.
func TestDocumentsComeBack(t *testing.T) {
	zero := 0.0
	documents := append(exampleDocuments(t), &stemma.Document{Article: &stemma.Article{Text: "none", Published: &stemma.Published{Value: "2024"}},
		Quantities: []stemma.Quantity{{Low: &zero}}})
	packed, err := packDocuments(documents)
	if err != nil {
		t.Fatal(err)
	}
	back, err := unpackDocuments(packed)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(documents, back, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkUnpackDocuments(b *testing.B) {
	packed, err := packDocuments(exampleDocuments(b))
	if err != nil {
		b.Fatal(err)
	}

	for b.Loop() {
		if _, err := unpackDocuments(packed); err != nil {
			b.Fatal(err)
		}
	}
}

var update = flag.Bool("update", false, "append to engines.txt")

// TestEngine: whoever changes the analysis numbers it anew, so that workspaces
// are read again.
func TestEngine(t *testing.T) {
	packed, err := packDocuments(exampleDocuments(t))
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := unpack(packed)
	digest := fmt.Sprintf("%016x", xxhash.Sum64(plain))
	lines := strings.Fields(engines)
	switch last := lines[len(lines)-1]; {
	case last == digest:
	case !*update:
		t.Errorf("the examples are analysed otherwise than by engine %s: run go test ./workspace -run Engine -update", Engine)
	default:
		n, _ := strconv.Atoi(Engine)
		if err := os.WriteFile("engines.txt", fmt.Appendf([]byte(engines), "%d %s\n", n+1, digest), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
