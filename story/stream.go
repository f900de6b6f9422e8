package story

import (
	"cmp"
	"fmt"
	"slices"

	"stemma"
	"stemma/terms"
)

// Limits bound what a Stream remembers; zero values take the defaults.
type Limits struct {
	Days int // 21: a story that no report has joined for so long is closed
}

// Kinds of Change.
const (
	Founded = "founded" // a report begins a story
	Joined  = "joined"  // a report joins a story
	Merged  = "merged"  // the articles of another story turn out to be this story's
	Split   = "split"   // some of another story's articles turn out to be this story
)

// Change is what became of a story when a report arrived.
type Change struct {
	Kind     string
	Story    string
	Other    string   // the story that was merged into this one, or from which this one was split
	Articles []string // that are now in Story
}

// Stream sorts reports into stories as they arrive, in order of publication,
// within bounded memory: the single pass of Cluster, whose groups are looked
// over again when they have grown, to be merged or split by the same measure.
// Articles that arrived long ago remain where they are.
type Stream struct {
	shelf  shelf
	reader *terms.Reader
	read   int // reports since the reader was made anew
	seen   int
}

// shelf is where a Stream's open stories stand: in memory, or in a database.
type shelf interface {
	open() *running                        // a new story
	near(g *group, leftOut int) []*running // the stories that share most of g's heavy terms, other than the one left out
	enter(story *running)                  // it is new or has changed
	drop(story *running)                   // it is closed, or has gone into another
	close(day string)                      // a report of that day has come; "" unknown
	whole(story *running) bool             // it must not be split
}

// running is a story that reports still join.
type running struct {
	group
	number int
	size   int // members that ever joined; the group keeps the latest
	looked int // size when the story was last looked over
	keys   []uint64
	due    string // day from which it is asked whether the story goes on
	closed bool
}

const (
	days         = 21      // after which a story that no report has joined is closed
	readerLife   = 200_000 // reports after which the reader's memory of forms is dropped
	keptMembers  = 24      // of a story: enough for its protagonists
	spareMembers = 8       // beyond them, so that sums are not made anew for each report
	keptTerms    = 192     // of a story's sum
	mostTerms    = 384     // at which it is cut back to these
	nearest      = 8       // stories that a report is compared with
	lookedOver   = 1.2     // growth after which a story is looked over
	streamJoin   = 0.30    // likeness at which a report joins a story: between apart and sure
	streamMerge  = apart
	splitBelow   = 0.2 // mean likeness of two halves of a story below which it is split
	leastToSplit = 6
)

// NewStream is an empty Stream.
func NewStream(limits Limits) *Stream {
	return &Stream{shelf: newMemory(limits), reader: terms.NewReader()}
}

func name(number int) string { return fmt.Sprintf("s%d", number) }

// Add takes the next report and tells what became of stories; the first change
// is the report's own.
func (s *Stream) Add(doc *stemma.Document) []Change {
	if s.read++; s.read > readerLife {
		s.reader, s.read = terms.NewReader(), 0
	}
	p := read(s.reader, doc)
	p.doc = &stemma.Document{Article: &stemma.Article{ID: doc.ID}} // the text is not needed any more,
	p.topic = nil                                                  // nor what is in the blend
	p.at = s.seen
	s.seen++
	s.shelf.close(p.day)
	single := alone(p)
	story, likeness := s.nearest(single, -1)
	kind := Joined
	if story == nil || likeness < streamJoin {
		story, kind = s.shelf.open(), Founded
	}
	s.put(story, single)
	changes := []Change{{Kind: kind, Story: name(story.number), Articles: []string{doc.ID}}}
	if float64(story.size) >= lookedOver*float64(story.looked) && story.size > 1 {
		story.looked = story.size
		changes = append(changes, s.lookOver(story)...)
	}
	return changes
}

// put adds members to a story and enters it under its heavy terms.
func (s *Stream) put(story *running, g *group) {
	story.size += len(g.members)
	story.join(g)
	if extra := len(story.members) - keptMembers; extra > spareMembers {
		story.members = slices.Delete(story.members, 0, extra)
		story.sum = sumOf(story.members)
	} else if len(story.sum) > mostTerms {
		story.sum = lighter(story.sum)
	}
	s.shelf.enter(story)
}

// sumOf adds the members' vectors, and keeps the heaviest terms.
func sumOf(members []*profile) vector {
	var sum vector
	for _, p := range members {
		sum = add(sum, p.blend)
	}
	return lighter(sum)
}

// lighter is a sum without its lightest terms.
func lighter(sum vector) vector {
	if len(sum) <= keptTerms {
		return sum
	}
	sum = heaviest(sum, keptTerms)
	slices.SortFunc(sum, func(x, y weighted) int { return cmp.Compare(x.term, y.term) })
	return sum
}

// nearest is the story that g is most like, other than the one left out.
func (s *Stream) nearest(g *group, leftOut int) (*running, float32) {
	var best *running
	most := float32(0)
	for _, story := range s.shelf.near(g, leftOut) {
		if likeness := story.likeness(g); likeness > most {
			best, most = story, likeness
		}
	}
	return best, most
}

// lookOver merges a story with the one that is most like it, or splits it.
func (s *Stream) lookOver(story *running) []Change {
	other, likeness := s.nearest(&story.group, story.number)
	if other != nil && likeness >= streamMerge && !strangers(&story.group, &other.group) {
		return []Change{s.merge(story, other)}
	}
	if len(story.members) >= leastToSplit && !s.shelf.whole(story) {
		if left := story.halves(); left != nil {
			return []Change{s.split(story, left)}
		}
	}
	return nil
}

// merge puts the younger of two stories into the older.
func (s *Stream) merge(x, y *running) Change {
	if x.number > y.number {
		x, y = y, x
	}
	change := Change{Kind: Merged, Story: name(x.number), Other: name(y.number), Articles: ids(y.members)}
	size := x.size + y.size
	s.shelf.drop(y)
	x.size, x.looked = size-len(y.members), size
	s.put(x, &y.group)
	return change
}

// split makes some of a story's members a story of their own.
func (s *Stream) split(story *running, leaving []*profile) Change {
	staying := slices.DeleteFunc(slices.Clone(story.members), func(p *profile) bool { return slices.Contains(leaving, p) })
	story.group = groupOf(staying)
	story.size -= len(leaving)
	story.looked = story.size
	s.shelf.enter(story)
	other := s.shelf.open()
	g := groupOf(leaving)
	other.looked = len(g.members)
	s.put(other, &g)
	return Change{Kind: Split, Story: name(other.number), Other: name(story.number), Articles: ids(leaving)}
}

func groupOf(members []*profile) group {
	g := group{}
	for _, p := range members {
		g.join(alone(p))
	}
	return g
}

func ids(members []*profile) []string {
	list := make([]string, len(members))
	for i, p := range members {
		list[i] = p.doc.ID
	}
	return list
}

// halves parts the story in two and returns the smaller half, where both are
// stories by themselves and little like one another.
func (g *running) halves() []*profile {
	small, large := inTwo(g.members)
	if len(small.members) > len(large.members) {
		small, large = large, small
	}
	if len(small.members) < enough || small.likeness(large) >= splitBelow && !strangers(small, large) {
		return nil
	}
	return small.members
}

// inTwo merges members, the most alike first, until two groups are left (UPGMA;
// means are updated after Lance and Williams 1967).
func inTwo(members []*profile) (x, y *group) {
	parts := make([]*group, len(members))
	mean := make([][]float32, len(members))
	for i, p := range members {
		parts[i] = alone(p)
		mean[i] = make([]float32, len(members))
		for k := range i {
			mean[i][k] = parts[i].likeness(parts[k])
			mean[k][i] = mean[i][k]
		}
	}
	for range len(members) - 2 {
		i, k := closestTwo(parts, mean)
		m, n := float32(len(parts[i].members)), float32(len(parts[k].members))
		for other := range parts {
			mean[i][other] = (m*mean[i][other] + n*mean[k][other]) / (m + n)
			mean[other][i] = mean[i][other]
		}
		parts[i].join(parts[k])
		parts[k] = nil
	}
	parts = slices.DeleteFunc(parts, func(g *group) bool { return g == nil })
	return parts[0], parts[1]
}

// closestTwo is the pair of groups that are most alike.
func closestTwo(parts []*group, mean [][]float32) (x, y int) {
	best := float32(-1)
	for k := range parts {
		for i := range k {
			if parts[i] != nil && parts[k] != nil && mean[i][k] > best {
				x, y, best = i, k, mean[i][k]
			}
		}
	}
	return x, y
}
