package attribution

import "stemma"

// resolvePronouns names the sources that are pronouns and that no mention
// resolves: "I" is who speaks the quotation it stands in; "he", "she", "they" and
// "it" the source of the content they stand in, the subject before them in their
// sentence, or the source before, which news hardly ever leaves between two sayings.
func (f *finder) resolvePronouns(list []stemma.Attribution, kept []*found) {
	byID := map[string]int{}
	for i := range list {
		byID[list[i].ID] = i
	}
	for i := range list {
		source, name := list[i].Source, kept[i].name
		if source == nil || name < 0 {
			continue
		}
		switch f.low[name] {
		case "i", "my", "me", "we", "our":
			if outer, ok := byID[list[i].Within]; ok && list[outer].Source != nil {
				source.Entity = list[outer].Source.Entity
			}
		case "he", "she", "they", "his", "her", "their", "it", "its":
			if kept[i].quote >= 0 && f.inQuote[name] < 0 && f.spokeBefore(list, kept, i) {
				continue
			}
			if f.d.MentionAt(name) >= 0 || kept[i].verb < 0 || f.low[name] == "it" && !f.speaks(kept[i]) {
				continue
			}
			if subject := f.subjectBefore(name); subject >= 0 {
				source.Entity = f.entity(f.piece(f.phraseStart(subject), f.phraseEnd(subject, false)), subject)
			} else if outer, ok := byID[list[i].Within]; ok && f.names(&list[outer], kept[outer], name) {
				source.Entity = list[outer].Source.Entity
			} else {
				f.sourceBefore(list, kept, i)
			}
		}
	}
}

// spokeBefore names "he" or "she" beside a quotation by the person named as the
// source of the sentence before: who spoke last speaks on, whoever else that
// sentence names within what was said. It reports whether it did.
func (f *finder) spokeBefore(list []stemma.Attribution, kept []*found, i int) bool {
	name := kept[i].name
	if low := f.low[name]; low != "he" && low != "she" {
		return false
	}
	for j := i - 1; j >= 0 && !f.tooFar(kept[j], name); j-- {
		other := kept[j].name
		if other < 0 || list[j].Within != "" || list[j].Source == nil || f.inQuote[other] >= 0 {
			continue
		}
		if f.sent[name]-f.sent[other] != 1 || list[j].Source.Entity == "" || !f.agrees(name, other) {
			return false
		}
		list[i].Source.Entity = list[j].Source.Entity
		return true
	}
	return false
}

// speaks reports whether the subject of a cue can only be somebody, so that "it"
// is a body and no expletive: not "it showed", "it felt".
func (f *finder) speaks(a *found) bool {
	switch a.entry.class {
	case "believe", "report":
		return false
	}
	return !f.lex.shows[f.lemma(a.verb)]
}

// names reports whether an attribution whose content holds a pronoun has a
// source in the pronoun's sentence that the pronoun may mean.
func (f *finder) names(outer *stemma.Attribution, kept *found, pronoun int) bool {
	return outer.Source != nil && outer.Source.Entity != "" && kept.name >= 0 &&
		f.sent[kept.name] == f.sent[pronoun] && f.agrees(pronoun, kept.name)
}

// subjectBefore is the nearest subject before a pronoun in its sentence that it
// may mean, of a clause above or beside its own; or -1. Within a quotation it is
// looked for there alone.
func (f *finder) subjectBefore(pronoun int) int {
	first, _ := f.bounds(pronoun)
	for i := pronoun - 1; i >= first; i-- {
		if f.rel[i] != "nsubj" && f.rel[i] != "nsubj:pass" || f.inQuote[i] != f.inQuote[pronoun] || f.d.Tokens[i].UPOS == "PRON" && f.d.MentionAt(i) < 0 {
			continue
		}
		if up := f.head[i]; up < 0 || up > pronoun || !f.agrees(pronoun, i) {
			continue
		}
		if m := f.d.MentionAt(i); m >= 0 && f.d.Mentions[m].Head == i {
			return i
		}
	}
	return -1
}

// farthestSource is how many sentences back a pronoun's source may stand.
const farthestSource = 3

// tooFar reports whether an attribution stands so far before a pronoun that no
// earlier one can name it: without that stop, a text full of sources that do
// not agree takes a time that grows with its square.
func (f *finder) tooFar(a *found, pronoun int) bool {
	return f.sent[pronoun]-f.sent[f.d.TokenAt(a.at())] > farthestSource
}

// sourceBefore names a pronoun by the nearest source before it that agrees: a
// person's name for "he" and "she", a plural or an organisation for "they".
func (f *finder) sourceBefore(list []stemma.Attribution, kept []*found, i int) {
	name := kept[i].name
	for j := i - 1; j >= 0 && !f.tooFar(kept[j], name); j-- {
		other := kept[j].name
		if other < 0 || list[j].Source == nil || list[j].Source.Entity == "" || other == name || f.d.Tokens[other].UPOS == "PRON" && f.d.MentionAt(other) < 0 {
			continue
		}
		if f.sent[name]-f.sent[other] > farthestSource {
			return
		}
		if f.inQuote[other] == f.inQuote[name] && f.agrees(name, other) {
			list[i].Source.Entity = list[j].Source.Entity
			return
		}
	}
}

// agrees reports whether a pronoun may stand for a source: a person's name for
// "he" and "she", several or a body for "they", one body or state for "it".
func (f *finder) agrees(pronoun, other int) bool {
	m := f.d.MentionAt(other)
	kind := ""
	if m >= 0 {
		kind = f.d.Mentions[m].Type
	}
	xpos := f.d.Tokens[other].XPOS
	many := xpos == "NNS" || xpos == "NNPS" && kind != "ORG"
	switch f.low[pronoun] {
	case "they", "their":
		return many || kind == "ORG" || kind == "NORP" || f.child(other, "conj") >= 0 && kind == "PER"
	case "it", "its":
		if m < 0 {
			return !many && xpos == "NN" && f.child(other, "conj") < 0
		}
		return !many && (kind == "ORG" || kind == "GPE") && f.child(other, "conj") < 0
	}
	if m < 0 {
		return xpos == "NNP"
	}
	if kind != "PER" {
		return false
	}
	gender := ""
	if e := f.d.Mentions[m].Entity; e >= 0 && e < len(f.d.Entities) {
		gender = f.d.Entities[e].Gender
	}
	switch f.low[pronoun] {
	case "he", "his":
		return gender != "f"
	}
	return gender != "m"
}
