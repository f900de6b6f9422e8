package pages

import "net/http"

// word is a term of the pages with its meaning.
type word struct{ Word, Meaning string }

// glossary are the words that the pages use, in the order in which they build on
// one another.
var glossary = []word{
	{"Report", "A text that came in, in its role of carrying claims. Each has a siglum, A, B, C …, in order of publication; a post embedded in report A is A.1."},
	{"Outlet", "Who published a report. It is never called a source."},
	{"Claim", "One checkable statement about the world: who did what to whom, where and when, or what somebody said. Statements of several reports that a coder would record once are one claim."},
	{"Mention", "A place of one report that states a claim. A mention's key names it for good, so that what readers decided outlives every new run."},
	{"Chain", "From whom a report has a claim, the innermost informant first: an official, the agency that quotes them, the outlet."},
	{"Account", "Reports that are one telling: one copies the other, or both print one text. Ten prints of one agency's copy are ten reports and one account."},
	{"Origin", "The ultimate informant of a claim: the innermost source of its chain, or an account that names none. Two stories written apart that rest on one official's word are two accounts and one origin."},
	{"Range", "Where the evidence leaves a doubt, a count is a range: 1–3 origins are one for certain, and at most three."},
	{"Confirmed by nobody else", "Several reports carry the claim, and all have it from one origin."},
	{"Disagreement", "Two reports of one claim differ: an update (a later figure replaces an earlier one), scope (they count different things), precision (dozens against 26), a contradiction, or only wording."},
	{"Standing", "A claim's status at a date: kept secret, reported, alleged, acknowledged, denied or retracted; and by whom."},
	{"Passage", "Two stretches of two reports that share wording."},
	{"Stemma", "The graph of who took from whom, as editors draw it for manuscripts. A dashed box, *1, is a text that nobody has seen; a dashed line is kinship whose direction nothing tells."},
	{"Siglum", "The letter by which a report is called, as editors call their manuscripts."},
	{"Lemma, variant", "In the apparatus, the base text's words before the bracket, and behind it what others have in their place. om.: they omit it; add.: they add words behind it; transp.: they have it elsewhere."},
	{"Admiralty scale", "From 1, confirmed, to 6, cannot be judged. It is suggested from measured independence only, and stands for nobody's judgement."},
	{"Judgement", "What a reader decided: a claim confirmed, rejected, corrected or annotated, claims merged or split, reports moved. Each is kept with author and time, can be undone, and is never overwritten by a new run."},
}

func (p *Pages) words(r *http.Request) (*answer, error) {
	table := [][]string{{"word", "meaning"}}
	for _, w := range glossary {
		table = append(table, []string{w.Word, w.Meaning})
	}
	return &answer{Title: "The words", Section: "help", Template: "words", Page: glossary, Rows: table, Tag: "words"}, nil
}
