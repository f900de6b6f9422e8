package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"stemma"
	"stemma/lang"
)

// goldFigure is a value of a claim's mention, with the evidence's place.
type goldFigure struct {
	span      stemma.Span
	what      string
	low, high *float64
}

// Figures scores package quantity on the stories' gold values. A hit is a
// quantity within the value's evidence whose bounds are equal (figures.bounds)
// and that counts the right thing too (figures.f1). System items are the
// quantities within any evidence that bears a value.
func Figures(paths []string) ([]Score, error) {
	files, err := filesEnding(paths, "gold.json")
	if err != nil {
		return nil, err
	}
	var tally figureTally
	for _, file := range files {
		gold, err := goldFigures(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		reports := make([]string, 0, len(gold))
		for report := range gold {
			reports = append(reports, report)
		}
		sort.Strings(reports)
		for _, report := range reports {
			data, err := os.ReadFile(filepath.Join(filepath.Dir(file), report+".txt"))
			if err != nil {
				return nil, err
			}
			text := string(data)
			d := lang.Analyze(&stemma.Article{Text: text, Blocks: paragraphs(text), Language: "en"})
			tally.add(report, text, placed(text, gold[report]), d.Quantities)
		}
	}
	return tally.scores(), nil
}

// statedFigure is a value as gold.json gives it.
type statedFigure struct {
	evidence string
	goldFigure
}

func goldFigures(file string) (map[string][]statedFigure, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var story struct {
		Claims []struct {
			Mentions []struct {
				Report   string
				Evidence string
				Value    *struct {
					What      string
					Low, High *float64
				}
			}
		}
	}
	if err := json.Unmarshal(data, &story); err != nil {
		return nil, err
	}
	gold := map[string][]statedFigure{}
	for _, claim := range story.Claims {
		for _, m := range claim.Mentions {
			if m.Value != nil {
				gold[m.Report] = append(gold[m.Report], statedFigure{m.Evidence, goldFigure{what: m.Value.What, low: m.Value.Low, high: m.Value.High}})
			}
		}
	}
	return gold, nil
}

// placed finds each evidence in the report.
func placed(text string, stated []statedFigure) []goldFigure {
	var gold []goldFigure
	for _, s := range stated {
		if at := strings.Index(text, s.evidence); at >= 0 {
			s.span = stemma.Span{Start: at, End: at + len(s.evidence)}
			gold = append(gold, s.goldFigure)
		}
	}
	return gold
}

type figureTally struct {
	gold, system, bounds, whole int
	trace                       func(format string, args ...any)
}

// add matches a report's values one to one: right in full first, then by bounds alone.
func (y *figureTally) add(report, text string, gold []goldFigure, quantities []stemma.Quantity) {
	var system []stemma.Quantity
	for _, q := range quantities {
		for _, g := range gold {
			if g.span.Contains(q.Span) {
				system = append(system, q)
				break
			}
		}
	}
	y.gold += len(gold)
	y.system += len(system)
	whole := pairs(len(gold), len(system), func(g, s int) bool {
		return gold[g].span.Contains(system[s].Span) && sameBounds(gold[g], system[s]) && countsRight(text, gold[g].what, system[s])
	})
	loose := pairs(len(gold), len(system), func(g, s int) bool {
		return gold[g].span.Contains(system[s].Span) && sameBounds(gold[g], system[s])
	})
	for g := range gold {
		if whole[g] >= 0 {
			y.whole++
		}
		if loose[g] >= 0 {
			y.bounds++
		}
		if y.trace != nil && whole[g] < 0 {
			y.trace("%s missed %s %s in %q: %s", report, gold[g].what, stemma.Quantity{Low: gold[g].low, High: gold[g].high}.Bounds(), gold[g].span.In(text), within(system, gold[g].span))
		}
	}
	if y.trace == nil {
		return
	}
	used := map[int]bool{}
	for _, s := range whole {
		used[s] = true
	}
	for s, q := range system {
		if !used[s] {
			y.trace("%s extra %s in %q", report, line(q), around(text, q.Span))
		}
	}
}

func line(q stemma.Quantity) string { return q.Bounds() + " " + q.Unit + "/" + q.Of }

func within(system []stemma.Quantity, span stemma.Span) string {
	var all []string
	for _, q := range system {
		if span.Contains(q.Span) {
			all = append(all, line(q))
		}
	}
	return strings.Join(all, ", ")
}

// pairs is a largest one-to-one matching (Kuhn's algorithm): for each of n the
// partner among m, or -1.
func pairs(n, m int, fits func(i, j int) bool) []int {
	owner := make([]int, m)
	for j := range owner {
		owner[j] = -1
	}
	var place func(i int, seen []bool) bool
	place = func(i int, seen []bool) bool {
		for j := range m {
			if seen[j] || !fits(i, j) {
				continue
			}
			seen[j] = true
			if owner[j] < 0 || place(owner[j], seen) {
				owner[j] = i
				return true
			}
		}
		return false
	}
	partner := make([]int, n)
	for i := range n {
		partner[i] = -1
		place(i, make([]bool, m))
	}
	for j, i := range owner {
		if i >= 0 {
			partner[i] = j
		}
	}
	return partner
}

func sameBounds(g goldFigure, q stemma.Quantity) bool {
	return sameBound(g.low, q.Low) && sameBound(g.high, q.High)
}

func sameBound(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// roles are the words of gold's "what" that a quantity's Of must give.
var roles = []string{"killed", "injured", "missing", "arrested", "displaced", "magnitude", "age", "evacuated", "surrendered"}

// units maps words of gold's "what" to units.
var units = map[string]string{"people": "person", "inhabitants": "person", "per": "percent", "cent": "percent", "percent": "percent", "seconds": "second",
	"hours": "hour", "days": "day", "weeks": "week", "years": "year", "tonnes": "tonne", "metres": "metre", "feet": "foot", "miles": "mile", "officers": "person",
	"fishermen": "person", "sailors": "person", "crew": "person", "children": "person", "passengers": "person", "commandos": "person", "pirates": "person", "housed": "person"}

// countsRight compares the free words of gold's "what" with what a quantity
// counts: a role word must be its Of, or the other word its noun ("Somalis
// arrested" for evidence "12 Somalis"); otherwise one word must be its unit,
// its Of, or its noun.
func countsRight(text, what string, q stemma.Quantity) bool {
	words := strings.FieldsFunc(strings.ToLower(what), func(r rune) bool { return r == ' ' || r == ',' || r == '(' || r == ')' })
	noun := strings.ToLower(text[q.Noun.Start:q.Noun.End])
	for _, word := range words {
		if slices.Contains(roles, word) {
			return q.Of == word || len(words) == 2 && noun != "" && slices.ContainsFunc(words, func(w string) bool { return stem(w) == stem(noun) })
		}
	}
	for _, word := range words {
		switch {
		case word == "money" || word == "dollars" || word == "euros":
			return strings.HasPrefix(q.Unit, "money")
		case word == q.Of, units[word] != "" && (units[word] == q.Unit || strings.HasSuffix(q.Unit, units[word])), word == q.Unit:
			return true
		case noun != "" && stem(word) == stem(noun), stem(word) == stem(q.Unit):
			return true
		}
	}
	return false
}

// stem takes a plural's ending off.
func stem(word string) string { return strings.TrimSuffix(strings.TrimSuffix(word, "s"), "e") }

func (y *figureTally) scores() []Score {
	return []Score{{"figures.f1", f1(y.whole, y.system, y.gold)}, {"figures.bounds", f1(y.bounds, y.system, y.gold)}}
}
