package kinship

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"stemma"
	"stemma/terms"
)

// Limits bound what a Stream remembers; zero values take the defaults. What was
// published longer ago than Days before the latest report, or before the last
// Reports of them, is forgotten.
type Limits struct {
	Days    int // 21: a text is copied within days, an anniversary piece aside
	Reports int // 150,000: about 1 GiB of reports of 170 words
}

// Kin is an earlier report that shares wording with the one that arrived.
type Kin struct {
	Article  string // the earlier report
	Passages []stemma.Passage
	Words    int     // aligned words that are not somebody's quoted speech
	Share    float64 // of either report's prose, the greater
}

// Same reports whether the two share enough to be kin, as Build takes it.
func (k *Kin) Same() bool { return k.Words >= leastEdge || k.Share >= accountShare }

// Stream finds kin of reports as they arrive, in order of publication, within
// bounded memory. It looks shingles up as Passages does, newest holders first,
// and extends and drops passages by the same rules; a pair must share two
// shingles, and only the closest pairs of a report are aligned.
type Stream struct {
	limits   Limits
	reader   *terms.Reader
	read     int // reports since the reader was made anew
	e        extender
	window   []*witness // window[0] is report number first
	first    int64
	index    postings
	stock    map[uint64]int64 // shingles of wording that reports on different matters share, and the latest such report
	shingles []shingle
	hits     []hit
}

// mostStock bounds what is remembered of stock wording.
const mostStock = 1 << 18

// A reader remembers every form it has met; misspellings and names never end.
const readerLife = 200_000

// NewStream is an empty Stream.
func NewStream(limits Limits) *Stream {
	return &Stream{limits: Limits{cmp.Or(limits.Days, 21), cmp.Or(limits.Reports, 150_000)}, reader: terms.NewReader(), index: newPostings(),
		stock: map[uint64]int64{}}
}

// hit is a shingle of the new report found in an earlier one.
type hit struct {
	report   int64
	old, new int32
}

const (
	pairHits    = 2  // shingles in one line that a pair shares, at least
	hitReach    = 20 // words from one to the next
	hitShift    = 6  // words put in or left out between them
	alignedKin  = 12 // earlier reports that a report is aligned with, at most
	holders     = 8  // newest places of one shingle that are looked at
	chainLength = 24 // places of any shingles in one bucket that are passed
)

// Add returns the earlier reports that share wording with doc, the closest
// first, and remembers doc.
func (s *Stream) Add(doc *stemma.Document) []Kin {
	if s.read++; s.read > readerLife {
		s.reader, s.read = terms.NewReader(), 0
	}
	w := read(s.reader, doc, 0)
	s.forget(doc.Published)
	s.shingles = slices.DeleteFunc(w.shingles(s.shingles[:0]), s.isStock)
	s.hits = s.hits[:0]
	for _, sh := range s.shingles {
		s.hits = s.index.find(s.hits, sh)
	}
	kin := s.align(w)
	w.firstPosting = s.index.next
	for _, sh := range s.shingles {
		s.index.add(posting{hash: sh.hash, report: s.first + int64(len(s.window)), word: sh.word})
	}
	s.window = append(s.window, w)
	return kin
}

// isStock reports whether the shingle is known to be stock wording.
func (s *Stream) isStock(sh shingle) bool {
	_, known := s.stock[sh.hash]
	return known
}

// setStock remembers the wording of passages that reports on different matters
// share, a speech excepted.
func (s *Stream) setStock(w *witness, passages []stemma.Passage) {
	for _, p := range passages {
		first, last := w.wordsIn(p.B.Span)
		for _, sh := range s.shingles {
			if !p.Quotation && first <= int(sh.word) && int(sh.word) < last {
				s.stock[sh.hash] = s.first + int64(len(s.window))
			}
		}
	}
	if len(s.stock) > mostStock {
		oldest := s.first
		for len(s.stock) > mostStock/2 {
			oldest += max(1, int64(len(s.window))/8)
			maps.DeleteFunc(s.stock, func(_ uint64, report int64) bool { return report < oldest })
		}
	}
}

// forget drops the reports that are beyond the limits.
func (s *Stream) forget(now *stemma.Published) {
	n := max(0, len(s.window)+1-s.limits.Reports)
	if today, err := time.Parse(time.DateOnly, now.Day()); err == nil {
		oldest := today.AddDate(0, 0, -s.limits.Days).Format(time.DateOnly)
		for n < len(s.window) && s.window[n].doc.Published.Day() != "" && s.window[n].doc.Published.Day() < oldest {
			n++
		}
	}
	if n == 0 {
		return
	}
	clear(s.window[:n])
	s.window = s.window[n:]
	s.first += int64(n)
	s.index.tail = s.index.next
	if len(s.window) > 0 {
		s.index.tail = s.window[0].firstPosting
	}
}

// align extends the hits, report by report.
func (s *Stream) align(w *witness) []Kin {
	var kin []Kin
	for _, group := range s.closest() {
		old := s.window[group[0].report-s.first]
		pair := make([]seed, len(group))
		for k, h := range group {
			pair[k] = seed{0, 1, h.old, h.new}
		}
		slices.SortFunc(pair, func(x, y seed) int { return cmp.Or(cmp.Compare(x.i, y.i), cmp.Compare(x.j, y.j)) })
		passages := s.e.pair(old, w, pair)
		if len(passages) == 0 {
			continue
		}
		if unrelated(old, w, passages) {
			s.setStock(w, passages)
			continue
		}
		kin = append(kin, kinOf(old, w, passages))
	}
	slices.SortStableFunc(kin, func(x, y Kin) int { return cmp.Compare(y.Share, x.Share) })
	return kin
}

// closest groups the hits by report, those with most hits first.
func (s *Stream) closest() [][]hit {
	slices.SortFunc(s.hits, func(x, y hit) int {
		return cmp.Or(cmp.Compare(y.report, x.report), cmp.Compare(x.new, y.new), cmp.Compare(x.old, y.old))
	})
	var groups [][]hit
	for first := 0; first < len(s.hits); {
		last := first + 1
		for last < len(s.hits) && s.hits[last].report == s.hits[first].report {
			last++
		}
		if inLine(s.hits[first:last]) {
			groups = append(groups, s.hits[first:last])
		}
		first = last
	}
	slices.SortStableFunc(groups, func(x, y []hit) int { return cmp.Compare(len(y), len(x)) })
	return groups[:min(len(groups), alignedKin)]
}

// inLine reports whether pairHits of the hits, in order of the new report's
// words, lie near one another and in one line: hits by chance do not.
func inLine(hits []hit) bool {
	run := 1
	for k := 1; k < len(hits); k++ {
		from, to := hits[k-1], hits[k]
		if to.new == from.new {
			continue // one shingle twice in the old report
		}
		shift := (to.new - from.new) - (to.old - from.old)
		if run++; to.new-from.new > hitReach || shift < -hitShift || shift > hitShift {
			run = 1
		}
		if run >= pairHits {
			return true
		}
	}
	return false
}

func kinOf(old, w *witness, passages []stemma.Passage) Kin {
	k := Kin{Article: old.doc.ID, Passages: passages}
	var theirs, ours []cover
	for _, p := range passages {
		if !p.Quotation {
			k.Words += p.Words
			theirs = append(theirs, old.cover(p.A.Span, p.Similarity))
			ours = append(ours, w.cover(p.B.Span, p.Similarity))
		}
	}
	k.Share = max(old.covered(theirs), w.covered(ours))
	return k
}
