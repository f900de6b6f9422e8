package workspace

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"stemma"
	"stemma/store"
)

// Kinds of judgement.
const (
	JudgeConfirm  = "confirm"  // the claim is as the record has it
	JudgeReject   = "reject"   // it is not what the reports say
	JudgeCorrect  = "correct"  // a field is another
	JudgeAnnotate = "annotate" // a note
	JudgeMerge    = "merge"    // these claims are one
	JudgeSplit    = "split"    // these mentions are a claim of their own
	JudgeMove     = "move"     // these reports tell another story
)

// Judgements are the kinds, and Correctable the fields that can be corrected.
var (
	Judgements  = []string{JudgeConfirm, JudgeReject, JudgeCorrect, JudgeAnnotate, JudgeMerge, JudgeSplit, JudgeMove}
	Correctable = []string{"summary", "type", "actor", "recipient", "object", "place", "time", "figures", "standing", "modality", "polarity"}
)

// Judge records what a reader decided. Merges, splits and moves take effect
// with the next Work; the others stand beside what the record says. For a move,
// Value is the number of the other story, "new" for one of their own.
func (w *Workspace) Judge(ctx context.Context, j store.Judgement) (int64, error) {
	if err := checkJudgement(&j); err != nil {
		return 0, err
	}
	j.At = w.options.Clock()
	if j.Kind == JudgeMove {
		w.sorting.Lock()
		defer w.sorting.Unlock()
	}
	var id int64
	err := w.update(ctx, func(t *store.Tx) (err error) {
		if _, err := t.Story(j.Story); err != nil {
			return err
		}
		switch j.Kind {
		case JudgeMove:
			err = w.move(t, &j)
		case JudgeSplit:
			err = leavesSome(t, j.Claims)
		}
		if err != nil {
			return err
		}
		if id, err = t.AddJudgement(j); err != nil {
			return err
		}
		return t.AddAudit(store.Audit{At: j.At, Who: j.Author, What: "judge " + j.Kind, Detail: fmt.Sprintf("story %d, judgement %d", j.Story, id)})
	})
	return id, err
}

// BadJudgement is a judgement that cannot be; its text says why.
type BadJudgement struct{ What string }

// Error says why the judgement cannot be.
func (e BadJudgement) Error() string { return e.What }

func checkJudgement(j *store.Judgement) error {
	j.Author, j.Note, j.Value = printable(j.Author), printable(j.Note), printable(j.Value)
	j.Claims = distinctKeys(j.Claims)
	switch {
	case !slices.Contains(Judgements, j.Kind):
		return BadJudgement{fmt.Sprintf("no judgement %q; there are %s", j.Kind, strings.Join(Judgements, ", "))}
	case j.Author == "":
		return BadJudgement{"a judgement needs its author's name"}
	case j.Kind == JudgeMerge && len(j.Claims) < 2:
		return BadJudgement{"merging takes two claims or more"}
	case j.Kind == JudgeMove && len(j.Reports) == 0:
		return BadJudgement{"moving takes one report or more"}
	case j.Kind != JudgeMove && len(j.Claims) == 0:
		return BadJudgement{"the judgement names no claim"}
	case j.Kind == JudgeCorrect && !slices.Contains(Correctable, j.Field):
		return BadJudgement{fmt.Sprintf("no field %q to correct; there are %s", j.Field, strings.Join(Correctable, ", "))}
	case j.Kind == JudgeAnnotate && j.Note == "":
		return BadJudgement{"a note without words"}
	}
	return nil
}

// printable is what a reader wrote without control characters: lists of
// judgements are printed on terminals too.
func printable(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text))
}

func distinctKeys(keys []string) []string {
	var distinct []string
	for _, key := range keys {
		if !slices.Contains(distinct, key) {
			distinct = append(distinct, key)
		}
	}
	return distinct
}

// leavesSome refuses to split a claim into itself and nothing.
func leavesSome(t *store.Tx, keys []string) error {
	c, err := t.Claim(keys[0])
	if err != nil {
		return nil // nobody states it just now; a later version may
	}
	for _, key := range c.Mentions {
		if !slices.Contains(keys, key) {
			return nil
		}
	}
	return BadJudgement{"these are all mentions of the claim; name those that tell something else than the rest"}
}

// judgements are what readers decided on a story, and what they decided on its
// mentions while these stood in another: reports move, and stories are parted,
// and what was decided stays. With known, only those of the latter are given
// whose mentions it holds.
func judgements(t *store.Tx, story int64, withUndone bool, known func(key string) bool) ([]store.Judgement, error) {
	own, err := t.Judgements(story, withUndone)
	if err != nil {
		return nil, err
	}
	all, err := t.Judgements(0, withUndone)
	if err != nil {
		return nil, err
	}
	is := map[int64]bool{}
	for _, j := range own {
		is[j.ID] = true
	}
	return slices.DeleteFunc(all, func(j store.Judgement) bool {
		return !is[j.ID] && (j.Kind == JudgeMove || !slices.ContainsFunc(j.Claims, known))
	}), nil
}

// move puts reports into another story, and notes from where.
func (w *Workspace) move(t *store.Tx, j *store.Judgement) (err error) {
	var to int64
	if j.Value == "new" {
		if to, err = t.NewStory(); err != nil {
			return err
		}
		j.Value = fmt.Sprint(to)
	} else if _, err := fmt.Sscan(j.Value, &to); err != nil {
		return BadJudgement{fmt.Sprintf("%q is no story; give its number, or new", j.Value)}
	}
	if to, err = standing(t, to); err != nil {
		return err
	}
	j.Value = fmt.Sprint(to)
	for _, report := range j.Reports {
		r, err := t.Report(report)
		if err != nil {
			return err
		}
		if r.Story != j.Story {
			return BadJudgement{fmt.Sprintf("report %d is not in story %d", report, j.Story)}
		}
	}
	return w.carry(t, j.Reports, j.Story, to)
}

// carry moves reports, and what the sorter knows of them, from one story to
// another. Who calls it holds the sorter since before the transaction.
func (w *Workspace) carry(t *store.Tx, reports []int64, from, to int64) error {
	var hosts []*stemma.Document
	versions, err := t.Documents(from)
	if err != nil {
		return err
	}
	for i := range versions {
		if !slices.Contains(reports, versions[i].Report) {
			continue
		}
		documents, err := w.documents(context.Background(), &versions[i], t.Version)
		if err != nil {
			return err
		}
		documents[0].ID = strconv.FormatInt(versions[i].Report, 10)
		hosts = append(hosts, documents[0])
	}
	if err := w.sorter.Move(shelf{t}, hosts, from, to); err != nil {
		return err
	}
	return t.MoveReports(reports, to)
}

// standing is the story into which another went, after all mergers.
func standing(t *store.Tx, story int64) (int64, error) {
	for {
		s, err := t.Story(story)
		if err != nil || s.MergedTo == 0 {
			return story, err
		}
		story = s.MergedTo
	}
}

// Undo takes a judgement back; it stays in the history. Reports that it moved go back.
func (w *Workspace) Undo(ctx context.Context, judgement int64, by string) error {
	by = strings.TrimSpace(by)
	if by == "" {
		return BadJudgement{"undoing needs a name"}
	}
	w.sorting.Lock() // it may be a move
	defer w.sorting.Unlock()
	return w.update(ctx, func(t *store.Tx) error {
		j, err := t.Judgement(judgement)
		if err != nil {
			return err
		}
		if !j.Undone.IsZero() {
			return BadJudgement{fmt.Sprintf("judgement %d was undone already, by %s", judgement, j.UndoneBy)}
		}
		if j.Kind == JudgeMove {
			if err := w.takeBack(t, &j); err != nil {
				return err
			}
		}
		if err := t.Undo(judgement, by); err != nil {
			return err
		}
		return t.AddAudit(store.Audit{At: w.options.Clock(), Who: by, What: "undo", Detail: fmt.Sprintf("judgement %d", judgement)})
	})
}

// takeBack moves reports to where they came from. What another judgement has
// moved on since stays where that put it.
func (w *Workspace) takeBack(t *store.Tx, j *store.Judgement) error {
	moved, err := strconv.ParseInt(j.Value, 10, 64)
	if err != nil {
		return err
	}
	from, err := standing(t, moved)
	if err != nil {
		return err
	}
	to, err := standing(t, j.Story)
	if err != nil || from == to {
		return err
	}
	var back []int64
	for _, id := range j.Reports {
		r, err := t.Report(id)
		if err != nil {
			return err
		}
		if r.Story == from {
			back = append(back, id)
		}
	}
	if len(back) == 0 {
		return nil
	}
	return w.carry(t, back, from, to)
}

// rulings are the merges and splits among judgements, for reconciliation.
func rulings(judgements []store.Judgement, reportKey func(path string) string) *stemma.Rulings {
	r := &stemma.Rulings{Key: func(a *stemma.Article, m *stemma.ClaimMention) string { return mentionKey(reportKey(a.Path), a, m) }}
	for _, j := range judgements {
		switch j.Kind {
		case JudgeMerge:
			r.Together = append(r.Together, j.Claims)
		case JudgeSplit:
			r.Apart = append(r.Apart, j.Claims)
		}
	}
	if r.Together == nil && r.Apart == nil {
		return nil
	}
	return r
}
