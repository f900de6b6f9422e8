package story

import (
	"testing"
	"time"
)

// TestDayNumber: differences are those of the calendar.
func TestDayNumber(t *testing.T) {
	day := time.Date(1999, 12, 20, 0, 0, 0, 0, time.UTC)
	first, _ := dayNumber(day.Format(time.DateOnly))
	for n := range 3000 {
		if got, ok := dayNumber(day.AddDate(0, 0, n).Format(time.DateOnly)); !ok || got-first != n {
			t.Fatalf("%s: %d, want %d", day.AddDate(0, 0, n).Format(time.DateOnly), got-first, n)
		}
	}
	for _, bad := range []string{"", "9999", "2005-13-45", "2005-1-2", "200x-01-01"} {
		if _, ok := dayNumber(bad); ok {
			t.Errorf("%q is a day", bad)
		}
	}
}
