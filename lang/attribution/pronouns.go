package attribution

import "stemma"

// resolvePronouns names the sources that are pronouns and that no mention
// resolves: "I" is who speaks the quotation it stands in; "he", "she" and "they"
// the source before, which news hardly ever leaves between two sayings.
func (f *finder) resolvePronouns(list []stemma.Attribution, kept []*found) {
	byID := map[string]*stemma.Attribution{}
	for i := range list {
		byID[list[i].ID] = &list[i]
	}
	for i := range list {
		source, name := list[i].Source, kept[i].name
		if source == nil || name < 0 {
			continue
		}
		switch f.low[name] {
		case "i", "my", "me", "we", "our":
			if outer := byID[list[i].Within]; outer != nil && outer.Source != nil {
				source.Entity = outer.Source.Entity
			}
		case "he", "she", "they", "his", "her", "their":
			if f.d.MentionAt(name) < 0 {
				f.sourceBefore(list, kept, i)
			}
		}
	}
}

// farthestSource is how many sentences back a pronoun's source may stand.
const farthestSource = 3

// sourceBefore names a pronoun by the nearest source before it that agrees: a
// person's name for "he" and "she", a plural or an organisation for "they".
func (f *finder) sourceBefore(list []stemma.Attribution, kept []*found, i int) {
	name := kept[i].name
	for j := i - 1; j >= 0; j-- {
		other := kept[j].name
		if other < 0 || list[j].Source == nil || other == name || f.d.Tokens[other].UPOS == "PRON" && f.d.MentionAt(other) < 0 {
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

// agrees reports whether a pronoun may stand for a source.
func (f *finder) agrees(pronoun, other int) bool {
	m := f.d.MentionAt(other)
	switch f.low[pronoun] {
	case "they", "their":
		xpos := f.d.Tokens[other].XPOS
		return xpos == "NNS" || xpos == "NNPS" || m >= 0 && f.d.Mentions[m].Type == "ORG"
	}
	if m < 0 {
		return f.d.Tokens[other].XPOS == "NNP"
	}
	if f.d.Mentions[m].Type != "PER" {
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
