package eval

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"stemma"
)

// streamed is a report of a generated stream with what is known of it.
type streamed struct {
	doc    *stemma.Document
	story  int
	family int // of reports that descend from one text
	parent int // the report that it was copied from; -1 none
}

// Shape of a generated stream.
const (
	reportsPerStory = 25
	kinShare        = 0.25 // of reports, made from an earlier one of their story
	openStories     = 400  // told at one time
	reportsPerDay   = 2000
	familiesKept    = 6 // latest reports of a story from which a copy is made
	topics          = 60
	stockShare      = 0.15 // of reports, with a stock sentence of their outlet's
	stockSentences  = 40
	speechShare     = 0.1 // of reports, quoting the one speech that their story has
	excerptShare    = 0.2 // of copies, of which two sentences stand in a report of its own
)

// streamMaker generates a stream of reports on stories that begin, go on and
// end. Words are drawn, not written: common ones from the reports of
// traditions.txt, rare ones made up, with Zipf's frequencies as in news; stories
// of one topic share its words and differ in names and places.
type streamMaker struct {
	random   *rand.Rand
	function []string
	content  []string
	rare     *rand.Zipf
	common   *rand.Zipf
	open     []*streamStory
	stock    []string
	stories  int
	made     int
}

type streamStory struct {
	number int
	left   int
	names  []string
	terms  []string
	topic  []string
	speech string
	latest []*streamText
}

type streamText struct {
	sentences []string
	family    int
	number    int
}

func newStreamMaker(seed uint64) *streamMaker {
	random := rand.New(rand.NewPCG(seed, 40000))
	m := &streamMaker{random: random}
	m.function = strings.Fields("the of and to in on said was were has at a for by with from that it as is not after who his her their been had which an")
	seen := map[string]bool{}
	sources, additions := readTraditions(traditionsFile)
	var lines []string
	for _, s := range sources {
		lines = append(lines, s.asides...)
		for _, t := range s.tellings {
			for _, line := range t {
				lines = append(lines, line.plain)
			}
		}
	}
	for _, word := range strings.Fields(strings.Join(append(lines, additions...), " ")) {
		word = strings.Trim(word, ".,;:\"'")
		if len(word) > 4 && word == strings.ToLower(word) && !seen[word] {
			seen[word] = true
			m.content = append(m.content, word)
		}
	}
	m.content = shuffled(random, m.content)
	m.common = rand.NewZipf(random, 1.05, 20, uint64(len(m.content)-1))
	m.rare = rand.NewZipf(random, 1.1, 3000, 200000)
	for range stockSentences {
		m.stock = append(m.stock, m.sentence(m.newStory()))
	}
	m.stories = 0
	return m
}

// made-up words: syllables by number, so that each is spelt one way.
var onsets = strings.Fields("b br d dr f g gl h j k kl l m n p pl r s st t tr v w z")
var nuclei = strings.Fields("a e i o u ai ei ou")

func invented(n uint64, capital bool) string {
	var b strings.Builder
	for range 3 {
		b.WriteString(onsets[n%uint64(len(onsets))])
		n /= uint64(len(onsets))
		b.WriteString(nuclei[n%uint64(len(nuclei))])
		n /= uint64(len(nuclei))
	}
	word := b.String() + "n"
	if capital {
		word = strings.ToUpper(word[:1]) + word[1:]
	}
	return word
}

func (m *streamMaker) newStory() *streamStory {
	s := &streamStory{number: m.stories, left: reportsPerStory/2 + m.random.IntN(reportsPerStory+1)}
	m.stories++
	topic := rand.New(rand.NewPCG(uint64(m.random.IntN(topics)), 7))
	for range 30 {
		s.topic = append(s.topic, m.content[topic.IntN(len(m.content))])
	}
	for range 8 {
		s.names = append(s.names, invented(m.random.Uint64N(4_000_000), true))
	}
	for range 12 {
		s.terms = append(s.terms, invented(m.random.Uint64N(4_000_000), false))
	}
	s.speech = "“" + m.sentence(s) + "”"
	return s
}

// next is the next report of the stream.
func (m *streamMaker) next() streamed {
	for len(m.open) < openStories {
		m.open = append(m.open, m.newStory())
	}
	at := m.random.IntN(len(m.open))
	s := m.open[at]
	text := &streamText{number: m.made, family: m.made}
	parent := -1
	if len(s.latest) > 0 && m.random.Float64() < kinShare*1.04 { // a story's first is no copy
		from := s.latest[m.random.IntN(len(s.latest))]
		text.sentences, text.family, parent = m.copied(s, from), from.family, from.number
	} else {
		for range 6 + m.random.IntN(6) {
			text.sentences = append(text.sentences, m.sentence(s))
		}
	}
	if m.random.Float64() < speechShare && parent < 0 {
		text.sentences = append(text.sentences, s.speech)
	}
	s.latest = append(s.latest, text)
	s.latest = s.latest[max(0, len(s.latest)-familiesKept):]
	if s.left--; s.left <= 0 {
		m.open = slices.Delete(m.open, at, at+1)
	}
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, m.made/reportsPerDay)
	if m.random.Float64() < stockShare {
		text.sentences = append(slices.Clip(text.sentences), m.stock[m.random.IntN(len(m.stock))])
	}
	doc := &stemma.Document{Article: &stemma.Article{ID: fmt.Sprint(m.made), Text: strings.Join(text.sentences, "\n"),
		Published: &stemma.Published{Value: day.Format(time.DateOnly), Precision: "day", Basis: stemma.BasisMetadata}}}
	m.made++
	return streamed{doc, s.number, text.family, parent}
}

// sentence is some twenty words on a story.
func (m *streamMaker) sentence(s *streamStory) string {
	words := make([]string, 12+m.random.IntN(16))
	for i := range words {
		switch draw := m.random.Float64(); {
		case draw < 0.45:
			words[i] = m.function[m.random.IntN(len(m.function))]
		case draw < 0.72:
			words[i] = m.content[m.common.Uint64()]
		case draw < 0.80:
			words[i] = s.topic[m.random.IntN(len(s.topic))]
		case draw < 0.88:
			words[i] = s.names[m.random.IntN(len(s.names))]
		case draw < 0.94:
			words[i] = s.terms[m.random.IntN(len(s.terms))]
		default:
			words[i] = invented(m.rare.Uint64(), false)
		}
	}
	return strings.Join(words, " ") + "."
}

// copied keeps sentences of a text, changes words, and adds sentences.
func (m *streamMaker) copied(s *streamStory, from *streamText) []string {
	kept := slices.Clone(from.sentences)
	own := m.random.IntN(4)
	if m.random.Float64() < excerptShare {
		at := m.random.IntN(max(1, len(kept)-1))
		kept, own = kept[at:min(at+2, len(kept))], 5
	} else if m.random.Float64() < 0.5 {
		kept = kept[:max(2, len(kept)-m.random.IntN(len(kept)*2/3+1))]
	}
	for i, text := range kept {
		words := strings.Fields(text)
		for k := range words {
			switch m.random.IntN(20) {
			case 0:
				words[k] = m.content[m.common.Uint64()]
			case 1:
				words[k] += " " + m.function[m.random.IntN(len(m.function))]
			}
		}
		kept[i] = strings.Join(words, " ")
	}
	if len(kept) > 2 && m.random.IntN(4) == 0 {
		i, j := m.random.IntN(len(kept)), m.random.IntN(len(kept))
		kept[i], kept[j] = kept[j], kept[i]
	}
	for range own {
		kept = slices.Insert(kept, m.random.IntN(len(kept)+1), m.sentence(s))
	}
	return kept
}
