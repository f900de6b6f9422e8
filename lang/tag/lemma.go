package tag

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/model"
)

// Lemmatizer gives tagged tokens their features and lemmas. It is safe for
// concurrent use.
type Lemmatizer struct {
	scripts  []script
	feats    []string
	words    model.Table // hash of word and tag → script
	suffixes model.Table // hash of ending and tag → script
	features model.Table // hash of word or ending and tag → feats
}

// script turns a form into its lemma: the last cut bytes go, add is appended.
// Keep says that capitals stay.
type script struct {
	keep bool
	cut  int
	add  string
}

// longestSuffix is the longest ending, in letters, that the tables know.
const longestSuffix = 6

// NewLemmatizer makes a lemmatiser of its model: the texts "scripts" ("keep or
// lower", cut, add; one a line) and "feats", and the three tables.
func NewLemmatizer(m *model.Labelled) (*Lemmatizer, error) {
	l := &Lemmatizer{feats: strings.Split(m.Text("feats"), "\n")}
	for line := range strings.Lines(m.Text("scripts")) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("lemma script %q: want 3 fields", line)
		}
		cut, err := strconv.Atoi(fields[1])
		if err != nil {
			return nil, fmt.Errorf("lemma script %q: %w", line, err)
		}
		l.scripts = append(l.scripts, script{fields[0] == "keep", cut, fields[2]})
	}
	var err error
	for name, table := range map[string]*model.Table{"words": &l.words, "suffixes": &l.suffixes, "features": &l.features} {
		if *table, err = m.Table(name); err != nil {
			return nil, err
		}
	}
	return l, nil
}

var embeddedLemmas = sync.OnceValue(func() *Lemmatizer {
	l, err := NewLemmatizer(model.Lemmas())
	if err != nil {
		panic(err)
	}
	return l
})

// Lemmatize fills Lemma and Feats of tagged tokens.
func Lemmatize(tokens []stemma.Token) { embeddedLemmas().Lemmatize(tokens) }

// Lemmatize fills Lemma and Feats of tagged tokens.
func (l *Lemmatizer) Lemmatize(tokens []stemma.Token) {
	for i := range tokens {
		t := &tokens[i]
		k := Keys(t)
		t.Feats = l.lookFeats(&k)
		t.Lemma = l.lookLemma(&k, t)
	}
}

func (l *Lemmatizer) lookFeats(k *TokenKeys) string {
	for _, key := range k.Feats {
		if id, ok := l.features.Find(key); ok && int(id) < len(l.feats) {
			return l.feats[id]
		}
	}
	return ""
}

func (l *Lemmatizer) lookLemma(k *TokenKeys, t *stemma.Token) string {
	for _, key := range k.Words {
		if id, ok := l.words.Find(key); ok {
			return l.apply(id, t.Form)
		}
	}
	for i := k.Longest; i >= 0; i-- {
		if id, ok := l.suffixes.Find(k.Suffixes[i]); ok {
			return l.apply(id, t.Form)
		}
	}
	return l.apply(^uint32(0), t.Form)
}

func (l *Lemmatizer) apply(id uint32, form string) string {
	if int(id) >= len(l.scripts) {
		return strings.ToLower(form)
	}
	s := l.scripts[id]
	if !s.keep {
		form = strings.ToLower(form)
	}
	if s.cut > len(form) || !utf8.RuneStart((form + " ")[len(form)-s.cut]) {
		return form
	}
	switch {
	case s.add == "":
		return form[:len(form)-s.cut]
	case s.cut == len(form):
		return s.add
	}
	return form[:len(form)-s.cut] + s.add
}

// Script is the line of the text "scripts" that turns form into lemma.
func Script(form, lemma string) string {
	keep, base := "lower", strings.ToLower(form)
	if common(form, lemma) > common(base, lemma) {
		keep, base = "keep", form
	}
	n := common(base, lemma)
	return keep + "\t" + strconv.Itoa(len(base)-n) + "\t" + lemma[n:]
}

// common is the length of the prefix that a and b share, in whole characters.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// TokenKeys are the keys under which the tables may know a tagged token, the
// most telling first; Suffixes counts from the empty ending.
type TokenKeys struct {
	Words    [2]uint32 // word with both tags, word with UPOS
	Feats    [3]uint32 // word and tag, ending of three letters and tag, tag
	Suffixes [longestSuffix + 1]uint32
	Longest  int // the longest ending that the word has
}

// Keys hashes a token's form and tags.
func Keys(t *stemma.Token) TokenKeys {
	var k TokenKeys
	xpos, upos := hash(t.XPOS), hash(t.UPOS)
	both := model.Mix(3, xpos, upos, 0)
	first, _ := utf8.DecodeRuneInString(t.Form)
	title := uint32(0)
	if unicode.IsUpper(first) {
		title = 1
	}
	word, ending, rest := uint32(model.Basis), uint32(model.Basis), t.Form
	for _, r := range t.Form {
		word = model.Chain(word, uint32(unicode.ToLower(r)))
	}
	k.Suffixes[0] = model.Mix(10, both, title, 0)
	third := uint32(0)
	for k.Longest < longestSuffix && rest != "" {
		r, n := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-n]
		ending = model.Chain(ending, uint32(unicode.ToLower(r)))
		k.Longest++
		k.Suffixes[k.Longest] = model.Mix(10+uint32(k.Longest), both, title, ending)
		if k.Longest <= 3 {
			third = ending
		}
	}
	k.Words = [2]uint32{model.Mix(1, word, both, 0), model.Mix(2, word, upos, 0)}
	k.Feats = [3]uint32{model.Mix(4, word, both, 0), model.Mix(5, third, both, 0), model.Mix(6, both, 0, 0)}
	return k
}

func hash(s string) uint32 {
	h := uint32(model.Basis)
	for i := 0; i < len(s); i++ {
		h = model.Chain(h, uint32(s[i]))
	}
	return h
}
