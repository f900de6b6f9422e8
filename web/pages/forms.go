package pages

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stemma"
	"stemma/store"
	"stemma/workspace"
)

// A form is posted, kept, and answered with the page to go on to (303), so that
// to load that anew posts nothing.

// Bounds of a form, in bytes, and of its fields, in letters.
const (
	mostForm   = 256 << 10
	mostNote   = 4000
	mostValue  = 500
	mostAuthor = 100
)

// post does what a form asks for and gives the address to go on to.
type post func(r *http.Request) (string, error)

func (p *Pages) posted(do post) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, mostForm)
		to, err := p.post(r, do)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		http.Redirect(w, r, p.options.Prefix+to, http.StatusSeeOther)
	}
}

func (p *Pages) post(r *http.Request, do post) (string, error) {
	if !p.canWrite(r) {
		return "", trouble{http.StatusForbidden, "You may read here, and not judge", "Sign in with an account that may write, or ask whoever runs this workspace for one."}
	}
	var long *http.MaxBytesError
	if err := r.ParseForm(); errors.As(err, &long) {
		return "", trouble{http.StatusRequestEntityTooLarge, "This is too long", "Shorten the note and send it again."}
	} else if err != nil {
		return "", wrong("The form could not be read", "Go back and send it again.")
	}
	return do(r)
}

// field is a form's field, bounded.
func field(r *http.Request, name string, most int) (string, error) {
	value := strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(r.PostForm.Get(name), "\r\n", "\n"), "\uFFFD"))
	if len([]rune(value)) > most {
		return "", wrong(capital(name)+" is too long", fmt.Sprintf("Go back and shorten it to %d letters; what you typed is still there.", most))
	}
	return value, nil
}

// author is who is signed in, else the name that the form gives.
func (p *Pages) author(r *http.Request) (string, error) {
	if user := p.user(r); user != "" {
		return user, nil
	}
	name, err := field(r, "author", mostAuthor)
	if err == nil && name == "" {
		err = wrong("Your name is missing", "Go back and write your name: every judgement is kept with its author.")
	}
	return name, err
}

func (p *Pages) judgeClaim(r *http.Request) (string, error) {
	v, c, err := p.w.Claim(r.Context(), r.PathValue("key"))
	if err == store.ErrNotFound {
		return "", missing("There is no claim “" + clip(r.PathValue("key"), 40) + "” any more")
	}
	if err != nil {
		return "", err
	}
	j := store.Judgement{Story: v.Story.ID, Kind: r.PostForm.Get("kind"), Field: r.PostForm.Get("field")}
	if j.Author, err = p.author(r); err != nil {
		return "", err
	}
	if j.Note, err = field(r, "note", mostNote); err != nil {
		return "", err
	}
	if j.Value, err = field(r, "value", mostValue); err != nil {
		return "", err
	}
	if j.Claims, err = concerned(r, v, c, j.Kind); err != nil {
		return "", err
	}
	if j.Kind == workspace.JudgeMove {
		return "", wrong("A claim cannot be moved", "Move reports on the story's page.")
	}
	if j.Kind != workspace.JudgeCorrect {
		j.Field, j.Value = "", ""
	} else if j.Value == "" {
		return "", wrong("The correction is empty", "Go back and write what the "+clip(j.Field, 20)+" should be.")
	}
	id, err := p.w.Judge(r.Context(), j)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/claims/%s?done=%d#done", segment(r.PathValue("key")), id), nil
}

// concerned are the keys of the mentions that a judgement is about: of the claim
// with those of another to merge it with, or those that were ticked to be split
// off; else the claim's own.
func concerned(r *http.Request, v *workspace.StoryView, c *stemma.Claim, kind string) ([]string, error) {
	keys := v.KeysOf(c)
	switch kind {
	case workspace.JudgeMerge:
		other := otherClaim(v, r.PostForm.Get("other"))
		if other == nil || other.ID == c.ID {
			return nil, wrong("There is no other claim “"+clip(r.PostForm.Get("other"), 40)+"” in this story", "Go back and write the other claim's number, such as c4, as the story's page lists it.")
		}
		return []string{v.KeyOf[c.ID], v.KeyOf[other.ID]}, nil
	case workspace.JudgeSplit:
		var chosen []string
		for _, key := range r.PostForm["mention"] {
			if slices.Contains(keys, key) && !slices.Contains(chosen, key) {
				chosen = append(chosen, key)
			}
		}
		if distinct := slices.Compact(slices.Sorted(slices.Values(keys))); len(chosen) == 0 || len(chosen) >= len(distinct) {
			return nil, wrong("Tick some of the mentions, and not all", "Go back and tick those that tell something else than the rest.")
		}
		return chosen, nil
	}
	return []string{v.KeyOf[c.ID]}, nil
}

// otherClaim finds a claim by what a reader wrote: "c4", "4", "c4 Two missiles
// struck …", or its key.
func otherClaim(v *workspace.StoryView, text string) *stemma.Claim {
	name, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	for i := range v.Record.Claims {
		c := &v.Record.Claims[i]
		if strings.EqualFold(c.ID, name) || strings.EqualFold(c.ID, "c"+name) || v.KeyOf[c.ID] == name {
			return c
		}
	}
	return nil
}

// judgeStory moves reports to another story.
func (p *Pages) judgeStory(r *http.Request) (string, error) {
	id, err := number(r, "id", "story")
	if err != nil {
		return "", err
	}
	j := store.Judgement{Story: id, Kind: workspace.JudgeMove}
	if j.Author, err = p.author(r); err != nil {
		return "", err
	}
	if j.Note, err = field(r, "note", mostNote); err != nil {
		return "", err
	}
	if j.Value, err = field(r, "value", 20); err != nil {
		return "", err
	}
	for _, text := range r.PostForm["report"] {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", wrong("“"+clip(text, 20)+"” is no report", "Go back and tick the reports to be moved.")
		}
		if !slices.Contains(j.Reports, n) {
			j.Reports = append(j.Reports, n)
		}
	}
	if j.Value == "" {
		return "", wrong("The other story is missing", "Go back and write the number of the story that these reports tell, or new.")
	}
	kept, err := p.w.Judge(r.Context(), j)
	if err == store.ErrNotFound {
		return "", missing("There is no story “" + clip(j.Value, 20) + "” or no such report")
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("/stories/%d/judgements?done=%d#done", id, kept), nil
}

func (p *Pages) undo(r *http.Request) (string, error) {
	id, err := number(r, "id", "judgement")
	if err != nil {
		return "", err
	}
	by, err := p.author(r)
	if err != nil {
		return "", err
	}
	if err := p.w.Undo(r.Context(), id, by); err != nil {
		if err == store.ErrNotFound {
			err = missing(fmt.Sprintf("There is no judgement %d", id))
		}
		return "", err
	}
	return "/judgements?" + url.Values{"undone": {itoa(id)}}.Encode() + "#done", nil
}
