package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stemma"
	"stemma/lang/conllu"
)

// The treebanks hold little agency copy: these bounds are those of its sentences.
const (
	shortestMade = 5
	longestMade  = 45
)

// deepMade is the depth from which only the shortest way out is taken, or a
// relative clause in a relative clause could grow for ever.
const deepMade = 16

// loadMade is read once: the tests and the training ask for it several times.
var loadMade = sync.OnceValue(func() *madeGrammar {
	g, err := readMade(madeWords, madeRules)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return g
})

// madeSentences writes n sentences of the grammar in train/made, whose trees
// and names are known, with the IOB2 labels of the names.
func madeSentences(n int, random *rand.Rand) ([]conllu.Sentence, [][]string) {
	g := loadMade()
	sentences, labels := make([]conllu.Sentence, 0, n), make([][]string, 0, n)
	for len(sentences) < n {
		m := &maker{grammar: g, random: random, used: map[string]bool{}}
		m.sentence()
		if len(m.words) < shortestMade || len(m.words) > longestMade {
			continue
		}
		sentences = append(sentences, madeSentence(len(sentences), m.words))
		labels = append(labels, m.names)
	}
	return sentences, labels
}

// madeSentence has a space after every word, as the treebanks' words are learnt.
func madeSentence(number int, words []stemma.Token) conllu.Sentence {
	s := conllu.Sentence{ID: fmt.Sprintf("made-%d", number+1), Words: words}
	forms := make([]string, len(words))
	for i, w := range words {
		forms[i] = w.Form
		s.Surface = append(s.Surface, conllu.Surface{Form: w.Form, First: i, Last: i + 1, Space: true})
	}
	s.Text = strings.Join(forms, " ")
	return s
}

// maker writes one sentence.
type maker struct {
	grammar *madeGrammar
	random  *rand.Rand
	words   []stemma.Token
	names   []string
	used    map[string]bool
}

// sentence expands one start symbol; those called Title… are printed as titles are.
func (m *maker) sentence() {
	start := m.choose(m.grammar.rules["S"], 0).parts[0].symbol
	root, _ := m.expand(start, 0)
	m.words[root].Head, m.words[root].Deprel = -1, "root"
	m.commas()
	m.articles()
	if strings.HasPrefix(start, "Title") {
		m.title()
	}
	m.capital()
}

// expand writes a symbol's words and returns the head among them, and the
// relation that the symbol asks for, if any.
func (m *maker) expand(symbol string, depth int) (head int, relation string) {
	if list, ok := m.grammar.lists[symbol]; ok {
		m.word(list)
		return len(m.words) - 1, ""
	}
	rule := m.grammar.rules[symbol]
	first, choice := len(m.words), m.choose(rule, depth)
	head, relation = m.parts(choice, depth)
	if choice.relation != "" {
		relation = choice.relation
	}
	if rule.name != "" {
		m.name(first, rule.name)
	}
	return head, relation
}

func (m *maker) parts(choice madeChoice, depth int) (head int, relation string) {
	type child struct {
		word     int
		relation string
	}
	var children []child
	for _, p := range choice.parts {
		if p.chance < 100 && (depth > deepMade || m.random.IntN(100) >= p.chance || p.relation == "=" && m.used[p.symbol]) {
			continue // nor is anything said to have happened "in 1998 on Monday"
		}
		m.used[p.symbol] = true
		word, own := m.expand(p.symbol, depth+1)
		switch p.relation {
		case "":
			head, relation = word, own
		case "=":
			children = append(children, child{word, own})
		default:
			children = append(children, child{word, p.relation})
		}
	}
	for _, c := range children {
		m.words[c.word].Head, m.words[c.word].Deprel = head, c.relation
	}
	return head, relation
}

// choose draws by weight; deep down it takes the way that ends soonest.
func (m *maker) choose(rule *madeRule, depth int) madeChoice {
	if depth > deepMade {
		return rule.choices[rule.lowest]
	}
	at := m.random.IntN(rule.weight)
	for _, c := range rule.choices {
		if at -= c.weight; at < 0 {
			return c
		}
	}
	panic("a rule's weight is the sum of its choices' weights")
}

// word draws a word, if it can one that the sentence does not have yet: an
// army that "attacked and attacked" teaches nothing.
func (m *maker) word(list *madeList) {
	form := list.forms[m.random.IntN(len(list.forms))]
	for try := 0; try < 4 && len(list.forms) > 3 && m.used[form]; try++ {
		form = list.forms[m.random.IntN(len(list.forms))]
	}
	m.used[form] = true
	m.words = append(m.words, stemma.Token{Form: form, UPOS: list.tag.upos, XPOS: list.tag.xpos, Feats: list.tag.feats})
	m.names = append(m.names, "O")
}

func (m *maker) name(first int, kind string) {
	for i := first; i < len(m.names); i++ {
		m.names[i] = "I-" + kind
	}
	m.names[first] = "B-" + kind
}

// commas takes out the comma that closes an apposition where other punctuation does.
func (m *maker) commas() {
	for i := len(m.words) - 1; i >= 0; i-- {
		if m.words[i].Form == "," && (i+1 == len(m.words) || strings.Contains(", . : -LRB-", m.words[i+1].XPOS)) {
			m.remove(i)
		}
	}
}

// remove takes out a word on which none depends.
func (m *maker) remove(at int) {
	m.words = slices.Delete(m.words, at, at+1)
	m.names = slices.Delete(m.names, at, at+1)
	for i, w := range m.words {
		if w.Head > at {
			m.words[i].Head--
		}
	}
}

// articles makes "a" into "an" where the next word needs it.
func (m *maker) articles() {
	for i := 1; i < len(m.words); i++ {
		if m.words[i-1].Form == "a" && soundsVowel(m.words[i].Form) {
			m.words[i-1].Form = "an"
		}
	}
}

func soundsVowel(form string) bool {
	form = strings.ToLower(form)
	for _, no := range []string{"unio", "univ", "unif", "use", "ukr", "u.s", "one", "euro"} {
		if strings.HasPrefix(form, no) {
			return false
		}
	}
	return strings.ContainsAny(form[:1], "aeiou8") || form == "11" || form == "18"
}

// capital begins the sentence, and what is quoted in it, as sentences begin.
func (m *maker) capital() {
	m.words[0].Form = upperFirst(m.words[0].Form)
	for i := 1; i < len(m.words); i++ {
		if m.words[i-1].XPOS == "``" {
			m.words[i].Form = upperFirst(m.words[i].Form)
		}
	}
}

// title capitalises as American papers do: all but the small words.
func (m *maker) title() {
	for i, w := range m.words {
		small := w.XPOS == "IN" || w.UPOS == "DET" || w.UPOS == "CCONJ" || w.UPOS == "PART"
		if !small || len(w.Form) > 4 {
			m.words[i].Form = upperFirst(w.Form)
		}
	}
}

func upperFirst(form string) string {
	r, size := utf8.DecodeRuneInString(form)
	return string(unicode.ToUpper(r)) + form[size:]
}
