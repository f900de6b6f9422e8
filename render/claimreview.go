package render

import (
	"io"
	"strings"

	"stemma"
)

// exportClaimReviews writes the claims as schema.org ClaimReview in JSON-LD, one
// graph of them.
//
// A review says only what was measured: the rating is the credibility that the
// record suggests from independence and standing alone, with its reason, and
// nobody's opinion of the truth. schema.org wants more to be better, so the
// Admiralty scale is turned over: 5 is "confirmed by other sources" (its 1), 1
// is "improbable" (its 5); its 6, "truth cannot be judged", has a name and no
// value. The author is whom the options name: a program answers for nothing.
// Appearances are the reports, by address where they have one.
func exportClaimReviews(w io.Writer, r *stemma.Record, claims []stemma.Claim, o ExportOptions) error {
	graph := reviewGraph{Context: "https://schema.org", Graph: []review{}}
	for i := range claims {
		graph.Graph = append(graph.Graph, reviewOf(r, &claims[i], o))
	}
	return indented(w, graph)
}

type reviewGraph struct {
	Context string   `json:"@context"`
	Graph   []review `json:"@graph"`
}

type review struct {
	Type       string    `json:"@type"`
	Identifier string    `json:"identifier"`
	URL        string    `json:"url,omitempty"`
	Claimed    string    `json:"claimReviewed"`
	Published  string    `json:"datePublished,omitempty"`
	Author     *agent    `json:"author,omitempty"`
	Credit     string    `json:"creditText"`
	Rating     rating    `json:"reviewRating"`
	Body       string    `json:"reviewBody"`
	Item       claimItem `json:"itemReviewed"`
}

// agent is a schema.org Person or Organization.
type agent struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type rating struct {
	Type        string `json:"@type"`
	Value       int    `json:"ratingValue,omitempty"`
	Best        int    `json:"bestRating"`
	Worst       int    `json:"worstRating"`
	Name        string `json:"alternateName"`
	Explanation string `json:"ratingExplanation,omitempty"`
}

type claimItem struct {
	Type       string  `json:"@type"`
	Text       string  `json:"text"`
	Author     []agent `json:"author,omitempty"`
	Published  string  `json:"datePublished,omitempty"`
	First      *work   `json:"firstAppearance,omitempty"`
	Appearance []work  `json:"appearance"`
}

// work is a report, as a schema.org NewsArticle or SocialMediaPosting.
type work struct {
	Type      string `json:"@type"`
	URL       string `json:"url,omitempty"`
	Headline  string `json:"headline,omitempty"`
	Published string `json:"datePublished,omitempty"`
	Publisher *agent `json:"publisher,omitempty"`
}

// admiralty names the steps of the Admiralty scale of credibility.
var admiralty = [...]string{1: "Confirmed by other sources", 2: "Probably true", 3: "Possibly true", 4: "Doubtful", 5: "Improbable", 6: "Truth cannot be judged"}

// credibilityName is the step's name; what is no step cannot be judged.
func credibilityName(step int) string {
	if step < 1 || step >= len(admiralty) {
		return admiralty[6]
	}
	return admiralty[step]
}

func reviewOf(r *stemma.Record, c *stemma.Claim, o ExportOptions) review {
	v := review{Type: "ClaimReview", Identifier: o.key(c), URL: o.address(c), Claimed: flat(c.Summary), Published: r.Stemma.AsOf,
		Credit: strings.TrimSpace("measured by stemma " + r.Stemma.Version), Rating: ratingOf(c.Credibility), Body: counts(*c) + " · " + verdict(*c)}
	if o.Author != "" {
		v.Author = &agent{"Organization", o.Author}
	}
	v.Item = claimItem{Type: "Claim", Text: flat(c.Summary), Author: claimants(r, c), Appearance: []work{}}
	for _, id := range c.Reports {
		a := r.Article(id)
		if a == nil {
			continue
		}
		v.Item.Appearance = append(v.Item.Appearance, workOf(a.Article))
	}
	v.Item.First = earliest(v.Item.Appearance)
	if v.Item.First != nil {
		v.Item.Published = v.Item.First.Published
	}
	return v
}

// ratingOf turns the Admiralty scale over: see exportClaimReviews.
func ratingOf(c stemma.Credibility) rating {
	v := rating{Type: "Rating", Best: 5, Worst: 1, Name: credibilityName(c.Admiralty), Explanation: c.Because}
	if c.Admiralty >= 1 && c.Admiralty <= 5 {
		v.Value = 6 - c.Admiralty
	}
	return v
}

// claimants are the claim's origins that have a name.
func claimants(r *stemma.Record, c *stemma.Claim) []agent {
	var agents []agent
	for _, origin := range c.Origins {
		if !origin.Named {
			continue
		}
		kind := "Organization"
		if a := r.Actor(origin.Name); a != nil && a.Kind == "person" {
			kind = "Person"
		}
		agents = append(agents, agent{kind, origin.Name})
	}
	return agents
}

func workOf(a *stemma.Article) work {
	w := work{Type: "NewsArticle", URL: webAddress(a), Headline: flat(title(a))}
	if a.Host != nil {
		w.Type = "SocialMediaPosting"
	}
	if a.Published != nil && a.Published.Basis != stemma.BasisInferred {
		w.Published = a.Published.Value
	}
	if a.Outlet != "" {
		w.Publisher = &agent{"Organization", a.Outlet}
	}
	return w
}

// webAddress is where an article can be read, "" where that is no web address:
// a path of somebody's machine is nobody else's business.
func webAddress(a *stemma.Article) string {
	for _, address := range []string{a.URL, a.Path} {
		if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
			return address
		}
	}
	return ""
}

// earliest is the appearance that was published first, nil where no day is
// known of any.
func earliest(works []work) *work {
	var first *work
	for i := range works {
		if w := &works[i]; w.Published != "" && (first == nil || w.Published < first.Published) {
			first = w
		}
	}
	return first
}
