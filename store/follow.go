package store

import "time"

// PutFeed keeps a feed as it now is, by its address.
func (t *Tx) PutFeed(f Feed) error {
	return t.exec(`INSERT INTO feeds (address, title, kind, added, visit, visited, due, failures, problem)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (address) DO UPDATE SET title = excluded.title, kind = excluded.kind, visit = excluded.visit,
		visited = excluded.visited, due = excluded.due, failures = excluded.failures, problem = excluded.problem`,
		f.Address, f.Title, f.Kind, t.or(f.Added), f.Visit, milli(f.Visited), milli(f.Due), f.Failures, f.Problem)
}

// Feeds gives the feeds to be visited by then, the most overdue first; at the
// zero time all, by address.
func (t *Tx) Feeds(due time.Time) ([]Feed, error) {
	var w where
	order := " ORDER BY address"
	if !due.IsZero() {
		w.add("due <= ?", milli(due))
		order = " ORDER BY due, address"
	}
	return list(t, func(r Row) (f Feed, err error) {
		err = r.Scan(&f.Address, &f.Title, &f.Kind, instant{&f.Added}, &f.Visit, instant{&f.Visited},
			instant{&f.Due}, &f.Failures, &f.Problem)
		return f, err
	}, "SELECT address, title, kind, added, visit, visited, due, failures, problem FROM feeds"+w.String()+order, w.args...)
}

// DropFeed follows an address no more.
func (t *Tx) DropFeed(address string) error {
	return t.must("DELETE FROM feeds WHERE address = ?", address)
}

// AddDelivery has a change told to a hook, once however often it is added.
func (t *Tx) AddDelivery(d Delivery) error {
	id, err := t.next("delivery", 1)
	if err != nil {
		return err
	}
	return t.exec(`INSERT INTO deliveries (id, hook, change, attempts, due, done, problem) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (hook, change) DO NOTHING`, id, d.Hook, d.Change, d.Attempts, t.or(d.Due), milli(d.Done), d.Problem)
}

// Deliveries gives what is to be told by then (at the zero time: ever) and is
// not, the most overdue first.
func (t *Tx) Deliveries(due time.Time, limit int) ([]Delivery, error) {
	w := where{}
	w.add("done = 0")
	if !due.IsZero() {
		w.add("due <= ?", milli(due))
	}
	return list(t, func(r Row) (d Delivery, err error) {
		err = r.Scan(&d.ID, &d.Hook, &d.Change, &d.Attempts, instant{&d.Due}, instant{&d.Done}, &d.Problem)
		return d, err
	}, "SELECT id, hook, change, attempts, due, done, problem FROM deliveries"+w.String()+" ORDER BY due, id LIMIT ?", w.with(limit)...)
}

// PutDelivery keeps how telling went: Attempts, Due, Done and Problem of d.ID.
func (t *Tx) PutDelivery(d Delivery) error {
	return t.must("UPDATE deliveries SET attempts = ?, due = ?, done = ?, problem = ? WHERE id = ?",
		d.Attempts, milli(d.Due), milli(d.Done), d.Problem, d.ID)
}
