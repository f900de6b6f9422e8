package attribution

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"stemma"
)

// attributions turns what was found into the document's attributions: quotes
// settled, duplicates dropped, in order of cue, named, nested.
func (f *finder) attributions() []stemma.Attribution {
	for _, a := range f.found {
		f.settle(a)
	}
	f.partSources()
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].at() < f.found[j].at() })
	var list []stemma.Attribution
	var kept []*found
	for _, a := range f.found {
		if len(a.content) == 0 || a.source.Empty() && a.cue.Empty() {
			continue
		}
		kept = append(kept, a)
		list = append(list, f.attribution(a, len(list)+1))
	}
	nest(list)
	f.nameMessages(list, kept)
	f.shortForms(list, kept)
	f.resolvePronouns(list, kept)
	return list
}

// at is where an attribution stands: at its cue, or its content.
func (a *found) at() int {
	if a.cue.Empty() {
		return a.content[0].Start
	}
	return a.cue.Start
}

func (f *finder) attribution(a *found, number int) stemma.Attribution {
	out := stemma.Attribution{ID: fmt.Sprintf("a%d", number), Class: a.entry.class, Stance: a.entry.stance, Kind: f.kind(a), Rule: a.rule}
	if a.verb >= 0 && f.negatedCue(a) {
		out.Negated = true
		if out.Stance != "believed" {
			out.Stance = "" // "has not confirmed", "did not deny"
		}
	}
	if !a.source.Empty() {
		out.Source = &stemma.Ref{Span: a.source, Entity: f.entity(a.source, a.name)}
	}
	if !a.cue.Empty() {
		out.Cue = &stemma.Ref{Span: a.cue}
	}
	if !a.via.Empty() {
		out.Via = &stemma.Ref{Span: a.via, Entity: f.entity(a.via, a.viaHead)}
	}
	for _, piece := range a.content {
		out.Content = append(out.Content, stemma.Ref{Span: piece})
	}
	return out
}

// negatedCue reports whether a verb cue is negated: "has not confirmed". What
// could not be verified is a class of its own.
func (f *finder) negatedCue(a *found) bool {
	return f.verbal(a.verb) && f.negated(a.verb) && a.entry.class != "unverified" && a.entry.class != "refuse"
}

// settle squares an attribution's content with the quotations: a piece that is
// a quotation loses its marks, one that cuts a quotation takes it whole, and a
// cue inside a quotation keeps its content there. Pieces come out ordered.
func (f *finder) settle(a *found) {
	var pieces []stemma.Span
	for _, piece := range a.content {
		pieces = append(pieces, f.squared(piece, a))
	}
	sort.Slice(pieces, func(i, j int) bool { return pieces[i].Start < pieces[j].Start })
	a.content = a.content[:0]
	for _, piece := range pieces {
		n := len(a.content)
		switch {
		case piece.Empty():
		case n > 0 && piece.Start <= a.content[n-1].End:
			a.content[n-1] = a.content[n-1].Cover(piece)
		default:
			a.content = append(a.content, piece)
		}
	}
}

// partSources ends a content before the source of the cue that follows it, which
// trees hang on its last noun: "was charged with driving drunk, police | said".
func (f *finder) partSources() {
	begins := map[int]*found{} // by where a source ends
	for _, b := range f.found {
		if !b.source.Empty() && !b.cue.Empty() && b.cue.Start >= b.source.End {
			begins[b.source.End] = b
		}
	}
	for _, a := range f.found {
		for n, piece := range a.content {
			b := begins[piece.End]
			if b == nil || b == a || b.source.Start <= piece.Start || b.source.End != piece.End || a.cue.Start > b.source.Start {
				continue
			}
			first, last := f.d.TokensIn(stemma.Span{Start: piece.Start, End: b.source.Start})
			a.content[n] = f.piece(first, last)
		}
		a.content = slices.DeleteFunc(a.content, stemma.Span.Empty)
	}
}

func (f *finder) squared(piece stemma.Span, a *found) stemma.Span {
	over := f.over(piece)
	for i := range over {
		q := &over[i]
		if q.single {
			continue
		}
		switch {
		case !a.cue.Empty() && q.outer.Overlaps(a.cue):
			piece = stemma.Span{Start: max(piece.Start, q.inner.Start), End: min(piece.End, q.inner.End)}
		case q.owner == a && piece.Start >= q.inner.Start && piece.End <= q.inner.End:
			piece = q.inner
		case piece.Start >= q.outer.Start && piece.End <= q.outer.End:
			if q.owner == nil || q.owner == a {
				piece = q.inner
			}
		case q.owner == nil || q.owner == a:
			whole := piece.Cover(q.outer)
			if bare(f.text, whole, q.outer) {
				piece = q.inner
			} else if a.cue.Empty() || !whole.Overlaps(a.cue) {
				piece = whole
			}
		}
	}
	return piece
}

// bare reports whether a span holds no letters beside the quotation.
func bare(text string, whole, quote stemma.Span) bool {
	rest := text[whole.Start:quote.Start] + text[min(quote.End, whole.End):whole.End]
	return strings.IndexFunc(rest, letter) < 0
}

// kind is direct where all content stands in quotation marks, mixed where some
// does, else indirect. Words said within another's quotation are indirect.
func (f *finder) kind(a *found) string {
	inside, outside := false, false
	for _, piece := range a.content {
		quoted := false
		over := f.over(piece)
		for i := range over {
			q := &over[i]
			if !a.cue.Empty() && q.outer.Contains(a.cue) || q.owner != nil && q.owner != a && !q.inner.Contains(piece) || f.title(q) {
				continue
			}
			if q.inner.Contains(piece) {
				quoted = true
			} else if q.outer.Overlaps(piece) {
				inside = true
			}
		}
		if quoted {
			inside = true
		} else {
			outside = true
		}
	}
	switch {
	case inside && outside:
		return "mixed"
	case inside:
		return "direct"
	}
	return "indirect"
}

// title reports whether a quotation is what something is named or called.
func (f *finder) title(q *quotation) bool {
	at := f.d.TokenAt(q.outer.Start) - 1
	if at < 0 || q.last-q.first > 8 || q.owner != nil {
		return false
	}
	switch f.lemma(at) {
	case "name", "title", "entitle", "nickname", "codename":
		return f.d.Tokens[at].XPOS == "VBN" || f.d.Tokens[at].XPOS == "VBD"
	case "call":
		return f.d.Tokens[at].XPOS == "VBN" && f.child(at, "aux:pass") < 0
	}
	return false
}

// nest sets Within: the smallest content that holds an attribution's cue, or
// its content where it has no cue. It sweeps over the pieces by where they begin.
func nest(list []stemma.Attribution) {
	type piece struct {
		span  stemma.Span
		owner int
	}
	var pieces []piece
	for i := range list {
		for _, content := range list[i].Content {
			pieces = append(pieces, piece{content.Span, i})
		}
	}
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].span.Start < pieces[j].span.Start })
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return own(list[order[i]]).Start < own(list[order[j]]).Start })
	var open []piece
	next := 0
	for _, i := range order {
		span := own(list[i])
		for next < len(pieces) && pieces[next].span.Start <= span.Start {
			open = append(open, pieces[next])
			next++
		}
		open = slices.DeleteFunc(open, func(p piece) bool { return p.span.End <= span.Start })
		smallest := 0
		for _, p := range open {
			if p.owner == i || !p.span.Contains(span) || list[p.owner].Within == list[i].ID {
				continue
			}
			if list[i].Within == "" || p.span.Len() < smallest {
				list[i].Within, smallest = list[p.owner].ID, p.span.Len()
			}
		}
	}
}

// own is the span by which an attribution stands within another.
func own(a stemma.Attribution) stemma.Span {
	if a.Cue != nil {
		return a.Cue.Span
	}
	return a.Content[0].Span
}
