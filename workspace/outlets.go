package workspace

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"stemma"
	"stemma/store"
)

// OutletView is what kinship says of an outlet, over the stories in which it has
// reports.
type OutletView struct {
	Name    string
	Reports int           // of the outlet, in the stories looked at
	Stories []store.Story // latest first
	More    bool          // there are older stories, which were not looked at
	Shared  int           // stories that another outlet told, too
	First   int           // of these, those in which nobody published before it
	Alone   int           // of these, those in which everybody else published later
	Takes   []Exchange    // from whom it took
	Gives   []Exchange    // who took from it
	Shares  []Exchange    // who has wording in common with it, and nothing tells who had it first
	Unseen  int           // reports that took from a text that nobody has seen
}

// Exchange is how often wording went between an outlet and another.
type Exchange struct {
	Outlet  string
	Times   int     // reports, of the one that took
	Likely  float64 // sum of the edges' probabilities: how often it is to be expected
	Stories []int64
}

// mostStories is how many stories of an outlet are looked at, the latest.
const mostStories = 200

// Outlet is an outlet's part in the latest stories in which it has reports; for
// a name that no report has the error is store.ErrNotFound.
func (w *Workspace) Outlet(ctx context.Context, name string) (*OutletView, error) {
	v := &OutletView{Name: name}
	err := w.view(ctx, func(t *store.Tx) (err error) {
		if v.Stories, err = t.Stories(store.Filter{Outlet: []string{name}, Limit: mostStories + 1}); err != nil {
			return err
		}
		if len(v.Stories) == 0 {
			return known(t, name)
		}
		if v.More = len(v.Stories) > mostStories; v.More {
			v.Stories = v.Stories[:mostStories]
		}
		for i := range v.Stories {
			part, err := w.partOf(t, &v.Stories[i])
			if err != nil {
				return err
			}
			v.add(v.Stories[i].ID, part)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, list := range [][]Exchange{v.Takes, v.Gives, v.Shares} {
		slices.SortFunc(list, func(a, b Exchange) int {
			return cmp.Or(cmp.Compare(b.Times, a.Times), strings.Compare(a.Outlet, b.Outlet))
		})
	}
	return v, nil
}

// known is nil where an outlet has reports, in whichever state.
func known(t *store.Tx, name string) error {
	reports, err := t.Reports(store.Filter{Outlet: []string{name}, Limit: 1})
	if err == nil && len(reports) == 0 {
		err = store.ErrNotFound
	}
	return err
}

// add counts one story.
func (v *OutletView) add(story int64, p part) {
	first, alone, others := true, true, false
	mine := span{}
	for i, o := range p.outlets {
		if o == v.Name {
			v.Reports++
			if at := p.published[i]; mine.begin.IsZero() || !at.begin.IsZero() && at.begin.Before(mine.begin) {
				mine = at
			}
		}
	}
	for i, o := range p.outlets {
		if o == v.Name || o == "" {
			continue
		}
		others = true
		at := p.published[i]
		first = first && !at.begin.IsZero() && !at.end.Before(mine.begin)
		alone = alone && !at.begin.IsZero() && !at.begin.Before(mine.end)
	}
	if others {
		v.Shared++
		if !mine.begin.IsZero() && first {
			v.First++
			if alone {
				v.Alone++
			}
		}
	}
	for _, e := range p.edges {
		v.exchange(story, e)
	}
}

func (v *OutletView) exchange(story int64, e exchanged) {
	switch {
	case e.to == v.Name && e.from == "":
		v.Unseen++
	case e.to == e.from:
	case !e.directed && e.to == v.Name:
		v.Shares = count(v.Shares, e.from, e.probability, story)
	case !e.directed && e.from == v.Name:
		v.Shares = count(v.Shares, e.to, e.probability, story)
	case e.to == v.Name:
		v.Takes = count(v.Takes, e.from, e.probability, story)
	case e.from == v.Name:
		v.Gives = count(v.Gives, e.to, e.probability, story)
	}
}

func count(list []Exchange, outlet string, probability float64, story int64) []Exchange {
	at := slices.IndexFunc(list, func(e Exchange) bool { return e.Outlet == outlet })
	if at < 0 {
		at, list = len(list), append(list, Exchange{Outlet: outlet})
	}
	e := &list[at]
	e.Times, e.Likely = e.Times+1, e.Likely+probability
	if !slices.Contains(e.Stories, story) {
		e.Stories = append(e.Stories, story)
	}
	return list
}

// part is what of a story's record an outlet's view needs.
type part struct {
	made      time.Time
	outlets   []string // of each report
	published []span
	edges     []exchanged
}

// exchanged is an edge between outlets; from is "" for a text nobody has seen.
type exchanged struct {
	from, to    string
	directed    bool
	probability float64
}

// span is when a report was published, as precisely as it is known; both are
// zero where it is not.
type span struct{ begin, end time.Time }

// parts keeps them for some thousand stories: a record takes far longer to decode.
type parts struct {
	mutex sync.Mutex
	kept  map[int64]part
}

const keptParts = 4096

// partOf is a story's part, from its record unless it was asked for since that
// was made.
func (w *Workspace) partOf(t *store.Tx, s *store.Story) (part, error) {
	w.parts.mutex.Lock()
	p, found := w.parts.kept[s.ID]
	w.parts.mutex.Unlock()
	if found && p.made.After(s.Changed) {
		return p, nil
	}
	row, err := t.Record(s.ID)
	if err == store.ErrNotFound {
		return part{}, nil // not made yet
	}
	if err != nil {
		return part{}, err
	}
	k, err := w.records.get(s.ID, row.JSON)
	if err != nil {
		return part{}, err
	}
	p = partIn(k.Record)
	p.made = row.Made
	w.parts.mutex.Lock()
	defer w.parts.mutex.Unlock()
	if w.parts.kept == nil || len(w.parts.kept) >= keptParts {
		w.parts.kept = map[int64]part{}
	}
	w.parts.kept[s.ID] = p
	return p, nil
}

func partIn(r *stemma.Record) part {
	var p part
	of := map[string]string{}
	for _, a := range r.Articles {
		of[a.ID] = a.Outlet
		if a.Host == nil {
			p.outlets, p.published = append(p.outlets, a.Outlet), append(p.published, published(a.Published))
		}
	}
	unseen := map[string]bool{} // reports that took from a text nobody has seen
	for _, e := range r.Kinship.Edges {
		from, to, lost := of[e.From], of[e.To], strings.HasPrefix(e.From, "*")
		if to == "" || from == "" && !lost || lost && unseen[e.To] {
			continue // an outlet that is not known, or a report that is counted
		}
		unseen[e.To] = unseen[e.To] || lost
		p.edges = append(p.edges, exchanged{from, to, e.Directed, e.Probability})
	}
	return p
}

// published is the time that a date of publication spans.
func published(p *stemma.Published) span {
	if p == nil {
		return span{}
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if at, err := time.Parse(layout, p.Value); err == nil {
			return span{at, at}
		}
	}
	if at, err := time.Parse(time.DateOnly, p.Value); err == nil {
		return span{at, at.AddDate(0, 0, 1)}
	}
	return span{}
}
