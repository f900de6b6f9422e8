package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stemma"
)

// summary is the mention in one line of the report's own words: the clause as it
// stands where it has a subject and a tense; a participle or relative clause
// with the subject it shares; else the clause around it; else the sentence. own
// says that the line is the clause's and not one around it. A line that is no
// sentence is "": the mention is then left out.
func (x *extractor) summary(c *clause, m *stemma.ClaimMention) (line string, own bool) {
	switch c.kind {
	case "age":
		name := x.entityName(c.surface[0])
		if strings.Contains(name, x.d.Tokens[c.trigger].Form) || strings.Contains(name, " old") {
			return "", true
		}
		return tidy(name + " is " + x.d.Tokens[c.trigger].Form + " years old"), true
	case "role":
		first, last := x.d.TokensIn(x.roleSpan(c))
		return tidy(x.entityName(c.surface[0]) + " is " + x.text(first, x.settleRight(first, last, -1))), true
	}
	if !x.covert(c, m) {
		if line := x.ownLine(c.verb, c.trigger); line != "" && c.rule != "depictive" && (c.kind != "noun" || c.trigger != c.verb) {
			return line, true
		}
		if line := x.sharedLine(c); line != "" {
			return line, true
		}
	}
	if line := x.undergoneLine(c, m); line != "" {
		return line, true
	}
	if line := x.enclosingLine(c.trigger); line != "" {
		return line, false
	}
	if !c.typed && x.relation(c.verb) != "root" && len(m.Quantities) == 0 {
		return "", false
	}
	if line := x.sentenceLine(c.trigger); line != "" {
		return line, false
	}
	return x.verbatim(c), false
}

// verbatim is the sentence as it stands, where no part of it makes a line: one
// with a main clause, or one whose first verb is the clause's, of whatever tag.
func (x *extractor) verbatim(c *clause) string {
	s := x.d.SentenceAt(c.trigger)
	if s < 0 {
		return ""
	}
	first, last := x.d.Sentences[s].First, x.d.Sentences[s].Last
	first = x.pastOpening(first, last)
	if strings.Contains(distinctive, " "+c.event.Type+" ") {
		if line := x.wholeLine(first, last, true); line != "" {
			return line
		}
	}
	if !x.declares(first, last) || x.adrift(s, first) {
		return ""
	}
	last = x.settleRight(first, last, -1)
	if utf8.RuneCountInString(x.text(first, last)) > longest || x.personal(first, last) || c.trigger >= last || !x.bearsTense(first, last) {
		return ""
	}
	return tidy(x.withNames(first, last))
}

// bearsTense reports a tense or a form that can be a past tense in a range.
func (x *extractor) bearsTense(first, last int) bool {
	for i := first; i < last; i++ {
		if x.finiteForm(i) || x.d.Tokens[i].XPOS == "VBN" {
			return true
		}
	}
	return false
}

// adrift reports a sentence whose subject is a pronoun that nothing before it in
// the sentence can explain.
func (x *extractor) adrift(s, first int) bool {
	for i := first; i < x.d.Sentences[s].Last; i++ {
		if x.d.Tokens[i].UPOS == "PROPN" && x.times[i] < 0 {
			return false
		}
		if x.d.Tokens[i].UPOS == "PRON" && x.relation(i) == "nsubj" {
			return x.unclear(i)
		}
	}
	return false
}

// declares reports whether a range reads as a sentence whatever its tree: it ends
// with a full stop, begins as sentences do, and has more tenses than words that
// open a subordinate clause, or a past form right behind its first noun phrase.
func (x *extractor) declares(first, last int) bool {
	if last-first < 4 || x.d.Tokens[last-1].Form != "." && x.d.Tokens[last-1].Form != "\"" && x.d.Tokens[last-1].Form != "”" {
		return false
	}
	switch t := &x.d.Tokens[first]; t.UPOS {
	case "PRON", "AUX", "CCONJ", "PART", "INTJ", "PUNCT":
		return false
	}
	tenses, opened, plain := 0, 0, true
	for i := first; i < last; i++ {
		t := &x.d.Tokens[i]
		switch {
		case x.finiteForm(i):
			if plain && tenses == 0 && i > first && x.nominalStart(first, i) {
				return true
			}
			tenses++
		case plain && tenses == 0 && t.XPOS == "VBN" && pastForm(t.Form, x.words) && i > first && x.nominalStart(first, i):
			return true
		case t.XPOS == "WDT", t.XPOS == "WP", t.XPOS == "WRB", t.UPOS == "SCONJ", t.UPOS == "ADP" && x.relation(i) == "mark" && x.words.in("opening", strings.ToLower(t.Form)):
			opened++
			plain = false
		case t.XPOS == "VBG" && t.UPOS == "VERB", t.Form == ",", t.Form == ":", t.Form == ";":
			plain = false
		}
	}
	return tenses > opened
}

// nominalStart reports whether a range begins with a noun phrase.
func (x *extractor) nominalStart(first, last int) bool {
	for i := first; i < last; i++ {
		switch x.d.Tokens[i].UPOS {
		case "NOUN", "PROPN":
			return !x.timed(i)
		case "DET", "ADJ", "NUM", "ADV", "SYM":
		default:
			return false
		}
	}
	return false
}

// undergoneLine says what befell the objects where who did it is unclear: "They
// seized two boats" reads "Two boats were seized".
func (x *extractor) undergoneLine(c *clause, m *stemma.ClaimMention) string {
	form := strings.ToLower(x.d.Tokens[c.verb].Form)
	own := x.ownSubject(c.verb)
	if !strings.Contains(" ASSAULT COERCE CASUALTY INJURY DAMAGE RESCUE TRANSFER ", " "+c.event.Type+" ") || c.kind != "verb" || c.trigger != c.verb || c.passive || c.particle != "" || c.negated || x.negator(c.verb) || m.Modality != stemma.Asserted ||
		!strings.HasSuffix(form, "ed") || len(c.objects) == 0 || own < 0 || !x.unclear(own) || x.firstPerson(own) || x.dependent(c.verb, "iobj", "xcomp", "ccomp") >= 0 {
		return ""
	}
	var things []string
	for _, i := range c.objects {
		if x.unclear(i) || x.nothing(i) || i < c.verb || c.event.Type != "ASSAULT" && c.event.Type != "COERCE" && len(m.Quantities) == 0 {
			return ""
		}
		first, last := x.phrase(i)
		things = append(things, strings.TrimSpace(x.withNames(x.settleLeft(first), x.settleRight(first, last, -1))))
	}
	return tidy(listed(things) + " " + x.be(c.objects) + " " + form)
}

func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// covert reports a clause whose own words would hide that the report denies or
// doubts it: "the engine had failed" under "denied".
func (x *extractor) covert(c *clause, m *stemma.ClaimMention) bool {
	return m.Modality == stemma.Denied || c.negated && x.ownSubject(c.verb) < 0
}

// ownLine writes a clause that has a tense and a subject of its own.
func (x *extractor) ownLine(v, trigger int) string {
	own := x.ownSubject(v)
	if x.gapped(v) || x.heading(v) && x.d.Tokens[v].XPOS == "VBG" && !x.finite(v) {
		return ""
	}
	if own < 0 || x.relative(own) || !x.finite(v) && !x.heading(v) || x.unclear(own) || x.supposed(v) || !x.agrees(v, x.conjuncts(own)) || x.infinitive(v) {
		return ""
	}
	first, last := x.clauseRange(v)
	if trigger < first || trigger >= last {
		return ""
	}
	return x.written(first, last, v)
}

// gapped reports a relative clause with a subject of its own: "the crimes that he
// committed", "the unit where he was held" say too little alone.
func (x *extractor) gapped(v int) bool {
	if x.relation(v) != "acl" || !x.finite(v) {
		return false
	}
	own := x.ownSubject(v)
	if own >= 0 && x.relative(own) {
		return false
	}
	if x.d.Tokens[v].Deprel == "acl:relcl" {
		return true
	}
	for c := x.child[v]; c >= 0; c = x.next[c] {
		if x.d.Tokens[c].XPOS == "WRB" {
			return true
		}
	}
	return false
}

// sharedLine gives a relative clause, a participle or a second predicate the
// subject that it shares, where the words around leave no doubt whose it is.
func (x *extractor) sharedLine(c *clause) string {
	if c.kind == "noun" && c.trigger == c.verb || c.rule == "without" || c.rule == "depictive" || len(c.spoken) == 0 {
		return ""
	}
	first, last := x.predicateRange(c.verb)
	if c.trigger >= last || !x.adjoins(c, first) || !x.agrees(c.verb, c.spoken) {
		return ""
	}
	for _, i := range c.spoken {
		if x.unclear(i) {
			return ""
		}
	}
	subject := x.subjectText(c)
	if subject == "" || x.d.Tokens[c.verb].XPOS == "VB" {
		return ""
	}
	if x.finite(c.verb) {
		return x.composed(subject, x.withNames(first, last), first, last, c.verb)
	}
	return x.composed(subject, x.tensed(c, first, last), first, last, c.verb)
}

// enclosingLine writes the nearest clause around a token that can stand alone.
// What only reports the token's clause is left out.
func (x *extractor) enclosingLine(trigger int) string {
	at := trigger
	for steps := 0; steps < 10; steps++ {
		at = x.d.Tokens[at].Head
		if at < 0 {
			return ""
		}
		if a, cue := x.cues[at]; cue && x.says(trigger, a) && x.d.Attributions[a].Stance == "" {
			return ""
		}
		if x.clausal(at) {
			if line := x.ownLine(at, trigger); line != "" {
				return line
			}
		}
	}
	return ""
}

// sentenceLine writes the whole sentence around a token: the part of it that its
// source says where that stands alone, and with the source where it does not.
func (x *extractor) sentenceLine(trigger int) string {
	s := x.d.SentenceAt(trigger)
	if s < 0 {
		return ""
	}
	begin, end := x.d.Sentences[s].First, x.d.Sentences[s].Last
	for begin < end-1 && (x.d.Tokens[begin].UPOS == "CCONJ" || x.d.Tokens[begin].UPOS == "PUNCT" && x.d.Tokens[begin].Form != "\"" && x.d.Tokens[begin].Form != "“") {
		begin++
	}
	begin = x.pastOpening(begin, end)
	first, last := x.insidePiece(trigger, begin, end)
	if first > begin || last < end {
		if line := x.wholeLine(first, last, false); line != "" {
			return line
		}
	}
	return x.wholeLine(begin, end, false)
}

// wholeLine writes a range that holds a main clause with a clear subject, or any
// subject where asked.
func (x *extractor) wholeLine(first, last int, any bool) string {
	s := x.d.SentenceAt(first)
	opening := s >= 0 && first <= x.d.Sentences[s].First+1
	if t := &x.d.Tokens[first]; !opening && (t.UPOS == "SCONJ" || t.XPOS == "WRB" || t.UPOS == "VERB" || t.UPOS == "AUX" || t.UPOS == "PART") {
		return ""
	}
	last = x.settleRight(first, last, -1)
	for i := first; i < last; i++ {
		if !x.clausal(i) || !x.finite(i) || x.infinitive(i) || !x.mainIn(i, first, last) {
			continue
		}
		own := x.ownSubject(i)
		if own < first || own >= last || x.relative(own) || !any && (x.unclear(own) || x.orphaned(first)) || x.supposed(i) {
			return ""
		}
		if last-first < 3 || utf8.RuneCountInString(x.text(first, last)) > longest || !x.ends(first, last, -1) || x.personal(first, last) {
			return ""
		}
		return tidy(x.withNames(first, last))
	}
	return ""
}

// mainIn reports whether a predicate is the top of a range.
func (x *extractor) mainIn(i, first, last int) bool {
	head := x.d.Tokens[i].Head
	return head < first || head >= last
}

// composed joins a subject and a predicate that the text has apart.
func (x *extractor) composed(subject, predicate string, first, last, v int) string {
	if !x.ends(first, last, v) {
		return ""
	}
	return tidy(subject + " " + predicate)
}

// subjectText is the subject's phrase, figures kept.
func (x *extractor) subjectText(c *clause) string {
	names := make([]string, 0, len(c.spoken))
	for _, i := range c.spoken {
		if x.relative(i) {
			continue
		}
		first, last := x.phrase(i)
		first = x.settleLeft(first)
		if x.verbs(first, last) || x.truncated(first) {
			return ""
		}
		names = append(names, strings.TrimSpace(x.withNames(first, last)))
	}
	return listed(names)
}

// entityName is the canonical name at a head, or its phrase's words.
func (x *extractor) entityName(i int) string {
	party := x.party(i)
	return party.Name
}

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
	if m < 0 || x.d.Mentions[m].Form != stemma.Pronoun || !x.resolved(m) || !x.fits(i, m) {
		return ""
	}
	owns := ""
	switch x.relation(i) {
	case "nsubj", "obj", "iobj", "obl":
	case "nmod":
		if t.XPOS != "PRP$" || !x.proper[x.d.Mentions[m].ID] {
			return ""
		}
		owns = "'s"
	default:
		return ""
	}
	name := x.d.Mentions[m].ID + owns
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
	case "he", "him", "she", "her", "himself", "herself":
		return person
	case "his":
		return person
	case "it", "itself", "its":
		return !person
	}
	return true
}

func (x *extractor) text(first, last int) string {
	if first >= last {
		return ""
	}
	return x.d.TokenSpan(first, last).In(x.d.Text)
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
	for _, mark := range []string{" ,", " .", " 's", " ’s"} {
		line = strings.ReplaceAll(line, mark, mark[1:])
	}
	line = strings.ReplaceAll(line, ",,", ",")
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
		switch second {
		case "is", "was", "are", "were", "has", "had", "have", "will", "would", "can", "could":
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
