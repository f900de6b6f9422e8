package quantity

import "cmp"

// role finds what befell the things that figure i counts.
func (f *finder) role(i int) {
	q := &f.found[i]
	if q.Of != "" || q.Unit == "percent" {
		return
	}
	if q.Unit != "" && f.measure(q) || q.noun < 0 && f.hyphened(q.last) { // "a three-game streak"
		return
	}
	for _, find := range []func(*figure) string{f.ofNoun, f.ofTree, f.ofToll} {
		if of := find(q); of != "" {
			if loaded.words["persons-only"][of] && q.Unit != "person" && q.Unit != "" || loaded.words["things-only"][of] && q.Unit == "person" {
				return // a film is released, too, and a ship sinks with those aboard
			}
			q.Of = of
			if of == "seized" && q.Unit == "person" {
				q.Of = "arrested" // things are seized, people arrested
			}
			if of == "shot" && f.shotDown(q) {
				q.Of = "shot down" // missiles and aircraft, not people
			} else if q.Unit == "" && (loaded.words["humane"][q.Of] || loaded.words["unnamed"][q.Of]) {
				q.Unit = "person"
			}
			if f.at(q.first-1) == "from" && f.moved(q.first) {
				q.Of += " earlier" // "rose to 22 from five"
			}
			return
		}
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

// moved reports that a figure before an atom rose or fell.
func (f *finder) moved(at int) bool {
	for i := at - 1; i >= 0 && i >= at-6; i-- {
		if loaded.words["move"][f.at(i)] {
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
	if q.Unit == "time" { // "was shot 11 times"
		return true
	}
	n, unit, _ := loaded.classes["unit"](f.atoms, q.noun)
	return n > 0 && unit == q.Unit
}

// ofNoun reads the counted noun itself and the words before it: "nine deaths",
// "80 wounded", "23 arrested pirates", "22 dead".
func (f *finder) ofNoun(q *figure) string {
	if r, ok := loaded.roles[f.at(q.noun)]; ok && q.noun >= 0 && r.noun {
		return r.of
	}
	if q.noun >= 0 && f.at(q.noun) == "casualties" {
		return "casualties"
	}
	for i := q.last; i < q.noun; i++ {
		if r, ok := loaded.roles[f.at(i)]; ok && (r.passive || r.state) {
			return r.of
		}
	}
	if q.noun < 0 {
		at := q.last
		if f.at(at) == "people" || f.at(at) == "others" {
			at++
		}
		if r, ok := loaded.roles[f.at(at)]; ok && (r.state || r.noun || r.passive) {
			return r.of
		}
	}
	return ""
}

// ofToll reads "the death toll rose to 22", "a population of 120,000".
func (f *finder) ofToll(q *figure) string {
	if q.noun >= 0 && loaded.words["settlers"][f.at(q.noun)] && f.had(q) {
		return "inhabitants"
	}
	for i := q.first - 1; i >= 0 && i >= q.first-16; i-- {
		switch f.at(i) {
		case "toll":
			if f.at(i-1) == "injury" || f.at(i-1) == "injured" {
				return "injured"
			}
			if q.noun >= 0 && q.Unit != "person" {
				return ""
			}
			return "killed"
		case "number": // "put the number of dead at 12"
			if r := f.numbered(i + 1); f.at(i+1) == "of" && r.of != "" {
				return r.of
			}
		case "population":
			if f.at(q.first-1) == "of" || f.at(i+1) == "is" || f.at(i+1) == "was" {
				return "inhabitants"
			}
		case "home": // "home to 9,000"
			if f.at(i+1) == "to" && i+2 >= q.first {
				return "inhabitants"
			}
		case "casualties", "deaths", "fatalities", "injuries": // "casualties have reached 700"
			if q.noun < 0 && loaded.words["reach"][f.at(q.first-1)] {
				return cmp.Or(loaded.roles[f.at(i)].of, "casualties")
			}
		case "killed", "injured", "died":
			if f.at(i-1) != "of" {
				return ""
			}
		case ".", ";", "":
			return ""
		}
	}
	return ""
}

// had reports the object of "have": "the island has 9,000 residents".
func (f *finder) had(q *figure) bool {
	n := f.anchor(q)
	head := -1
	if n >= 0 {
		head = f.tree.head(n)
	}
	return head >= 0 && f.tree.is(n, "obj") && f.tree.lemma(head) == "have"
}

// numbered is the role of the first word behind "number of" that has one.
func (f *finder) numbered(of int) role {
	for i := of + 1; i <= of+3; i++ {
		if r, ok := loaded.roles[f.at(i)]; ok && (r.state || r.noun || r.passive) {
			return r
		}
	}
	return role{}
}

// ofKind names the counted by its noun alone.
func (f *finder) ofKind(q *figure) {
	if q.noun >= 0 && loaded.words["troops"][f.at(q.noun)] {
		q.Of = "troops"
	}
}
