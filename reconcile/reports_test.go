package reconcile_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/ingest"
	"stemma/pipeline"
)

// record reads reports given as text, the first as A.
func record(t *testing.T, reports ...string) *stemma.Record {
	t.Helper()
	var files []string
	for i, text := range reports {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("%d.txt", i))
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	articles, problems := ingest.Read(context.Background(), files, ingest.Options{})
	return pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
}

// differences lists a record's disagreements on its claims as "kind about".
func differences(r *stemma.Record) []string {
	list := []string{}
	for _, c := range r.Claims {
		for _, d := range c.Disagreements {
			list = append(list, d.Kind+" "+d.About)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestDifferences: what two reports of one event differ in, and what is none.
func TestDifferences(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"The company sent a ship to repair the broken Harwick cable on Friday.", "The company sent ships to repair the broken Harwick cable.", "contradiction number"},
		{"Two helicopters carried the injured miners from Harwick to hospital.", "Helicopters carried the injured miners from Harwick to hospital.", "precision number"},
		{"The tremor damaged houses in Norway, Sweden and Finland.", "The tremor damaged houses in Norway and Sweden.", "scope places"},
		{"The gunman surrendered to Harwick police at 6 p.m.", "The gunman surrendered to Harwick police just after 6 p.m.", "precision hour"},
		{"The gunman surrendered to Harwick police at 6 p.m.", "The gunman surrendered to Harwick police at 9 p.m.", "contradiction hour"},
		{"The gunman surrendered to Harwick police just after 6: 00 p.m.", "The gunman surrendered to Harwick police just after 6 p.m.", ""},
		{"At one point 82 percent of the traffic in Norway was disrupted by the broken cable.", "The broken cable disrupted 65 percent of the traffic in Norway.", "update percent"},
		{"The broken cable disrupted 65 percent of the traffic in Norway.", "The broken cable disrupted 82 percent of the traffic in Sweden.", ""},
	} {
		r := record(t, "HARWICK – "+c.a, "HARWICK – "+c.b)
		if got := strings.Join(differences(r), "; "); got != c.want {
			t.Errorf("%s\n%s\ngives %q, want %q", c.a, c.b, got, c.want)
			for _, x := range r.Claims {
				t.Log(x.ID, x.Reports, x.Summary)
			}
		}
	}
}
