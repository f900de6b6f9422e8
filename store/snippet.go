package store

import "strings"

// Marks around the words that were found.
const (
	FoundBegin = "\x02"
	FoundEnd   = "\x03"
)

// snippetWords is how many words of a text are shown around those found.
const snippetWords = 28

// snippet is the stretch of the body, or of the title where only that has any,
// with the most of the words asked for.
func (q Query) snippet(title, body string, inTitle, inBody []word) string {
	found := func(words []word) (all []int, any bool) {
		for _, w := range words {
			all = append(all, q.finds(w))
			any = any || all[len(all)-1] >= 0
		}
		return all, any
	}
	places, any := found(inBody)
	if inTitlePlaces, there := found(inTitle); there && !any || len(inBody) == 0 {
		body, inBody, places = title, inTitle, inTitlePlaces
	}
	if len(inBody) == 0 {
		return body
	}
	first := best(places)
	last := min(first+snippetWords, len(inBody))
	return written(body, inBody[first:last], places[first:last])
}

// best is where the stretch begins that has the most different words, a little
// before its first.
func best(found []int) int {
	at, most := 0, 0
	for i, f := range found {
		if f < 0 {
			continue
		}
		seen := map[int]bool{}
		for _, f := range found[i:min(i+snippetWords-4, len(found))] {
			seen[f] = true
		}
		delete(seen, -1)
		if len(seen) > most {
			at, most = max(i-4, 0), len(seen)
		}
	}
	return at
}

func written(text string, words []word, found []int) string {
	var b strings.Builder
	start, end := words[0].start, words[len(words)-1].end
	if start > 0 && strings.TrimSpace(text[:start]) != "" && len(words) >= 1 {
		b.WriteString("… ")
	}
	at := start
	for i, w := range words {
		if found[i] < 0 {
			continue
		}
		b.WriteString(text[at:w.start] + FoundBegin + text[w.start:w.end] + FoundEnd)
		at = w.end
	}
	b.WriteString(text[at:end])
	if rest := strings.TrimSpace(text[end:]); len(rest) > 1 {
		b.WriteString(" …")
	} else {
		b.WriteString(rest)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(b.String(), FoundEnd+FoundBegin, "")), " ")
}
