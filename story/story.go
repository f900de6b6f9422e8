// Package story finds which articles tell one story.
//
// Input: documents. Output: stories, every document in exactly one, in the order
// of their first articles. "Quake kills five on Qeshm" of 27 November and "Five
// die as tremor shakes Iranian island" of the 28th are one story; a quake on
// Qeshm three years later, or one in Aceh, is another.
//
// How: a document is two sparse vectors of tf-idf weights (Salton and Buckley
// 1988; rarities from package terms), one of the words that it writes as names,
// one of its other rare words. Names count four times as much as topic words:
// look-alike events share their topic and differ in who and where. Documents
// come in order of publication and join the nearest group at once when it is
// near enough (single pass: Yang, Pierce and Carbonell 1998); the small groups
// that result are then merged by the mean similarity of their members (UPGMA,
// Sokal and Michener 1958). Days between two groups lower their similarity, and
// in a heap two groups are kept apart when each has a protagonist that the other
// does not know. A report too short to be like anything joins the one story that
// it is clearly nearest to.
//
// Stream sorts reports as they arrive: the same likeness and single pass, with
// stories merged and split when they have grown, in bounded memory.
//
// It deliberately does not read what happened: an arrest and the verdict on the
// same person within weeks are one story.
package story

import (
	"cmp"
	"fmt"
	"slices"

	"stemma"
	"stemma/parallel"
	"stemma/terms"
)

// Cluster sorts the documents into stories. A handful of documents given
// together mostly tell one story, so the fewer there are, the less likeness is
// asked for (see threshold). A post embedded in a report is in that report's
// story.
func Cluster(docs []*stemma.Document) []stemma.Story {
	reports, posts := embedded(docs)
	stories := cluster(reports)
	for i := range stories {
		stories[i].Articles = withPosts(stories[i].Articles, posts)
	}
	return stories
}

// Of is the story that documents tell which are known to tell one.
func Of(docs []*stemma.Document) stemma.Story {
	reports, posts := embedded(docs)
	reader := terms.NewReader()
	g := &group{}
	for i, doc := range reports {
		p := read(reader, doc)
		p.at = i
		g.join(alone(p))
	}
	s := g.story("s1")
	s.Articles = withPosts(s.Articles, posts)
	return s
}

// withPosts puts behind each report the posts embedded in it.
func withPosts(reports []string, posts map[string][]string) []string {
	var with []string
	for _, id := range reports {
		with = append(append(with, id), posts[id]...)
	}
	return with
}

// embedded parts the posts whose host is among docs, by host, from the other
// documents.
func embedded(docs []*stemma.Document) (reports []*stemma.Document, posts map[string][]string) {
	hosts := map[string]bool{}
	for _, d := range docs {
		hosts[d.ID] = d.Host == nil
	}
	posts = map[string][]string{}
	for _, d := range docs {
		if d.Host != nil && hosts[d.Host.Article] {
			posts[d.Host.Article] = append(posts[d.Host.Article], d.ID)
			continue
		}
		reports = append(reports, d)
	}
	return reports, posts
}

func cluster(docs []*stemma.Document) []stemma.Story {
	profiles := make([]*profile, len(docs))
	parallel.Each(len(docs), 0, func() func(int) {
		reader := terms.NewReader()
		return func(i int) {
			profiles[i] = read(reader, docs[i])
			profiles[i].at = i
		}
	})
	groups := gather(inTime(profiles))
	groups = merge(groups, threshold(len(docs)), len(docs) >= heap)
	groups = inOrder(absorb(groups))
	stories := make([]stemma.Story, len(groups))
	for i, g := range groups {
		stories[i] = g.story(fmt.Sprintf("s%d", i+1))
	}
	return stories
}

// inTime orders profiles by day of publication; undated ones keep their place
// behind the dated.
func inTime(profiles []*profile) []*profile {
	ordered := slices.Clone(profiles)
	slices.SortStableFunc(ordered, func(x, y *profile) int {
		if (x.day == "") != (y.day == "") {
			return cmp.Compare(len(y.day), len(x.day))
		}
		return cmp.Compare(x.day, y.day)
	})
	return ordered
}

// Likeness asked for. A heap of unrelated reports needs apart; what somebody
// picked by hand as a dozen files needs to stay together.
const (
	apart    = 0.35 // in a heap
	together = 0.08 // among few
	few      = 12   // documents up to which the second holds
	heap     = 60   // documents from which the first holds
)

// threshold is the least mean similarity within a story of n documents' heap.
func threshold(n int) float32 {
	share := float32(min(max(n-few, 0), heap-few)) / (heap - few)
	return together + share*(apart-together)
}

// story describes a group: its title is that of the article nearest to the rest.
func (g *group) story(id string) stemma.Story {
	slices.SortFunc(g.members, func(x, y *profile) int { return cmp.Compare(x.at, y.at) })
	s := stemma.Story{ID: id, Title: g.title()}
	for _, p := range g.members {
		s.Articles = append(s.Articles, p.doc.ID)
		if p.day != "" && (s.Begin == "" || p.day < s.Begin) {
			s.Begin = p.day
		}
		s.End = max(s.End, p.day)
	}
	return s
}

// title is the headline of the most central member that has one, or the lead of
// the most central member.
func (g *group) title() string {
	ranked := slices.Clone(g.members)
	slices.SortStableFunc(ranked, func(x, y *profile) int { return cmp.Compare(g.nearness(y), g.nearness(x)) })
	for _, p := range ranked {
		if title := headline(p.doc); title != "" {
			return title
		}
	}
	for _, p := range ranked {
		if title := lead(p.doc); title != "" {
			return title
		}
	}
	return ""
}
