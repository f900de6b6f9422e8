package claim

import "strings"

// plover is PLOVER's sixteen event types.
const plover = " AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT "

// content is a line of contents.txt: what a demand, refusal or threat is about.
type content struct{ mode, context, cameo string }

// fillEvent gives a PLOVER event the mode and context that its own word leaves
// open and other words of the clause tell.
func (x *extractor) fillEvent(c *clause) {
	if !strings.Contains(plover, " "+c.event.Type+" ") {
		return
	}
	if c.event.Type == "ASSAULT" && c.event.Mode == "" {
		c.event.Mode = x.weaponMode(c)
	}
	about := x.words.contents[c.event.Type]
	if c.event.Mode != "" || c.kind == "noun" && c.trigger == c.verb {
		about = nil
	}
	if about == nil && c.event.Context != "" {
		return
	}
	_, last := x.extent(c.verb)
	if c.kind == "verb" {
		_, last = x.predicateRange(c.verb)
	}
	x.readContent(c, about, last)
}

// readContent looks for the words of contents.txt and contexts.txt from the event
// word to the end of its clause, complements included.
func (x *extractor) readContent(c *clause, about map[string]content, last int) {
	context := ""
	for i := c.trigger + 1; i < last; i++ {
		lemma := x.lemma(i)
		if lemma == "talk" && x.d.Tokens[i].UPOS == "VERB" {
			continue // who refuses to talk refuses no talks
		}
		if found, ok := about[lemma]; ok {
			c.event.Mode, c.event.CAMEO, about = found.mode, found.cameo, nil
			if found.context != "" {
				c.event.Context = found.context
			}
		}
		if context == "" {
			context = x.words.contexts[lemma]
		}
	}
	if c.event.Context == "" {
		c.event.Context = context
	}
}
