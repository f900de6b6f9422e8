package store

import "errors"

// AddVersion keeps what came in for the report of r.Key: a new version, which
// becomes the current one and whose metadata r the report takes on. When the
// report has had this content before, in any of its versions, that version is
// given and nothing is changed.
func (t *Tx) AddVersion(r Report, v Version) (Version, bool, error) {
	r.Key, r.Outlet = short(r.Key), short(r.Outlet)
	known, err := t.ReportByKey(r.Key)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Version{}, false, err
	}
	if known.ID != 0 {
		old, err := only(t, scanVersion, selectVersion+" WHERE v.report = ? AND v.digest = ?", known.ID, v.Digest)
		if !errors.Is(err, ErrNotFound) {
			return old, false, err
		}
	}
	added := t.or(v.Added)
	r.ID, r.Versions, r.Version = known.ID, known.Versions+1, known.Version+1
	if err := t.putReport(r, known, added); err != nil {
		return Version{}, false, err
	}
	if r.ID == 0 {
		if r, err = t.ReportByKey(r.Key); err != nil {
			return Version{}, false, err
		}
	}
	v.Report, v.Number, v.State, v.Added = r.ID, r.Version, StateNew, moment(added)
	v.Attempts, v.Problem, v.Engine, v.Documents = 0, "", "", nil
	v, err = t.insertVersion(v)
	return v, err == nil, err
}

// putReport writes a report's row: a new one where known has no ID.
func (t *Tx) putReport(r, known Report, added int64) error {
	if err := t.countOutlet(r.Outlet, known); err != nil {
		return err
	}
	first, last := span(r.Published)
	if known.ID != 0 {
		return t.exec(`UPDATE reports SET address = ?, outlet = ?, title = ?, language = ?, published = ?,
			first_day = ?, last_day = ?, version = ?, versions = ?, changed = ? WHERE id = ?`,
			r.Address, r.Outlet, r.Title, r.Language, r.Published, first, last, r.Version, r.Versions, added, r.ID)
	}
	id, err := t.next("report", 1)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO reports (id, key, address, outlet, title, language, published, first_day, last_day,
		version, versions, added, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, r.Key, r.Address, r.Outlet, r.Title, r.Language, r.Published, first, last, r.Version, r.Versions, added, added)
}

// countOutlet keeps the number of each outlet's reports, which every page shows
// and which takes a walk over all reports to count.
func (t *Tx) countOutlet(outlet string, known Report) error {
	if known.ID != 0 && known.Outlet == outlet {
		return nil
	}
	if known.ID != 0 {
		if err := t.exec("UPDATE outlets SET reports = reports - 1 WHERE outlet = ?", known.Outlet); err != nil {
			return err
		}
		if err := t.exec("DELETE FROM outlets WHERE outlet = ? AND reports = 0", known.Outlet); err != nil {
			return err
		}
	}
	return t.exec(`INSERT INTO outlets (outlet, reports) VALUES (?, 1)
		ON CONFLICT (outlet) DO UPDATE SET reports = outlets.reports + 1`, outlet)
}

func (t *Tx) insertVersion(v Version) (Version, error) {
	id, err := t.next("version", 1)
	if err != nil {
		return v, err
	}
	v.ID = id
	if err := t.exec("UPDATE versions SET current = 0 WHERE report = ? AND current = 1", v.Report); err != nil {
		return v, err
	}
	err = t.exec(`INSERT INTO versions (id, report, number, current, digest, path, added, state, attempts, problem, engine)
		VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
		v.ID, v.Report, v.Number, v.Digest, v.Path, milli(v.Added), v.State, v.Attempts, v.Problem, v.Engine)
	if err != nil {
		return v, err
	}
	if err := t.putBody(id, partArticles, v.Articles); err != nil {
		return v, err
	}
	return v, t.putBody(id, partOriginal, v.Original)
}

// Report gives a report by its ID.
func (t *Tx) Report(id int64) (Report, error) {
	return only(t, scanReport, selectReport+" WHERE r.id = ?", id)
}

// ReportByKey gives the report of an address or path.
func (t *Tx) ReportByKey(key string) (Report, error) {
	return only(t, scanReport, selectReport+" WHERE r.key = ?", short(key))
}

// Reports lists reports, the newest to come first. It minds the filter's Story,
// Outlet, Since, Until, Limit and, for the ID of the last report seen, After.
func (t *Tx) Reports(f Filter) ([]Report, error) {
	var w where
	if f.Story == 0 && len(f.Outlet) == 0 {
		days := reportDays(f)
		best, err := t.sparsest(days)
		if err != nil {
			return nil, err
		}
		if best >= 0 {
			w.add("r.id IN ("+days[best].query+")", days[best].args...)
		}
	}
	w.story("r.story", f)
	w.oneOf("r.outlet", f.Outlet)
	w.within("r.first_day", "r.last_day", f)
	if f.After > 0 {
		w.add("r.id < ?", f.After)
	}
	return list(t, scanReport, selectReport+w.String()+" ORDER BY r.id DESC LIMIT ?", w.with(f.limit())...)
}

// OutletCount is an outlet and how many reports of it there are.
type OutletCount struct {
	Outlet  string
	Reports int
}

// Outlets lists who published, those with the most reports first.
func (t *Tx) Outlets() ([]OutletCount, error) {
	return list(t, func(r Row) (o OutletCount, err error) {
		err = r.Scan(&o.Outlet, &o.Reports)
		return o, err
	}, "SELECT outlet, reports FROM outlets ORDER BY reports DESC, outlet")
}

const selectReport = `SELECT r.id, r.key, r.address, r.outlet, r.title, r.language, r.published,
	r.version, r.versions, r.added, r.changed, COALESCE(r.story, 0) FROM reports r`

func scanReport(row Row) (r Report, err error) {
	err = row.Scan(&r.ID, &r.Key, &r.Address, &r.Outlet, &r.Title, &r.Language, &r.Published,
		&r.Version, &r.Versions, instant{&r.Added}, instant{&r.Changed}, &r.Story)
	return r, err
}
