package postgres

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"stemma/store"
)

// TestLedger holds that each format has its migration, and no migration is
// missing from the ledger.
func TestLedger(t *testing.T) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(files) != len(store.Formats) {
		t.Errorf("%d migrations, %d formats, error %v", len(files), len(store.Formats), err)
	}
	for i, format := range store.Formats {
		if format.Version != int64(i+1) || format.What == "" || !strings.HasPrefix(files[i], fmt.Sprintf("migrations/%05d_", i+1)) {
			t.Errorf("format %d (%q), file %s", format.Version, format.What, files[i])
		}
	}
}
