package quantity

import (
	"stemma/lexicon"
)

// role finds what befell the things that figure i counts.
func (f *finder) role(i int) {
	q := &f.found[i]
	if q.Of != "" || q.Unit == "percent" {
		return
	}
	if q.Unit != "" && f.measure(q) {
		return
	}
	for _, find := range []func(*figure) (string, byte){f.ofNoun, f.ofVerb, f.ofSubject, f.ofToll} {
		if of, how := find(q); of != "" {
			q.Of, q.role = of, how
			if of == "seized" && q.Unit == "person" {
				q.Of = "arrested" // things are seized, people arrested
			}
			if of == "shot" && f.shotDown(q) {
				q.Of = "shot down" // missiles and aircraft, not people
			} else if q.Unit == "" {
				q.Unit = "person"
			}
			return
		}
	}
	if i > 0 && f.joined(&f.found[i-1], q) {
		q.Of, q.role = f.found[i-1].Of, 'o'
		return
	}
	f.ofKind(q)
}

// shotDown reports that the shooting beside figure q is a shooting down.
func (f *finder) shotDown(q *figure) bool {
	for i := max(0, q.first-5); i < min(len(f.atoms)-1, q.end+8); i++ {
		if f.at(i) == "shot" && f.at(i+1) == "down" {
			return true
		}
	}
	return false
}

// measure reports a unit that nothing befalls: kilometres, hours, money.
func (f *finder) measure(q *figure) bool {
	if q.Unit == "person" || q.noun < 0 {
		return false
	}
	n, unit, _ := loaded.classes["unit"](f.atoms, q.noun)
	return n > 0 && unit == q.Unit
}

// ofNoun reads the counted noun itself and the words before it: "nine deaths",
// "80 wounded", "23 arrested pirates", "22 dead".
func (f *finder) ofNoun(q *figure) (string, byte) {
	if r, ok := loaded.roles[f.at(q.noun)]; ok && q.noun >= 0 && r.noun {
		return r.of, 'n'
	}
	if q.noun >= 0 && loaded.casualties[f.at(q.noun)] && f.at(q.noun) == "casualties" {
		return "casualties", 'n'
	}
	for i := q.last; i < q.noun; i++ {
		if r, ok := loaded.roles[f.at(i)]; ok && (r.passive || r.state) {
			return r.of, 'n'
		}
	}
	if q.noun < 0 {
		at := q.last
		if f.at(at) == "people" || f.at(at) == "others" {
			at++
		}
		if r, ok := loaded.roles[f.at(at)]; ok && (r.state || r.noun || r.passive) {
			return r.of, 'n'
		}
	}
	return "", 0
}

// far is how many atoms after the noun its predicate may stand.
const far = 14

// auxiliaries may stand between a noun and its participle.
var auxiliaries = map[string]bool{"was": true, "were": true, "are": true, "is": true, "been": true, "being": true, "be": true, "had": true, "have": true,
	"has": true, "also": true, "reportedly": true, "confirmed": true, "reported": true, "feared": true, "believed": true, "still": true, "to": true,
	"got": true, "left": true, "listed": true, "declared": true, "pronounced": true, "presumed": true, "critically": true, "seriously": true,
	"severely": true, "badly": true, "slightly": true, "so": true, "far": true, "now": true, "may": true, "might": true, "could": true, "would": true, "will": true, "who": true, "that": true, "suffered": true, "received": true, "sustained": true,
	"minor": true, "serious": true, "critical": true, "severe": true, "slight": true, "non": true, "life": true, "threatening": true}

// ofSubject reads to the right: "nine members of a regiment were killed",
// "31,000 people dead", "five people had so far been confirmed dead".
func (f *finder) ofSubject(q *figure) (string, byte) {
	start := q.end
	if q.noun < 0 {
		start = q.last
	}
	finite, depth := false, 0
	for i := start; i < len(f.atoms) && i < start+far; i++ {
		word := f.at(i)
		if f.atoms[i].Kind != lexicon.Word {
			if word == "-" || word == "'" || word == "," && finite {
				continue
			}
			return "", 0
		}
		if r, ok := loaded.roles[word]; ok {
			return f.predicate(i, start, r, finite, depth)
		}
		if word == "lost" && f.at(i+2) == "lives" {
			return "killed", 's'
		}
		switch {
		case auxiliaries[word]:
			finite = finite || word != "to" && word != "who" && word != "that"
		case word == "and" || word == "or" || word == "when" || word == "while" || word == "after" || word == "as" || word == "but" || word == "before":
			return "", 0
		case f.tag(i) == "VERB" && !finite:
			return "", 0
		default:
			depth++
		}
	}
	return "", 0
}

// predicate judges a role word found to the right of a noun.
func (f *finder) predicate(i, start int, r role, finite bool, depth int) (string, byte) {
	switch {
	case r.state && (finite || depth == 0 || i-start < 2):
		return r.of, 's'
	case r.state && !r.passive && f.at(i) == "died":
		return r.of, 's'
	case r.passive && finite:
		return r.of, 's'
	case r.passive && depth == 0 && !f.objectAfter(i):
		return r.of, 's'
	}
	return "", 0
}

// objectAfter reports that a verb form takes an object: it is active.
func (f *finder) objectAfter(i int) bool {
	switch f.at(i + 1) {
	case "a", "an", "the", "at", "more", "about", "his", "her", "their", "its", "another", "several", "dozens", "scores", "two", "three", "him", "them", "himself", "themselves":
		return f.at(i+1) != "at" || f.at(i+2) == "least"
	}
	return i+1 < len(f.atoms) && f.atoms[i+1].Kind == lexicon.Digits
}

// ofVerb reads to the left: "killing 10", "killed at least nine", "took 23
// into custody", "claimed three lives".
func (f *finder) ofVerb(q *figure) (string, byte) {
	if f.at(q.noun) == "lives" || f.at(q.noun) == "life" {
		return "killed", 'o'
	}
	if f.at(q.first-1) == "of" && (f.at(q.first-2) == "life" || f.at(q.first-2) == "lives") { // "took the lives of two officers"
		return "killed", 'o'
	}
	if of := f.ofNominal(q); of != "" {
		return of, 'o'
	}
	for i := q.first - 1; i >= 0 && i >= q.first-4; i-- {
		word := f.at(i)
		if r, ok := loaded.roles[word]; ok {
			if r.object && !f.passiveAt(i) {
				if r.of == "shot" && f.fatal(i, q.end) {
					return "killed", 'o'
				}
				return r.of, 'o'
			}
			return "", 0
		}
		if !loaded.words["skip"][word] && f.tag(i) != "ADV" {
			break
		}
	}
	for i := q.end; i < len(f.atoms) && i < q.end+4; i++ {
		if f.at(i) == "into" && f.at(i+1) == "custody" || f.at(i) == "under" && f.at(i+1) == "arrest" {
			return "arrested", 'o'
		}
	}
	return "", 0
}

// fatal reports "fatally shot three", "shot three dead".
func (f *finder) fatal(verb, after int) bool {
	if f.at(verb-1) == "fatally" {
		return true
	}
	for i := after; i < after+2; i++ {
		if f.at(i) == "dead" || f.at(i) == "fatally" {
			return true
		}
	}
	return false
}

// ofNominal reads "the deaths of two women", "the arrest of the 23 pirates".
func (f *finder) ofNominal(q *figure) string {
	at := q.first - 1
	if loaded.words["skip"][f.at(at)] && f.at(at) != "of" {
		at--
	}
	if f.at(at) != "of" {
		return ""
	}
	switch word := f.at(at - 1); word {
	case "arrest", "capture", "detention":
		return "arrested"
	case "killing", "murder", "assassination":
		return "killed"
	default:
		if r, ok := loaded.roles[word]; ok && r.noun {
			return r.of
		}
	}
	return ""
}

// passiveAt reports "were killed" before an atom.
func (f *finder) passiveAt(i int) bool {
	switch f.at(i - 1) {
	case "was", "were", "been", "being", "are", "is", "be":
		return true
	}
	return false
}

// ofToll reads "the death toll rose to 22", "a population of 120,000".
func (f *finder) ofToll(q *figure) (string, byte) {
	for i := q.first - 1; i >= 0 && i >= q.first-16; i-- {
		switch f.at(i) {
		case "toll":
			if f.at(i-1) == "injury" || f.at(i-1) == "injured" {
				return "injured", 't'
			}
			if q.noun >= 0 && q.Unit != "person" {
				return "", 0
			}
			return "killed", 't'
		case "population":
			if f.at(q.first-1) == "of" || f.at(i+1) == "is" || f.at(i+1) == "was" {
				return "inhabitants", 't'
			}
		case "home":
			if f.at(i+1) == "to" && i+2 >= q.first {
				return "inhabitants", 't'
			}
		case ".", ";", "killed", "injured", "died", "":
			return "", 0
		}
	}
	if q.noun >= 0 && (f.at(q.noun) == "inhabitants" || f.at(q.noun) == "residents") {
		return "inhabitants", 't'
	}
	return "", 0
}

// joined reports that q goes on a list whose first figure has a verb before
// it: "killed 23 soldiers and two civilians", "12 people, including three children".
func (f *finder) joined(before, q *figure) bool {
	if before.Of == "" || before.Of == "age" || before.Of == "money" || before.Of == "magnitude" || q.Unit != "person" && before.Unit != q.Unit {
		return false
	}
	gap := q.first - before.end
	if gap < 1 || gap > 8 {
		return false
	}
	including := false
	for i := before.end; i < q.first; i++ {
		switch word := f.at(i); {
		case word == "including" || word == "among":
			including = true
		case word == "and" || word == "," || word == "plus":
		case f.atoms[i].Kind == lexicon.Mark, f.tag(i) == "VERB", !including && before.role != 'o':
			return false
		}
	}
	return including || before.role == 'o'
}

// troopWords are counted as troops where nothing befell them.
var troopWords = map[string]bool{"troops": true, "soldiers": true, "personnel": true, "forces": true, "servicemen": true}

// ofKind names the counted by its noun alone.
func (f *finder) ofKind(q *figure) {
	if q.noun >= 0 && troopWords[f.at(q.noun)] {
		q.Of = "troops"
	}
}
