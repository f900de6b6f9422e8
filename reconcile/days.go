package reconcile

import (
	"fmt"
	"time"
)

const isoDay = "2006-01-02"

// days is the number of days from one ISO day to another; 0 where either is no day.
func days(from, to string) int {
	a, errA := time.Parse(isoDay, from)
	b, errB := time.Parse(isoDay, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// shift is the ISO day n days after day.
func shift(day string, n int) string {
	t, err := time.Parse(isoDay, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(isoDay)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
