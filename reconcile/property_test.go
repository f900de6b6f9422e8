package reconcile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stemma"
)

// drawRoom draws a newsroom of up to seven reports with up to four sentences
// each from a small vocabulary, so that claims, sources and passages meet often.
func drawRoom(t *rapid.T, log func(string) *testing.T) *newsroom {
	room := &newsroom{}
	subjects := []string{"Harwick shaft", "Dunmore bridge"}
	events := []string{"collapse", "kill", "injure", "flood"}
	sources := []string{"", "officials", "police", "Lena Brandt=Lena Brandt@Harwick Region", "Max Orr=Max Orr@Harwick Region"}
	for i := range rapid.IntRange(1, 7).Draw(t, "reports") {
		room.report(string(rune('A'+i)), rapid.SampledFrom([]string{"-", "2024-03-02", "2024-03-04"}).Draw(t, "date"))
		for range rapid.IntRange(0, 4).Draw(t, "sentences") {
			subject, event := rapid.SampledFrom(subjects).Draw(t, "subject"), rapid.SampledFrom(events).Draw(t, "event")
			source, figure := rapid.SampledFrom(sources).Draw(t, "source"), rapid.SampledFrom([]string{"5", "9+", "22", "about 20~"}).Draw(t, "figure")
			who, _, _ := strings.Cut(source, "=")
			room.text(fmt.Sprintf("%s miners %s near the %s %s", strings.TrimRight(figure, "+~"), event, subject, who))
			claim := event + " / by " + subject + " / figure killed " + strings.TrimPrefix(figure, "about ")
			if source != "" {
				claim += " / from " + source
			}
			if rapid.IntRange(0, 5).Draw(t, "negative") == 0 {
				claim += " / not"
			}
			room.claim(log(claim), claim)
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "passages") {
		a, b := rapid.IntRange(0, len(room.docs)-1).Draw(t, "a"), rapid.IntRange(0, len(room.docs)-1).Draw(t, "b")
		if a < b {
			whole := func(i int) stemma.Evidence {
				return stemma.Evidence{Article: room.docs[i].ID, Span: stemma.Span{Start: 0, End: len(room.docs[i].Text)}}
			}
			room.kin.Passages = append(room.kin.Passages, stemma.Passage{A: whole(a), B: whole(b), Quotation: rapid.Bool().Draw(t, "quotation")})
		}
	}
	if len(room.docs) > 2 && rapid.Bool().Draw(t, "account") {
		room.kin.Accounts = [][]string{{"A", "B"}, {"C"}}
	}
	return room
}

func (r *newsroom) claims() []stemma.Claim {
	return Claims(r.docs, r.mentions, r.kin, []stemma.Story{{ID: "s1", Articles: ids(r.docs)}}, r.asOf, nil)
}

// TestCounts: in every claim reports ≥ accounts ≥ origins ≥ 1 at both ends of
// the ranges, the lists have as many members as the upper ends, every report
// stands in one account and one origin, and every mention in one claim.
func TestCounts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		room := drawRoom(rt, func(string) *testing.T { return t })
		claims := room.claims()
		mentions := 0
		for _, c := range claims {
			mentions += len(c.Mentions)
			n := c.Counts
			for end := range 2 {
				if n.Reports < n.Accounts[end] || n.Accounts[end] < n.Origins[end] || n.Origins[end] < 1 {
					rt.Fatalf("%s: counts %+v", c.ID, n)
				}
			}
			if n.Origins[0] > n.Origins[1] || n.Accounts[0] > n.Accounts[1] || n.Accounts[1] != len(c.Accounts) || n.Origins[1] != len(c.Origins) || n.Reports != len(c.Reports) {
				rt.Fatalf("%s: counts %+v, %d accounts, %d origins", c.ID, n, len(c.Accounts), len(c.Origins))
			}
			var inAccounts, inOrigins []string
			for _, account := range c.Accounts {
				inAccounts = append(inAccounts, account...)
			}
			for _, o := range c.Origins {
				inOrigins = append(inOrigins, o.Articles...)
			}
			for _, list := range [][]string{inAccounts, inOrigins} {
				slices.Sort(list)
				if !slices.Equal(list, c.Reports) {
					rt.Fatalf("%s: %v is no partition of %v", c.ID, list, c.Reports)
				}
			}
			for _, m := range c.Mentions {
				if m.Polarity != c.Polarity {
					rt.Fatalf("%s: polarities mixed", c.ID)
				}
			}
			for _, d := range c.Disagreements {
				if d.A.Article == d.B.Article || d.Why == "" {
					rt.Fatalf("%s: %+v", c.ID, d)
				}
			}
		}
		total := 0
		for _, list := range room.mentions {
			total += len(list)
		}
		if mentions != total {
			rt.Fatalf("%d mentions of %d", mentions, total)
		}
		first, _ := json.Marshal(claims)
		if again, _ := json.Marshal(room.claims()); string(again) != string(first) {
			rt.Fatal("the same input gave two results")
		}
	})
}

// TestCluster: items in conflict are never together, and joins need the least average.
func TestCluster(t *testing.T) {
	for _, c := range []struct {
		n     int
		pairs []pair
		want  string
	}{
		{3, []pair{{0, 1, 0.9, false}, {1, 2, 0.9, false}, {0, 2, 0.9, false}}, "[[0 1 2]]"},
		{3, []pair{{0, 1, 0.9, false}, {1, 2, 0.8, false}}, "[[0 1] [2]]"}, // 0–2 unlike: average 0.4
		{3, []pair{{0, 1, 0.9, false}, {1, 2, 0.8, false}, {0, 2, 0, true}}, "[[0 1] [2]]"},
		{4, []pair{{0, 1, 0.9, false}, {2, 3, 0.9, false}, {1, 2, 0.7, false}}, "[[0 1] [2 3]]"},
		{2, []pair{{0, 1, 0.4, false}}, "[[0] [1]]"},
		{0, nil, "[]"},
	} {
		if got := fmt.Sprint(cluster(c.n, c.pairs, 0.5, func(int) bool { return false })); got != c.want {
			t.Errorf("%v: %s, want %s", c.pairs, got, c.want)
		}
	}
}

// TestClusterLate: an item that waits joins what the others have made, however
// like one of them it is.
func TestClusterLate(t *testing.T) {
	pairs := []pair{{0, 1, 0.9, false}, {1, 2, 0.8, false}}
	for late, want := range map[int]string{0: "[[0] [1 2]]", 2: "[[0 1] [2]]"} {
		if got := fmt.Sprint(cluster(3, pairs, 0.5, func(i int) bool { return i == late })); got != want {
			t.Errorf("%d waits: %s, want %s", late, got, want)
		}
	}
}
