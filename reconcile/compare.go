package reconcile

import (
	"math"
	"slices"
	"strings"

	"stemma"
)

// The features of a pair of mentions; each lies between 0 and 1.
const (
	bias         = iota
	sameLemma    // the event words have one lemma
	sameFamily   // … or name one kind of event
	relatedEvent // … or kinds of event that go together
	namesEvent   // the one's event word stands in the other's clause
	sameType     // one PLOVER type
	loneEvent    // the event words agree, and each article tells of few such events
	dice         // share of common content words, by weight
	eventDice    // the event words agree too: the one tells part of what the other does
	contained    // share of the shorter clause's words that the longer has
	loneWord     // a common word that each article uses in few clauses
	context      // share of common content words of the sentences
	relatedParty // likeness of participants, where the events only go together
	actorSame    // likeness of the actors
	patientSame  // likeness of recipients and objects
	patientOther // both have some, alike in nothing
	figureSame   // one counted thing with agreeing bounds
	figureOther  // one counted thing with bounds apart, by how far
	staticBoth   // both say what something is
	staticOne    // only one does
	staticFigure // both do, with one figure
	timeSame     // times overlap
	timeOther    // times are apart
	freshBoth    // both sentences are dated to the days of the news
	distantBoth  // both to another time
	distantOther // one is, the other not
	distantOne   // one to another time, the other to none
	placeSame
	placeOther
	passageSame // both stand at one place of one shared passage
	articleSame
	modalityOther
	rivalLow  // how near the pair comes to the best of either mention in the other's article
	rivalHigh // … the better of the two
	mutual    // each is the other's best
	features
)

// featureNames are the features as the file of weights has them.
var featureNames = [features]string{"bias", "sameLemma", "sameFamily", "relatedEvent", "namesEvent", "sameType", "loneEvent", "dice", "eventDice",
	"contained", "loneWord", "context", "relatedParty", "actorSame", "patientSame", "patientOther", "figureSame", "figureOther", "staticBoth", "staticOne",
	"staticFigure", "timeSame", "timeOther", "freshBoth", "distantBoth", "distantOther", "distantOne", "placeSame", "placeOther",
	"passageSame", "articleSame", "modalityOther", "rivalLow", "rivalHigh", "mutual"}

// vector holds a pair's features.
type vector [features]float64

// compare measures two mentions of one story, all but the rivalry of pairs.
func compare(kin kinship, a, b *note) vector {
	var v vector
	v[bias] = 1
	v.events(a, b)
	v.words(a, b)
	v.participants(a, b)
	v[figureSame], v[figureOther] = figures(a, b)
	v[staticBoth], v[staticOne] = truth(a.static && b.static), truth(a.static != b.static)
	v[staticFigure] = v[staticBoth] * v[figureSame]
	v.times(a, b)
	v[placeSame], v[placeOther] = places(a, b)
	v[passageSame] = truth(a.doc != b.doc && sameSpot(a, b) && kin.told(a, b) >= 0)
	v[articleSame] = truth(a.doc == b.doc)
	v[modalityOther] = truth(a.Modality != b.Modality)
	return v
}

// events compares the event words.
func (v *vector) events(a, b *note) {
	v[sameLemma] = truth(a.Event.Lemma != "" && a.Event.Lemma == b.Event.Lemma && a.family == b.family && !a.light)
	v[sameFamily] = truth(v[sameLemma] == 0 && a.family == b.family && !a.light)
	v[relatedEvent] = truth(eventFamilies().related[[2]string{a.family, b.family}])
	v[namesEvent] = truth(v.oneEvent() == 0 && (has(a.words, b.family) || has(b.words, a.family)))
	v[sameType] = truth(a.Event.Type != "" && a.Event.Type == b.Event.Type)
	v[loneEvent] = v.oneEvent() * few(a.events, b.events)
}

// oneEvent is 1 where the event words agree.
func (v *vector) oneEvent() float64 { return v[sameLemma] + v[sameFamily] }

// few is 1 for what stands once in each of two articles, and less the more often
// it stands there: a report tells a claim once or twice, so that of two arrests
// here and five there a pair is hardly one, however alike.
func few(n, m int) float64 { return 1 / math.Sqrt(float64(max(1, n)*max(1, m))) }

// words compares the wording of clauses and sentences.
func (v *vector) words(a, b *note) {
	both, left, right := shared(a, b)
	if left+right > 0 {
		v[dice] = 2 * both / (left + right)
	}
	v[eventDice] = v[dice] * v.oneEvent()
	if least := min(left, right); least > 0 {
		v[contained] = both / least
	}
	for i, w := range a.words {
		if k, found := slices.BinarySearch(b.words, w); found && w != a.family && w != b.family {
			v[loneWord] = max(v[loneWord], few(a.clauses[i], b.clauses[k]))
		}
	}
	v[context] = overlapping(a.context, b.context)
}

func (v *vector) participants(a, b *note) {
	v[actorSame], _ = parties(a.actor, b.actor)
	v[patientSame], v[patientOther] = parties(a.patient, b.patient)
	there, _ := parties(a.actor, b.patient)
	back, _ := parties(a.patient, b.actor)
	related := v[relatedEvent]
	if a.family != b.family && !a.light && !b.light {
		related = max(related, synonymy(a.Event.Lemma, b.Event.Lemma))
	}
	v[relatedParty] = (1 - v.oneEvent()) * related * max(v[actorSame], v[patientSame], there, back)
}

// times compares when: by days where those are known, and by how far from the
// news the sentences put their events, which words tell in an undated article too.
func (v *vector) times(a, b *note) {
	v[timeSame], v[timeOther] = times(a.Time, b.Time)
	v[freshBoth] = truth(a.far == fresh && b.far == fresh)
	v[distantBoth] = truth(a.far == distant && b.far == distant)
	v[distantOther] = truth(a.far == distant && b.far == fresh || a.far == fresh && b.far == distant)
	v[distantOne] = truth(a.far == distant && b.far == undated || a.far == undated && b.far == distant)
}

// overlapping is the share of words that two sorted lists have in common.
func overlapping(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			common, i, k = common+1, i+1, k+1
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// sameSpot reports whether two event words are one word with one word in common
// before or after it: within a shared passage, the same place of it.
func sameSpot(a, b *note) bool {
	return a.spot[1] == b.spot[1] && (a.spot[0] == b.spot[0] || a.spot[2] == b.spot[2])
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func has(sorted []string, word string) bool {
	_, found := slices.BinarySearch(sorted, word)
	return found
}

// parties is how alike two lists of participants are (the best match of each in
// the shorter list), and how sure it is that they share nobody: a name against
// a description tells nothing, since the one may be the other.
func parties(a, b []party) (same, other float64) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	comparable := true
	for _, p := range a {
		best := 0.0
		for _, q := range b {
			best = max(best, p.like(q))
			comparable = comparable && (p.key == "") == (q.key == "")
		}
		same += best
	}
	same /= float64(len(a))
	if same == 0 && comparable {
		other = 1
	}
	return same, other
}

// like is 1 for one name, 0 for two names or two descriptions that share no
// word, and in between for descriptions of one head and for two spellings.
func (p party) like(q party) float64 {
	if p.key != "" && p.key == q.key {
		return 1
	}
	score := overlapping(p.words, q.words)
	if p.key != "" && q.key != "" {
		if respelt(p.key, q.key) || p.human && q.human && fuller(p.key, q.key) {
			return 0.8
		}
		return score / 2
	}
	if p.head != "" && p.head == q.head {
		score = max(score, 0.7)
	}
	return score
}

// respelt reports whether two long names differ in one or two letters after a
// common beginning, as transliterations do.
func respelt(a, b string) bool {
	if len(a) < 6 || len(b) < 6 || a[:2] != b[:2] || len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return false
	}
	row := make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i := 1; i <= len(a); i++ {
		corner := row[0]
		row[0] = i
		for k := 1; k <= len(b); k++ {
			up := row[k]
			row[k] = min(row[k]+1, row[k-1]+1, corner+int(truth(a[i-1] != b[k-1])))
			corner = up
		}
	}
	return row[len(b)] <= 2
}

// figures compares the figures of two mentions that count one thing.
func figures(a, b *note) (same, other float64) {
	for _, p := range a.Quantities {
		for _, q := range b.Quantities {
			if !countsSame(p, q) {
				continue
			}
			if apart := distance(p, q); apart == 0 {
				same = 1
			} else {
				other = max(other, min(1, apart/2))
			}
		}
	}
	if same == 1 {
		other = 0
	}
	return same, other
}

// countsSame reports whether two figures count one kind of thing.
func countsSame(p, q stemma.Quantity) bool {
	if p.Of != "" && q.Of != "" {
		return p.Of == q.Of
	}
	return p.Unit != "" && p.Unit == q.Unit
}

// distance is how far two figures' bounds are apart, in powers of e; 0 where they overlap.
func distance(p, q stemma.Quantity) float64 {
	low, high := bounds(p)
	least, most := bounds(q)
	if low <= most && least <= high {
		return 0
	}
	if high < least {
		return math.Log((1 + least) / (1 + high))
	}
	return math.Log((1 + low) / (1 + most))
}

// bounds are the figure's bounds with open ends far out, and 10% of play where
// the figure itself is approximate.
func bounds(q stemma.Quantity) (low, high float64) {
	low, high = 0, math.MaxFloat32
	if q.Low != nil {
		low = *q.Low
	}
	if q.High != nil {
		high = *q.High
	}
	if q.Approx {
		low, high = low*0.9, high*1.1
	}
	return low, high
}

// times compares when; a time unknown on either side tells nothing.
func times(a, b *stemma.Time) (same, other float64) {
	if a == nil || b == nil || a.Begin == "" || b.Begin == "" {
		return 0, 0
	}
	if a.Begin <= last(b) && b.Begin <= last(a) {
		return 1, 0
	}
	return 0, 1
}

func last(t *stemma.Time) string {
	if t.End == "" {
		return t.Begin
	}
	return t.End
}

// places compares where: one name is the same, two countries are apart, and so
// are two towns far from each other; else two names in one country tell little,
// since one may hold the other.
func places(a, b *note) (same, other float64) {
	switch {
	case a.Place == nil || b.Place == nil:
		return 0, 0
	case a.place == b.place:
		return 1, 0
	case far(a.Place, b.Place) && !wide(a.Place) && !wide(b.Place):
		return 0, 1
	case a.Place.Country != "" && b.Place.Country != "" && a.Place.Country != b.Place.Country:
		return 0, 1
	case a.Place.Country != "" && a.Place.Country == b.Place.Country:
		return 0.5, 0
	}
	return 0, 0
}

// fuller reports whether two full names are one with and without what stands
// between the first and the last: "ada maria berg" and "ada berg", "harwick
// coastal command" and "harwick command".
func fuller(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(y) < 2 || x[0] != y[0] || x[len(x)-1] != y[len(y)-1] {
		return false
	}
	for _, w := range x {
		if len(y) > 0 && w == y[0] {
			y = y[1:]
		}
	}
	return len(y) == 0
}
