package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stemma"
)

// goldStory is one folder of stories/claims: its GUIDE.md says what the fields mean.
type goldStory struct {
	Story    string
	Excluded []struct{ Report string }
	Claims   []goldClaim
	Accounts [][]string
}

type goldClaim struct {
	ID            string
	Tier          string
	Background    bool
	Mentions      []goldMention
	Origins       [][]string
	Disagreements []struct{ A, B, Kind string }
}

type goldMention struct {
	Report   string
	Evidence string
	Polarity string
}

// reports lists a gold claim's reports in order of mention.
func (c goldClaim) reports() []string {
	var list []string
	for _, m := range c.Mentions {
		if !slices.Contains(list, m.Report) {
			list = append(list, m.Report)
		}
	}
	return list
}

// readGoldStory reads one folder's gold.json and leaves out its background.
func readGoldStory(folder string) (*goldStory, error) {
	data, err := os.ReadFile(filepath.Join(folder, "gold.json"))
	if err != nil {
		return nil, err
	}
	story := &goldStory{}
	if err := json.Unmarshal(data, story); err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	story.Claims = slices.DeleteFunc(story.Claims, func(c goldClaim) bool { return c.Background || c.Tier == "background" })
	return story, nil
}

// storyFolders are the folders with a gold.json: each path itself, or those in it.
func storyFolders(paths []string) ([]string, error) {
	var folders []string
	for _, path := range paths {
		found, err := filepath.Glob(filepath.Join(path, "gold.json"))
		if err != nil {
			return nil, err
		}
		below, err := filepath.Glob(filepath.Join(path, "*", "gold.json"))
		if err != nil {
			return nil, err
		}
		for _, file := range append(found, below...) {
			folders = append(folders, filepath.Dir(file))
		}
	}
	if len(folders) == 0 {
		return nil, fmt.Errorf("no gold.json in %s", strings.Join(paths, ", "))
	}
	slices.Sort(folders)
	return slices.Compact(folders), nil
}

// storyPair is a story's gold beside stemma's record of its reports.
type storyPair struct {
	gold   *goldStory
	record *stemma.Record
	siglum map[string]string // report name → siglum
	name   map[string]string // siglum → report name
}

func newStoryPair(gold *goldStory, record *stemma.Record) *storyPair {
	p := &storyPair{gold: gold, record: record, siglum: map[string]string{}, name: map[string]string{}}
	for _, a := range record.Articles {
		if a.Host == nil {
			report := strings.TrimSuffix(filepath.Base(a.Path), filepath.Ext(a.Path))
			p.siglum[report], p.name[a.ID] = a.ID, report
		}
	}
	return p
}

// claimFigures sums what the figures of the claims task are made of.
type claimFigures struct {
	mentions, found                  int // gold mentions; matched ones
	together, goldPairs, systemPairs int // pairs of matched mentions in different reports
	precision, recall                float64
	accountHits, goldAccounts        int
	systemAccounts                   int
	claims, recovered, exact, above  int // gold claims with two reports or more
	disagreeHits, goldDisagreements  int
	systemDisagreements, rightKind   int
}

// scores are the figures in the order of measures.md.
func (f *claimFigures) scores() []Score {
	b3 := 0.0
	if f.precision+f.recall > 0 {
		b3 = 100 * 2 * f.precision * f.recall / (f.precision + f.recall) / float64(f.found)
	}
	return []Score{
		{"claims.mentions", percent(f.found, f.mentions)},
		{"claims.alignment", f1(f.together, f.systemPairs, f.goldPairs)},
		{"claims.b3", b3},
		{"claims.accounts", f1(f.accountHits, f.systemAccounts, f.goldAccounts)},
		{"claims.origins.exact", percent(f.exact, f.recovered)},
		{"claims.origins.above", percent(f.above, f.recovered)},
		{"claims.origins.recovered", percent(f.recovered, f.claims)},
		{"claims.disagreements", f1(f.disagreeHits, f.systemDisagreements, f.goldDisagreements)},
		{"claims.kind", percent(f.rightKind, f.disagreeHits)},
	}
}

// matchedMention is a gold mention that one of stemma's matches: the indices of
// the gold claim and of stemma's.
type matchedMention struct {
	report       string
	gold, system int
}

// GoldClaims says, for a record with one mention to a claim, which gold claim of
// the folder each claim matches; -1 for none. Fitting the alignment needs it.
func GoldClaims(folder string, record *stemma.Record) ([]int, error) {
	gold, err := readGoldStory(folder)
	if err != nil {
		return nil, err
	}
	of := make([]int, len(record.Claims))
	for i := range of {
		of[i] = -1
	}
	for _, m := range new(claimFigures).match(newStoryPair(gold, record)) {
		of[m.system] = m.gold
	}
	return of, nil
}

// add scores one story.
func (f *claimFigures) add(p *storyPair) {
	matched := f.match(p)
	f.pairs(matched)
	f.bCubed(matched)
	f.accounts(p)
	for i := range p.gold.Claims {
		if len(p.gold.Claims[i].reports()) >= 2 {
			f.claim(p, i, matched)
		}
	}
}

// match finds, report by report, the one-to-one matching of gold and system
// mentions that has the most pairs, and among those the best overlap.
func (f *claimFigures) match(p *storyPair) []matchedMention {
	type place struct {
		claim int
		span  stemma.Span
		minus bool
	}
	gold, system := map[string][]place{}, map[string][]place{}
	var reports []string
	for i, c := range p.gold.Claims {
		for _, m := range c.Mentions {
			f.mentions++
			article := p.record.Article(p.siglum[m.Report])
			if article == nil {
				continue
			}
			if span, ok := locate(article.Text, m.Evidence); ok {
				if !slices.Contains(reports, m.Report) {
					reports = append(reports, m.Report)
				}
				gold[m.Report] = append(gold[m.Report], place{i, trimmed(article.Text, span), m.Polarity == stemma.Negative})
			}
		}
	}
	for i, c := range p.record.Claims {
		for _, m := range c.Mentions {
			report := p.name[m.Article]
			text := p.record.Article(m.Article).Text
			system[report] = append(system[report], place{i, trimmed(text, m.Span), m.Polarity == stemma.Negative})
		}
	}
	var matched []matchedMention
	for _, report := range reports {
		mine, theirs := gold[report], system[report]
		value := func(i, k int) float64 {
			both := mine[i].span.Overlap(theirs[k].span)
			if mine[i].minus != theirs[k].minus || both == 0 || 2*both < min(mine[i].span.Len(), theirs[k].span.Len()) {
				return 0
			}
			const pair = 100 // more pairs always outweigh better overlap
			return pair + float64(both)/float64(mine[i].span.Len()+theirs[k].span.Len()-both)
		}
		for i, k := range assign(len(mine), len(theirs), value) {
			if k >= 0 {
				matched = append(matched, matchedMention{report, mine[i].claim, theirs[k].claim})
			}
		}
	}
	f.found += len(matched)
	return matched
}

// locate finds evidence in a text, and where ingest changed white space or
// quotation marks, by its letters and digits alone.
func locate(text, evidence string) (stemma.Span, bool) {
	if at := strings.Index(text, evidence); at >= 0 {
		return stemma.Span{Start: at, End: at + len(evidence)}, true
	}
	letters, places := lettersOf(text)
	wanted, _ := lettersOf(evidence)
	at := strings.Index(letters, wanted)
	if at < 0 || wanted == "" {
		return stemma.Span{}, false
	}
	return stemma.Span{Start: places[at], End: places[at+len(wanted)-1] + 1}, true
}

// lettersOf are the ASCII letters and digits of a text and their offsets.
func lettersOf(text string) (string, []int) {
	var letters []byte
	var places []int
	for i := range len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			letters, places = append(letters, c), append(places, i)
		}
	}
	return string(letters), places
}

// pairs counts pairs of matched mentions in different reports: in one claim or not.
func (f *claimFigures) pairs(matched []matchedMention) {
	for i, a := range matched {
		for _, b := range matched[i+1:] {
			if a.report == b.report {
				continue
			}
			gold, system := a.gold == b.gold, a.system == b.system
			f.goldPairs += count(gold)
			f.systemPairs += count(system)
			f.together += count(gold && system)
		}
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bCubed sums precision and recall over the matched mentions.
func (f *claimFigures) bCubed(matched []matchedMention) {
	for _, a := range matched {
		gold, system, both := 0, 0, 0
		for _, b := range matched {
			gold += count(a.gold == b.gold)
			system += count(a.system == b.system)
			both += count(a.gold == b.gold && a.system == b.system)
		}
		f.precision += float64(both) / float64(system)
		f.recall += float64(both) / float64(gold)
	}
}

// accounts counts pairs of reports in one account of the story.
func (f *claimFigures) accounts(p *storyPair) {
	account := func(groups [][]string, name func(string) string) map[string]int {
		of := map[string]int{}
		for i, group := range groups {
			for _, report := range group {
				of[name(report)] = i + 1
			}
		}
		return of
	}
	gold := account(p.gold.Accounts, func(s string) string { return s })
	system := account(p.record.Kinship.Accounts, func(s string) string { return p.name[s] })
	var reports []string
	for _, group := range p.gold.Accounts {
		reports = append(reports, group...)
	}
	for i, a := range reports {
		for _, b := range reports[i+1:] {
			mine, theirs := gold[a] == gold[b], system[a] != 0 && system[a] == system[b]
			f.goldAccounts += count(mine)
			f.systemAccounts += count(theirs)
			f.accountHits += count(mine && theirs)
		}
	}
}

// claim compares one gold claim with the system claim that shares most of its
// mentions, both cut to the reports that they share.
func (f *claimFigures) claim(p *storyPair, at int, matched []matchedMention) {
	f.claims++
	gold := &p.gold.Claims[at]
	votes := map[int]int{}
	best := -1
	for _, m := range matched {
		if m.gold == at {
			votes[m.system]++
		}
	}
	for _, m := range matched {
		if m.gold == at && (best < 0 || votes[m.system] > votes[best] || votes[m.system] == votes[best] && m.system < best) {
			best = m.system
		}
	}
	if best < 0 {
		return
	}
	system := &p.record.Claims[best]
	common := map[string]bool{}
	for _, report := range gold.reports() {
		if slices.Contains(system.Reports, p.siglum[report]) {
			common[report] = true
		}
	}
	if len(common) < 2 {
		return
	}
	f.recovered++
	mine, theirs := groupsWithin(gold.Origins, common), 0
	for _, o := range system.Origins {
		theirs += count(slices.ContainsFunc(o.Articles, func(id string) bool { return common[p.name[id]] }))
	}
	f.exact += count(mine == theirs)
	f.above += count(theirs > mine)
	f.disagreements(p, gold, system, common)
}

func groupsWithin(groups [][]string, reports map[string]bool) int {
	n := 0
	for _, group := range groups {
		n += count(slices.ContainsFunc(group, func(r string) bool { return reports[r] }))
	}
	return n
}

// disagreements compares the pairs of reports that disagree on one claim.
func (f *claimFigures) disagreements(p *storyPair, gold *goldClaim, system *stemma.Claim, common map[string]bool) {
	mine, theirs := map[[2]string][]string{}, map[[2]string][]string{}
	add := func(to map[[2]string][]string, a, b, kind string) {
		if common[a] && common[b] && a != b {
			to[[2]string{min(a, b), max(a, b)}] = append(to[[2]string{min(a, b), max(a, b)}], kind)
		}
	}
	for _, d := range gold.Disagreements {
		add(mine, d.A, d.B, d.Kind)
	}
	for _, d := range system.Disagreements {
		add(theirs, p.name[d.A.Article], p.name[d.B.Article], d.Kind)
	}
	f.goldDisagreements += len(mine)
	f.systemDisagreements += len(theirs)
	for pair, kinds := range mine {
		if found, ok := theirs[pair]; ok {
			f.disagreeHits++
			f.rightKind += count(slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(found, k) }))
		}
	}
}
