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
				f.addNominal(i, sentence.First, what)
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
	lemma := f.lemma(i)
	if what, found := descriptions()[lemma]; found {
		return what, true
	}
	if title, found := gazetteer.Title(lemma); found && title.Kind != gazetteer.KindHonorific && strings.ToLower(token.Form) == token.Form {
		return description{"PER", "role", title.Sector}, true
	}
	return description{}, false
}

// titled reports whether the name at a token is a person's, so that the word
// before it is a title.
func (f *finder) titled(i int) bool { return f.names[f.taken[i]-1].class == "PER" }

func (f *finder) addNominal(head, start int, what description) {
	first := head
	for first > start && head-first < longestRole && f.taken[first-1] == 0 && f.modifier(first-1, head) {
		first--
	}
	for first < head && f.d.Tokens[first].UPOS == "PUNCT" {
		first++
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
	for first < last-1 && (f.d.Tokens[first].UPOS == "DET" || f.d.Tokens[first].UPOS == "PART" || f.d.Tokens[first].UPOS == "PUNCT") {
		first++
	}
	return strings.Join(strings.Fields(f.d.TokenSpan(first, last).In(f.d.Text)), " ")
}
