package timex

import (
	_ "embed"
	"strings"
	"time"

	"stemma/lexicon"
)

//go:embed lexicon/movable.txt
var movableText string

// feast is how the day of a movable feast is found.
type feast struct {
	way   string
	with  []int
	table map[int]time.Time // by year
}

var feasts = readFeasts()

func readFeasts() map[string]*feast {
	all := map[string]*feast{}
	for _, entry := range lexicon.MustRead("movable.txt", movableText, 3) {
		f := all[entry.Key]
		if f == nil {
			f = &feast{way: entry.Fields[0], table: map[int]time.Time{}}
			all[entry.Key] = f
		}
		if day, err := time.Parse(isoDay, entry.Fields[1]); err == nil {
			f.table[day.Year()] = day
			continue
		}
		for _, field := range strings.Fields(entry.Fields[1]) {
			f.with = append(f.with, atoi(field))
		}
	}
	return all
}

// movable is the day of a feast in a year; false where nothing tells it.
func movable(name string, year int) (time.Time, bool) {
	f := feasts[name]
	if f == nil {
		return time.Time{}, false
	}
	switch f.way {
	case "weekday":
		return nthWeekday(year, time.Month(f.with[0]), f.with[1], f.with[2]), true
	case "easter":
		return easter(year).AddDate(0, 0, f.with[0]), true
	case "orthodox":
		return orthodoxEaster(year).AddDate(0, 0, f.with[0]), true
	case "islamic":
		return islamic(year, f.with[0], f.with[1])
	case "hebrew":
		return roshHashanah(year).AddDate(0, 0, f.with[0]), true
	case "pesach": // Passover begins 163 days before the next Rosh Hashanah
		return roshHashanah(year).AddDate(0, 0, f.with[0]-163), true
	case "kislev":
		return hanukkah(year), true
	}
	day, ok := f.table[year]
	return day, ok
}

// nthWeekday is the nth ISO weekday of a month, the last one for -1.
func nthWeekday(year int, month time.Month, weekday, n int) time.Time {
	if n < 0 {
		last := monthEnd(year, int(month))
		return last.AddDate(0, 0, -(isoWeekday(last)-weekday+7)%7)
	}
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (weekday-isoWeekday(first)+7)%7+7*(n-1))
}

// easter is Easter Sunday by the anonymous Gregorian algorithm (Meeus, 1991).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month, day := (h+l-7*m+114)/31, (h+l-7*m+114)%31+1
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// orthodoxEaster is Easter by the Julian calendar (Meeus, 1991), on the
// Gregorian one.
func orthodoxEaster(year int) time.Time {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	behind := year/100 - year/400 - 2
	return time.Date(year, time.Month((d+e+114)/31), (d+e+114)%31+1+behind, 0, 0, 0, 0, time.UTC)
}

// fixedDay is a day by its number in the Gregorian calendar, 1 for 1 January 1.
func fixedDay(n int) time.Time { return time.Date(1, 1, n, 0, 0, 0, 0, time.UTC) }

// islamic is the first day in a Gregorian year that is the given one of the
// tabular Islamic calendar (Reingold and Dershowitz, 2018).
func islamic(year, month, day int) (time.Time, bool) {
	about := (year - 622) * 33 / 32
	for y := about - 1; y <= about+2; y++ {
		at := fixedDay(227014 + day + 29*(month-1) + (6*month-1)/11 + 354*(y-1) + (3+11*y)/30)
		if at.Year() == year {
			return at, y > 0
		}
	}
	return time.Time{}, false
}

// elapsed is the days from the Hebrew epoch to the mean new moon of a Hebrew
// year, put off where the calendar forbids the weekday.
func elapsed(year int) int {
	months := (235*year - 234) / 19
	day := 29*months + (12084+13753*months)/25920
	if 3*(day+1)%7 < 3 {
		day++
	}
	return day
}

// hebrewNewYear is the day number of 1 Tishri (Reingold and Dershowitz, 2018).
func hebrewNewYear(year int) int {
	before, at, after := elapsed(year-1), elapsed(year), elapsed(year+1)
	late := 0
	switch {
	case after-at == 356:
		late = 2
	case at-before == 382:
		late = 1
	}
	return at + late - 1373427
}

// roshHashanah is the Hebrew new year that falls in a Gregorian year.
func roshHashanah(year int) time.Time { return fixedDay(hebrewNewYear(year + 3761)) }

// hanukkah is 25 Kislev; Heshvan before it has 30 days in full years only.
func hanukkah(year int) time.Time {
	begin, length := hebrewNewYear(year+3761), hebrewNewYear(year+3762)-hebrewNewYear(year+3761)
	full := 0
	if length%10 == 5 {
		full = 1
	}
	return fixedDay(begin + 83 + full)
}
