// Command gen writes the generated lists of the gazetteer, regions.txt,
// cities.txt and codes.txt, from github.com/pariz/gountries (MIT) and
// github.com/tidwall/cities (public domain).
//
// Input: the folder to write to and, with -words, a CoNLL-U file of English: a
// one-word name that the file also has as a common word in lower case
// ("Reading", "Nice", "Central") is left out. Output: tab-separated lines of
// name, country code, latitude and longitude, sorted; codes.txt has for each
// country its ISO 3166-1 codes of two and three letters and its middle. The libraries themselves
// are not linked into stemma: gountries parses 4 MB of YAML at start-up.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/pariz/gountries"
	"github.com/tidwall/cities"

	"stemma/gazetteer"
)

func main() {
	words := flag.String("words", "", "CoNLL-U file of English, for its common words")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: gen [-words FILE.conllu] FOLDER")
	}
	common, err := commonWords(*words)
	if err != nil {
		log.Fatal(err)
	}
	const named = "name\tcountry\tlatitude\tlongitude"
	for _, list := range []struct {
		file, columns string
		lines         []string
	}{
		{"regions.txt", named, regions(common)},
		{"cities.txt", named, towns(common)},
		{"codes.txt", "alpha-2\talpha-3\tlatitude\tlongitude", codes()},
	} {
		if err := write(filepath.Join(flag.Arg(0), list.file), list.columns, list.lines); err != nil {
			log.Fatal(err)
		}
	}
}

// commonWords is the set of lower-case words that are no proper nouns.
func commonWords(path string) (map[string]bool, error) {
	common := map[string]bool{}
	if path == "" {
		return common, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		fields := strings.Split(scanner.Text(), "\t")
		if len(fields) == 10 && fields[3] != "PROPN" && fields[1] == strings.ToLower(fields[1]) {
			common[fields[1]] = true
			common[strings.ToLower(fields[2])] = true
		}
	}
	return common, nil
}

func regions(common map[string]bool) []string {
	var lines []string
	query := gountries.New()
	for _, country := range query.FindAllCountries() {
		for _, division := range country.SubDivisions() {
			name, _, _ := strings.Cut(division.Name, " [")
			if usable(name, common) {
				lines = append(lines, fmt.Sprintf("%s\t%s\t%.2f\t%.2f", name, division.CountryAlpha2, division.Latitude, division.Longitude))
			}
		}
	}
	return lines
}

// unlisted are the countries of the gazetteer that gountries lacks: Kosovo, with
// the code that PLOVER gives it, and states that are no more.
var unlisted = []string{"XK\tKOS\t42.58\t20.90", "CS\tCSK\t\t", "DD\tDDR\t\t", "SU\tSUN\t\t", "YU\tYUG\t\t"}

// codes are the countries of the gazetteer with their codes and middles.
func codes() []string {
	lines := slices.Clone(unlisted)
	query := gountries.New()
	for _, country := range query.FindAllCountries() {
		if _, found := gazetteer.CountryOf(country.Alpha2); found {
			lines = append(lines, fmt.Sprintf("%s\t%s\t%.2f\t%.2f", country.Alpha2, country.Alpha3, country.Coordinates.Latitude, country.Coordinates.Longitude))
		}
	}
	return lines
}

func towns(common map[string]bool) []string {
	var lines []string
	for _, city := range cities.Cities {
		name := city.Country
		if last, first, found := strings.Cut(name, ", "); found {
			name = first + " " + last
		}
		country, found := gazetteer.Country(name)
		if found && usable(city.City, common) {
			lines = append(lines, fmt.Sprintf("%s\t%s\t%.2f\t%.2f", city.City, country.Country, city.Latitude, city.Longitude))
		}
	}
	return lines
}

// usable reports whether a name can be looked for in a text: Latin letters that
// begin with a capital, four or more, and no common word.
func usable(name string, common map[string]bool) bool {
	if len(name) < 4 || !unicode.IsUpper([]rune(name)[0]) || strings.ContainsAny(name, ",/()[].\t") {
		return false
	}
	for _, r := range name {
		if unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			return false
		}
	}
	for _, word := range strings.Fields(name) {
		if !common[strings.ToLower(word)] {
			return true
		}
	}
	return false
}

func write(path, columns string, lines []string) error {
	slices.Sort(lines)
	lines = slices.Compact(lines)
	head := "# written by go run ./gazetteer/gen; " + columns + "\n"
	return os.WriteFile(path, []byte(head+strings.Join(lines, "\n")+"\n"), 0o644)
}
