package workspace

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"stemma"
	"stemma/store"
)

// Kinds of change.
const (
	ChangeStory        = "story"        // a story began
	ChangeNew          = "new"          // a claim that was not there
	ChangeOrigin       = "origin"       // other origins for certain, more or fewer
	ChangeDenied       = "denied"       // the standing
	ChangeAcknowledged = "acknowledged" //
	ChangeRetracted    = "retracted"    //
	ChangeFigures      = "figures"      // other figures
	ChangeDisputed     = "disputed"     // reports disagree that did not
	ChangeGone         = "gone"         // no report states it any more
)

// changed compares a story's claims before and after a run. Claims are the same
// that share a mention.
func changed(before, after []store.Claim, story int64, now time.Time) []store.Change {
	if len(before) == 0 {
		if len(after) == 0 {
			return nil
		}
		return []store.Change{{At: now, Story: story, Kind: ChangeStory, What: after[0].Summary}}
	}
	was := map[string]int{}
	for i := range before {
		for _, key := range before[i].Mentions {
			was[key] = i
		}
	}
	var changes []store.Change
	gone := make([]bool, len(before))
	for i := range gone {
		gone[i] = true
	}
	for i := range after {
		c := &after[i]
		old := closest(was, before, c, gone)
		for _, d := range differences(old, c) {
			d.At, d.Story, d.Claim = now, story, c.Key
			d.Data = data(old, c)
			changes = append(changes, d)
		}
	}
	for i := range before {
		if gone[i] {
			changes = append(changes, store.Change{At: now, Story: story, Claim: before[i].Key, Kind: ChangeGone, What: "No report states any more: " + before[i].Summary, Data: data(&before[i], nil)})
		}
	}
	return changes
}

// closest is the earlier claim that shares most mentions with c, nil where none
// does; all that share one are not gone.
func closest(was map[string]int, before []store.Claim, c *store.Claim, gone []bool) *store.Claim {
	shared := map[int]int{}
	for _, key := range c.Mentions {
		if i, found := was[key]; found {
			shared[i]++
			gone[i] = false
		}
	}
	best := -1
	for i, n := range shared {
		if best < 0 || n > shared[best] || n == shared[best] && i < best {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return &before[best]
}

// differences says what an analyst would want to know, the gravest first.
func differences(old, c *store.Claim) []store.Change {
	if old == nil {
		return []store.Change{{Kind: ChangeNew, What: c.Summary}}
	}
	var list []store.Change
	if old.Standing != c.Standing && slices.Contains([]string{ChangeDenied, ChangeAcknowledged, ChangeRetracted}, c.Standing) {
		list = append(list, store.Change{Kind: c.Standing, What: fmt.Sprintf("Now %s, %s before: %s", c.Standing, cmp.Or(old.Standing, "without a standing"), c.Summary)})
	}
	if old.OriginsLow != c.OriginsLow {
		list = append(list, store.Change{Kind: ChangeOrigin, What: fmt.Sprintf("%s for certain, %d before: %s", origins(c.OriginsLow), old.OriginsLow, c.Summary)})
	}
	if old.Disagree == 0 && c.Disagree > 0 {
		list = append(list, store.Change{Kind: ChangeDisputed, What: "Reports disagree now: " + c.Summary})
	}
	if old.Figures != c.Figures && old.Figures != "" {
		list = append(list, store.Change{Kind: ChangeFigures, What: fmt.Sprintf("%s, %s before: %s", cmp.Or(c.Figures, "no figure"), old.Figures, c.Summary)})
	}
	return list
}

func origins(n int) string {
	if n == 1 {
		return "1 origin"
	}
	return fmt.Sprintf("%d origins", n)
}

// side is one state of a claim in a change's data.
type side struct {
	Summary  string       `json:"summary"`
	Reports  int          `json:"reports"`
	Accounts stemma.Range `json:"accounts"`
	Origins  stemma.Range `json:"origins"`
	Standing string       `json:"standing,omitempty"`
	Figures  string       `json:"figures,omitempty"`
}

func data(before, after *store.Claim) []byte {
	sides := map[string]*side{"before": sideOf(before), "after": sideOf(after)}
	encoded, _ := json.Marshal(sides) // strings and numbers: it cannot fail
	return encoded
}

func sideOf(c *store.Claim) *side {
	if c == nil {
		return nil
	}
	return &side{c.Summary, c.Reports, stemma.Range{c.AccountsLow, c.Accounts}, stemma.Range{c.OriginsLow, c.Origins}, c.Standing, c.Figures}
}

// hearers are told when the ledger grew. A hearer that is slow misses a call,
// never a change: it reads the ledger from where it stood.
type hearers struct {
	mutex sync.Mutex
	all   map[chan struct{}]bool
}

func (h *hearers) tell() {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	for c := range h.all {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Heard is a channel that gets a value after this process wrote to the ledger
// of changes, until stop is called. Other processes' changes are not heard.
func (w *Workspace) Heard() (heard <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	w.heard.mutex.Lock()
	defer w.heard.mutex.Unlock()
	if w.heard.all == nil {
		w.heard.all = map[chan struct{}]bool{}
	}
	w.heard.all[c] = true
	return c, func() {
		w.heard.mutex.Lock()
		defer w.heard.mutex.Unlock()
		delete(w.heard.all, c)
	}
}
