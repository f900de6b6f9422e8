package claim

import "strings"

// verbal types are directed at somebody even where grammar does not say so:
// their recipient is sought further down.
const directed = " AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION COERCE "

// roles sorts a clause's arguments into actors, recipients and object, as the
// frame of its sense says and by animacy where none says.
func (x *extractor) roles(c *clause) {
	objects := c.objects
	switch {
	case c.kind == "noun":
		x.nominalRoles(c)
		return
	case c.passive:
		c.actors, objects = c.agents, append(append([]int{}, c.surface...), c.objects...)
	default:
		c.actors = c.surface
	}
	frame := c.frame
	if frame == "" {
		frame = "iobj,obj"
	}
	for _, slot := range strings.Split(frame, ",") {
		if x.fill(c, slot, objects) {
			break
		}
	}
	x.takeObject(c, objects)
	if len(c.recipients) == 0 && strings.Contains(directed, " "+c.event.Type+" ") {
		x.reach(c, objects)
	}
}

// fill tries one slot of a frame for the recipient.
func (x *extractor) fill(c *clause, slot string, objects []int) bool {
	switch slot {
	case "none":
		return true
	case "subj":
		c.recipients, c.actors = c.surface, c.agents
	case "both":
		if len(c.actors) > 1 {
			return true
		}
	case "iobj":
		c.recipients = c.indirect
	case "obj":
		if c.frame != "" {
			c.recipients = objects
			if c.event.Type == "AID" {
				c.recipients = x.animates(objects)
			}
			if len(objects) == 0 {
				c.recipients = c.indirect
			}
			break
		}
		for _, i := range objects {
			if x.animate(i) && !x.words.in("static", x.lemma(c.verb)) {
				c.recipients = append(c.recipients, i)
			}
		}
	default:
		for _, o := range c.obliques {
			if o.preposition == slot && (slot != "in" || x.d.MentionAt(o.head) >= 0) && !x.timed(o.head) {
				c.recipients = append(c.recipients, o.head)
			}
		}
		if len(c.recipients) == 0 {
			c.recipients = x.objectPhrase(objects, slot)
		}
	}
	return len(c.recipients) > 0
}

// animates keeps the heads that name somebody: aid goes to people, not to things.
func (x *extractor) animates(heads []int) []int {
	var kept []int
	for _, i := range heads {
		if x.animate(i) {
			kept = append(kept, i)
		}
	}
	return kept
}

// objectPhrase is what a preposition ties to the objects: "signed a treaty with
// Peru", "rejected a call from Peru", wherever the parser hung the phrase.
func (x *extractor) objectPhrase(objects []int, preposition string) []int {
	for _, object := range objects {
		for c := x.child[object]; c >= 0; c = x.next[c] {
			if i := int(c); x.relation(i) == "nmod" && x.preposition(i) == preposition && !x.timed(i) && x.animate(i) {
				return x.conjuncts(i)
			}
		}
	}
	return nil
}

// takeObject makes the first object that is no recipient the clause's object.
func (x *extractor) takeObject(c *clause, objects []int) {
	if c.object >= 0 {
		return
	}
	for _, i := range objects {
		if !member(c.recipients, i) && !x.timed(i) {
			c.object = i
			return
		}
	}
}

// nominalRoles reads the arguments of an event noun: "by" names the actor, the
// frame's prepositions the recipient, a possessor or "of" whichever is left.
func (x *extractor) nominalRoles(c *clause) {
	slots := strings.Split(c.frame, ",")
	for _, slot := range slots {
		for _, o := range c.obliques {
			if o.preposition == slot && !x.timed(o.head) {
				c.recipients = append(c.recipients, o.head)
			}
		}
		if len(c.recipients) > 0 {
			break
		}
	}
	c.actors = append(c.actors, c.agents...)
	for _, o := range c.obliques {
		free := !member(c.recipients, o.head) && !x.timed(o.head)
		switch o.preposition {
		case "by", "between":
			if free {
				c.actors = append(c.actors, o.head)
			}
		case "poss", "of":
			if free && len(c.actors) == 0 && (o.preposition == "poss" || x.animate(o.head)) {
				c.actors = append(c.actors, o.head)
			} else if free && o.preposition == "of" && c.object < 0 {
				c.object = o.head
			}
		}
	}
	c.actors = append(c.actors, c.surface...)
}

// reach looks for the recipient of a directed act where the frame found none:
// first among the obliques, then inside the objects ("rejected a German
// proposal"), then in the complement ("threatened to cut off aid to Mali").
func (x *extractor) reach(c *clause, objects []int) {
	for _, o := range c.obliques {
		if o.preposition == "from" && c.event.Type == "AID" {
			continue
		}
		if strings.Contains(" to with against from for on at toward towards into ", " "+o.preposition+" ") && x.participant(o.head) && !x.isActor(c, o.head) {
			c.recipients = []int{o.head}
			return
		}
	}
	roots := append(append([]int{}, objects...), x.dependents(nil, c.verb, "xcomp", "ccomp")...)
	if c.trigger != c.verb {
		roots = append(roots, c.trigger)
	}
	for _, i := range x.dependents(nil, c.verb, "advcl", "acl") {
		if x.infinitive(i) {
			roots = append(roots, i)
		}
	}
	for _, o := range c.obliques {
		if !strings.Contains(locating, " "+o.preposition+" ") {
			roots = append(roots, o.head)
		}
	}
	for _, named := range []bool{true, false} {
		for _, root := range append(roots, c.verb) {
			if found := x.participantBelow(c, root, named); found >= 0 {
				c.recipients = []int{found}
				return
			}
		}
	}
}

// participantBelow is the first participant under a token, after the trigger,
// that is none of the actors, or -1; named asks for one with a name.
func (x *extractor) participantBelow(c *clause, root int, named bool) int {
	best := -1
	consider := func(i int) {
		if i <= min(c.verb, c.trigger) || x.d.Tokens[i].UPOS == "DET" || named && !x.named(i) {
			return
		}
		if x.participant(i) && !x.isActor(c, i) && (best < 0 || i < best) {
			best = i
		}
	}
	consider(root)
	x.descend(root, func(i int) bool {
		switch x.relation(i) {
		case "parataxis", "advcl", "acl", "appos":
			return false
		case "conj":
			if x.clausal(i) {
				return false
			}
		}
		consider(i)
		return true
	})
	return best
}

// participant reports whether a token heads a mention of somebody who can act.
func (x *extractor) participant(i int) bool {
	m := x.d.MentionAt(i)
	if m < 0 {
		return x.words.sectors[x.lemma(i)] != "" && x.nominal(i)
	}
	mention := &x.d.Mentions[m]
	if mention.Head != i && (mention.First != i || x.d.Tokens[i].UPOS == "NUM") {
		return false
	}
	switch mention.Type {
	case "PER", "ORG", "GPE", "NORP":
		return true
	}
	return false
}

// isActor reports whether a token names one of the clause's actors.
func (x *extractor) isActor(c *clause, i int) bool {
	entity := x.party(i).Entity
	for _, actor := range c.actors {
		if actor == i || entity != "" && x.party(actor).Entity == entity {
			return true
		}
	}
	return false
}

// animate reports whether a noun phrase names people, an organisation or a state.
func (x *extractor) animate(i int) bool {
	if m := x.d.MentionAt(i); m >= 0 {
		switch x.d.Mentions[m].Type {
		case "PER", "ORG", "GPE", "NORP":
			return true
		case "LOC":
			return x.d.Mentions[m].Metonym
		}
	}
	if x.words.sectors[x.lemma(i)] != "" || x.words.in("people", x.lemma(i)) {
		return true
	}
	switch x.d.Tokens[i].UPOS {
	case "PRON":
		switch x.lemma(i) {
		case "it", "this", "that", "which", "these", "those":
			return false
		}
		return true
	}
	return false
}

func member(list []int, i int) bool {
	for _, j := range list {
		if i == j {
			return true
		}
	}
	return false
}
