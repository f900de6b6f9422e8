package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// tie is a reason for which reports i and k are one voice, or may be one.
type tie struct {
	i, k    int
	account bool // one telling, else one informant
	sure    bool // the words prove it
	why     string
	a, b    string // the informants' names, for a tie of two informants
}

// ties are all reasons that join two of the claim's reports, those of tellings first.
func (v voices) ties() []tie {
	var list []tie
	for i := range v.reports {
		for k := i + 1; k < len(v.reports); k++ {
			if t, found := v.accountTie(i, k); found {
				list = append(list, t)
			}
		}
	}
	tellings := v.group(list, accountsOnly)
	for i := range v.reports {
		for k := i + 1; k < len(v.reports); k++ {
			if t, found := v.originTie(i, k, tellings); found {
				list = append(list, t)
			}
		}
	}
	return list
}

// The ties that a grouping heeds.
func accountsOnly(t tie) bool { return t.account && t.sure }
func anyAccount(t tie) bool   { return t.account }
func sureTies(t tie) bool     { return t.sure }

// group joins the reports by those ties that count.
func (v voices) group(ties []tie, counts func(tie) bool) groups {
	g := newGroups(len(v.reports))
	for _, t := range ties {
		if counts(t) {
			g.join(t.i, t.k)
		}
	}
	return g
}

// surelyApart is the least number of origins: how many of the groups that sure
// ties make are apart, each from each, beyond doubt. A report that names nobody
// may follow either of two others that name different people, and does not make
// these two one. The largest such set is sought greedily, from each group in
// turn; it is never too large.
func (v voices) surelyApart(ties []tie, sure groups) int {
	doubt := map[[2]int]bool{}
	for _, t := range ties {
		a, b := sure.find(t.i), sure.find(t.k)
		doubt[[2]int{min(a, b), max(a, b)}] = true
	}
	most := 0
	for from := range v.reports {
		if sure.find(from) != from {
			continue
		}
		chosen := []int{from}
		for i := range v.reports {
			if sure.find(i) == i && !slices.ContainsFunc(chosen, func(c int) bool { return c == i || doubt[[2]int{min(c, i), max(c, i)}] }) {
				chosen = append(chosen, i)
			}
		}
		most = max(most, len(chosen))
	}
	return most
}

// accountTie says why two reports tell the claim in shared words: surely where
// mentions stand in one passage, in doubt where the articles are one telling as
// a whole but this claim lies outside what they share.
func (v voices) accountTie(i, k int) (tie, bool) {
	t := tie{i: i, k: k, account: true, sure: true}
	kin := v.b.kin.oneAccount(v.reports[i], v.reports[k])
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			switch at := v.b.kin.told(a, b); {
			case at >= 0:
				t.why = fmt.Sprintf("both tell it in one passage of %d words", v.b.kin.Passages[at].Words)
				return t, true
			case kin && reworded(a, b):
				t.why = "the articles are one telling, and edit one sentence here"
			case t.why == "" && sameWords(a, b):
				t.why = "both tell it in nearly the same words"
			}
		}
	}
	if t.why == "" && v.b.kin.copies(v.reports[i], v.reports[k]) {
		t.why = "the articles are one text for the most part"
	}
	if t.why == "" && kin {
		t.sure, t.why = false, "the articles are one telling elsewhere, and this claim lies outside what they share"
	}
	return t, t.why != ""
}

// originTie says why two reports have the claim from one informant: surely by
// one quotation or one source, or where one text lies behind both and neither
// names another source; in doubt where nothing shows two.
func (v voices) originTie(i, k int, tellings groups) (tie, bool) {
	t := tie{i: i, k: k}
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if v.b.kin.quoted(a, b) {
				t.sure, t.why = true, "both print one quotation"
				return t, true
			}
		}
	}
	if v.silent(i) && v.silent(k) && v.b.kin.oneAccount(v.reports[i], v.reports[k]) {
		t.sure, t.why = true, "the articles are one telling, and neither names a source here"
		return t, true
	}
	best := apart
	for _, a := range v.who[i] {
		for _, b := range v.who[k] {
			if same := a.sameness(b); same > best {
				best, t.why, t.a, t.b = same, alike(a, b, same), a.name, b.name
			}
		}
	}
	if best != surely {
		if name := cmp.Or(v.carriesOver(i, k, tellings), v.carriesOver(k, i, tellings)); name != "" {
			best, t.why = surely, "one has it from "+name+", the other what stands just before it"
		}
	}
	if best == apart {
		if t.why = v.unproven(i, k); t.why != "" {
			best = maybe
		}
	}
	t.sure = best == surely
	return t, best != apart
}

// alike says in words what makes two informants one, or perhaps one.
func alike(a, b informant, same int) string {
	switch {
	case same == maybe:
		return fmt.Sprintf("“%s” may be “%s”", a.name, b.name)
	case a.name == b.name:
		return "both have it from " + a.name
	case a.person != "" && a.person == b.person:
		return fmt.Sprintf("“%s” and “%s” are one person", a.name, b.name)
	case a.body != "" && a.body == b.body:
		return fmt.Sprintf("“%s” and “%s” speak for one institution (%s)", a.name, b.name, a.body)
	}
	return fmt.Sprintf("“%s” and “%s” are one source", a.name, b.name)
}

// unproven says why nothing shows that two reports have a claim from two places:
// one names no source, or bears the claim only in passing; "" where something
// does. To be silent about a source is no proof of another source: casualty
// figures and official times come from one desk, however many reporters copy
// them down. Of 20 claims with a certain second origin, read by hand in three
// stories, the silent ones were wrong each time.
func (v voices) unproven(i, k int) string {
	for _, at := range []int{i, k} {
		switch {
		case v.silent(at):
			return v.reports[at] + " names no source"
		case v.passing(at):
			return v.reports[at] + " mentions it only in passing"
		}
	}
	if v.happened(i) != v.happened(k) {
		return "only one says that it happened"
	}
	if !v.oneThing(i, k) {
		return "they may tell of two things"
	}
	return ""
}

// oneThing reports whether two reports tell of one thing more likely than not by
// their own words, not only by what a third report has in common with each.
func (v voices) oneThing(i, k int) bool {
	for _, a := range v.notes[i] {
		for _, b := range v.notes[k] {
			if v.likelyOne(a, b) {
				return true
			}
		}
	}
	return false
}

// likelyOne reports whether two mentions by themselves are one claim more likely than not.
func (v voices) likelyOne(a, b *note) bool {
	return !conflict(v.b.kin, a, b) && unrivalled(compare(v.b.kin, a, b)) >= oneThingOdds
}

// oneThingOdds is the least chance of that.
const oneThingOdds = 0.5

// spanning are as many of the ties as it takes to join the reports: the sure
// ones first, then those in doubt that would join more.
func (v voices) spanning(ties []tie) []stemma.Tie {
	var list []stemma.Tie
	g := newGroups(len(v.reports))
	for _, sure := range []bool{true, false} {
		for _, t := range ties {
			if t.sure != sure || g.find(t.i) == g.find(t.k) {
				continue
			}
			g.join(t.i, t.k)
			kind := stemma.TieOrigin
			if t.account {
				kind = stemma.TieAccount
			}
			list = append(list, stemma.Tie{A: v.reports[t.i], B: v.reports[t.k], Kind: kind, Sure: t.sure, Why: t.why})
		}
	}
	return list
}

// mostAlternatives is how many a reader is told.
const mostAlternatives = 8

// alternatives says what would change the number of origins: a telling that was
// none, an informant that is two, a doubt that is settled.
func (v voices) alternatives(ties []tie, accounts, origins groups) []stemma.Alternative {
	var list []stemma.Alternative
	now := origins.count()
	add := func(why string, counts func(tie) bool) {
		n := v.group(ties, counts).count()
		if n != now && !slices.ContainsFunc(list, func(a stemma.Alternative) bool { return a.If == why }) && len(list) < mostAlternatives {
			list = append(list, stemma.Alternative{If: why, Origins: n})
		}
	}
	for _, members := range accounts.lists() {
		if len(members) > 1 {
			add(v.apartIf(members), func(t tie) bool { return t.sure && !(t.account && slices.Contains(members, t.i)) })
		}
	}
	for _, members := range origins.lists() {
		if len(members) > 1 {
			add("were the sources of "+listed(v.names(members))+" different informants", func(t tie) bool { return t.sure && (t.account || !slices.Contains(members, t.i)) })
		}
	}
	for _, doubt := range ties {
		if !doubt.sure {
			add(v.settled(doubt), func(t tie) bool { return t.sure || t == doubt })
		}
	}
	return list
}

// apartIf supposes that an account is no copying.
func (v voices) apartIf(members []int) string {
	if len(members) == 2 {
		a, b := v.reports[members[0]], v.reports[members[1]]
		for _, e := range v.b.kin.Edges {
			if e.Directed && (e.From == a && e.To == b || e.From == b && e.To == a) {
				return fmt.Sprintf("were %s → %s no copy", e.From, e.To)
			}
		}
	}
	return "were " + listed(v.names(members)) + " no copies of one text"
}

// settled supposes that a doubtful tie holds.
func (v voices) settled(t tie) string {
	a, b := v.reports[t.i], v.reports[t.k]
	switch {
	case t.account:
		return fmt.Sprintf("had %s and %s this claim too from one text", a, b)
	case t.a != "":
		return fmt.Sprintf("were “%s” (%s) and “%s” (%s) one", t.a, a, t.b, b)
	}
	return fmt.Sprintf("had %s and %s one source (%s)", a, b, t.why)
}

func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// carriesOver is the informant from whom report k has the claim, where report i
// states it without a source in, or just after, a sentence that has something
// else from the same one: writers attribute the first sentence and leave the next
// to the reader. A sentence more to either side loses as many true second origins
// as it finds false ones. Where a report of the same telling has the claim from
// somebody else, that one is whom report i has it from.
func (v voices) carriesOver(i, k int, tellings groups) string {
	if len(v.who[i]) > 0 || v.toldByOthers(i, k, tellings) {
		return ""
	}
	for _, before := range v.b.sentencesOf(v.notes[i][0].doc) {
		if !v.follows(i, before.sentence) {
			continue
		}
		for _, who := range v.who[k] {
			if !who.crowd && !who.media && before.who.sameness(who) == surely {
				return who.name
			}
		}
	}
	return ""
}

// toldByOthers reports whether the telling that report i belongs to has an
// informant who is certainly not report k's.
func (v voices) toldByOthers(i, k int, tellings groups) bool {
	for j := range v.reports {
		if tellings.find(j) != tellings.find(i) {
			continue
		}
		for _, a := range v.who[j] {
			for _, b := range v.who[k] {
				if a.sameness(b) == apart {
					return true
				}
			}
		}
	}
	return false
}

// follows reports whether a mention of the report stands in the sentence or the next.
func (v voices) follows(report, sentence int) bool {
	return slices.ContainsFunc(v.notes[report], func(n *note) bool {
		d := v.b.docs[n.doc]
		at := d.SentenceAt(d.TokenAt(n.Trigger.Start))
		return at >= 0 && (at == sentence || at == sentence+1)
	})
}

// sourced is a sentence with somebody from whom the report has a part of it.
type sourced struct {
	sentence int
	who      informant
}

// sentencesOf are the sourced sentences of an article.
func (b *notebook) sentencesOf(doc int) []sourced {
	if b.sourced == nil {
		b.sourced = make([][]sourced, len(b.docs))
		for i := range b.notes {
			n := &b.notes[i]
			d := b.docs[n.doc]
			at := d.SentenceAt(d.TokenAt(n.Trigger.Start))
			if who, ok := b.informant(n.doc, n.Chain); ok && at >= 0 {
				b.sourced[n.doc] = append(b.sourced[n.doc], sourced{at, b.specify(n.story, who)})
			}
		}
	}
	return b.sourced[doc]
}
