package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
)

// labelSpan is a name: words [first, last) of a sentence, and its class.
type labelSpan struct {
	first, last int
	class       string
}

// outermost keeps the longest of the spans that overlap, in text order.
func outermost(spans []labelSpan) []labelSpan {
	spans = slices.Clone(spans)
	slices.SortStableFunc(spans, func(a, b labelSpan) int { return (b.last - b.first) - (a.last - a.first) })
	var kept []labelSpan
	for _, s := range spans {
		if !slices.ContainsFunc(kept, func(k labelSpan) bool { return s.first < k.last && k.first < s.last }) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b labelSpan) int { return a.first - b.first })
	return kept
}

// mention is a marked phrase of a corpus that marks whole phrases ("the
// American company Apple, which …") where Universal NER marks the name alone.
type mention struct {
	first, last int
	class       string
	identity    string // the Wikipedia title of what it names, "" unknown
}

// trimmer cuts mentions down to the names in them, as Universal NER's
// annotators would: the run of proper nouns around the phrase's head, without
// article, title, or what describes it. The words are those of one sentence,
// with tags and heads.
type trimmer struct {
	words    []stemma.Token
	mentions []mention
}

// trim is the name at the head of a mention.
func (t *trimmer) trim(m mention) (labelSpan, bool) {
	head := t.head(m)
	if head < 0 || !proper(t.words[head]) || m.class == "PER" && t.words[head].XPOS == "NNPS" {
		return labelSpan{}, false
	}
	s := labelSpan{head, head + 1, m.class}
	for t.growLeft(&s, m, head) {
	}
	for t.growRight(&s, m, head) {
	}
	if m.class == "PER" {
		t.dropTitles(&s, m)
	} else if strings.HasPrefix(m.identity, "The_") && s.first > m.first && strings.EqualFold(t.words[s.first-1].Form, "the") {
		s.first--
	}
	return s, s.first < s.last && !t.people(s)
}

// head is the word of a mention that hangs from outside it.
func (t *trimmer) head(m mention) int {
	for i := m.first; i < m.last; i++ {
		if h := t.words[i].Head; (h < m.first || h >= m.last) && t.words[i].UPOS != "PUNCT" {
			return i
		}
	}
	return -1
}

// growLeft takes in the word before a name, or the two where a hyphen, "and" or
// "'s" stands between ("Bath and Body Works", "People's Army").
func (t *trimmer) growLeft(s *labelSpan, m mention, head int) bool {
	i := s.first - 1
	switch {
	case i < m.first:
		return false
	case proper(t.words[i]):
		s.first = i
		return true
	case i == m.first || !proper(t.words[i-1]) || t.endsMention(i, m):
		return false
	}
	switch form := t.words[i].Form; form {
	case "-", "&":
		s.first = i - 1
		return true
	case "and", "'s", "’s":
		if m.class != "PER" && t.under(i-1, head) {
			s.first = i - 1
			return true
		}
	case "in": // "George Floyd Justice in Policing Act"
		if m.class == "" {
			s.first = i - 1
			return true
		}
	}
	return false
}

// growRight takes in the word after a name, or a phrase with "of", "for" or
// "and" that is part of it ("Bank of England").
func (t *trimmer) growRight(s *labelSpan, m mention, head int) bool {
	i := s.last
	if i >= m.last {
		return false
	}
	if proper(t.words[i]) || t.words[i].UPOS == "NUM" && t.words[i].Head == head && m.class != "PER" {
		s.last = i + 1
		return true
	}
	k := i + 1
	for k < m.last && (t.words[k].Form == "the" || t.words[k].Form == "and") {
		k++
	}
	if k >= m.last || !proper(t.words[k]) || !t.under(k, head) {
		return false
	}
	fits := false
	switch t.words[i].Form {
	case "-":
		fits = k == i+1
	case "&":
		fits = m.class == "ORG"
	case "of":
		fits = m.class != "PER" || k == i+1 && s.last-s.first == 1 && !t.startsMention(k, "ORG")
	case "for", "on":
		fits = m.class == "ORG"
	case "and":
		fits = m.class != "PER" && !t.startsMention(k, "")
	}
	if fits {
		s.last = k + 1
	}
	return fits
}

// dropTitles takes off a person's name what stands before it: titles, and names
// of what the person belongs to ("Chelsea", "US President").
func (t *trimmer) dropTitles(s *labelSpan, m mention) {
	for i := s.first; i < s.last; i++ {
		title, n := gazetteer.LongestTitle(t.words[i:s.last])
		if _, given := gazetteer.GivenName(t.words[i].Form); n > 0 && i+n < s.last && !(given && n == 1) && title.Name != "" {
			s.first, i = i+n, i+n-1
		} else if n > 0 && i == s.first && i+n == s.last && !given {
			s.first = s.last
		}
	}
	for _, inner := range t.mentions {
		if inner.class != "PER" && inner.first >= m.first && inner.first <= s.first && inner.last > s.first && inner.last < s.last {
			s.first = inner.last
		}
	}
}

// people reports whether a span is the name of a people ("a German"), which
// Universal NER leaves to its class of others.
func (t *trimmer) people(s labelSpan) bool {
	if s.last-s.first != 1 {
		return false
	}
	readings := gazetteer.Readings(t.words[s.first].Form)
	return len(readings) > 0 && readings[0].Type == "NORP"
}

// endsMention reports whether another mention within m ends before word i.
func (t *trimmer) endsMention(i int, m mention) bool {
	return slices.ContainsFunc(t.mentions, func(o mention) bool {
		return o.last == i && o.first >= m.first && o.class != ""
	})
}

// startsMention reports whether a mention of the class, or any, starts at word i.
func (t *trimmer) startsMention(i int, class string) bool {
	return slices.ContainsFunc(t.mentions, func(o mention) bool {
		return o.first == i && (class == "" || o.class == class)
	})
}

// under reports whether a word hangs from head, directly or not.
func (t *trimmer) under(i, head int) bool {
	for n := 0; i >= 0 && n < len(t.words); n++ {
		if i == head {
			return true
		}
		i = t.words[i].Head
	}
	return false
}

// proper reports whether a word is a proper noun, or any capitalised word that
// the treebank tags as part of a name.
func proper(w stemma.Token) bool {
	r, _ := utf8.DecodeRuneInString(w.Form)
	if w.Form == "al." || strings.HasSuffix(w.Form, "-based") || strings.HasSuffix(w.Form, "-led") {
		return false
	}
	return w.UPOS == "PROPN" || unicode.IsUpper(r) && (w.XPOS == "NNP" || w.XPOS == "NNPS")
}
