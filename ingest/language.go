package ingest

import (
	"strings"
	"sync"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"

	"stemma"
)

// shortestTold is the number of letters below which a text's language is not
// told from its letters: trigram profiles go wrong often on less.
const shortestTold = 120

// newsLanguages are the languages that the detector chooses among. Without a
// list it takes short English texts for Scots, Tagalog or Afrikaans.
var newsLanguages = sync.OnceValue(func() whatlanggo.Options {
	list := map[whatlanggo.Lang]bool{}
	for _, l := range []whatlanggo.Lang{whatlanggo.Eng, whatlanggo.Deu, whatlanggo.Fra, whatlanggo.Spa, whatlanggo.Ita,
		whatlanggo.Por, whatlanggo.Nld, whatlanggo.Swe, whatlanggo.Dan, whatlanggo.Nob, whatlanggo.Fin, whatlanggo.Pol,
		whatlanggo.Ces, whatlanggo.Hun, whatlanggo.Ron, whatlanggo.Tur, whatlanggo.Ind, whatlanggo.Vie,
		whatlanggo.Rus, whatlanggo.Ukr, whatlanggo.Bul, whatlanggo.Srp, whatlanggo.Arb, whatlanggo.Pes, whatlanggo.Urd,
		whatlanggo.Heb, whatlanggo.Hin, whatlanggo.Cmn, whatlanggo.Jpn, whatlanggo.Kor, whatlanggo.Ell, whatlanggo.Tha} {
		list[l] = true
	}
	return whatlanggo.Options{Whitelist: list}
})

// language is the ISO 639-1 code of the article's prose, or "" when there is
// too little of it.
func language(a *stemma.Article) string {
	var sample strings.Builder
	letters := 0
	for _, block := range a.Blocks {
		if !block.Kind.Prose() || sample.Len() > 4096 {
			continue
		}
		text := block.Span.In(a.Text)
		text = strings.ToValidUTF8(text[:min(len(text), 4096)], "")
		for _, r := range text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		sample.WriteString(text + "\n")
	}
	if letters < shortestTold {
		return ""
	}
	return whatlanggo.DetectWithOptions(sample.String(), newsLanguages()).Lang.Iso6391()
}

// languageTag is the language of a tag like "en-GB"; "" when it is none.
func languageTag(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(strings.ReplaceAll(tag, "_", "-"))), "-")
	if len(tag) != 2 || tag[0] < 'a' || tag[0] > 'z' || tag[1] < 'a' || tag[1] > 'z' {
		return ""
	}
	return tag
}
