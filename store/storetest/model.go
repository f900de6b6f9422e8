package storetest

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"stemma/store"
)

// small is the workspace as a few maps: what the store must agree with after
// any operations in any order.
type small struct {
	*testing.T
	s       *store.Store
	round   string           // makes keys of one run differ from those of others
	reports map[string]*part // by key
	stories map[int64]*part  // that stand
}

// part is a report or a story of the model.
type part struct {
	id, story int64
	digests   []string
	ids       []int64 // of versions
	states    []string
	changed   bool
	claims    map[string]string // key to summary
}

func model(t *testing.T, s *store.Store) {
	defer checks(20)()
	run := 0
	rapid.Check(t, func(r *rapid.T) {
		run++
		m := &small{T: t, s: s, round: fmt.Sprint(run), reports: map[string]*part{}, stories: map[int64]*part{}}
		r.Repeat(map[string]func(*rapid.T){
			"add":    m.add,
			"read":   m.read,
			"story":  m.story,
			"move":   m.move,
			"merge":  m.merge,
			"record": m.record,
			"":       m.agree,
		})
	})
	check(t, s)
}

// checks has rapid do n runs, where no other number was asked for, until the
// function that is given back is called. Each step here ends on the disk.
func checks(n int) func() {
	given := flag.Lookup("rapid.checks").Value
	was := given.String()
	if was == flag.Lookup("rapid.checks").DefValue {
		given.Set(strconv.Itoa(n))
	}
	return func() { given.Set(was) }
}

func (m *small) do(f func(tx *store.Tx)) { update(m.T, m.s, try(f)) }

func (m *small) add(r *rapid.T) {
	key := m.round + rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(r, "report")
	digest := rapid.SampledFrom([]string{"1", "2", "3"}).Draw(r, "digest")
	p := m.reports[key]
	fresh := p == nil || !slices.Contains(p.digests, digest)
	m.do(func(tx *store.Tx) {
		v, added, err := tx.AddVersion(store.Report{Key: key, Outlet: "O" + digest, Title: digest}, store.Version{Digest: digest, Articles: []byte(digest)})
		must(0, err)
		equal(m, "added", added, fresh)
		if p == nil {
			p = &part{id: v.Report}
			m.reports[key] = p
		}
		if fresh {
			p.digests, p.ids, p.states = append(p.digests, digest), append(p.ids, v.ID), append(p.states, store.StateNew)
		}
	})
}

// one draws a report, or nothing where there is none.
func (m *small) one(r *rapid.T) *part {
	var keys []string
	for key := range m.reports {
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	return m.reports[rapid.SampledFrom(keys).Draw(r, "of")]
}

func (m *small) oneStory(r *rapid.T) int64 {
	var all []int64
	for id := range m.stories {
		all = append(all, id)
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return rapid.SampledFrom(all).Draw(r, "story")
}

func (m *small) read(r *rapid.T) {
	p := m.one(r)
	if p == nil {
		return
	}
	i := rapid.IntRange(0, len(p.ids)-1).Draw(r, "version")
	fails := rapid.Bool().Draw(r, "fails")
	m.do(func(tx *store.Tx) {
		v := store.Version{ID: p.ids[i], Engine: "e", Documents: []byte("d")}
		if fails {
			v.Documents = nil
		}
		must(0, tx.Analysed(v))
	})
	current := i == len(p.ids)-1
	switch {
	case p.states[i] == store.StateSorted:
	case fails:
		p.states[i] = store.StateFailed
	default:
		p.states[i] = store.StateAnalysed
	}
	if current && p.story != 0 && p.states[i] != store.StateAnalysed {
		m.stories[p.story].changed = true
	}
}

func (m *small) story(*rapid.T) {
	m.do(func(tx *store.Tx) { m.stories[story(tx)] = &part{} })
}

func (m *small) move(r *rapid.T) {
	p, to := m.one(r), m.oneStory(r)
	if p == nil || to == 0 {
		return
	}
	m.do(func(tx *store.Tx) { must(0, tx.MoveReports([]int64{p.id}, to)) })
	if p.story != 0 {
		m.stories[p.story].changed = true
	}
	p.story, m.stories[to].changed = to, true
	if last := len(p.states) - 1; p.states[last] == store.StateAnalysed {
		p.states[last] = store.StateSorted
	}
}

func (m *small) merge(r *rapid.T) {
	from, to := m.oneStory(r), m.oneStory(r)
	if from == to {
		return
	}
	m.do(func(tx *store.Tx) { must(0, tx.MergeStory(from, to)) })
	for _, p := range m.reports {
		if p.story == from {
			p.story = to
		}
	}
	delete(m.stories, from)
	m.stories[to].changed = true
}

func (m *small) record(r *rapid.T) {
	id := m.oneStory(r)
	if id == 0 {
		return
	}
	late := rapid.Bool().Draw(r, "late") // another change came meanwhile
	claims := map[string]string{}
	var list []store.Claim
	var texts []store.Text
	for i, n := range rapid.SliceOfDistinct(rapid.IntRange(0, 5), rapid.ID).Draw(r, "claims") {
		key := fmt.Sprint(m.round, "-", id, "-", n)
		claims[key] = rapid.SampledFrom([]string{"fire", "flood"}).Draw(r, "what")
		list = append(list, store.Claim{Key: key, Rank: i, Summary: claims[key]})
		texts = append(texts, store.Text{Kind: "claim", Ref: key, Body: claims[key] + " run" + m.round})
	}
	m.do(func(tx *store.Tx) {
		seen := must(tx.Seen(id))
		if late {
			must(0, tx.Touch(id))
		}
		must(0, tx.PutRecord(store.Record{Story: id, Claims: list, Texts: texts}, seen))
	})
	m.stories[id].claims, m.stories[id].changed = claims, late
}

// agree compares all that the model knows.
func (m *small) agree(*rapid.T) {
	get(m.T, m.s, func(tx *store.Tx) (int, error) {
		return 0, try(func(tx *store.Tx) {
			for key, p := range m.reports {
				m.agreeOn(tx, must(tx.ReportByKey(key)), p)
			}
			changed := must(tx.Changed(1 << 20))
			fires := map[string]string{}
			for id, p := range m.stories {
				equal(m, "changed", slices.Contains(changed, id), p.changed)
				got := map[string]string{}
				for _, c := range must(tx.Claims(store.Filter{Story: id})) {
					got[c.Key] = c.Summary
				}
				if len(got)+len(p.claims) > 0 {
					equal(m, "claims", got, p.claims)
				}
				for key, what := range p.claims {
					if what == "fire" {
						fires[key] = what
					}
				}
			}
			hits := map[string]string{}
			for _, hit := range must(tx.Search("fire run"+m.round, []string{"claim"}, store.Filter{Limit: 1000})) {
				hits[hit.Ref] = "fire"
			}
			equal(m, "hits", hits, fires)
		})(tx)
	})
}

func (m *small) agreeOn(tx *store.Tx, r store.Report, p *part) {
	last := len(p.ids) - 1
	equal(m, "report", []any{r.ID, r.Story, r.Version, r.Versions, r.Title}, []any{p.id, p.story, last + 1, last + 1, p.digests[last]})
	for i, v := range must(tx.Versions(r.ID)) {
		equal(m, "version", []any{v.ID, v.Digest, v.State}, []any{p.ids[i], p.digests[i], p.states[i]})
	}
}
