package entity

import (
	"regexp"
	"strings"
)

// longestThing bounds the tokens of a listed name.
const longestThing = 7

// listed reads a name of things.txt, with the letters and numbers of a variant
// ("F-16C", "737-800", "Iskander-M") or a plural's s.
func (s *thingFinder) listed(i int) (name, bool) {
	var best name
	key := ""
	for last := i + 1; last <= min(s.end, i+longestThing); last++ {
		key += thingKey(s.f.d.Tokens[last-1].Form)
		if !mayBegin()[key[:min(len(key), 2)]] {
			break
		}
		if t, found := lookUp(key); found && isWord(s.f.d.Tokens[last-1].Form) && s.certifies(t, i, last) {
			best, _ = s.named(i, s.variant(last), t.class, t.kind, t.id, "listed")
		}
	}
	return best, best.last > 0
}

// lookUp finds a listed name by its key, also with a variant's letters or a
// plural's s after it.
func lookUp(key string) (listedThing, bool) {
	if t, found := things()[key]; found {
		return t, true
	}
	key = strings.TrimSuffix(key, "s")
	if t, found := things()[key]; found && t.class != "EVENT" && !(t.beside && figureless(key)) {
		return t, true // but the Colts and the Patriots are teams
	}
	base := strings.TrimRight(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if n := len(base); n == 0 || n < len(key)-2 || base[n-1] < '0' || base[n-1] > '9' {
		return listedThing{}, false
	}
	t, found := things()[base]
	return t, found
}

// figureless reports whether a key is a word without figures.
func figureless(key string) bool { return !strings.ContainsAny(key, "0123456789") }

// certifies reports whether the text at [first, last) is sure to be the listed
// thing: a name that others bear too, and a designation without its hyphen, only
// beside a noun of the same class.
func (s *thingFinder) certifies(t listedThing, first, last int) bool {
	if t.hyphen {
		for k := first; k+1 < last; k++ {
			if !s.f.touching(k) {
				return false
			}
		}
	}
	if t.beside || t.hyphen && !strings.Contains(s.f.d.TokenSpan(first, last).In(s.f.d.Text), "-") {
		k, found := s.beside(first, s.variant(last))
		return found && k.class == t.class
	}
	return true
}

// variant is the end of a name after a touching hyphen and a number or single
// capital letter.
func (s *thingFinder) variant(last int) int {
	if last+1 < s.end && s.f.d.Tokens[last].Form == "-" && s.f.touching(last-1) && s.f.touching(last) {
		if form := s.f.d.Tokens[last+1].Form; form[0] >= '0' && form[0] <= '9' || len(form) == 1 && capitalised(form) {
			return last + 2
		}
	}
	return last
}

// beside is the kind that a noun in the same phrase tells: after the name
// ("Kalibr cruise missiles", "KN-23 and Kalibr missiles"), or right before it ("the rifle AK-103").
func (s *thingFinder) beside(first, last int) (kindOfThing, bool) {
	for k := last; k < min(s.end, last+6) && s.continues(k); k++ {
		if kind, found := s.kind(k); found {
			return kind, true
		}
	}
	if first > s.start && s.f.d.Tokens[first-1].UPOS == "NOUN" {
		return s.kind(first - 1)
	}
	return kindOfThing{}, false
}

// continues reports whether a token may stand between a name and the noun that
// tells its kind, or is that noun.
func (s *thingFinder) continues(k int) bool {
	token := &s.f.d.Tokens[k]
	switch token.UPOS {
	case "NOUN", "ADJ", "PROPN", "NUM", "CCONJ":
		return true
	}
	return token.Form == "-"
}

// designations are letters and figures with a hyphen between ("KN-23", "Kh-101",
// "T-90M"), or capitals before figures ("M777").
var designations = regexp.MustCompile(`^([A-Z][A-Za-z]{0,8}(-[A-Z])?-[0-9]{1,4}[A-Z]{0,2}[0-9]?|[A-Z]{1,3}[0-9]{1,3}[A-Z]{0,2})s?$`)

// makers are the builders of aircraft whose models are numbers.
var makers = map[string]bool{"Boeing": true, "Airbus": true, "Bombardier": true, "Embraer": true, "Cessna": true, "Antonov": true, "Tupolev": true, "Ilyushin": true, "Fokker": true, "Gulfstream": true, "Sukhoi": true, "Lockheed": true, "Bell": true}

// modelNumber is how makers number their models: "737", "A320".
var modelNumber = regexp.MustCompile(`^[A-Z]{0,3}[0-9]{2,4}[A-Z]{0,3}s?$`)

// designation reads an unlisted designation by the noun beside it, and a
// maker's model ("Boeing 737").
func (s *thingFinder) designation(i int) (name, bool) {
	if makers[s.f.d.Tokens[i].Form] && i+1 < s.end && modelNumber.MatchString(s.f.d.Tokens[i+1].Form) {
		last := s.variant(i + 2)
		return s.named(i, last, "VEHICLE", "aircraft", strings.TrimSuffix(s.f.d.TokenSpan(i, last).In(s.f.d.Text), "s"), "model")
	}
	last := i + 1
	for last < min(s.end, i+5) && s.f.touching(last-1) {
		last++
	}
	for ; last > i; last-- {
		text := s.f.d.TokenSpan(i, last).In(s.f.d.Text)
		if !designations.MatchString(text) {
			continue
		}
		if k, found := s.beside(i, last); found {
			return s.named(i, last, k.class, k.kind, strings.TrimSuffix(text, "s"), "designation")
		}
		return name{}, false
	}
	return name{}, false
}
