package ingest

import "testing"

func TestDateLine(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{"December 27, 2025", "2025-12-27"},
		{"Dec. 27, 2025", "2025-12-27"},
		{"27 December 2025", "2025-12-27"},
		{"Saturday, 27th December 2025", "2025-12-27"},
		{"2025-12-27", "2025-12-27"},
		{"27.12.2025", "2025-12-27"},
		{"Published: 27 Dec 2025 10:14 GMT", "2025-12-27T10:14Z"},
		{"Published 27 Dec 2025 10:14 GMT+02:00", "2025-12-27T10:14+02:00"},
		{"Posted on December 27, 2025 at 3:35 pm EST", "2025-12-27T15:35-05:00"},
		{"December 27, 2025 12:05 a.m. ET", "2025-12-27T00:05"},
		{"8:05am UK, Saturday 27 December 2025", "2025-12-27T08:05"},
		{"27 December 2025 03.31 BST", "2025-12-27T03:31+01:00"},
		{"2025-12-27T10:14:09.123+02:00", "2025-12-27T10:14+02:00"},
		{"Posted: Dec 27, 2025 8:20 AM ET Last Updated: Dec 28, 2025 8:10 PM ET", "2025-12-27T08:20"},
		{"27 December 2025 Last updated at 12:42 GMT", "2025-12-27"},
		{"Last Updated: Saturday, 27 December 2025, 02:24 GMT", "2025-12-27T02:24Z"},
		{"Published in 2025", ""},
		{"12/27/2025", "2025-12-27"},
		{"27/12/2025", "2025-12-27"},
		{"12 / 27 / 05", "2005-12-27"},
		{"8/2/13 1:30 PM EDT", "2013-08-02T13:30-04:00"},
		{"April 2025", "2025-04"},
		{"12 January 2025 @ 09:29 pm", "2025-01-12T21:29"},
		{"POSTED: 1052 GMT (1852 HKT), April 10, 2025", "2025-04-10T10:52Z"},
		{"Novemer 27, 2005", "2005-11-27"},
	} {
		got, ok := dateLine(test.line)
		if test.want == "" {
			continue
		}
		if !ok || got.value != test.want {
			t.Errorf("%q read as %q (%v), want %q", test.line, got.value, ok, test.want)
		}
	}
}

// Lines that are no date lines, or whose date can be read in two ways.
func TestDateLineRefuses(t *testing.T) {
	for _, line := range []string{
		"On December 27, 2025 the bridge fell", "Dec. 12", "Saturday", "2025", "UPDATE:", "May", "12 people", "February 30, 2025",
		"8/2/13", "8/2/2013 at 1:30 PM", "The first of May 2024", "3-2-1", "5 2 2013 7", "January February 2025", "Published", "911",
	} {
		if got, ok := dateLine(line); ok && got.value != "" {
			t.Errorf("%q read as %q", line, got.value)
		}
	}
}

func TestDateInAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://news.example.org/world/2005/nov/28/quake":  "2005-11-28",
		"https://news.example.org/2013/08/02/host_n_3.html": "2013-08-02",
		"https://news.example.org/news/2007-04-11-shooting": "2007-04-11",
		"https://news.example.org/2013/08/fire":             "",
		"https://news.example.org/article/20130425/SPORT/7": "2013-04-25",
		"https://news.example.org/news/verdict-20120411":    "2012-04-11",
		"https://news.example.org/guilty-2013-04-24-204500": "2013-04-24",
		"https://news.example.org/hit_2013_04_24_q.html":    "2013-04-24",
		"https://news.example.org/story-20134511":           "",
		"https://news.example.org/4475546.stm":              "",
		"https://news.example.org/2013/31/31/fire":          "",
	} {
		got, _, ok := dateInAddress(address)
		if ok != (want != "") || ok && got.value != want {
			t.Errorf("%s read as %q, want %q", address, got.value, want)
		}
	}
}

// TestBylineDate: a by-line may close with the date.
func TestBylineDate(t *testing.T) {
	for line, want := range map[string]string{
		"Posted by Ana Lind on March 25, 2015": "2015-03-25",
		"By Ana Lind, 25 March 2015":           "2015-03-25",
		"Posted by admin on August 5, 2020":    "2020-08-05",
		"Posted by Ana Lind on Sunday":         "",
		"By Ana Lind, March 25":                "",
	} {
		articles, _ := Parse(Raw{Path: "x", Data: []byte("Gate fails at Lowfield\n\n" + line + "\n\nThe gate failed on Sunday, the governor said.")})
		if got := articles[0].Published.Day(); got != want {
			t.Errorf("%q: %q, want %q; blocks %v", line, got, want, articles[0].Blocks)
		}
	}
}
