package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/gazetteer"
)

// longestRole bounds the words of a title or apposition.
const longestRole = 10

// readBeside reads what stands beside a person's name: the title before it,
// the apposition after it, the institution that follows with "of".
func (f *finder) readBeside() {
	for i := range f.d.Mentions {
		m := &f.d.Mentions[i]
		if m.Type != "PER" || m.Form != stemma.Name {
			continue
		}
		f.titleBefore(m)
		f.apposition(m)
		f.institution(m)
		f.honorific(m)
	}
}

// sentence is the range of tokens of the sentence that holds a token.
func (f *finder) sentence(token int) (first, last int) {
	s := f.d.SentenceAt(token)
	if s < 0 {
		return token, token + 1
	}
	return f.d.Sentences[s].First, f.d.Sentences[s].Last
}

// titleBefore reads "North Korean leader" before a name: a title or role, and
// the names, nouns and adjectives before it.
func (f *finder) titleBefore(m *stemma.Mention) {
	start, _ := f.sentence(m.First)
	role, n := f.titleEnding(start, m.First)
	if n == 0 || role.Kind == gazetteer.KindHonorific {
		return
	}
	first := m.First - n
	for first > start && m.First-first < longestRole && f.modifies(first-1) {
		first--
	}
	for first < m.First-n && !isWord(f.d.Tokens[first].Form) {
		first++
	}
	f.setRole(m, role, first, m.First)
}

// titleEnding is the longest title or role that ends before a token, and its tokens.
func (f *finder) titleEnding(start, end int) (gazetteer.Entry, int) {
	for n := min(4, end-start); n > 0; n-- {
		tokens := f.d.Tokens[end-n : end]
		if title, count := titleAt(tokens); count == n {
			return title, n
		}
	}
	return gazetteer.Entry{}, 0
}

// modifies reports whether a token may stand before a title: a name, a noun, an
// adjective, a number ("1st"), the possessive after a name, a joining hyphen.
func (f *finder) modifies(i int) bool {
	token := &f.d.Tokens[i]
	switch token.UPOS {
	case "NOUN", "PROPN", "ADJ", "NUM":
		return true
	case "PART":
		return strings.HasSuffix(token.Form, "s") && i > 0 && f.taken[i-1] > 0
	case "":
		return f.taken[i] > 0
	}
	return token.Form == "-" || f.taken[i] > 0
}

// setRole writes the title, what the person speaks for, sector, gender and
// country to the person's entity; what is known already stays.
func (f *finder) setRole(m *stemma.Mention, role gazetteer.Entry, first, last int) {
	e := &f.d.Entities[m.Entity]
	if e.Title == "" {
		e.Title = strings.Join(strings.Fields(f.d.TokenSpan(first, last).In(f.d.Text)), " ")
	}
	if e.Sector == "" {
		e.Sector = role.Sector
	}
	if role.Gender != "" {
		e.Gender = role.Gender
	}
	f.setOf(e, first, last)
}

// setOf takes the institution or country that a stretch of text names: the last
// organisation before the last country.
func (f *finder) setOf(e *stemma.Entity, first, last int) {
	for i := last - 1; i >= first; i-- {
		if f.taken[i] == 0 {
			continue
		}
		m := &f.d.Mentions[f.taken[i]-1]
		if m.Entity < 0 || m.Type == "PER" {
			continue
		}
		of := &f.d.Entities[m.Entity]
		if e.Of == "" && (of.Type == "ORG" || of.Type == "GPE") {
			e.Of = of.ID
			if of.Type == "ORG" && of.Sector != "" {
				e.Sector = of.Sector
			}
		}
		if e.Country == "" {
			e.Country = of.Country
		}
	}
}

// apposition reads ", a local disaster agency official," after a name.
func (f *finder) apposition(m *stemma.Mention) {
	if role, first, last := f.appositionAt(m.Last); last > first {
		f.setRole(m, role, first, last)
	}
}

// appositionAt is the role that begins at a comma, with the tokens that name it,
// up to the comma or verb that ends it; no tokens where none does.
func (f *finder) appositionAt(i int) (role gazetteer.Entry, first, last int) {
	_, end := f.sentence(i)
	if i+1 >= end || f.d.Tokens[i].Form != "," {
		return role, 0, 0
	}
	i++
	if determiner(f.d.Tokens[i].Form) {
		i++
	}
	first, head := i, -1
	for i < end && i-first < longestRole && (f.modifies(i) || f.d.Tokens[i].UPOS == "") && isWord(f.d.Tokens[i].Form) {
		if title, n := titleAt(f.d.Tokens[i:end]); n > 0 && title.Kind != gazetteer.KindHonorific {
			role, head = title, i+n
			i += n
			continue
		}
		i++
	}
	if head < 0 || head != i || i < end && f.d.Tokens[i].UPOS == "VERB" {
		return role, 0, 0
	}
	last = head
	if i < end && linking(f.d.Tokens[i].Form) {
		last = f.complement(i+1, end)
	}
	if last == head && last < end && f.d.Tokens[last].UPOS != "PUNCT" && f.d.Tokens[last].UPOS != "" {
		return role, 0, 0
	}
	return role, first, last
}

// complement is the end of the name that follows "of", "for", "at" or "with".
func (f *finder) complement(i, end int) int {
	for i < end && (determiner(f.d.Tokens[i].Form) || f.modifies(i) && f.taken[i] == 0) {
		i++
	}
	if i < end && f.taken[i] > 0 {
		return f.names[f.taken[i]-1].last
	}
	return i
}

// institution reads "Gregg Hastings of the Oregon State Police".
func (f *finder) institution(m *stemma.Mention) {
	_, end := f.sentence(m.First)
	i := m.Last
	if i+1 >= end || !linking(f.d.Tokens[i].Form) {
		return
	}
	i++
	if determiner(f.d.Tokens[i].Form) {
		i++
	}
	if i < end && f.taken[i] > 0 && f.d.Mentions[f.taken[i]-1].Type == "ORG" {
		f.setOf(&f.d.Entities[m.Entity], i, f.d.Mentions[f.taken[i]-1].Last)
	}
}

// honorific takes a person's gender from "Mr." or "Ms." before the name.
func (f *finder) honorific(m *stemma.Mention) {
	start, _ := f.sentence(m.First)
	if title, n := f.titleEnding(start, m.First); n > 0 && title.Gender != "" {
		f.d.Entities[m.Entity].Gender = title.Gender
	}
}

func determiner(form string) bool {
	switch strings.ToLower(form) {
	case "a", "an", "the", "its", "his", "her", "their":
		return true
	}
	return false
}

func linking(form string) bool {
	switch form {
	case "of", "for", "at", "with", "from":
		return true
	}
	return false
}

// joinAliases makes one entity of a name and the acronym or short name in
// parentheses after it: "Korean Central News Agency (KCNA)".
func (f *finder) joinAliases() {
	for i := 0; i+1 < len(f.d.Mentions); i++ {
		a, b := &f.d.Mentions[i], &f.d.Mentions[i+1]
		if a.Entity == b.Entity || b.First != a.Last+1 || f.d.Tokens[a.Last].Form != "(" ||
			b.Last >= len(f.d.Tokens) || f.d.Tokens[b.Last].Form != ")" {
			continue
		}
		if acronymOf(b.Span.In(f.d.Text), a.Span.In(f.d.Text)) {
			f.join(a.Entity, b.Entity)
		}
	}
	f.acronyms()
}

// join makes all mentions of one entity mentions of another; a name that the
// gazetteer knows stays the canonical one.
func (f *finder) join(into, from int) {
	e, other := &f.d.Entities[into], &f.d.Entities[from]
	if other.Kind != "" && e.Kind == "" || len(gazetteer.Readings(e.ID)) == 0 && len(gazetteer.Readings(other.ID)) > 0 {
		into, from = from, into
		e = &f.d.Entities[into]
	}
	for i := range f.d.Mentions {
		if m := &f.d.Mentions[i]; m.Entity == from {
			m.Entity, m.ID, m.Type = into, e.ID, e.Type
		}
	}
}

// acronyms joins an organisation called by its initials with the full name that
// has them, where the document has exactly one such name.
func (f *finder) acronyms() {
	initials := map[string]int{}
	for at := range f.d.Entities {
		if e := &f.d.Entities[at]; e.Type == "ORG" {
			for _, letters := range initialsOf(e.ID) {
				if _, found := initials[letters]; found {
					initials[letters] = -1
				} else {
					initials[letters] = at
				}
			}
		}
	}
	joins := 0
	for at := range f.d.Entities {
		e := &f.d.Entities[at]
		if full, found := initials[e.ID]; found && full >= 0 && full != at && e.Kind == "" && len(e.ID) > 2 && joins < mostBearers {
			f.join(full, at)
			joins++
		}
	}
}

// initialsOf are the initials of a name's words, with and without those of its
// small words; none for a name of one word.
func initialsOf(full string) []string {
	var all, capitals strings.Builder
	words := strings.FieldsFunc(full, func(r rune) bool { return r == ' ' || r == '-' })
	if len(words) < 3 {
		return nil
	}
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		all.WriteRune(unicode.ToUpper(first))
		if unicode.IsUpper(first) {
			capitals.WriteRune(first)
		}
	}
	if all.String() == capitals.String() {
		return []string{capitals.String()}
	}
	return []string{capitals.String(), all.String()}
}

// acronymOf reports whether short is written of the first letters of full's
// words, or is a listed name of the same thing.
func acronymOf(short, full string) bool {
	letters := strings.ToUpper(strings.ReplaceAll(short, ".", ""))
	for _, initials := range append(initialsOf(full), "") {
		if initials != "" && (initials == letters || strings.HasPrefix(initials, letters) && len(letters) > 2) {
			return true
		}
	}
	return short == strings.ToUpper(short) && len(letters) >= 2 && len(letters) <= 8 && subsequence(letters, strings.ToUpper(full))
}

// subsequence reports whether the letters stand in full in their order, the
// first at its beginning.
func subsequence(letters, full string) bool {
	if letters == "" || full == "" || letters[0] != full[0] {
		return false
	}
	at := 0
	for i := 0; i < len(full) && at < len(letters); i++ {
		if full[i] == letters[at] {
			at++
		}
	}
	return at == len(letters)
}
