package reconcile

import (
	"math"
	"slices"

	"stemma"
)

// The features of a pair of mentions; each lies between 0 and 1.
const (
	bias         = iota
	sameLemma    // the event words have one lemma
	sameFamily   // … or name one kind of event
	relatedEvent // … or kinds of event that go together
	synonymous   // … or words of one sense, as WordNet has them
	namesEvent   // the one's event word stands in the other's clause
	sameType     // one PLOVER type
	dice         // share of common content words, by weight
	contained    // share of the shorter clause's words that the longer has
	context      // share of common content words of the sentences
	eventDice    // dice, where the event words agree
	eventParty   // likeness of participants, where the event words agree
	eventOther   // both name recipients or objects, none in common, where the event words agree
	relatedDice  // dice, where they only go together
	relatedParty // likeness of participants, where they only go together
	actorSame    // likeness of the actors
	actorOther   // both name actors, none in common
	patientSame  // likeness of recipients and objects
	patientOther // both name recipients or objects, none in common
	crossed      // the one's actor is the other's patient: "X died", "the blast killed X"
	figureSame   // one counted thing with agreeing bounds
	figureOther  // one counted thing with bounds apart, by how far
	figureDice   // figureSame times dice
	staticBoth   // both say what something is
	staticOne    // only one does
	staticFigure // both do, with one figure
	timeSame     // times overlap
	timeOther    // times are apart
	placeSame
	placeOther
	passageSame // both stand at one place of one shared passage
	articleSame
	modalityOther
	sourceSame // the innermost informant's words are the same
	features
)

// vector holds a pair's features.
type vector [features]float64

// compare measures two mentions of one story.
func compare(kin kinship, a, b *note) vector {
	var v vector
	v[bias] = 1
	v[sameLemma] = truth(a.Event.Lemma != "" && a.Event.Lemma == b.Event.Lemma && a.family == b.family && !a.light)
	v[sameFamily] = truth(v[sameLemma] == 0 && a.family == b.family && !a.light)
	v[relatedEvent] = truth(eventFamilies().related[[2]string{a.family, b.family}])
	if a.family != b.family && !a.light && !b.light {
		v[synonymous] = synonymy(a.Event.Lemma, b.Event.Lemma)
	}
	v[namesEvent] = truth(v[sameLemma]+v[sameFamily] == 0 && (has(a.words, b.family) || has(b.words, a.family)))
	v[sameType] = truth(a.Event.Type != "" && a.Event.Type == b.Event.Type)
	both, left, right := shared(a, b)
	if left+right > 0 {
		v[dice] = 2 * both / (left + right)
	}
	if least := min(left, right); least > 0 {
		v[contained] = both / least
	}
	v[context] = overlapping(a.context, b.context)
	v[actorSame], v[actorOther] = parties(a.actor, b.actor)
	v[patientSame], v[patientOther] = parties(a.patient, b.patient)
	left, _ = parties(a.actor, b.patient)
	right, _ = parties(a.patient, b.actor)
	v[crossed] = max(left, right)
	party := max(v[patientSame], v[crossed], v[actorSame])
	agree := v[sameLemma] + v[sameFamily]
	related := (1 - agree) * max(v[relatedEvent], v[synonymous])
	v[eventDice], v[eventParty] = agree*v[dice], agree*party
	v[eventOther] = agree * v[patientOther]
	v[relatedDice], v[relatedParty] = related*v[dice], related*party
	v[figureSame], v[figureOther] = figures(a, b)
	v[figureDice] = v[figureSame] * v[dice]
	v[staticBoth], v[staticOne] = truth(a.static && b.static), truth(a.static != b.static)
	v[staticFigure] = v[staticBoth] * v[figureSame]
	v[timeSame], v[timeOther] = times(a.Time, b.Time)
	v[placeSame], v[placeOther] = places(a, b)
	v[passageSame] = truth(a.doc != b.doc && sameSpot(a, b) && kin.told(a, b) >= 0)
	v[articleSame] = truth(a.doc == b.doc)
	v[modalityOther] = truth(a.Modality != b.Modality)
	v[sourceSame] = truth(len(a.Chain) > 0 && len(b.Chain) > 0 && a.Chain[0].Source == b.Chain[0].Source)
	return v
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
		if respelt(p.key, q.key) {
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

// places compares where: one name is the same, two countries are apart, two
// names in one country tell nothing, since one may hold the other.
func places(a, b *note) (same, other float64) {
	switch {
	case a.Place == nil || b.Place == nil:
		return 0, 0
	case a.place == b.place:
		return 1, 0
	case a.Place.Country != "" && b.Place.Country != "" && a.Place.Country != b.Place.Country:
		return 0, 1
	case a.Place.Country != "" && a.Place.Country == b.Place.Country:
		return 0.5, 0
	}
	return 0, 0
}
