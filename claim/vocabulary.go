package claim

import (
	"slices"
	"strings"
)

// Types lists the event types that a claim may have, PLOVER's and our own.
func Types() []string {
	types := []string{"REVEAL", "FIGURE", "ROLE", "STATE", "EVENT"} // given by rules as well as by the files
	for _, s := range loadWords().senses() {
		types = append(types, s.event.Type)
	}
	return sorted(types)
}

// Modes lists the modes that an event may have. PLOVER's manual, whose words
// they are, has more.
func Modes() []string {
	var modes []string
	w := loadWords()
	for _, s := range w.senses() {
		modes = append(modes, s.event.Mode)
	}
	for _, mode := range w.modes {
		modes = append(modes, mode)
	}
	return sorted(append(modes, "relations", "restrict", "violence")) // of what has not happened yet
}

// senses is every event that the files give a word.
func (w *words) senses() []sense {
	var all []sense
	for _, senses := range w.verbs {
		all = append(all, senses...)
	}
	for _, senses := range w.nouns {
		all = append(all, senses...)
	}
	for _, s := range w.adjectives {
		all = append(all, s)
	}
	return all
}

// sorted is the list in order, each word once and none empty.
func sorted(list []string) []string {
	list = slices.DeleteFunc(list, func(s string) bool { return strings.Trim(s, "-") == "" })
	slices.Sort(list)
	return slices.Compact(list)
}
