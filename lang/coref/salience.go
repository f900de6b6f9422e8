package coref

import "strings"

// Weights of a mention, after Lappin and Leass (1994), Table 1.
const (
	recency     = 100
	mainSubject = 80
	subclause   = 65 // subject of a clause below the main one
	possessor   = 55 // owner of a subject: "Kim's message came …"
	object      = 50
	oblique     = 40
	other       = 30
	fading      = 0.5 // from sentence to sentence
	again       = 1.05
	margin      = 1.12
	reach       = 3 // sentences that a pronoun looks back
)

// weight is what a token adds to its referent by its part in the sentence.
func (r *resolver) weight(head int) float64 {
	token := &r.d.Tokens[head]
	if token.Deprel == "" {
		return r.weightByWords(head)
	}
	relation, _, _ := strings.Cut(r.outer(head), ":")
	switch relation {
	case "nsubj":
		if r.main(r.governor(head)) {
			return mainSubject
		}
		return subclause
	case "root":
		return mainSubject
	case "nmod":
		if token.Deprel == "nmod:poss" && token.Head >= 0 && strings.HasPrefix(r.d.Tokens[token.Head].Deprel, "nsubj") {
			return possessor
		}
		return other
	case "obj", "iobj":
		return object
	case "obl":
		return oblique
	}
	return other
}

// outer is the relation of a name by that of the name it is coordinated with.
func (r *resolver) outer(head int) string { return r.d.Tokens[r.firstOf(head)].Deprel }

func (r *resolver) governor(head int) int { return r.d.Tokens[r.firstOf(head)].Head }

// firstOf is the first of the coordinated phrases that a token is one of.
func (r *resolver) firstOf(head int) int {
	for steps := 0; r.d.Tokens[head].Deprel == "conj" && r.d.Tokens[head].Head >= 0 && steps < 8; steps++ {
		up := r.d.Tokens[head].Head
		if r.d.Tokens[up].UPOS == "VERB" {
			break
		}
		head = up
	}
	return head
}

// main reports whether a verb heads its sentence, or stands beside or under
// nothing but the report of its own words.
func (r *resolver) main(verb int) bool {
	for steps := 0; verb >= 0 && steps < 4; steps++ {
		switch relation, _, _ := strings.Cut(r.d.Tokens[verb].Deprel, ":"); relation {
		case "root", "parataxis":
			return true
		case "conj", "aux", "cop":
			verb = r.d.Tokens[verb].Head
		default:
			return false
		}
	}
	return false
}

// weightByWords guesses the part without a tree: a verb after the name makes it
// a subject, a preposition before it an oblique.
func (r *resolver) weightByWords(head int) float64 {
	s := r.d.SentenceAt(head)
	if s < 0 {
		return other
	}
	for i := head + 1; i < min(r.d.Sentences[s].Last, head+3); i++ {
		if upos := r.d.Tokens[i].UPOS; upos == "VERB" || upos == "AUX" {
			return mainSubject
		}
	}
	return other
}

// best is the person of a gender whom a pronoun at a token of sentence s most
// likely means, left out those for whom barred is true; -1 where none is or two
// are close.
func (r *resolver) best(s int, gender string, barred func(*referent) bool) int {
	best, first, second := -1, 0.0, 0.0
	for i := range r.people {
		p := &r.people[i]
		if s-p.sentence > reach || p.gender != "" && p.gender != gender || barred(p) {
			continue
		}
		score := p.salience
		if p.gender == "" {
			score *= 0.9
		}
		if score > first {
			best, first, second = i, score, first
		} else if score > second {
			second = score
		}
	}
	if first < margin*second {
		return -1
	}
	return best
}
