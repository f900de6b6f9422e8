package workspace

import "stemma"

// KeysOf are the keys of a claim's mentions, one for each, by which judgements
// call them.
func (v *StoryView) KeysOf(c *stemma.Claim) []string {
	byID := map[int64]string{}
	for i := range v.Reports {
		byID[v.Reports[i].ID] = v.Reports[i].Key
	}
	keys := make([]string, len(c.Mentions))
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if a := v.Record.Article(m.Article); a != nil {
			keys[i] = mentionKey(byID[v.ReportOf[m.Article]], a.Article, m)
		}
	}
	return keys
}
