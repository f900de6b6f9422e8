package kinship

// posting is one place of a shingle. Places of one bucket are chained, the
// newest first.
type posting struct {
	hash     uint64
	previous int64 // number of the posting before it in its bucket
	report   int64
	word     int32
}

// postings is an inverted index that forgets: places are written into a ring
// one behind another, as reports arrive, and those before the tail are gone
// without being taken out. It grows only while living places fill it.
type postings struct {
	ring  []posting
	heads []int64 // number of the newest posting of each bucket, -1 none
	next  int64   // number of the next posting
	tail  int64   // number of the oldest living one
}

const leastRing = 1 << 12

func newPostings() postings {
	p := postings{}
	p.grow(leastRing)
	return p
}

func (p *postings) bucket(hash uint64) *int64 {
	return &p.heads[(hash*0x9E3779B97F4A7C15)>>32&uint64(len(p.heads)-1)]
}

func (p *postings) at(number int64) *posting { return &p.ring[number&int64(len(p.ring)-1)] }

func (p *postings) add(new posting) {
	if p.next-p.tail == int64(len(p.ring)) {
		p.grow(2 * len(p.ring))
	}
	head := p.bucket(new.hash)
	new.previous = *head
	*p.at(p.next) = new
	*head = p.next
	p.next++
}

// grow puts the living places into a ring of the size.
func (p *postings) grow(size int) {
	old := *p
	p.ring, p.heads = make([]posting, size), make([]int64, size)
	for k := range p.heads {
		p.heads[k] = -1
	}
	for n := old.tail; n < old.next; n++ {
		place := *old.at(n)
		head := p.bucket(place.hash)
		place.previous = *head
		*p.at(n) = place
		*head = n
	}
}

// find appends the newest places of a shingle.
func (p *postings) find(hits []hit, s shingle) []hit {
	found := 0
	number := *p.bucket(s.hash)
	for steps := 0; number >= p.tail && found < holders && steps < chainLength; steps++ {
		place := p.at(number)
		if place.hash == s.hash {
			hits = append(hits, hit{place.report, place.word, s.word})
			found++
		}
		number = place.previous
	}
	return hits
}
