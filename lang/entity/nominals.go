package entity

import (
	"slices"
	"strings"

	"stemma"
	"stemma/gazetteer"
)

// findNominals adds the descriptions of people and bodies that stand for
// somebody: a head of the lexicon with what stands before it, up to a name.
// They get no entity here; their ID is the description, article left out.
func (f *finder) findNominals() {
	names := len(f.d.Mentions)
	for _, sentence := range f.d.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			if f.taken[i] > 0 {
				continue
			}
			if what, found := f.describes(i, sentence.Last); found {
				start := sentence.First
				if last := len(f.d.Mentions) - 1; last >= names {
					start = max(start, f.d.Mentions[last].Last)
				}
				f.addNominal(i, start, what)
			}
		}
	}
	if len(f.d.Mentions) > names {
		slices.SortFunc(f.d.Mentions, func(a, b stemma.Mention) int { return a.First - b.First })
	}
}

// describes reports whether a token is the head of a description: a noun of the
// lexicon or of the roles that nothing of its phrase follows.
func (f *finder) describes(i, last int) (description, bool) {
	token := &f.d.Tokens[i]
	if token.UPOS != "NOUN" && token.UPOS != "" {
		return description{}, false
	}
	if i+1 < last && (f.d.Tokens[i+1].UPOS == "NOUN" || f.d.Tokens[i+1].UPOS == "PROPN" || f.taken[i+1] > 0 && f.titled(i+1)) {
		return description{}, false
	}
	if i+1 < last && f.d.Tokens[i+1].Form == "-" {
		return description{}, false
	}
	if capitalised(token.Form) && !f.starts(i) && !f.definite(i) {
		return description{}, false // a headline's capital, or part of a name
	}
	lemma := f.lemma(i)
	if i > 0 && i+1 < last && f.d.Tokens[i+1].Form == "of" && multitudes()[lemma] && strings.EqualFold(f.d.Tokens[i-1].Form, "a") {
		return description{}, false
	}
	if f.named(i, i) >= 0 {
		return description{class: "ORG", kind: "named"}, true
	}
	if what, found := descriptions()[lemma]; found {
		return what, !what.loose || f.definite(i) || f.actingNoun(i)
	}
	if title, found := gazetteer.Title(lemma); found && !capitalised(title.Name) && !capitalised(token.Form) {
		return description{class: "PER", kind: "role", sector: title.Sector}, true
	}
	return description{}, false
}

// definite reports whether "the" stands before a noun, at most two words off.
func (f *finder) definite(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if strings.EqualFold(f.d.Tokens[k].Form, "the") {
			return true
		}
	}
	return false
}

// actingNoun reports whether a noun is the subject of what only somebody does.
func (f *finder) actingNoun(i int) bool {
	token := &f.d.Tokens[i]
	return token.Deprel == "nsubj" && token.Head >= 0 && strings.Contains(acts()[f.lemma(token.Head)], "s")
}

// titled reports whether the name at a token is a person's, so that the word
// before it is a title.
func (f *finder) titled(i int) bool { return f.names[f.taken[i]-1].class == "PER" }

func (f *finder) addNominal(head, start int, what description) {
	first := head
	for first > start && head-first < longestRole && f.taken[first-1] == 0 && f.modifier(first-1, head) {
		first--
	}
	for first < head && (f.d.Tokens[first].UPOS == "PUNCT" || comparative(f.d.Tokens[first].Form)) {
		first++
	}
	if entity := f.named(first, head); entity >= 0 {
		f.d.Mentions = append(f.d.Mentions, stemma.Mention{
			Span: f.d.TokenSpan(first, head+1), Type: f.d.Entities[entity].Type, Form: stemma.Nominal, Entity: entity,
			ID: f.d.Entities[entity].ID, First: first, Last: head + 1, Head: head, Rule: "nominal:named",
		})
		return
	}
	if entity := f.apposed(first, head); entity >= 0 && what.class == "PER" {
		f.d.Mentions = append(f.d.Mentions, stemma.Mention{
			Span: f.d.TokenSpan(first, head+1), Type: "PER", Form: stemma.Nominal, Entity: entity,
			ID: f.d.Entities[entity].ID, First: first, Last: head + 1, Head: head, Rule: "nominal:apposition",
		})
		return
	}
	whole := first // the words of a name before it belong to the description, not to the mention
	for whole > start && head-whole < longestRole && (f.taken[whole-1] > 0 && f.names[f.taken[whole-1]-1].class != "PER" || whole < first && f.modifier(whole-1, head)) {
		whole--
	}
	f.d.Mentions = append(f.d.Mentions, stemma.Mention{
		Span: f.d.TokenSpan(first, head+1), Type: what.class, Form: stemma.Nominal, Entity: -1,
		ID: f.describeWords(whole, head+1), First: first, Last: head + 1, Head: head, Rule: "nominal:" + what.kind,
	})
}

// beforeOrOf is the name that stands before a description, or a place that
// follows it with "of" ("the city of Bam"); nil where none does.
func (f *finder) beforeOrOf(first, head int) *stemma.Mention {
	if first > 0 && f.taken[first-1] > 0 {
		return &f.d.Mentions[f.taken[first-1]-1]
	}
	if head+2 < len(f.d.Tokens) && f.d.Tokens[head+1].Form == "of" && f.taken[head+2] > 0 {
		if m := &f.d.Mentions[f.taken[head+2]-1]; m.Type == "GPE" || m.Type == "LOC" {
			return m
		}
	}
	return nil
}

// named is the entity that a description names by the name beside it: "the
// KCNA news agency" is KCNA, "the Kursk region" Kursk; -1 where the name only
// qualifies ("a KCNA report").
func (f *finder) named(first, head int) int {
	m := f.beforeOrOf(first, head)
	if m == nil {
		return -1
	}
	if m.Type != "ORG" && m.Type != "GPE" && m.Type != "LOC" || m.Metonym {
		return -1
	}
	kinds := generics()[f.lemma(head)]
	if m.Type == "LOC" && f.d.Entities[m.Entity].Kind == "" && strings.Contains(kinds, "GPE") {
		return m.Entity // an unlisted town
	}
	if kinds == "" || !strings.Contains(kinds, m.Type) || f.d.Entities[m.Entity].Kind == gazetteer.KindCountry {
		return -1
	}
	return m.Entity
}

// apposed is the person whose name the tree makes the apposition of a
// description ("his lawyer, Richard Fowler,") or the other way round; -1 none.
func (f *finder) apposed(first, head int) int {
	if f.d.Tokens[head].XPOS == "NNS" {
		return -1
	}
	var buffer [32]int
	near := append(f.d.Children(buffer[:0], head), f.d.Tokens[head].Head)
	for k, other := range near {
		relation := f.d.Tokens[head].Deprel
		if k < len(near)-1 {
			relation = f.d.Tokens[other].Deprel
		}
		if relation != "appos" || other < 0 || f.taken[other] == 0 {
			continue
		}
		m := &f.d.Mentions[f.taken[other]-1]
		if m.Type == "PER" && m.Entity >= 0 && (m.First == head+2 || m.Last < first && first-m.Last < 6) {
			return m.Entity
		}
	}
	return -1
}

// comparative reports whether a word left of a number belongs to it, not to
// the description: "(at) least nine soldiers".
func comparative(form string) bool {
	switch strings.ToLower(form) {
	case "least", "most", "more", "fewer", "less", "than":
		return true
	}
	return false
}

// modifier reports whether a token belongs to the noun phrase of a head after it.
func (f *finder) modifier(i, head int) bool {
	token := &f.d.Tokens[i]
	if token.Deprel != "" && !f.d.Dominates(head, i) {
		return false
	}
	switch token.UPOS {
	case "DET", "ADJ", "NOUN", "NUM", "PROPN":
		return true
	case "PRON":
		return strings.HasSuffix(token.XPOS, "$")
	case "PUNCT":
		return token.Form == "-"
	}
	return false
}

// describeWords are the words of a description without the article before them.
func (f *finder) describeWords(first, last int) string {
	for first < last-1 {
		token := &f.d.Tokens[first]
		switch {
		case token.UPOS == "DET", token.UPOS == "PART", token.UPOS == "PUNCT", token.UPOS == "PRON", comparative(token.Form):
			first++
			continue
		}
		break
	}
	return strings.Join(strings.Fields(f.d.TokenSpan(first, last).In(f.d.Text)), " ")
}
