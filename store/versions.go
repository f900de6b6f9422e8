package store

import "errors"

// Parts of a version that may be large. They stand apart from the row, so that
// a change of state does not write them anew.
const (
	partArticles  = "articles"
	partDocuments = "documents"
	partOriginal  = "original"
)

func (t *Tx) putBody(version int64, part string, data []byte) error {
	if data == nil {
		return nil
	}
	return t.exec(`INSERT INTO bodies (version, part, data, sum) VALUES (?, ?, ?, ?)
		ON CONFLICT (version, part) DO UPDATE SET data = excluded.data, sum = excluded.sum`, version, part, data, sum(data))
}

// body is nil where that part is not kept.
func (t *Tx) body(version int64, part string) ([]byte, error) {
	return t.blob("SELECT data, sum FROM bodies WHERE version = ? AND part = ?", version, part)
}

// withBodies adds the parts that are asked for.
func (t *Tx) withBodies(versions []Version, parts ...string) ([]Version, error) {
	for i := range versions {
		for _, part := range parts {
			data, err := t.body(versions[i].ID, part)
			if err != nil {
				return nil, err
			}
			if part == partArticles {
				versions[i].Articles = data
			} else {
				versions[i].Documents = data
			}
		}
	}
	return versions, nil
}

// Version gives a version with its Articles and Documents, without the Original.
func (t *Tx) Version(id int64) (Version, error) {
	v, err := only(t, scanVersion, selectVersion+" WHERE v.id = ?", id)
	if err != nil {
		return v, err
	}
	all, err := t.withBodies([]Version{v}, partArticles, partDocuments)
	if err != nil {
		return Version{}, err
	}
	return all[0], nil
}

// Original gives a version's bytes as they came; nil where they are not kept.
func (t *Tx) Original(version int64) ([]byte, error) { return t.body(version, partOriginal) }

// Versions lists a report's versions, the first first, without what they hold.
func (t *Tx) Versions(report int64) ([]Version, error) {
	return list(t, scanVersion, selectVersion+" WHERE v.report = ? ORDER BY v.number", report)
}

// Pending gives current versions that are to be read, the oldest first, with
// their Articles. What a newer version overtook before it was read stays
// unread.
func (t *Tx) Pending(limit int) ([]Version, error) {
	versions, err := list(t, scanVersion, selectVersion+" WHERE v.state = 'new' AND v.current = 1 ORDER BY v.id LIMIT ?", limit)
	if err != nil {
		return nil, err
	}
	return t.withBodies(versions, partArticles)
}

// Begin counts an attempt to read a version. One that brings down who reads it
// is known by its attempts.
func (t *Tx) Begin(version int64) error {
	return t.must("UPDATE versions SET attempts = attempts + 1 WHERE id = ?", version)
}

// NotBegun takes an attempt back that was broken off on purpose.
func (t *Tx) NotBegun(version int64) error {
	return t.exec("UPDATE versions SET attempts = attempts - 1 WHERE id = ? AND attempts > 0", version)
}

// Analysed keeps what reading the version v.ID gave: Documents, Engine and
// Problem. It failed when v.State says so or there are no Documents. A version
// that is in a story stays there, and the story counts as changed; when it
// fails with a new engine, the Documents of the old one stay.
func (t *Tx) Analysed(v Version) error {
	was, err := only(t, scanVersion, selectVersion+" WHERE v.id = ?", v.ID)
	if err != nil {
		return err
	}
	failed := v.State == StateFailed || v.Documents == nil
	state := StateAnalysed
	switch {
	case was.State == StateSorted:
		state = StateSorted
	case failed:
		state = StateFailed
	}
	err = t.exec("UPDATE versions SET state = ?, engine = ?, problem = ? WHERE id = ?", state, v.Engine, v.Problem, v.ID)
	if err != nil {
		return err
	}
	if !failed {
		if err := t.putBody(v.ID, partDocuments, v.Documents); err != nil {
			return err
		}
	}
	if state == StateAnalysed {
		return nil
	}
	return t.touchStoryOf(v.ID)
}

// touchStoryOf marks the story as changed in which a version counts.
func (t *Tx) touchStoryOf(version int64) error {
	var story int64
	found, err := t.one(`SELECT r.story FROM versions v JOIN reports r ON r.id = v.report
		WHERE v.id = ? AND v.current = 1 AND r.story IS NOT NULL`, []any{version}, &story)
	if err != nil || !found {
		return err
	}
	return t.Touch(story)
}

// Unsorted gives current versions that are read and in no story as they now
// stand, in order of ID, with their Documents: those before the first that is
// still new. So reports enter stories in the order in which they came, however
// many read them side by side.
func (t *Tx) Unsorted(limit int) ([]Version, error) {
	before := int64(1<<63 - 1)
	if _, err := t.one("SELECT id FROM versions WHERE state = 'new' AND current = 1 ORDER BY id LIMIT 1", nil, &before); err != nil {
		return nil, err
	}
	versions, err := list(t, scanVersion,
		selectVersion+" WHERE v.state = 'analysed' AND v.current = 1 AND v.id < ? ORDER BY v.id LIMIT ?", before, limit)
	if err != nil {
		return nil, err
	}
	return t.withBodies(versions, partDocuments)
}

// Stale gives current versions that another engine read, with their Articles,
// ordered by that engine and by ID.
func (t *Tx) Stale(engine string, limit int) ([]Version, error) {
	var versions []Version
	for _, side := range []string{"<", ">"} { // each is a stretch of the index
		more, err := list(t, scanVersion, selectVersion+" WHERE v.engine "+side+` ? AND v.current = 1 AND v.state <> 'new'
			ORDER BY v.engine, v.id LIMIT ?`, engine, limit-len(versions))
		if err != nil {
			return nil, err
		}
		versions = append(versions, more...)
	}
	return t.withBodies(versions, partArticles)
}

// Documents gives the current versions of a story's reports that are read, in
// order of ID, with their Documents.
func (t *Tx) Documents(story int64) ([]Version, error) {
	return list(t, func(r Row) (Version, error) {
		var b body
		v, err := scanVersion(also{r, []any{&b.data, &b.sum}})
		v.Documents = b.data
		return v, errors.Join(err, b.whole())
	}, `SELECT `+versionColumns+`, b.data, b.sum FROM reports r JOIN versions v ON v.report = r.id AND v.current = 1
		JOIN bodies b ON b.version = v.id AND b.part = 'documents' WHERE r.story = ? ORDER BY v.id`, story)
}

const versionColumns = `v.id, v.report, v.number, v.digest, v.path, v.added, v.state, v.attempts, v.problem, v.engine`
const selectVersion = `SELECT ` + versionColumns + ` FROM versions v`

func scanVersion(r Row) (v Version, err error) {
	err = r.Scan(&v.ID, &v.Report, &v.Number, &v.Digest, &v.Path, instant{&v.Added}, &v.State, &v.Attempts, &v.Problem, &v.Engine)
	return v, err
}

// also is a row with more columns than its reader knows of.
type also struct {
	Row
	last []any
}

func (a also) Scan(into ...any) error { return a.Row.Scan(append(into, a.last...)...) }
