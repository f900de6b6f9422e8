package claim

import "stemma"

// goods says what sort of aid it is by what is given: shells are military aid,
// food humanitarian. A verb whose own entry says so keeps its word.
func (x *extractor) goods(c *clause) {
	if c.event.Type != "AID" || c.event.Context != "" {
		return
	}
	given := c.objects
	if c.passive {
		given = c.surface
	}
	for _, i := range given {
		if x.goodsAre(&c.event, i) {
			return
		}
	}
	for _, o := range c.obliques {
		if o.preposition == "with" && x.goodsAre(&c.event, o.head) {
			return
		}
	}
}

func (x *extractor) goodsAre(event *stemma.Event, i int) bool {
	kind, found := x.words.goods[x.lemma(i)]
	if found {
		event.Context, event.CAMEO = kind.context, kind.cameo
	}
	return found
}
