package entity

import (
	"strings"

	"stemma/gazetteer"
)

// ranked reports whether a form of address stands right before a token, an
// honorific ("Mr") or an abbreviated title ("Lt.", "Gov."), so that the name
// there is a person's though it is a town's as well ("Sgt. Paris"). A title in
// full is no such sign: "the prime minister, Canada's …", "Mayor London".
func (f *finder) ranked(first int) bool {
	start, _ := f.sentence(first)
	title, n := f.titleEnding(start, first)
	return n > 0 && (title.Kind == gazetteer.KindHonorific || title.Kind == gazetteer.KindTitle && strings.HasSuffix(f.d.Tokens[first-1].Form, "."))
}

// splitAtRank cuts a name that the tagger ran together, an organisation and its
// officer: "Oregon State Police Lt. Hastings" is two names with a title between.
func (f *finder) splitAtRank() {
	for i := range f.names {
		n := &f.names[i]
		if n.class != "ORG" {
			continue
		}
		for at := n.first + 2; at < n.last; at++ {
			if _, count := f.titleEnding(n.first, at); count > 0 && at-count > n.first && f.ranked(at) {
				person := name{first: at, last: n.last, class: "PER", rule: "title"}
				n.last = at - count
				f.names = append(f.names, person)
				break
			}
		}
	}
}
