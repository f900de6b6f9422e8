package claim_test

import (
	"slices"
	"strings"
	"testing"
)

// TestWhoseName: a line says no name that a pronoun may not mean, and leaves no
// pronoun that the line does not explain.
func TestWhoseName(t *testing.T) {
	for _, c := range []struct{ text, wrong string }{
		{"Tom Berg of the Harwick Center praised the choice. Berg said that if Dr. Olsen ever made a mistake, it may be that he was a bit too keen when he was leading the Harwick Project.", "Berg was leading"},
		{"Tom Berg spoke on Friday. It rained all night. Police arrested a 19-year-old, saying he was one of three who hit the clerk.", "Berg was one"},
		{"Ray Olsen was shot after police said he pulled out a. 357 revolver in Lille.", "pulled out a"},
		{"Protesters walked back toward E. 52nd St. on Monday.", "toward E"},
		{"Ada Berg led the board for years. Ada Berg spoke on Monday. The lawyer said Tom Olsen was told that she headed the ring.", "Ada Berg headed"},
		{"A woman was struck in Queens on Friday. Crews rushed to her side.", "her side"},
		{"Tom Holm has been charged with manslaughter and leaving the scene of an accident, police said.", "Holm left the scene"},
	} {
		for _, line := range lines(c.text) {
			if strings.Contains(line, c.wrong) {
				t.Errorf("%s: %q", c.text, line)
			}
		}
	}
	text := "Vincent Holm was jailed in May. His brother, Louis Holm, is a priest. On Friday Holm shook hands with a lawyer. He was arrested later."
	for _, line := range lines(text) {
		if strings.HasPrefix(line, "Louis Holm was arrested") || strings.HasPrefix(line, "Vincent Holm was arrested") {
			t.Errorf("either may be meant: %q", line)
		}
	}
	text = "Ada Ford set the mark in May. She tied Ford on Friday."
	for _, line := range lines(text) {
		if strings.HasPrefix(line, "Ada Ford tied") {
			t.Errorf("nobody ties herself: %q", line)
		}
	}
	want := "The driver lost her licence"
	if got := lines("The driver lost her licence in May."); !slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, want) }) {
		t.Errorf("no %q in %q", want, got)
	}
}

// TestNobodyElses: what a line says is said of whoever the text says it of.
func TestNobodyElses(t *testing.T) {
	for _, c := range []struct{ text, wrong string }{
		{"Tom Holm praised Ada Berg on Friday. Holm took it upon himself to work there.", "upon Ada Berg"},
		{"Officers knew where Holm was hiding and obtained a search warrant.", "Holm obtained"},
		{"Ada Berg came back with a gun that she owned and kept in her car.", "Berg kept"},
		{"Students chanting \"Out! Thieves!\" clapped and cheered in Lima.", "Thieves clapped"},
		{"Tom Holm was convicted of beating Ada Berg, holding a knife to her throat, and telling her, \"You stay here.\"", "telling her"},
		{"Tom Holm, in his fourth season, caught a career-high 59 passes.", "59 people were arrested"},
		{"On Friday, outfielder Tom Holm signed a three-year, $3-million contract with the club.", "Outfielder signed"},
		{"\"He had eleven points and had six blocks,\" coach Tom Holm said on Friday.", "Tom Holm had six blocks"},
		{"The editor, Ada Simons, named Tom Felt as the source. Millions knew him as a shadow from a film of 1976.", "knew Ada Simons"},
		{"Tom Holm met Ben Berg in Lima. He was arrested on Friday.", "Berg was arrested on Friday"},
		{"Aid came after the death of the dictator Ada Berg.", "dictator died"},
	} {
		for _, line := range lines(c.text) {
			if strings.HasSuffix(line, c.wrong) || strings.Contains(line, c.wrong+" ") {
				t.Errorf("%s: %q", c.text, line)
			}
		}
	}
	for _, line := range lines("The man was convicted of the June 20, 2005 attempted murder of a guard.") {
		if strings.HasSuffix(line, "2005") {
			t.Errorf("cut off: %q", line)
		}
	}
	_, mentions := extract("The man not only killed a guard in Lima, he wounded a driver.")
	for _, m := range mentions {
		if m.Polarity != "positive" {
			t.Errorf("denied: %v", m)
		}
	}
}

// TestInnerActNoSecondLine: an act that has no words of its own does not print the
// clause around it a second time.
func TestInnerActNoSecondLine(t *testing.T) {
	for _, text := range []string{
		"Northland acknowledged on Sunday that its missiles had hit the port, a day after it had denied any part in the attack to Peru.",
		"Five women were in the church, but escaped unharmed.",
	} {
		seen := map[string]bool{}
		for _, line := range lines(text) {
			if seen[line] {
				t.Errorf("twice: %q", line)
			}
			seen[line] = true
		}
	}
}

// TestSubjectOwns: "his" behind the subject that explains it stays "his".
func TestSubjectOwns(t *testing.T) {
	for text, want := range map[string]string{
		"Tim Fanning spoke to reporters. Fanning said the man, who had lost his job at Tallgrass, shot the manager.": "The man had lost his job at Tallgrass",
		"Luke Pigeon was at home. Pigeon broke his window.":                                                          "Pigeon broke his window",
	} {
		_, mentions := extract(text)
		found := false
		var lines []string
		for _, m := range mentions {
			found = found || m.Summary == want
			lines = append(lines, m.Summary)
		}
		if !found {
			t.Errorf("%s: no line %q among %q", text, want, lines)
		}
	}
}

// TestHalfOfEither: of what came about one way or the other, neither is told alone.
func TestHalfOfEither(t *testing.T) {
	for _, line := range lines("The blaze damaged or destroyed 565 shops in Lille. The gunmen killed a guard and fled. The mayor resigned or was dismissed on Monday. A dozen men or women were hurt.") {
		if !strings.Contains(line, " or ") && !strings.Contains(line, "guard") && !strings.Contains(line, "fled") {
			t.Errorf("half of it: %q", line)
		}
	}
}
