package reconcile

import "stemma"

// joint are the other sources whom a source's words name beside it: "the ministry
// and the Red Cross said". Each vouches for the claim, so that a report which has
// it from the Red Cross alone shares an origin with this one. Those that are
// nobody in particular ("officials and witnesses") join nothing and are left out.
func (b *notebook) joint(doc int, who informant) []informant {
	d := b.docs[doc]
	head := headToken(d, who.link.Span)
	if head < 0 {
		return nil
	}
	var list []informant
	first, last := d.TokensIn(who.link.Span)
	for i := first; i < last; i++ {
		if d.Tokens[i].Deprel != "conj" || d.Tokens[i].Head != head {
			continue
		}
		at := d.MentionAt(i)
		if at < 0 || d.Mentions[at].ID == "" || d.Mentions[at].Form != stemma.Name {
			continue
		}
		m := &d.Mentions[at]
		other := b.named(doc, stemma.Link{Source: m.ID, Named: true, Span: m.Span})
		if !other.crowd && other.name != who.name {
			list = append(list, other)
		}
	}
	return list
}
