package claim_test

import (
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/claim"
	"stemma/lang"
)

// lines runs the stages on a text and returns the mentions' lines.
func lines(text string) []string {
	_, mentions := extract(text)
	var got []string
	for _, m := range mentions {
		if m.Summary != "" {
			got = append(got, m.Summary)
		}
	}
	return got
}

// TestLines: each text gives these lines among others.
func TestLines(t *testing.T) {
	for text, want := range map[string][]string{
		"Commandos seized a cache of arms, including seven rifles, three guns and a launcher.": {"Commandos seized seven rifles", "Commandos seized three guns", "Commandos seized a launcher"},
		"Nine rifles, two guns and a radio were seized from the pirates.":                      {"Nine rifles were seized from the pirates", "A radio was seized from the pirates"},
		"52 percent of calls in Egypt and 82 percent in India were cut on Monday.":             {"82 percent of calls in India were cut on Monday"},
		"Service in Egypt, Oman and India was interrupted on Monday.":                          {"Service in Oman was interrupted on Monday"},
		"The army captured 23 pirates (12 Somali and 11 Yemeni).":                              {"The army captured 12 Somali and 11 Yemeni pirates"},
		"They also found a radio.":                                                           {"A radio was found"},
		"It was the second large outage in Egypt this year.":                                 {"It was the second large outage in Egypt this year"},
		"It's still unclear how the cables were damaged.":                                    {"It's still unclear how the cables were damaged", "The cables were damaged"},
		"A woman charged with killing two guards in 1967 was released on Friday.":            {"A woman charged with killing two guards in 1967 was released on Friday"},
		"Ada Berg has reportedly left Oslo for Lagos.":                                       {"Ada Berg has reportedly left Oslo for Lagos"},
		"\"They arrested him and they took him to hospital,\" Carl Olsen said.":              {"Carl Olsen: “They arrested him”"},
		"It took the crews six hours to put out the fire.":                                   {"It took the crews six hours to put out the fire"},
		"The bridge is to be closed on Friday, police said.":                                 {"The bridge is to be closed on Friday"},
		"Among the seized items were seven rifles and two boats.":                            {"Two boats were among the seized items"},
		"The navy rescued an Ethiopian ship, MV Gibe, on Saturday.":                          {"MV Gibe is an Ethiopian ship"},
		"The killing of two guards by rebels on Monday angered Mali.":                        {"Two guards were killed by rebels"},
		"The town mourned after the death of Ada Berg.":                                      {"Ada Berg died"},
		"Ada Berg and Carl Olsen are accused of acting against the rules, the report said.":  {"Ada Berg and Carl Olsen are accused of acting against the rules"},
		"Ada Berg was known to the police, having been arrested three times since October.":  {"Ada Berg had been arrested three times since October"},
		"Under Berg, the former head coach of the Rovers, Olsen moved to Lagos in 2004.":     {"Olsen moved to Lagos in 2004"},
		"The man was hit by a bullet from a .45 pistol on Monday.":                           {"The man was hit by a bullet from a .45 pistol on Monday"},
		"Police said the storm destroyed ten houses.":                                        {"The storm destroyed ten houses"},
		"The storm destroyed ten houses, according to the mayor.":                            {"The storm destroyed ten houses"},
		"However, the army closed the bridge on Friday.":                                     {"The army closed the bridge on Friday"},
		"The ministry denied that the engine had failed.":                                    {"The ministry denied that the engine had failed"},
		"Up to 300 people lost their homes in Lagos.":                                        {"Up to 300 people lost their homes in Lagos"},
		"Norway supplied Mali with trucks, rifles and two ships.":                            {"Norway supplied Mali with trucks, rifles and two ships"},
		"Officials reported 33 dead in Kidal.":                                               {"33 people were killed"},
		"The minister confirmed that the army had shelled the town.":                         {"The army had shelled the town"},
		"A man who killed a guard was arrested on Friday.":                                   {"A man killed a guard", "A man who killed a guard was arrested on Friday"},
		"Gunmen attacked a convoy near Gao, killing two guards and a nurse, officials said.": {"Gunmen attacked a convoy near Gao"},
	} {
		got := lines(text)
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("%s: no %q in %q", text, line, got)
			}
		}
	}
}

// TestNoLines: what a reader of the line alone could not place, what nobody
// confirms and what only describes is left out.
func TestNoLines(t *testing.T) {
	for _, text := range []string{
		"\"We pulled it off,\" said the captain.",
		"The tower swung like a pendulum.",
		"Ada Berg, the head of the port authority, was in Oslo.",
		"It was a long day.",
		"It would be easy to jump to the conclusion that the fire was the work of a rival.",
		"The lawyer dropped a bombshell on Friday.",
		"The new striker showed off his power.",
		"Anyone who steals should pay a fine.",
		"The mayor would have arrested two men.",
		"Concerns grew.",
		"The verdict was a major blow to the party.",
	} {
		if got := lines(text); len(got) > 0 {
			t.Errorf("%s: %q", text, got)
		}
	}
	for _, line := range lines("The ministry has not confirmed that a boat was lost.") {
		if line == "A boat was lost" {
			t.Errorf("claimed: %q", line)
		}
	}
}

// TestLineShape: whatever the text, a line begins with a capital or a figure,
// pairs its quotation marks and ends in no preposition.
func TestLineShape(t *testing.T) {
	text := "Two \"heavy missiles struck the port, the navy's southern command said, less than a day after a deal. " +
		"The quake shook buildings in Lima, cut power and, he said, killed five. Shipping agents, including Ada Berg (46, warned of delays. " +
		"The toll in Peru and Chile rose to 30 as rescuers reached villages that landslides had cut off from.\n\n" +
		"Three rifles, two boats and a radio were found in the camp, and the men who had hidden them were held."
	for _, line := range lines(text) {
		first := []rune(line)[0]
		if strings.ToUpper(string(first)) != string(first) {
			t.Errorf("%q begins small", line)
		}
		if strings.Count(line, "\"")%2 != 0 || strings.Count(line, "(") != strings.Count(line, ")") {
			t.Errorf("%q: unpaired", line)
		}
		words := strings.Fields(line)
		if slices.Contains([]string{"of", "and", "in", "the", "by", "including", "to", "that", "which"}, words[len(words)-1]) {
			t.Errorf("%q breaks off", line)
		}
	}
}

// TestOneLineOnce: no two mentions of one type in a sentence bear the same line.
func TestOneLineOnce(t *testing.T) {
	got := lines("The shelling of Kidal by the army angered Mali and Niger, and the ban on trade pleased nobody.")
	seen := map[string]int{}
	for _, line := range got {
		if seen[line]++; seen[line] > 2 {
			t.Errorf("%q again in %q", line, got)
		}
	}
}

// TestTitleFirst: of two acts of a kind the one that the title has comes first.
func TestTitleFirst(t *testing.T) {
	text := "The council opened a school in May. The army closed a road in Lagos. Police arrested a lawyer."
	article := &stemma.Article{ID: "A", Text: text, Title: "Lawyer arrested",
		Blocks: []stemma.Block{{Kind: stemma.Paragraph, Span: stemma.Span{Start: 0, End: len(text)}}}}
	best := stemma.ClaimMention{}
	for _, m := range claim.Extract(lang.Analyze(article)) {
		if m.Salience > best.Salience {
			best = m
		}
	}
	if best.Event.Lemma != "arrest" {
		t.Errorf("first is %v", best)
	}
}

// TestPresupposed: who denies having had to do with an event does not vouch for it.
func TestPresupposed(t *testing.T) {
	_, mentions := extract("Northland had nothing to do with the attack on the port, the envoy said.")
	seen := false
	for _, m := range mentions {
		if m.Event.Lemma == "attack" {
			seen = true
			if len(m.Chain) > 0 || m.Summary != "" {
				t.Errorf("%s: chain %v, line %q", m, m.Chain, m.Summary)
			}
		}
	}
	if !seen {
		t.Errorf("no attack in %v", mentions)
	}
}

// TestWished: what is ordered to be is no line as if it were.
func TestWished(t *testing.T) {
	for _, line := range lines("The minister said the government ordered that port officials be placed under house arrest.") {
		if strings.Contains(line, "officials be placed") && !strings.Contains(line, "ordered") {
			t.Errorf("claimed: %q", line)
		}
	}
}

// TestAsideLeftOut: a line ends before a relative clause behind a comma.
func TestAsideLeftOut(t *testing.T) {
	want := "The navy launched a new destroyer"
	if got := lines("The navy launched a new destroyer, which is seen as a challenge to its neighbours."); !slices.Contains(got, want) {
		t.Errorf("no %q in %q", want, got)
	}
}
