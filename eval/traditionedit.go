package eval

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// house is an outlet's style, which its editors bring every text to.
type house struct {
	american    bool
	open, close string // quotation marks
	days        bool   // names days by their distance
	loose       bool   // its editors change more
}

func newHouse(random *rand.Rand) house {
	h := house{american: random.Float64() < 0.4, days: random.Float64() < 0.3, loose: random.Float64() < 0.3}
	marks := [...][2]string{{`"`, `"`}, {"“", "”"}, {"‘", "’"}, {"'", "'"}}
	pair := marks[random.IntN(len(marks))]
	h.open, h.close = pair[0], pair[1]
	return h
}

// Chances of what editors do to a copy.
const (
	chanceTail    = 0.45 // cutting a text from its end
	chanceScatter = 0.35 // cutting here and there
	chanceMove    = 0.25 // moving a sentence
	chanceFree    = 0.3  // putting a sentence in other words, where the file has some
	chanceFigure  = 0.2  // updating a figure
	chanceWording = 0.2  // wording of a sentence; twice as much in a loose house
	chanceTypo    = 0.06
)

// abridged leaves out sentences of a text, at least two kept, and now and then
// moves one.
func abridged(random *rand.Rand, from []sentence) []sentence {
	kept := slices.Clone(from)
	if random.Float64() < chanceTail {
		kept = kept[:min(len(kept), max(2, len(kept)-random.IntN(len(kept)*2/3+1)))]
	}
	if random.Float64() < chanceScatter {
		cut := 0.4 * random.Float64()
		kept = slices.DeleteFunc(kept, func(sentence) bool { return len(kept) > 2 && random.Float64() < cut })
	}
	if len(kept) < 2 {
		kept = slices.Clone(from[:min(2, len(from))])
	}
	if len(kept) > 2 && random.Float64() < chanceMove {
		i, j := random.IntN(len(kept)), random.IntN(len(kept))
		moved := kept[i]
		kept = slices.Insert(slices.Delete(kept, i, i+1), min(j, len(kept)-1), moved)
	}
	return kept
}

// cutBack takes some sentences of a second text.
func cutBack(random *rand.Rand, from []sentence) []sentence {
	first := random.IntN(max(1, len(from)-2))
	return slices.Clone(from[first:min(len(from), first+2+random.IntN(3))])
}

// merged puts a second text's sentences into a first, in one place; none twice.
func merged(random *rand.Rand, text, second []sentence) []sentence {
	second = slices.DeleteFunc(second, func(s sentence) bool {
		return slices.ContainsFunc(text, func(t sentence) bool { return t.origin == s.origin })
	})
	return slices.Insert(text, random.IntN(len(text)+1), second...)
}

// edit brings a copy to its house's style and changes wording and figures.
func (w *witness) edit(random *rand.Rand) {
	wording := chanceWording
	if w.house.loose {
		wording *= 2
	}
	for i := range w.sentences {
		s := &w.sentences[i]
		if s.free != "" && random.Float64() < chanceFree {
			s.text, s.free = s.free, ""
			if s.origin > 0 {
				s.origin += freely
			}
		}
		s.text = w.house.style(edited(random, s.text, wording))
	}
	if random.Float64() < chanceFigure {
		at := random.IntN(len(w.sentences))
		w.sentences[at].text = updated(random, w.sentences[at].text)
	}
}

// spellings are British and American ways to write a word.
var spellings = strings.Fields(`grey gray neighbour neighbor licence license colour color centre center defence defense
	organisation organization metre meter programme program per␣cent percent labour labor harbour harbor recognise recognize
	favour favor honour honor towards toward cheque check plough plow tyre tire kerb curb sceptic skeptic criticise criticize
	paediatric pediatric calibre caliber theatre theater judgment judgement`)

var american, british = func() (*strings.Replacer, *strings.Replacer) {
	var there, back []string
	for i := 0; i < len(spellings); i += 2 {
		a, b := strings.ReplaceAll(spellings[i], "␣", " "), strings.ReplaceAll(spellings[i+1], "␣", " ")
		there, back = append(there, " "+a, " "+b), append(back, " "+b, " "+a)
	}
	return strings.NewReplacer(there...), strings.NewReplacer(back...)
}()

// distances are days told by their distance.
var distances = strings.NewReplacer(" on Monday", " yesterday", " on Tuesday", " this week", " on Wednesday", " today",
	" on Thursday", " today", " early on Sunday", " early yesterday", " on Friday night", " late on Friday")

// style is a sentence in the house's spelling, quotation marks and days.
func (h house) style(text string) string {
	if h.american {
		text = american.Replace(text)
	} else {
		text = british.Replace(text)
	}
	if h.days {
		text = distances.Replace(text)
	}
	if first := strings.IndexAny(text, `"“‘`); first >= 0 || strings.HasPrefix(text, "'") {
		text = quotations.ReplaceAllString(text, h.open+"$1"+h.close)
	}
	return text
}

var quotations = regexp.MustCompile(`(?:"|“|‘|^')(.*?)(?:"|”|’(?:\s|$)|'(?:\s|$))`)

// changes are what editors put for a word without changing what is said.
var changes = [][2]string{{" said", " says"}, {"told reporters", "said"}, {"about", "around"}, {"some ", "roughly "}, {"may ", "could "},
	{"A ", "One "}, {" killed", " dead"}, {" more than", " over"}, {" announced", " said"}, {"announced", "made known"}, {" because", " since"},
	{" until", " till"}, {" after", " following"}, {" before", " ahead of"}, {" company", " firm"}, {" began", " started"}, {" largest", " biggest"},
	{" asked", " called on"}, {" believe", " think"}, {" showed", " showed"}, {" promised", " pledged"}, {" also", ""}, {" nearly", " almost"},
	{"Police", "Officers"}, {" children", " youngsters"}, {" could", " might"}, {" several", " a number of"}, {" expect", " foresee"},
	{" according to", " says"}, {" put", " estimated"}, {" examine", " look into"}, {" every", " each"}, {" buried", " covered"}}

// edited changes a sentence as an editor does: wording, a word left out, a
// clause turned, a typing error, a tail cut off.
func edited(random *rand.Rand, text string, wording float64) string {
	if random.Float64() < wording {
		for range 3 {
			change := changes[random.IntN(len(changes))]
			text = strings.Replace(text, change[0], change[1], 1)
		}
	}
	if random.Float64() < wording/2 {
		text = turned(text)
	}
	words := strings.Fields(text)
	if len(words) > 9 && random.Float64() < wording {
		at := 2 + random.IntN(len(words)-4)
		words = slices.Delete(words, at, at+1)
	}
	if random.Float64() < chanceTypo {
		mistype(words, random.IntN(len(words)))
	}
	if len(words) > 14 && random.Float64() < wording/2 {
		n := 3 + random.IntN(5)
		words = append(words[:len(words)-n], strings.TrimRight(words[len(words)-n], ",")+".")
	}
	return strings.Join(words, " ")
}

// turned puts the speaker of "…, said X." or "…, X said." first.
func turned(text string) string {
	if strings.ContainsAny(text, `"“‘`) {
		return text
	}
	at := strings.LastIndex(text, ", ")
	if at < 0 || !strings.HasSuffix(text, ".") {
		return text
	}
	clause, tail := text[:at], strings.TrimSuffix(text[at+2:], ".")
	if speaker, ok := strings.CutPrefix(tail, "said "); ok {
		return fmt.Sprintf("%s said that %s.", strings.ToUpper(speaker[:1])+speaker[1:], strings.ToLower(clause[:1])+clause[1:])
	}
	if speaker, ok := strings.CutSuffix(tail, " said"); ok {
		return fmt.Sprintf("According to %s, %s.", speaker, strings.ToLower(clause[:1])+clause[1:])
	}
	return text
}

// mistype changes two letters of a word about.
func mistype(words []string, at int) {
	if word := words[at]; len(word) > 6 && word[2] < 0x80 && word[3] < 0x80 {
		words[at] = word[:2] + word[3:4] + word[2:3] + word[4:]
	}
}

var anyFigure = regexp.MustCompile(`\b\d{2,3}\b`)

// updated raises the first figure of a sentence.
func updated(random *rand.Rand, text string) string {
	place := anyFigure.FindStringIndex(text)
	if place == nil {
		return text
	}
	n, _ := strconv.Atoi(text[place[0]:place[1]])
	return text[:place[0]] + strconv.Itoa(n+1+random.IntN(1+n/8)) + text[place[1]:]
}
