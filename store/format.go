package store

// Format is a version of the workspace's format.
type Format struct {
	Version int64
	What    string
}

// Formats is the ledger of the workspace's format. Each version is a migration
// of the same number in store/sqlite and store/postgres, which opening an older
// workspace runs; testdata/compat of store/sqlite holds a workspace of each.
// A number that was given out is never given another meaning.
var Formats = []Format{
	{1, "reports and versions, stories, records, claims, texts, ledger, judgements, feeds, deliveries, tokens, audit"},
	{2, "claims have their figures, so that a change of them is noticed"},
}

// Newest is the version that this program writes.
func Newest() int64 { return Formats[len(Formats)-1].Version }
