package entity_test

import (
	"fmt"
	"testing"
)

func TestSituate(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"Two men were killed in Alexandria, Virginia, on Friday.", "Alexandria", "US 0.0 0.0"},
		{"Two men were killed in Tripoli, Lebanon.", "Tripoli", "LB 34.4 35.9"},
		{"Two men were killed in Tripoli.", "Tripoli", "LY 32.9 13.2"},
		{"A bus overturned in London, Ontario.", "London", "CA 43.0 -81.2"},
		{"Pakistani police arrested two men in Hyderabad. They were taken to Karachi.", "Hyderabad", "PK 25.4 68.4"},
		{"Indian police arrested two men in Hyderabad.", "Hyderabad", "IN 17.4 78.5"},
		{"Police arrested two men in Hyderabad.", "Hyderabad", " 0.0 0.0"},
		{"Police in India and Pakistan arrested two men in Hyderabad.", "Hyderabad", " 0.0 0.0"},
		{"Venezuelan police arrested two men in Valencia.", "Valencia", "VE 10.2 -68.0"},
		{"Police arrested two men in Goma.", "Goma", "CD -1.7 29.2"},
		{"Police arrested two men in Alexandria.", "Alexandria", "EG 31.2 29.9"},
		{"The U.S. and Georgia signed a treaty.", "Georgia", "GE 0.0 0.0"},
	} {
		d := document(c.text)
		got := "none"
		for _, e := range d.Entities {
			if e.ID == c.name {
				got = fmt.Sprintf("%s %.1f %.1f", e.Country, e.Lat, e.Lon)
				break
			}
		}
		if got != c.want {
			t.Errorf("%q: %s is at %q, want %q", c.text, c.name, got, c.want)
		}
	}
}
