package reconcile

import (
	"cmp"
	"slices"

	"stemma"
)

// carriesOver is the informant from whom report k has the claim, where report i
// states it without a source in, or just after, a sentence that has something
// else from the same one: writers attribute the first sentence and leave the next
// to the reader. A sentence more to either side loses as many true second origins
// as it finds false ones. Where a report of the same telling has the claim from
// somebody else, that one is whom report i has it from.
func (v voices) carriesOver(i, k int, tellings groups) string {
	if len(v.who[i]) > 0 || !v.shareWords(i, k) || v.toldByOthers(i, k, tellings) {
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

// sentencesOf are the sourced sentences of an article: those of its claims, and
// those in which somebody is quoted, whether or not a claim was found there.
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
		for doc := range b.docs {
			b.sourceSentences(doc)
		}
	}
	return b.sourced[doc]
}

// sourceSentences adds the sentences in which an attribution's content stands.
func (b *notebook) sourceSentences(doc int) {
	d := b.docs[doc]
	for i := range d.Attributions {
		a := &d.Attributions[i]
		if a.Source == nil || a.Source.Span.Empty() || a.Within != "" {
			continue
		}
		link := stemma.Link{Source: cmp.Or(a.Source.Entity, a.Source.Span.In(d.Text)), Attribution: a.ID, Span: a.Source.Span}
		who := b.specify(b.storyOf[doc], b.reading(doc, link))
		for _, content := range a.Content {
			at := d.SentenceAt(d.TokenAt(content.Span.Start))
			for ; at >= 0 && at < len(d.Sentences) && d.Sentences[at].Start < content.Span.End; at++ {
				b.sourced[doc] = append(b.sourced[doc], sourced{at, who})
			}
		}
	}
}
