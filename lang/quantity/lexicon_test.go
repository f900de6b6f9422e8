package quantity

import (
	"strings"
	"testing"

	"stemma/lexicon"
)

// counted writes a text's figures without their words: "9 person killed; …".
func counted(text string) string {
	d := document(text)
	Find(d)
	if len(d.Quantities) == 0 {
		return "none"
	}
	var all []string
	for _, q := range d.Quantities {
		all = append(all, line(q))
	}
	return strings.Join(all, "; ")
}

// TestWordExamples runs the example of every class with each of its phrases. An
// example of a set of kinds gives the kind as "…" too.
func TestWordExamples(t *testing.T) {
	for _, file := range classFiles {
		for _, entry := range phrases(file.name, file.text) {
			text, want, found := strings.Cut(entry.Example, " = ")
			if !found || !strings.Contains(text, "…") {
				t.Errorf("%s:%d: no example", file.name, entry.Line)
				continue
			}
			phrase := spelled(entry.Fields[0])
			text, want = strings.ReplaceAll(text, "…", phrase), strings.ReplaceAll(want, "…", phrase)
			if got := counted(strings.ToUpper(text[:1]) + text[1:]); got != want {
				t.Errorf("%s:%d: %q: got %s, want %s", file.name, entry.Line, text, got, want)
			}
		}
	}
}

// spelled writes a phrase as it stands in texts: its marks without spaces.
func spelled(phrase string) string {
	return strings.NewReplacer(" . ", ".", " .", ".", " - ", "-", " / ", "/", " $", "$", "$ ", "$", "° ", "°").Replace(phrase)
}

// TestPeople counts each noun for people in its plural.
func TestPeople(t *testing.T) {
	for _, entry := range lexicon.MustRead("people.txt", peopleText, 2) {
		text := "Nine " + entry.Fields[0] + " were killed."
		if got := counted(text); !strings.HasPrefix(got, "9 person ") {
			t.Errorf("people.txt:%d: %q: got %s", entry.Line, text, got)
		}
	}
}

// TestRoles runs the example of every word of roles.txt.
func TestRoles(t *testing.T) {
	for _, entry := range lexicon.MustRead("roles.txt", roleText, 3) {
		text, want, found := strings.Cut(entry.Example, " = ")
		if !found || !strings.Contains(strings.ToLower(text), entry.Key) {
			t.Errorf("roles.txt:%d: no example of %q", entry.Line, entry.Key)
			continue
		}
		if got := counted(text); got != want {
			t.Errorf("roles.txt:%d: %q: got %s, want %s", entry.Line, text, got, want)
		}
	}
}
