// Package query chooses claims of a record: by who acts, on whom, what is done,
// where, when, how many origins vouch for it, and its standing.
//
// Input: a Filter and a *stemma.Record. Output: the claims that it lets through,
// in the record's order. A Filter is plain data, so that what serves a record
// read just now can serve a stored one.
//
// `Filter{Actor: []string{"DPRK"}, MaxOrigins: 1}` gives what North Korea is said
// to have done and one origin alone says.
//
// Names are compared as the record compares them (gazetteer.Key), by canonical
// name, by the names that the articles use, and by what the gazetteer calls a
// country. It deliberately ranks nothing and searches no text.
package query

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
	"stemma/claim"
)

// Filter says which claims are wanted. Values of one field are alternatives,
// fields add up; an empty field asks nothing.
type Filter struct {
	Actor      []string // a name, or whole words of a description: "soldiers"
	Recipient  []string
	Type       []string // an event type or a mode, in any case
	Place      []string
	Country    []string // of the place: name, ISO 3166-1 code of two or three letters
	Standing   []string // what the claim has been at any date
	Modality   []string
	Polarity   []string
	Since      string // YYYY, YYYY-MM or YYYY-MM-DD
	Until      string
	MinOrigins int // counted for certain; 0 asks nothing
	MaxOrigins int // at most, doubts included
	MinReports int
	MaxReports int
}

// Check says what is wrong with the filter's words, and which there are.
func (f Filter) Check() error {
	lists := []struct {
		what    string
		given   []string
		allowed []string
	}{
		{"type", f.Type, append(claim.Types(), claim.Modes()...)},
		{"standing", f.Standing, stemma.Statuses},
		{"modality", f.Modality, stemma.Modalities},
		{"polarity", f.Polarity, stemma.Polarities},
	}
	for _, list := range lists {
		for _, word := range list.given {
			if !holds(list.allowed, word) {
				return fmt.Errorf("no %s %q; there are %s", list.what, word, strings.Join(list.allowed, ", "))
			}
		}
	}
	for _, name := range f.Country {
		if CountryCode(name) == "" {
			return fmt.Errorf("no country %q; write its name or ISO 3166-1 code", name)
		}
	}
	return f.checkBounds()
}

func (f Filter) checkBounds() error {
	for _, date := range []string{f.Since, f.Until} {
		if date != "" && !isDate(date) {
			return fmt.Errorf("%q is no date; write it as 2025-12-28, 2025-12 or 2025", date)
		}
	}
	if f.Since != "" && f.Until != "" && first(f.Since) > last(f.Until) {
		return fmt.Errorf("since %s is after until %s", f.Since, f.Until)
	}
	for _, b := range []struct {
		what     string
		min, max int
	}{{"origins", f.MinOrigins, f.MaxOrigins}, {"reports", f.MinReports, f.MaxReports}} {
		if b.min < 0 || b.max < 0 || b.max > 0 && b.min > b.max {
			return fmt.Errorf("no count of %s is at least %d and at most %d", b.what, b.min, b.max)
		}
	}
	return nil
}

// Claims are the claims of the record that the filter lets through. A filter
// that Check refuses lets through what its other words do.
func (f Filter) Claims(r *stemma.Record) []stemma.Claim {
	tests := f.tests(r)
	claims := []stemma.Claim{}
	for _, c := range r.Claims {
		if !slices.ContainsFunc(tests, func(passes test) bool { return !passes(&c) }) {
			claims = append(claims, c)
		}
	}
	return claims
}

// test is one field's demand on a claim.
type test func(*stemma.Claim) bool

// tests are the demands of the fields that ask anything.
func (f Filter) tests(r *stemma.Record) []test {
	var tests []test
	add := func(asked bool, t test) {
		if asked {
			tests = append(tests, t)
		}
	}
	add(len(f.Actor) > 0, party(r, f.Actor, func(m *stemma.ClaimMention) []stemma.Party { return m.Actor }, func(c *stemma.Claim) []string { return c.Actor }))
	add(len(f.Recipient) > 0, party(r, f.Recipient, func(m *stemma.ClaimMention) []stemma.Party { return m.Recipient }, func(c *stemma.Claim) []string { return c.Recipient }))
	add(len(f.Type) > 0, func(c *stemma.Claim) bool { return holds(f.Type, c.Event.Type) || holds(f.Type, c.Event.Mode) })
	add(len(f.Place) > 0, placed(r, f.Place))
	add(len(f.Country) > 0, inCountry(f.Country))
	add(len(f.Standing) > 0, func(c *stemma.Claim) bool {
		return slices.ContainsFunc(c.Standing, func(s stemma.Standing) bool { return holds(f.Standing, s.Status) })
	})
	add(len(f.Modality) > 0, func(c *stemma.Claim) bool { return holds(f.Modality, c.Modality) })
	add(len(f.Polarity) > 0, func(c *stemma.Claim) bool { return holds(f.Polarity, c.Polarity) })
	add(f.Since != "" || f.Until != "", f.within(r))
	add(f.MinOrigins > 0, func(c *stemma.Claim) bool { return c.Counts.Origins[0] >= f.MinOrigins })
	add(f.MaxOrigins > 0, func(c *stemma.Claim) bool { return c.Counts.Origins[1] <= f.MaxOrigins })
	add(f.MinReports > 0, func(c *stemma.Claim) bool { return c.Counts.Reports >= f.MinReports })
	add(f.MaxReports > 0, func(c *stemma.Claim) bool { return c.Counts.Reports <= f.MaxReports })
	return tests
}

// holds reports whether a list has a word, in any case; "" is in none.
func holds(list []string, word string) bool {
	return word != "" && slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, word) })
}
