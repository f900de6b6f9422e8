package attribution

// trailing is the head and first token of the noun phrase between a comma and a
// verb group where the tree's subject lies, or begins, before that comma and a
// verb stands between: "Two missiles struck the port on Sunday, the army said".
// A name with an apposition has a comma before its verb, so that nothing else
// ends this way. -1 where it is not so.
func (f *finder) trailing(verb, subject int) (head, start int) {
	group := f.groupStart(verb)
	first, _ := f.bounds(verb)
	if subject < 0 || subject >= group || !f.lex.verbs[f.lemma(verb)].allows("quote") {
		return -1, -1
	}
	start = group
	for start > first && f.roleWord(start-1) && f.inQuote[start-1] == f.inQuote[verb] {
		start--
	}
	begin := f.phraseStart(subject)
	if start == group || start-1 <= begin || f.d.Tokens[start-1].Form != "," || f.inQuote[start-1] != f.inQuote[verb] || f.timed(start, group) {
		return -1, -1
	}
	for i := begin; ; i++ {
		if i >= start-1 {
			return -1, -1
		}
		if f.verbal(i) {
			break
		}
	}
	if head = f.firstNoun(start, group); !f.nominal(head) {
		return -1, -1
	}
	for up := f.head[head]; up > head && up < group && f.nominal(up); up = f.head[head] {
		head = up
	}
	return head, start
}

// saidBefore reports whether a noun phrase follows the cue of which it is the
// source, where a participle after it is what the source did while speaking.
func (f *finder) saidBefore(head int) bool {
	up := f.head[head]
	return up >= 0 && up < head && f.rel[head] == "nsubj" && f.lex.verbs[f.lemma(up)].allows("quote")
}
