package syntax

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

// Lemmatizer gives tagged tokens their lemmas. It is safe for concurrent use.
type Lemmatizer struct {
	scripts  []script
	pool     sync.Pool   // of *lemmas
	words    model.Table // hash of word and tag → script
	suffixes model.Table // hash of ending and tag → script
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
// lower", cut, add; one a line), and the two tables.
func NewLemmatizer(m *model.Labelled) (*Lemmatizer, error) {
	l := &Lemmatizer{}
	l.pool.New = func() any { return new(lemmas) }
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
	for name, table := range map[string]*model.Table{"words": &l.words, "suffixes": &l.suffixes} {
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

// Lemmatize fills Lemma of tagged tokens.
func Lemmatize(tokens []stemma.Token) { embeddedLemmas().Lemmatize(tokens) }

// lemmas remembers what was looked up last under each of some keys, the two
// latest of each, so that a text's words are looked up, and their lemmas made,
// once.
type lemmas [1 << 11][2]remembered

type remembered struct{ form, xpos, upos, lemma string }

// Lemmatize fills Lemma of tagged tokens.
func (l *Lemmatizer) Lemmatize(tokens []stemma.Token) {
	memory := l.pool.Get().(*lemmas)
	defer l.pool.Put(memory)
	for i := range tokens {
		t := &tokens[i]
		slots := &memory[model.Mix(1, wordKey(t.Form), uint32(len(t.XPOS)), 0)%uint32(len(memory))]
		switch {
		case slots[0].is(t):
		case slots[1].is(t):
			slots[0], slots[1] = slots[1], slots[0]
		default:
			k := Keys(t)
			form := strings.Clone(t.Form) // so that what is remembered holds no article's text
			slots[1] = slots[0]
			slots[0] = remembered{form, t.XPOS, t.UPOS, l.lookLemma(&k, form)}
		}
		t.Lemma = slots[0].lemma
	}
}

func (r *remembered) is(t *stemma.Token) bool {
	return r.form == t.Form && r.xpos == t.XPOS && r.upos == t.UPOS
}

func (l *Lemmatizer) lookLemma(k *TokenKeys, form string) string {
	for _, key := range k.Words {
		if id, ok := l.words.Find(key); ok {
			return l.apply(id, form)
		}
	}
	for i := k.Longest; i >= 0; i-- {
		if id, ok := l.suffixes.Find(k.Suffixes[i]); ok {
			return l.apply(id, form)
		}
	}
	return l.apply(^uint32(0), form)
}

func (l *Lemmatizer) apply(id uint32, form string) string {
	if uint64(id) >= uint64(len(l.scripts)) {
		return strings.ToLower(form)
	}
	s := l.scripts[id]
	if !s.keep {
		form = strings.ToLower(form)
	}
	if s.cut > len(form) || s.cut == len(form) && s.add == "" || !utf8.RuneStart((form + " ")[len(form)-s.cut]) {
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
	Suffixes [longestSuffix + 1]uint32
	Longest  int // the longest ending that the word has
}

// Keys hashes a token's form and tags.
func Keys(t *stemma.Token) TokenKeys {
	var k TokenKeys
	xpos, upos := hash(t.XPOS, ""), hash(t.UPOS, "")
	both := model.Mix(3, xpos, upos, 0)
	first, _ := utf8.DecodeRuneInString(t.Form)
	title := uint32(0)
	if unicode.IsUpper(first) {
		title = 1
	}
	word, ending, rest := wordKey(t.Form), uint32(model.Basis), t.Form
	k.Suffixes[0] = model.Mix(10, both, title, 0)
	for k.Longest < longestSuffix && rest != "" {
		r, n := utf8.DecodeLastRuneInString(rest)
		rest = rest[:len(rest)-n]
		ending = model.Chain(ending, uint32(unicode.ToLower(r)))
		k.Longest++
		k.Suffixes[k.Longest] = model.Mix(10+uint32(k.Longest), both, title, ending)
	}
	k.Words = [2]uint32{model.Mix(1, word, both, 0), model.Mix(2, word, upos, 0)}
	return k
}

// wordKey hashes a form without regard to case.
func wordKey(form string) uint32 {
	h := uint32(model.Basis)
	for _, r := range form {
		h = model.Chain(h, uint32(unicode.ToLower(r)))
	}
	return h
}
