package quantity

import (
	"sort"
	"strings"

	"stemma"
)

// victims adds figures for victims that no number counts: "killed a police
// officer and a technician" is 2 killed, "the chief was injured" is 1, and so
// is "the lawyer Jane Doe was injured". Only nouns for one person do: names alone
// were tried, and joined claims that differ; so did names with a calling ("Chief Jane Doe").
func (f *finder) victims() {
	f.numbers = len(f.found)
	if len(f.atoms) == 0 {
		return
	}
	first, last := f.d.TokensIn(stemma.Span{Start: f.atoms[0].Start, End: f.atoms[len(f.atoms)-1].End})
	for i := first; i < last; i++ {
		if f.victim(i) == "" || f.follows(i) {
			continue
		}
		company := f.company(i)
		span := f.phrase(i)
		of := f.fate(i, span.Start)
		if !loaded.words["harm"][of] {
			continue
		}
		for _, c := range company[1:] {
			span = span.Cover(f.phrase(c))
		}
		if !f.overlaps(span) {
			f.suffer(i, span, len(company), of)
			continue
		}
		for _, c := range company { // ages stand between: each by itself
			span := f.phrase(c)
			if f.aged(span) {
				span = f.tree.tokens[c].Span
			}
			if !f.overlaps(span) {
				f.suffer(c, span, 1, of)
			}
		}
	}
}

// suffer adds the figure of n victims, the first of them token i.
func (f *finder) suffer(i int, span stemma.Span, n int, of string) {
	q := figure{noun: -1}
	both(&q.Quantity, float64(n))
	q.Span, q.Noun = span, f.tree.tokens[i].Span
	q.Unit, q.Of, q.Rule = "person", of, f.victim(i)
	if q.Rule == "" {
		q.Rule = "coordinated-victims"
	}
	f.found = append(f.found, q)
}

// victim is the rule by which a token stands for one person: a noun with its
// article, or a calling with a name; "" for none.
func (f *finder) victim(i int) string {
	t := f.tree
	switch {
	case f.onePerson(i) && f.determined(i):
		return "coordinated-victims"
	case f.onePerson(i) && t.find(i, func(c int) bool { return strings.HasSuffix(t.tokens[c].Name, "-PER") }) >= 0:
		return "named-victim"
	}
	return ""
}

// determined reports a noun with an article or an owner.
func (f *finder) determined(i int) bool {
	return f.tree.find(i, func(c int) bool {
		return f.tree.is(c, "nmod:poss") || loaded.words["article"][f.tree.form(c)]
	}) >= 0
}

// follows reports a token that another one's figure counts: it is joined to a
// victim, or it is a victim's name or calling.
func (f *finder) follows(i int) bool {
	head := f.tree.head(i)
	return head >= 0 && f.tree.is(i, "conj", "appos", "flat", "compound", "nmod") && f.tree.marker(i, f.tree.tokens[i].Start) != "of" && f.victim(head) != ""
}

// company are a victim and those joined to it.
func (f *finder) company(i int) []int {
	all := []int{i}
	f.tree.find(i, func(c int) bool {
		if f.tree.is(c, "conj") && (f.victim(c) != "" || f.onePerson(c) && f.plural(i)) {
			all = append(all, c)
		}
		return false
	})
	return all
}

// phrase is the span of a noun with what stands close to it.
func (f *finder) phrase(i int) stemma.Span {
	span := f.tree.tokens[i].Span
	f.tree.find(i, func(c int) bool {
		if f.tree.is(c, "det", "nmod:poss", "amod", "compound", "flat") && f.tree.tokens[c].UPOS != "NUM" { // an age is none of it
			span = span.Cover(f.tree.tokens[c].Span)
		}
		return false
	})
	return span
}

// onePerson reports a noun for one person: "officer", "co-worker".
func (f *finder) onePerson(i int) bool {
	form := f.tree.form(i)
	return loaded.one[form[strings.LastIndexByte(form, '-')+1:]]
}

// plural reports a subject of a verb in the plural: it tells two people under
// one article ("a police officer and bomb technician were killed") from one
// person with two callings.
func (f *finder) plural(i int) bool {
	head := f.tree.head(i)
	return head >= 0 && f.tree.find(head, func(c int) bool {
		return f.tree.is(c, "aux", "cop") && (f.tree.form(c) == "were" || f.tree.form(c) == "are" || f.tree.form(c) == "have")
	}) >= 0
}

// aged reports that the first number within a span is an age: "the 12-year-old boy".
func (f *finder) aged(s stemma.Span) bool {
	i := sort.Search(f.numbers, func(i int) bool { return f.found[i].Span.End > s.Start })
	return i < f.numbers && f.found[i].Of == "age" && f.found[i].Span.Overlaps(s)
}

// overlaps reports a span that shares bytes with a number's; those are in text order.
func (f *finder) overlaps(s stemma.Span) bool {
	i := sort.Search(f.numbers, func(i int) bool { return f.found[i].Span.End > s.Start })
	return i < f.numbers && f.found[i].Span.Overlaps(s)
}
