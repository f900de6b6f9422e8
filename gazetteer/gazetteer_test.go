package gazetteer

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
)

func TestCountry(t *testing.T) {
	for name, want := range map[string]string{
		"North Korea": "KP", "DPRK": "KP", "Democratic People’s Republic of Korea": "KP", "Russian Federation": "RU",
		"the United States": "US", "U.S.": "US", "US": "US", "Türkiye": "TR", "Britain": "GB", "Côte d'Ivoire": "CI", "DR Congo": "CD",
		"us": "", "Atlantis": "", "": "", "Moscow": "",
	} {
		got, _ := Country(name)
		if got.Country != want {
			t.Errorf("Country(%q) = %q, want %q", name, got.Country, want)
		}
	}
}

func TestCapitalAndDemonym(t *testing.T) {
	for name, want := range map[string]string{
		"Pyongyang": "North Korea", "Moscow": "Russia", "the Kremlin": "Russia", "Kremlin": "Russia", "the White House": "United States",
		"Downing Street": "United Kingdom", "Tehran": "Iran", "Kiev": "Ukraine", "Washington": "United States", "Lagos": "", "Birmingham": "",
	} {
		if got, _ := Capital(name); got.Name != want {
			t.Errorf("Capital(%q) = %q, want %q", name, got.Name, want)
		}
	}
	for word, want := range map[string]string{
		"Russian": "Russia", "Russians": "Russia", "North Koreans": "North Korea", "Danes": "Denmark", "Israelis": "Israel",
		"Swiss": "Switzerland", "French": "France", "Filipinos": "Philippines", "Frenchs": "", "russian": "",
	} {
		if got, _ := Demonym(word); got.Name != want {
			t.Errorf("Demonym(%q) = %q, want %q", word, got.Name, want)
		}
	}
}

func TestClasses(t *testing.T) {
	agency, found := Agency("Korean Central News Agency")
	if !found || agency.Name != "KCNA" || !agency.StateRun || agency.Country != "KP" {
		t.Errorf("agency: %+v", agency)
	}
	if outlet, found := Outlet("New York Times"); !found || outlet.Name != "The New York Times" {
		t.Errorf("outlet: %+v", outlet)
	}
	if organisation, found := Organisation("U.N. Security Council"); !found || organisation.Sector != "IGO" {
		t.Errorf("organisation: %+v", organisation)
	}
	if city, found := City("Kursk"); !found || city.Country != "RU" || int(city.Lat) != 51 {
		t.Errorf("city: %+v", city)
	}
	if city, found := City("Moscow"); !found || city.Kind != KindCapital || int(city.Lat) != 55 {
		t.Errorf("capital: %+v", city)
	}
	if region, found := Place("Black Sea"); !found || region.Type != "LOC" {
		t.Errorf("water: %+v", region)
	}
	if title, found := Title("Prime Minister"); !found || title.Sector != "GOV" || title.Kind != KindTitle {
		t.Errorf("title: %+v", title)
	}
	if gender, found := GivenName("Olga"); !found || gender != "f" {
		t.Errorf("given name: %q", gender)
	}
	if shape, position, found := Shape("Inc."); !found || shape.Type != "ORG" || position != "last" {
		t.Errorf("shape: %+v %s", shape, position)
	}
}

func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"Kim Jong Un", "Kim Jong-un", "KIM JONG UN", "Mr. Kim Jong Un", "Kim Jong‑un's"},
		{"al-Qaeda", "Al Qaeda"},
		{"the United States", "United States"},
		{"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"},
		{"U.S.", "US"},
	} {
		for _, name := range same[1:] {
			if Key(name) != Key(same[0]) {
				t.Errorf("Key(%q) = %q, Key(%q) = %q", name, Key(name), same[0], Key(same[0]))
			}
		}
	}
	if got := Key("- '"); got != "" {
		t.Errorf("Key of punctuation: %q", got)
	}
}

// tokens cuts at spaces.
func tokens(text string) []stemma.Token {
	var all []stemma.Token
	for _, form := range strings.Fields(text) {
		all = append(all, stemma.Token{Form: form})
	}
	return all
}

func TestLongest(t *testing.T) {
	for text, want := range map[string]string{
		"North Korea said":                       "2 North Korea",
		"New York Times reporters":               "3 The New York Times",
		"Korean Central News Agency (":           "4 KCNA",
		"Democratic People ’s Republic of Korea": "6 North Korea",
		"Agence France - Presse reported":        "4 AFP",
		"al - Qaeda in":                          "3 al-Qaeda",
		"Washington , D.C. ,":                    "3 Washington",
		"U.S. troops":                            "1 United States",
		"us troops":                              "0 ",
		"United we stand":                        "0 ",
		"WASHINGTON POST SAYS":                   "2 The Washington Post",
		"( Reuters )":                            "0 ",
		"Who said":                               "0 ",
	} {
		var buffer Buffer
		entries, n := Longest(tokens(text), &buffer)
		name := ""
		if n > 0 {
			name = entries[0].Name
		}
		if got := fmt.Sprint(n, " ", name); got != want {
			t.Errorf("Longest(%q) = %s, want %s", text, got, want)
		}
	}
}

// TestLists holds the lists to their form: every country code is known, no
// list has a line with an unknown kind.
func TestLists(t *testing.T) {
	for _, name := range []string{"agencies.txt", "outlets.txt"} {
		for _, f := range read(name, 4) {
			if _, found := CountryOf(f[1]); !found {
				t.Errorf("%s: %s: no country %q", name, f[0], f[1])
			}
		}
	}
	for _, f := range read("organisations.txt", 5) {
		if _, found := CountryOf(f[3]); !found && f[3] != "" {
			t.Errorf("organisations.txt: %s: no country %q", f[0], f[3])
		}
		if entry, found := Organisation(f[0]); !found {
			t.Errorf("organisations.txt: %s is not found: %+v", f[0], entry)
		}
	}
	for _, f := range read("places.txt", 6) {
		if place(f[0], f[1], f[2], f[3], f[4]).Lat == 0 && f[3] != "0.0" {
			t.Errorf("places.txt: %s has no position", f[0])
		}
	}
}

func FuzzLongest(f *testing.F) {
	f.Add("North Korea and al-Qaeda")
	f.Add("ǅ \xff \u0301 İstanbul")
	f.Fuzz(func(t *testing.T, text string) {
		var buffer Buffer
		all := tokens(text)
		for i := range all {
			if _, n := Longest(all[i:], &buffer); n > len(all)-i {
				t.Errorf("%d tokens of %d", n, len(all)-i)
			}
		}
		if key := Key(text); Key(key) != key && !strings.Contains(key, "the") {
			t.Logf("Key is not its own key: %q → %q", text, key)
		}
	})
}

func BenchmarkLongest(b *testing.B) {
	all := tokens(strings.Repeat("In Moscow officials of the Russian Federation told the Korean Central News Agency that nothing had happened . ", 50))
	var buffer Buffer
	Longest(all, &buffer)
	b.ReportAllocs()
	for b.Loop() {
		for i := range all {
			Longest(all[i:], &buffer)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		loadNames()
	}
}

// TestCodes: every country has its three letters, and a position unless it is no more.
func TestCodes(t *testing.T) {
	for _, code := range []string{"KP", "US", "XK", "SU"} {
		if Alpha3(code) == "" {
			t.Errorf("no three letters for %s", code)
		}
	}
	for code, country := range names().countries {
		if len(Alpha3(code)) != 3 {
			t.Errorf("%s: three letters %q", country.Name, Alpha3(code))
		}
	}
	if lat, lon, found := Middle("KP"); !found || lat < 37 || lat > 43 || lon < 124 || lon > 131 {
		t.Errorf("the middle of North Korea is %v, %v", lat, lon)
	}
	if _, _, found := Middle("ZZ"); found || Alpha3("ZZ") != "" {
		t.Error("an unknown code has a middle or letters")
	}
}

// TestHalfPositions: a coordinate that the source lacks is no zero.
func TestHalfPositions(t *testing.T) {
	if entry, found := Place("Hamgyongbuk-do"); found {
		t.Errorf("Hamgyongbuk-do is put at %v, %v", entry.Lat, entry.Lon)
	}
}
