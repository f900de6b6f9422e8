package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// withNames is the text of a token range with third-person pronouns replaced by
// their entities' names, each where the range has not named the entity yet.
func (x *extractor) withNames(first, last int) string {
	var b strings.Builder
	start := first
	for i := first; i < last; i++ {
		if x.aside(i, first, last) {
			b.WriteString(x.text(start, i))
			b.WriteByte(' ')
			for start = i; start < last && x.aside(start, first, last); start++ {
			}
			i = start - 1
			continue
		}
		name := x.pronounName(i)
		if name == "" || x.namedIn(first, i, x.d.Mentions[x.d.MentionAt(i)].ID) {
			continue
		}
		b.WriteString(x.text(start, i))
		if i > start {
			b.WriteByte(' ')
		}
		b.WriteString(name)
		b.WriteByte(' ')
		start = i + 1
	}
	b.WriteString(x.text(start, last))
	return b.String()
}

// namedIn reports whether a token range mentions an entity.
func (x *extractor) namedIn(first, last int, id string) bool {
	for i := first; i < last; i++ {
		if m := x.d.MentionAt(i); m >= 0 && x.d.Mentions[m].ID == id {
			return true
		}
	}
	return false
}

// pronounName is the name that a resolved pronoun stands for; "" for any other
// token, and where the name does not fit the pronoun.
func (x *extractor) pronounName(i int) string {
	t := &x.d.Tokens[i]
	if t.UPOS != "PRON" || x.firstPerson(i) || i+1 < len(x.d.Tokens) && x.d.Tokens[i+1].Start == t.End && x.d.Tokens[i+1].UPOS == "AUX" {
		return "" // "he'd" keeps its pronoun
	}
	m := x.d.MentionAt(i)
	if m < 0 || x.d.Mentions[m].Form != stemma.Pronoun || !x.resolved(m) || !x.fits(i, m) || x.doubtful(i) {
		return ""
	}
	if strings.HasSuffix(strings.ToLower(t.Form), "self") || strings.HasSuffix(strings.ToLower(t.Form), "selves") {
		return "" // a reflexive means its own subject
	}
	owns := ""
	switch x.relation(i) {
	case "nsubj", "obj", "iobj", "obl":
	case "nmod":
		if t.XPOS != "PRP$" || !x.proper[x.d.Mentions[m].ID] || x.subjectOwns(i, m) {
			return ""
		}
		owns = "'s"
	default:
		return ""
	}
	name := x.d.Mentions[m].ID
	if last := x.surname(i, name); last != "" {
		name = last
	}
	name += owns
	if r, _ := utf8.DecodeRuneInString(name); unicode.IsLower(r) && !strings.HasPrefix(name, "the ") {
		return "the " + name
	}
	return name
}

// fits reports whether a pronoun's entity can be what it stands for: "he" is no
// prison, "it" no person.
func (x *extractor) fits(i, m int) bool {
	mention := &x.d.Mentions[m]
	person := mention.Type == "PER"
	words := strings.Fields(strings.ToLower(mention.ID))
	if len(words) == 0 {
		return false
	}
	noun := words[len(words)-1]
	if !x.proper[mention.ID] {
		person = x.words.in("person", noun) || x.words.in("office", noun) || x.words.sectors[noun] != "" && mention.Type == "PER"
	}
	switch strings.ToLower(x.d.Tokens[i].Form) {
	case "he", "him", "she", "her", "himself", "herself", "his":
		// Measured on 100 lines of news features: descriptions were the wrong antecedent
		// of every second "he"; a group or a thing is that of "they" and "it" far oftener.
		return person && x.proper[mention.ID]
	case "they":
		if !x.proper[mention.ID] && x.relation(i) == "nsubj" && x.d.Tokens[i].Deprel != "nsubj:pass" {
			return x.words.in("people", noun) || x.words.in("people", strings.TrimSuffix(noun, "s")) || x.agentive(noun)
		}
	case "it", "itself", "its":
		return !person
	}
	return true
}

// agentive reports a noun, singular or plural, of somebody who can act.
func (x *extractor) agentive(noun string) bool {
	for _, form := range []string{noun, strings.TrimSuffix(noun, "s"), strings.TrimSuffix(noun, "ies") + "y"} {
		if x.words.sectors[form] != "" || x.words.in("person", form) || x.words.in("office", form) || x.words.in("vessel", form) || x.words.in("troops", form) {
			return true
		}
	}
	return false
}

func (x *extractor) text(first, last int) string {
	if first >= last {
		return ""
	}
	return x.d.TokenSpan(first, last).In(x.d.Text)
}

// cutOff reports a line that stops within a phrase, where a point was taken for
// the sentence's end: "he pulled out a" (". 357 revolver"), "toward E" (". 52nd St.").
func (x *extractor) cutOff(m *stemma.ClaimMention) bool {
	words := strings.Fields(m.Summary)
	if len(words) == 0 {
		return true
	}
	switch last := words[len(words)-1]; last {
	case "a", "an", "the":
		return true
	default:
		r, size := utf8.DecodeRuneInString(last)
		return size == len(last) && unicode.IsUpper(r) && strings.HasSuffix(m.Span.In(x.d.Text), " "+last) && strings.HasPrefix(x.d.Text[m.Span.End:], ".") && m.Span.End+2 < len(x.d.Text) && x.d.Text[m.Span.End+1] == ' ' && unicode.IsDigit(rune(x.d.Text[m.Span.End+2]))
	}
}

// halfOfEither reports a line that tells one of two events of which the text says
// that one or the other came about: "565 shops were damaged or destroyed".
func (x *extractor) halfOfEither(m *stemma.ClaimMention) bool {
	v := x.d.TokenAt(m.Trigger.Start)
	if v >= len(x.d.Tokens) || strings.Contains(m.Summary, " or ") {
		return false
	}
	if x.relation(v) == "conj" && x.joinedByOr(v) {
		return true
	}
	heads := []int{v}
	for _, q := range m.Quantities {
		if first, last := x.d.TokensIn(q.Noun); last > first {
			heads = append(heads, last-1) // "a dozen men or women"
		}
	}
	return slices.ContainsFunc(heads, func(head int) bool {
		return slices.ContainsFunc(x.dependents(nil, head, "conj"), func(k int) bool {
			return x.d.Tokens[k].UPOS == x.d.Tokens[head].UPOS && x.joinedByOr(k)
		})
	})
}

// joinedByOr reports a conjunct behind "or".
func (x *extractor) joinedByOr(i int) bool {
	cc := x.dependent(i, "cc")
	return cc >= 0 && strings.EqualFold(x.d.Tokens[cc].Form, "or")
}

// tidy joins white space, drops a word printed twice, takes stray punctuation
// off the ends and marks without a partner out, and begins with a capital.
func tidy(line string) string {
	words := strings.Fields(line)
	kept := words[:0]
	for i, word := range words {
		if i == 0 || word != words[i-1] || !unicode.IsLower(rune(word[0])) || word == "had" || word == "that" {
			kept = append(kept, word)
		}
	}
	line = paired(strings.Join(kept, " "))
	line = strings.Trim(line, " ,;:-–—")
	for _, mark := range []string{" ,", " 's", " ’s"} {
		line = strings.ReplaceAll(line, mark, mark[1:])
	}
	line = strings.ReplaceAll(line, ",,", ",")
	line = strings.TrimSuffix(strings.ReplaceAll(line+" ", " . ", ". "), " ") // but "a .45 pistol"
	for _, short := range []string{" a. m", " p. m", " a.m", " p.m", " U.S", " Jr", " Inc", " Co"} {
		if strings.HasSuffix(line, short) {
			line += "."
		}
	}
	if broken(line) {
		return ""
	}
	at := strings.IndexFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	if at < 0 {
		return ""
	}
	r, size := utf8.DecodeRuneInString(line[at:])
	return line[:at] + string(unicode.ToUpper(r)) + line[at+size:]
}

// broken reports a line that cannot stand: a title without its name, a
// subordinate clause without its main one.
func broken(line string) bool {
	if strings.ContainsRune(line, utf8.RuneError) {
		return true
	}
	opening, rest, _ := strings.Cut(line, " ")
	if opening == "But" || opening == "And" || opening == "Or" {
		opening, rest, _ = strings.Cut(rest, " ")
	}
	second, _, _ := strings.Cut(rest, " ")
	switch strings.ToLower(strings.TrimSuffix(opening, ".")) {
	case "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "gov", "lt", "sgt", "capt":
		r, _ := utf8.DecodeRuneInString(second)
		return !unicode.IsUpper(r)
	case "as", "while", "when", "if", "although", "because", "since", "after", "before", "why", "how", "that", "until", "unless", "where", "whether":
		if opening != "That" && !strings.Contains(line, ",") {
			return true
		}
	case "whose", "which", "who":
		return true
	}
	switch strings.ToLower(opening) {
	case "they", "he", "she":
		return true
	case "that", "this", "these", "those", "it":
		if opening == "It" && second == "also" {
			return true
		}
		switch second {
		case "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could":
			return !told(strings.ToLower(rest))
		}
	}
	return false
}

// told reports a predicate that says enough without its "it": a rank ("it was the
// second outage"), what is not known ("it is unclear who fired").
func told(predicate string) bool {
	words := strings.Fields(predicate)
	if len(words) < 4 {
		return false
	}
	w := loadWords()
	if words[1] == "the" && w.in("ordinal", words[2]) {
		return true
	}
	for _, word := range words[1:3] {
		if w.in("unknown", word) {
			return true
		}
	}
	return false
}

// paired takes out quotation marks and brackets that have no partner.
func paired(line string) string {
	for _, pair := range [][2]string{{"“", "”"}, {"(", ")"}, {"[", "]"}} {
		if strings.Count(line, pair[0]) != strings.Count(line, pair[1]) || strings.Index(line, pair[1]) < strings.Index(line, pair[0]) {
			line = strings.NewReplacer(pair[0], "", pair[1], "").Replace(line)
		}
	}
	if strings.Count(line, "\"")%2 != 0 {
		line = strings.ReplaceAll(line, "\"", "")
	}
	if strings.Count(line, "‘") > 0 && !strings.Contains(line, "’ ") && !strings.HasSuffix(line, "’") {
		line = strings.ReplaceAll(line, "‘", "")
	}
	for steps := 0; steps < 4 && strings.Count(" "+line, " '") > strings.Count(line+" ", "' "); steps++ {
		line = strings.TrimSpace(strings.Replace(" "+line, " '", " ", 1))
	}
	return strings.Join(strings.Fields(line), " ")
}
