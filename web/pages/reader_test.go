package pages

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stemma/eval"
	"stemma/workspace"
)

// audit is a script of the test's own that looks at a page as a reader does who
// sees badly, uses no mouse, or listens. It gives what is wrong.
//
// Contrast is that of WCAG 2.2: of every text, drawn ones too, with the first
// ground that is painted behind it; 3 for large text, 4.5 for other.
const audit = `(() => {
  const wrong = []
  const say = (what, e) => wrong.push(what + ': ' + (e.outerHTML || '').slice(0, 140))
  const parts = (c) => { const m = c.match(/[\d.]+/g).map(Number); return { r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1 } }
  const light = (c) => { const f = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }; return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b) }
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.a === 1) return c } return { r: 255, g: 255, b: 255, a: 1 } }
  const shown = (e) => { const s = getComputedStyle(e), b = e.getBoundingClientRect(); return s.visibility !== 'hidden' && b.width > 0 && b.height > 0 && !e.closest('.hidden, .skip, datalist, option, title, desc') && (!e.closest('details:not([open])') || e.closest('summary')) }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const e = texts.currentNode.parentElement
    if (!texts.currentNode.data.trim() || !shown(e)) continue
    const s = getComputedStyle(e), svg = e.closest('svg')
    const ink = parts(svg ? s.fill : s.color)
    let behind = ground(svg || e)
    if (svg) { const mark = e.parentElement.querySelector('rect, circle'); if (mark && e.parentElement.tagName === 'g' && e.matches('.siglum, .note, .number, .band text')) behind = parts(getComputedStyle(mark).fill) }
    const [a, b] = [light(ink), light(behind)].sort((x, y) => y - x)
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(s.fontSize)
    if (ratio < (size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5)) say('contrast ' + ratio.toFixed(2), e)
  }
  const name = (e) => (e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ').map((id) => (document.getElementById(id) || {}).textContent || '').join(' ') || (e.labels && [...e.labels].map((l) => l.textContent).join(' ')) || (e.matches('input, select, textarea') ? '' : e.textContent) || '').trim()
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [role=region], [role=img], nav, form[role=search]')) if (!name(e) && !(e.tagName === 'FORM')) say('no name', e)
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id)
  ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => wrong.push('id twice: ' + id))
  for (const e of document.querySelectorAll('[aria-labelledby], [for], [list]')) for (const id of (e.getAttribute('aria-labelledby') || e.getAttribute('for') || e.getAttribute('list')).split(' ')) if (!document.getElementById(id)) say('points at nothing', e)
  for (const e of document.querySelectorAll('a[href^="#"]')) if (!document.getElementById(decodeURIComponent(e.getAttribute('href').slice(1)))) say('leads nowhere', e)
  let level = 0
  for (const e of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) { const n = +e.tagName[1]; if (n > level + 1) say('heading out of order', e); level = n }
  const heads = document.querySelectorAll('h1').length
  if (heads !== 1) wrong.push(heads + ' h1')
  for (const role of ['main', 'header', 'footer', 'nav']) if (!document.querySelector(role)) wrong.push('no ' + role)
  if (!document.documentElement.lang || !document.title) wrong.push('no language or title')
  for (const e of document.querySelectorAll('table')) { if (!e.caption && !e.closest('section[aria-labelledby], [role=region]')) say('no caption', e); for (const th of e.querySelectorAll('th')) if (!th.scope) say('no scope', th) }
  for (const e of document.querySelectorAll('svg')) if (e.getAttribute('role') !== 'img' || !e.querySelector('title')) say('drawing without a name', e)
  for (const e of document.querySelectorAll('ul > :not(li), ol > :not(li), dl > :not(div, dt, dd)')) say('not in its list', e)
  for (const e of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
    if (!shown(e) || e.closest('svg')) continue
    const b = e.getBoundingClientRect(), inline = getComputedStyle(e).display === 'inline'
    if (!inline && (b.height < 24 || b.width < 24)) say('target of ' + b.width.toFixed(0) + ' by ' + b.height.toFixed(0), e)
  }
  for (const e of document.querySelectorAll('*')) if (e.getAttribute('style') || [...e.attributes].some((a) => a.name.startsWith('on'))) say('inline style or script', e)
  return wrong
})()`

// TestReaders audits every page by day and by night.
func TestReaders(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port", "../../examples/suez-canal")
	p := New(w, writer)
	v := firstStory(t, w)
	judge(t, p, p.claimURL(v.KeyOf["c1"]), url.Values{"kind": {"confirm"}, "note": {"a note"}})
	s := browse(t, p)
	pages := append(addresses(p, v), p.storyURL(v.Story.ID, "edition")+"?base=C&with=A,B", p.storyURL(v.Story.ID, "")+"?show=single", "/stories/999", p.claimURL(v.KeyOf["c1"])+"?done=1", "/claims?since=2022-07-20")
	for _, dark := range []bool{false, true} {
		s.sized(t, 1280, 900, dark)
		for _, address := range pages {
			s.open(t, address)
			for _, wrong := range ask[[]string](t, s, audit) {
				t.Errorf("%s, dark %v: %s", address, dark, wrong)
			}
		}
	}
	// A phone, and a page at 400% on a screen of 1280 pixels (WCAG 1.4.10).
	s.sized(t, 320, 640, false)
	for _, address := range pages {
		s.open(t, address)
		if wide := ask[int](t, s, `document.documentElement.scrollWidth`); wide > 320 {
			t.Errorf("%s is %d pixels wide at 320: %s", address, wide, ask[string](t, s, `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > 321 && !e.closest('.wide, .hidden, .skip')).map((e) => e.outerHTML.slice(0, 100)).slice(0, 3).join('\n')`))
		}
		for _, wrong := range ask[[]string](t, s, audit) {
			if strings.HasPrefix(wrong, "target") {
				t.Errorf("%s at 320: %s", address, wrong)
			}
		}
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.other) > 0 {
		t.Errorf("requests left the server: %v", s.other)
	}
}

// TestPrint: on paper stands what is read, in black, and nothing to click on.
func TestPrint(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	s := browse(t, p)
	s.sized(t, 800, 1100, true)
	s.run(t, emulation.SetEmulatedMedia().WithMedia("print"))
	for _, address := range addresses(p, v) {
		s.open(t, address)
		left := ask[[]string](t, s, `[...document.querySelectorAll('nav, button, input, select, textarea, summary, .skip')].filter((e) => e.getBoundingClientRect().width > 0).map((e) => e.outerHTML.slice(0, 90))`)
		if len(left) > 0 {
			t.Errorf("%s prints %v", address, left)
		}
		if ink := ask[string](t, s, `getComputedStyle(document.querySelector('h1')).color + getComputedStyle(document.body).backgroundColor`); ink != "rgb(0, 0, 0)rgb(255, 255, 255)" {
			t.Errorf("%s prints %s", address, ink)
		}
	}
}

// focused describes what has the focus, and whether a reader sees that it has.
const focused = `(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.querySelector('rect')
  const seen = parseFloat(s.outlineWidth) > 0 && s.outlineStyle !== 'none' || r && parseFloat(getComputedStyle(r).strokeWidth) > 2
  return [e.tagName, (e.textContent || e.name || '').trim().slice(0, 60), e.getAttribute('href') || '', seen ? 'seen' : 'unseen'] })()`

// TestKeyboard walks a story with the keyboard alone and without JavaScript:
// past the navigation, to a claim, through its forms, and back by undoing.
func TestKeyboard(t *testing.T) {
	w := workspaceOf(t, "../../examples/odesa-port")
	p := New(w, writer)
	v := firstStory(t, w)
	s := browse(t, p)
	s.sized(t, 1280, 900, false)
	s.run(t, emulation.SetScriptExecutionDisabled(true))
	s.open(t, p.storyURL(v.Story.ID, ""))
	s.press(t, kb.Tab)
	if at := s.focus(t); at[1] != "Skip to the content" || at[3] != "seen" {
		t.Fatalf("the first stop is %v", at)
	}
	s.press(t, kb.Enter)
	s.tabTo(t, "the tab of the edition", func(at []string) bool { return strings.HasSuffix(at[2], "/edition") })
	claim := p.claimURL(v.KeyOf["c1"])
	s.tabTo(t, "a claim", func(at []string) bool { return at[2] == claim })
	s.follow(t, "Claim c1")
	s.tabTo(t, "the note", func(at []string) bool { return at[0] == "TEXTAREA" })
	s.press(t, "Seen in the pictures")
	s.tabTo(t, "the button", func(at []string) bool { return at[1] == "Confirm" })
	s.follow(t, "Kept: confirmed by Ada.")
	if page := s.text(t); !strings.Contains(page, "Seen in the pictures") || !strings.Contains(page, "Confirmed by Ada") {
		t.Errorf("the judgement is not shown:\n%s", page)
	}
	s.tabTo(t, "undo", func(at []string) bool { return strings.HasPrefix(at[1], "Undo") })
	s.follow(t, "Undone: confirmed by Ada.")
}

// press types keys.
func (s *site) press(t *testing.T, keys string) {
	t.Helper()
	s.run(t, chromedp.KeyEvent(keys))
}

// follow presses Enter and waits for the words of the page that it leads to.
func (s *site) follow(t *testing.T, words string) {
	t.Helper()
	s.press(t, kb.Enter)
	for range 100 {
		if strings.Contains(s.text(t), words) {
			return
		}
		pause()
	}
	t.Fatalf("no page with %q, but\n%s", words, s.text(t))
}

// tabTo presses Tab until what is wanted has the focus. Every stop must be seen.
func (s *site) tabTo(t *testing.T, what string, wanted func(at []string) bool) {
	t.Helper()
	for range 200 {
		s.press(t, kb.Tab)
		at := s.focus(t)
		if at[3] != "seen" {
			t.Fatalf("nobody sees the focus on %v", at)
		}
		if wanted(at) {
			return
		}
	}
	t.Fatalf("no Tab leads to %s", what)
}

// TestScreenshots makes the pictures of the README.
func TestScreenshots(t *testing.T) {
	if !*update {
		t.Skip("pictures are made with -update")
	}
	w := workspaceOf(t, "../../examples/beirut-blast", "../../examples/odesa-port", "../../examples/suez-canal")
	additions, _ := workspace.Additions(eval.GeneratedStory(3, 12))
	add(t, w, additions...)
	p := New(w, writer)
	s := browse(t, p)
	v, many := firstStory(t, w), largest(t, w)
	story := p.storyURL(v.Story.ID, "")
	for _, shot := range []struct {
		file, address string
		height        int64
		dark          bool
	}{
		{"story", story, 1000, false}, {"story-dark", story, 800, true}, {"edition", p.storyURL(many.Story.ID, "edition"), 1100, false},
		{"claim", p.claimURL(v.KeyOf["c1"]), 1000, false}, {"stemma", p.storyURL(many.Story.ID, "stemma"), 900, false}, {"report", p.reportURL(v.ReportOf["C"]), 760, false},
	} {
		s.sized(t, 1200, shot.height, shot.dark)
		s.open(t, shot.address)
		file := filepath.Join("..", "..", "docs", "screenshots", shot.file+".png")
		s.shoot(t, file, false)
		if info, err := os.Stat(file); err != nil || info.Size() > 250<<10 {
			t.Errorf("%s: %v, %v", file, info, err)
		}
	}
}

// TestTheAuditFinds: each fault that the audit looks for is found on a page that
// has them all.
func TestTheAuditFinds(t *testing.T) {
	s := browse(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Del("Content-Security-Policy")
		io.WriteString(w, `<!doctype html><html><body><main><h1>One</h1><h1>Two</h1><h3>Three</h3>
<p id="a" style="color: #aaa; background: #fff">pale</p><p id="a">twice</p><a href="#nowhere"></a><input><button aria-labelledby="none"></button>
<svg viewBox="0 0 9 9" width="99" height="99"><rect width="9" height="9" fill="#fff"/><text x="1" y="8" fill="#eee">pale</text></svg>
<table><tr><th>no scope</th></tr></table><ul><p>not in its list</p></ul></main></body></html>`)
	}))
	s.sized(t, 1280, 900, false)
	s.open(t, "/")
	found := strings.Join(ask[[]string](t, s, audit), "\n")
	for _, fault := range []string{"contrast 2.3", "contrast 1.1", "no name: <a", "no name: <input", "no name: <button", "id twice: a", "points at nothing", "leads nowhere", "heading out of order", "2 h1",
		"no header", "no footer", "no nav", "no language", "no caption", "no scope", "drawing without a name", "not in its list", "target of", "inline style"} {
		if !strings.Contains(found, fault) {
			t.Errorf("%q is not found in\n%s", fault, found)
		}
	}
}
