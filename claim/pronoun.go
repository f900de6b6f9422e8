package claim

import (
	"strings"

	"stemma"
)

// personal pronouns of one person, by which a line can point at the wrong one.
var singular = map[string]string{"he": "subject", "she": "subject", "him": "object", "her": "object", "his": "owner"}

// doubtful reports a "he" or "she" whose person the sentence has not named, while
// it has named another before it: the nearer name competes with the resolution
// (centering: a pronoun prefers the sentence's own centre), and a line that says
// a name must not say the wrong one.
func (x *extractor) doubtful(i int) bool {
	if singular[strings.ToLower(x.d.Tokens[i].Form)] == "" {
		return false
	}
	s, own := x.d.SentenceAt(i), x.d.MentionAt(i)
	if s < 0 || own < 0 {
		return false
	}
	if x.bindsName(i, own) || x.bothSexes(x.d.Mentions[own].ID) {
		return true
	}
	if x.speaksOf(i, own) || x.rivalled(i, own) || x.toldOf(i, own) || x.describedNearer(i, own) {
		return true
	}
	other := false
	for j := x.d.Sentences[s].First; j < i; j++ {
		m := x.d.MentionAt(j)
		if m < 0 || x.d.Mentions[m].Type != "PER" {
			continue
		}
		if x.d.Mentions[m].ID == x.d.Mentions[own].ID {
			return false
		}
		other = other || x.d.Mentions[m].Form == stemma.Name && x.d.Mentions[m].Head == j
	}
	return other
}

// rivalled reports a pronoun whose person the sentence has not named, where the
// sentence before names another whom no "he" or "she" sets apart from it: which of
// two people a pronoun means, a line must not guess.
func (x *extractor) rivalled(i, own int) bool {
	s, id := x.d.SentenceAt(i), x.d.Mentions[own].ID
	for j := x.d.Sentences[s].First; j < i; j++ {
		if m := x.d.MentionAt(j); m >= 0 && x.d.Mentions[m].ID == id && x.d.Mentions[m].Form == stemma.Name {
			return false
		}
	}
	if s == 0 {
		return false
	}
	x.bothSexes(id)
	for j := x.d.Sentences[s-1].First; j < x.d.Sentences[s-1].Last; j++ {
		m := x.d.MentionAt(j)
		if m < 0 || x.d.Mentions[m].Type != "PER" || x.d.Mentions[m].ID == id || !x.proper[x.d.Mentions[m].ID] {
			continue
		}
		if other := x.sexes[x.d.Mentions[m].ID]; other == 0 || x.sexes[id] == 0 || other&x.sexes[id] != 0 {
			return true
		}
	}
	return false
}

// speaksOf reports a "he" inside the direct speech of the very person that it is
// taken for: who speaks says "I".
func (x *extractor) speaksOf(i, own int) bool {
	for _, a := range x.under[i] {
		at := &x.d.Attributions[a]
		if at.Kind != "direct" || at.Source == nil {
			continue
		}
		first, last := x.d.TokensIn(at.Source.Span)
		for j := first; j < last; j++ {
			if m := x.d.MentionAt(j); m >= 0 && x.d.Mentions[m].ID == x.d.Mentions[own].ID {
				return true
			}
		}
		return false
	}
	return false
}

// subjectOwns reports a "his" or "her" behind its clause's subject that the
// subject itself explains, so that a line keeps the word: the subject is the
// person meant ("Berg lost his job"), or a person described and not named, who is
// nearer than any name ("Ray said the man had lost his job").
func (x *extractor) subjectOwns(i, own int) bool {
	verb := x.d.Tokens[i].Head
	for steps := 0; verb >= 0 && steps < 4; steps++ {
		if x.d.Tokens[verb].UPOS == "VERB" || x.ownSubject(verb) >= 0 {
			heads, _ := x.subject(verb, 0)
			if len(heads) != 1 || heads[0] > i {
				return false
			}
			at := x.d.MentionAt(heads[0])
			if at >= 0 && x.d.Mentions[at].ID == x.d.Mentions[own].ID {
				return true
			}
			return x.d.Tokens[heads[0]].UPOS == "NOUN" && x.d.Tokens[heads[0]].XPOS != "NNS" && x.words.in("person", x.lemma(heads[0])) && (at < 0 || !x.proper[x.d.Mentions[at].ID])
		}
		verb = x.d.Tokens[verb].Head
	}
	return false
}

// toldOf reports a pronoun taken for the very person whose words it stands in,
// where those words have named somebody else before it: "Berg said that if Olsen
// erred, it was when he ran the firm".
func (x *extractor) toldOf(i, own int) bool {
	for _, a := range x.under[i] {
		at := &x.d.Attributions[a]
		if at.Source == nil {
			continue
		}
		speaks := false
		first, last := x.d.TokensIn(at.Source.Span)
		for j := first; j < last; j++ {
			m := x.d.MentionAt(j)
			speaks = speaks || m >= 0 && x.d.Mentions[m].ID == x.d.Mentions[own].ID
		}
		if !speaks {
			continue
		}
		for j := max(x.d.Sentences[x.d.SentenceAt(i)].First, last); j < i; j++ {
			if m := x.d.MentionAt(j); m >= 0 && x.d.Mentions[m].Type == "PER" && x.d.Mentions[m].Form == stemma.Name && x.d.Mentions[m].ID != x.d.Mentions[own].ID {
				return true
			}
		}
	}
	return false
}

// describedNearer reports a pronoun whose person neither its sentence nor the one
// before mentions, while one of them describes somebody: "police arrested a
// 19-year-old, saying he was one of three" is said of the nearer.
func (x *extractor) describedNearer(i, own int) bool {
	s, id := x.d.SentenceAt(i), x.d.Mentions[own].ID
	described := false
	for j := x.d.Sentences[max(0, s-1)].First; j < i; j++ {
		if m := x.d.MentionAt(j); m >= 0 && x.d.Mentions[m].ID == id {
			return false
		}
		described = described || x.d.Tokens[j].UPOS == "NOUN" && x.d.Tokens[j].XPOS != "NNS" && x.relation(j) != "compound" && x.words.in("person", x.lemma(j)) || x.olds(j)
	}
	return described
}

// olds reports the last word of "a 19-year-old" that stands for a person.
func (x *extractor) olds(j int) bool {
	return strings.EqualFold(x.d.Tokens[j].Form, "old") && j > 1 && x.d.Tokens[j-1].Form == "-" && x.relation(j) != "amod"
}

// bothSexes reports a person for whom both "he" and "she" were taken: one of the
// two is somebody else, and nobody can tell which.
func (x *extractor) bothSexes(id string) bool {
	if x.sexes == nil {
		x.sexes = map[string]int{}
		for m := range x.d.Mentions {
			if mention := &x.d.Mentions[m]; mention.Form == stemma.Pronoun {
				switch strings.ToLower(mention.Span.In(x.d.Text)) {
				case "he", "him", "his":
					x.sexes[mention.ID] |= 1
				case "she", "her", "hers":
					x.sexes[mention.ID] |= 2
				}
			}
		}
	}
	return x.sexes[id] == 3
}

// bindsName reports a pronoun subject whose own clause goes on to name the person
// that it is taken for: "he tied Ford" is never said of Ford (Chomsky 1981,
// principle C).
func (x *extractor) bindsName(i, own int) bool {
	v := x.d.Tokens[i].Head
	if x.relation(i) != "nsubj" || v < i {
		return false
	}
	for j := v + 1; j < len(x.d.Tokens) && x.d.SentenceAt(j) == x.d.SentenceAt(i); j++ {
		m := x.d.MentionAt(j)
		if m < 0 || m == own || x.d.Mentions[m].Form != stemma.Name || !x.d.Dominates(v, j) {
			continue
		}
		if id := x.d.Mentions[own].ID; x.d.Mentions[m].ID == id || strings.HasSuffix(id, " "+x.d.Mentions[m].Span.In(x.d.Text)) {
			return true
		}
	}
	return false
}

// surname is the last name of the person whom a pronoun means where the document
// names two people of it and was last heard to say that name alone: a short "Berg"
// may be either. "" for others.
func (x *extractor) surname(i int, id string) string {
	at := strings.LastIndexByte(id, ' ')
	if at < 0 || !x.sharedNames()[id[at+1:]] {
		return ""
	}
	for j := i - 1; j >= 0; j-- {
		if m := x.d.MentionAt(j); m >= 0 && x.d.Mentions[m].ID == id && x.d.Mentions[m].Form == stemma.Name {
			if words := x.d.Mentions[m].Span.In(x.d.Text); !strings.HasSuffix(words, id[at+1:]) || strings.HasPrefix(words, id[:at]) {
				return "" // "Ada", "Ada Berg"
			}
			return id[at+1:]
		}
	}
	return ""
}

// sharedNames are the last names that two people of the document bear.
func (x *extractor) sharedNames() map[string]bool {
	if x.shared != nil {
		return x.shared
	}
	x.shared = map[string]bool{}
	bearer := map[string]string{}
	for m := range x.d.Mentions {
		mention := &x.d.Mentions[m]
		at := strings.LastIndexByte(mention.ID, ' ')
		if mention.Type != "PER" || mention.Form != stemma.Name || at < 0 {
			continue
		}
		last := mention.ID[at+1:]
		if known := bearer[last]; known != "" && known != mention.ID {
			x.shared[last] = true
		}
		bearer[last] = mention.ID
	}
	return x.shared
}

// unbound reports a "he" or "her" in a range that stays a pronoun and that nobody
// named or described before it in the range explains: "crews rushed to her side".
// Whoever stands in subject, outside the range, explains it too.
func (x *extractor) unbound(first, last int, subject []int) bool {
	for _, i := range subject {
		if x.explains(i) {
			return false
		}
	}
	quoted := false
	for i := first; i < last; i++ {
		switch t := &x.d.Tokens[i]; {
		case strings.ContainsAny(t.Form, "\"“”"):
			quoted = !quoted
		case x.explains(i):
			return false
		case t.UPOS == "PRON" && !quoted && singular[strings.ToLower(t.Form)] != "":
			return x.pronounName(i) == ""
		}
	}
	return false
}

// explains reports a noun or name of one person.
func (x *extractor) explains(i int) bool {
	switch t := &x.d.Tokens[i]; t.UPOS {
	case "PROPN":
		return true
	case "NOUN":
		return t.XPOS != "NNS" && (x.animate(i) || x.words.in("person", x.lemma(i)) || x.words.in("kin", x.lemma(i)))
	case "PRON":
		return x.pronounName(i) != ""
	}
	return false
}
