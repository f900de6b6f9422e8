package timex

import (
	"strings"
	"testing"
	"testing/quick"
	"time"

	"stemma"
)

// seen writes what a text yields, one expression after another.
func seen(text, dct string) string {
	out := ""
	for _, x := range find(text, dct) {
		out += x.Span.In(text) + " " + x.Type + " " + x.Value
		if x.Mod != "" {
			out += " " + x.Mod
		}
		if x.Begin != "" {
			out += " " + x.Begin + ".." + x.End
		}
		out += "; "
	}
	return out
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ dct, text, want string }{
		{"2025-12-27", "Envoys met on Saturday.", "Saturday DATE 2025-12-27 2025-12-27..2025-12-27; "},
		{"2025-12-27", "Envoys will meet on Monday.", "Monday DATE 2025-12-29 2025-12-29..2025-12-29; "},
		{"2025-12-27", "It was only last April that they met.", "last April DATE 2025-04 2025-04-01..2025-04-30; "},
		{"2025-12-27", "Earlier this month, he resigned.", "Earlier this month DATE 2025-12 START 2025-12-01..2025-12-27; "},
		{"2025-10-05", "It is due later this year.", "later this year DATE 2025 END 2025-10-05..2025-12-31; "},
		{"2025-12-27", "They met on Saturday, a day after he left.", "Saturday DATE 2025-12-27 2025-12-27..2025-12-27; a day DURATION P1D 2025-12-26..2025-12-26; "},
		{"2025-12-27", "The vote came a day after he left.", "a day DURATION P1D 2025-12-26..2025-12-26; "},
		{"2025-12-27", "He spoke on Saturday of the Dec. 12 ceremony.\n\nThe message came a day after he ordered tests.", "Saturday DATE 2025-12-27 2025-12-27..2025-12-27; Dec. 12 DATE 2025-12-12 2025-12-12..2025-12-12; a day DURATION P1D 2025-12-26..2025-12-26; "},
		{"-", "On the occasion of the New Year 2026 he wrote; it was printed on December 18.", "the New Year 2026 DATE 2026-01-01 2026-01-01..2026-01-01; December 18 DATE XXXX-12-18; "},
		{"2025-12-27", "See www.today.com/2010/09/10/x and the Daily News.", ""},
		{"2025-12-27", "In June 20 people died.", "June DATE 2025-06 2025-06-01..2025-06-30; "},
		{"2025-12-27", "Soon, they left.", ""},
		{"-", "It was published on December 18 and on Saturday.", "December 18 DATE XXXX-12-18; Saturday DATE XXXX-WXX-6; "},
		{"-", "The plant opened on 3 May 2011; two days later it burnt.", "3 May 2011 DATE 2011-05-03 2011-05-03..2011-05-03; two days later DATE 2011-05-05 2011-05-05..2011-05-05; "},
		{"2025-12-27", "The plan was made in early 2025.", "early 2025 DATE 2025 START 2025-01-01..2025-06-30; "},
		{"2025-12-27", "The 46-year-old man and 2025 people left flight 1999.", ""},
		{"2025-12-27", "It rose over the past year.", "the past year DURATION P1Y 2024-12-27..2025-12-27; "},
		{"2025-12-27", "The marchers may go home.", ""},
		{"2025-02-01", "It will open in March.", "March DATE 2025-03 2025-03-01..2025-03-31; "},
		{"2010-01-20", "It opened in December.", "December DATE 2009-12 2009-12-01..2009-12-31; "},
		{"2025-12-27", "They marked the New Year 2026 with a New Year message.", "the New Year 2026 DATE 2026-01-01 2026-01-01..2026-01-01; "},
		{"2025-12-27", "On 3 May 2011 he left. On 5 May 2011 he came. On 6 May 2011 he met her. On Monday he died.",
			"3 May 2011 DATE 2011-05-03 2011-05-03..2011-05-03; 5 May 2011 DATE 2011-05-05 2011-05-05..2011-05-05; 6 May 2011 DATE 2011-05-06 2011-05-06..2011-05-06; Monday DATE 2011-05-09 2011-05-09..2011-05-09; "},
		{"2025-12-27", "On 31 June nobody knew.", "June DATE 2025-06 2025-06-01..2025-06-30; "},
	} {
		if got := seen(c.text, c.dct); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.dct, c.text, got, c.want)
		}
	}
}

// TestDayOrder: the outlet's country, the dates spelled out before, or dots
// tell that the day stands first.
func TestDayOrder(t *testing.T) {
	for _, c := range []struct{ url, text, want string }{
		{"https://www.example.co.uk/news/1", "Filed 7/8/2007.", "2007-08-07"},
		{"https://www.example.com/news/1", "Filed 7/8/2007.", "2007-07-08"},
		{"https://www.bbc.com/news/1", "Filed 7/8/2007.", "2007-08-07"},
		{"https://notbbc.com:80", "Filed 7/8/2007.", "2007-07-08"},
		{"", "Born on 3 May 1999 and filed 7/8/2007.", "2007-08-07"},
		{"", "Born on May 3, 1999 and filed 7/8/2007.", "2007-07-08"},
		{"", "Filed 7.8.2007 there.", "2007-08-07"},
		{"https://www.example.co.uk", "Filed 7/28/2007.", "2007-07-28"},
	} {
		d := document(c.text, "2025-12-27")
		d.URL = c.url
		Find(d)
		if n := len(d.Timexes); n == 0 || d.Timexes[n-1].Value != c.want {
			t.Errorf("%s %s: got %v, want %s", c.url, c.text, d.Timexes, c.want)
		}
	}
}

func TestLengthsAreBoundByDatesBesideThem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The 120-day mission, which began on 28 May 2025, was praised.", "120-day DURATION P120D 2025-05-28..2025-09-24; 28 May 2025 DATE 2025-05-28 2025-05-28..2025-05-28; "},
		{"A two-week truce that ended on 14 May 2025 held.", "two-week DURATION P2W 2025-05-01..2025-05-14; 14 May 2025 DATE 2025-05-14 2025-05-14..2025-05-14; "},
		{"A 10-day truce held. It began on 14 May 2025.", "10-day DURATION P10D; 14 May 2025 DATE 2025-05-14 2025-05-14..2025-05-14; "},
	} {
		if got := seen(c.text, "2025-12-27"); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestIntervals holds for every day: the week, month and year of a day cover it.
func TestIntervals(t *testing.T) {
	holds := func(n uint16, k int8) bool {
		day := time.Date(1990, 1, int(n)+1, 0, 0, 0, 0, time.UTC)
		for _, unit := range []string{"D", "W", "M", "Q", "Y", "10Y", "100Y"} {
			begin, end, ok := interval(unitValue(day, unit, 0), "")
			if !ok || begin.After(day) || end.Before(day) {
				return false
			}
			other, _, ok := interval(unitValue(day, unit, int(k%10)), "")
			if !ok || (k%10 < 0) != other.Before(begin) {
				return false
			}
		}
		return true
	}
	if err := quick.Check(holds, nil); err != nil {
		t.Error(err)
	}
}

func TestHolidays(t *testing.T) {
	for _, c := range []struct {
		code string
		year int
		want string
	}{{"easter", 2025, "2025-04-20"}, {"easter-2", 2026, "2026-04-03"}, {"thanksgiving", 2025, "2025-11-27"}, {"memorialday", 2024, "2024-05-27"}, {"12-25", 2020, "2020-12-25"},
		{"orthodoxeaster", 2024, "2024-05-05"}, {"orthodoxeaster", 2013, "2013-05-05"}, {"eidfitr", 2019, "2019-06-05"}, {"eidadha", 2021, "2021-07-20"},
		{"ashura", 2013, "2013-11-14"}, {"ramadan", 2022, "2022-04-03"}, {"yomkippur", 2013, "2013-09-14"}, {"passover", 2024, "2024-04-23"},
		{"roshhashanah", 2023, "2023-09-16"}, {"hanukkah", 2013, "2013-11-28"}, {"hanukkah", 2024, "2024-12-26"}, {"purim", 2025, "2025-03-14"},
		{"lunarnewyear", 2025, "2025-01-29"}, {"diwali", 2021, "2021-11-04"}, {"columbusday", 2023, "2023-10-09"}} {
		if got, _ := holidayDate(c.code, c.year); got.Format(isoDay) != c.want {
			t.Errorf("%s %d: got %s, want %s", c.code, c.year, got.Format(isoDay), c.want)
		}
	}
}

// FuzzFind: any text and any date give ordered, disjoint spans within the text
// and days that the calendar has.
func FuzzFind(f *testing.F) {
	f.Add("On 31 Feb 2011 at 5:30 p.m. (GMT), two and a half years ago, the last week of March", "2025-12-27")
	f.Add("in the 1930s' 17th century 99999999999 years later from 3 to 7 May 0001-01-01", "0001-01-01")
	f.Add("five hundred million years later \xff '09", "9999-12-31")
	f.Add("the first nine months of 2012, Ramadan and Ashura 0003, from 8 to 10 p.m., FY99, on the 31st, Rosh Hashanah 9999, 12 Novemer", "0001-01-01")
	f.Add("the 120-day mission began 9999-12-30; a day after Tuesday, the March-May quarter, the following Friday, that Friday", "9999-12-30")
	f.Fuzz(func(t *testing.T, text, dct string) {
		d := &stemma.Document{Article: &stemma.Article{Text: text, Published: &stemma.Published{Value: dct}}}
		Find(d)
		end := 0
		for _, x := range d.Timexes {
			if x.Span.Start < end || x.Span.Empty() || x.Span.End > len(text) || x.Value == "" || x.Rule == "" {
				t.Fatalf("%q %q: %v", text, dct, x)
			}
			end = x.Span.End
			if x.Begin != "" {
				begin, err := time.Parse(isoDay, x.Begin)
				last, err2 := time.Parse(isoDay, x.End)
				if err != nil || err2 != nil || last.Before(begin) {
					t.Fatalf("%q %q: %v %s %s", text, dct, x, x.Begin, x.End)
				}
			}
		}
	})
}

// TestLongTextsTakeLinearTime fails by the time it takes: each piece makes some
// rule look back or ahead, which must have a bound.
func TestLongTextsTakeLinearTime(t *testing.T) {
	for _, piece := range []string{"a day after ", "on Monday ", "3 to ", "two and ", "the the ", "May 3, ", "one hundred thousand "} {
		start := time.Now()
		find(strings.Repeat(piece, 100_000/len(piece)), "2025-12-27")
		if took := time.Since(start); took > 8*time.Second {
			t.Errorf("%q: %v", piece, took)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	const paragraph = "Earlier this month, officials said on Friday that the 120-day mission, which began last April and cost $3 million, " +
		"had ended two days after nine engineers were killed near the border in August 2025. The unit will return on Monday.\n\n"
	text := ""
	for range 40 {
		text += paragraph
	}
	d := document(text, "2025-12-27")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(d)
	}
}
