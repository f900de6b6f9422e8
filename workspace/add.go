package workspace

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"stemma"
	"stemma/ingest"
	"stemma/store"
)

// What became of a report that was added.
const (
	AddedNew     = "new"     // a report that was not there
	AddedVersion = "version" // another text of a report that was there
	AddedKnown   = "known"   // nothing new
)

// Added tells what became of one report.
type Added struct {
	Report  int64
	Version int64
	Number  int // of the version within its report
	Key     string
	Title   string
	Became  string
}

// Addition is a report to be added: an article, the posts embedded in it, and
// the bytes that it was read from, if they are at hand.
type Addition struct {
	Articles []*stemma.Article // the host first
	Original []byte
	Problems []stemma.Problem
	Live     bool // it stood so at its address just now: an earlier text that has come back is the newest again
}

// Additions reads one input and parts its reports.
func Additions(raw ingest.Raw) ([]Addition, []stemma.Problem) {
	articles, problems := ingest.Parse(raw)
	additions := Grouped(articles)
	if len(additions) == 1 {
		additions[0].Original = raw.Data
	}
	return additions, problems
}

// Grouped parts articles, as ingest orders them, into reports with their posts.
func Grouped(articles []*stemma.Article) []Addition {
	var additions []Addition
	for _, a := range articles {
		if a.Host != nil && len(additions) > 0 {
			last := &additions[len(additions)-1]
			last.Articles = append(last.Articles, a)
			continue
		}
		additions = append(additions, Addition{Articles: []*stemma.Article{a}})
	}
	return additions
}

// together is how many reports are made durable at once.
const together = 64

// Add keeps the reports. When it returns, they are there for good, and Work
// will find what of them is new. A report is the same as one that is there when
// it has its address, or, without an address, its words, title, outlet and date;
// other words under a known address are a new version of it.
func (w *Workspace) Add(ctx context.Context, additions []Addition) ([]Added, error) {
	added := make([]Added, 0, len(additions))
	for some := range slices.Chunk(additions, together) {
		var done []Added
		err := w.update(ctx, func(t *store.Tx) error {
			done = done[:0]
			for i := range some {
				one, err := w.add(t, &some[i])
				if err != nil {
					return fmt.Errorf("add %s: %w", some[i].Articles[0].Path, err)
				}
				done = append(done, one)
			}
			return nil
		})
		if err != nil {
			return added, err
		}
		added = append(added, done...)
		w.progress("adding", len(added), len(additions))
	}
	return added, nil
}

func (w *Workspace) add(t *store.Tx, a *Addition) (Added, error) {
	host := a.Articles[0]
	digest := digestOf(host)
	r := store.Report{Key: keyOf(host, digest), Address: address(host), Outlet: host.Outlet, Title: host.Title, Language: host.Language}
	if host.Published != nil {
		r.Published = host.Published.Value
	}
	articles, err := packArticles(a.Articles)
	if err != nil {
		return Added{}, err
	}
	v := store.Version{Digest: digest, Path: host.Path, Added: w.options.Clock(), Articles: articles, Problem: said(a.Problems)}
	if w.options.Original && a.Original != nil {
		v.Original = pack(a.Original)
	}
	v, fresh, err := t.AddVersion(r, v)
	if err == nil && !fresh && a.Live {
		v, fresh, err = backAgain(t, r, v, articles)
	}
	if err != nil {
		return Added{}, err
	}
	one := Added{Report: v.Report, Version: v.ID, Number: v.Number, Key: r.Key, Title: host.Title, Became: AddedKnown}
	switch {
	case fresh && v.Number == 1:
		one.Became = AddedNew
	case fresh:
		one.Became = AddedVersion
	}
	return one, nil
}

// backAgain makes an earlier text that has come back at its address a version of
// its own, behind the one that stood there meanwhile. Its digest is told from
// that of the first time by the version's number.
func backAgain(t *store.Tx, r store.Report, known store.Version, articles []byte) (store.Version, bool, error) {
	report, err := t.Report(known.Report)
	if err != nil {
		return known, false, err
	}
	versions, err := t.Versions(known.Report)
	if err != nil {
		return known, false, err
	}
	digest, _, _ := strings.Cut(known.Digest, "#")
	for _, v := range versions {
		if now, _, _ := strings.Cut(v.Digest, "#"); v.Number == report.Version && now == digest {
			return v, false, nil
		}
	}
	again := store.Version{Digest: fmt.Sprintf("%s#%d", digest, report.Versions+1), Path: known.Path, Articles: articles}
	return t.AddVersion(r, again)
}

func said(problems []stemma.Problem) string {
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// digestOf is the SHA-256 of what makes a text another version: the words of a
// page, whose markup, advertisements and moment of fetching do not count. Of an
// article without an address, what it says of itself counts too: two outlets may
// print the same words.
func digestOf(a *stemma.Article) string {
	parts := []string{a.Text}
	if address(a) == "" {
		published := ""
		if a.Published != nil {
			published = a.Published.Value
		}
		parts = append(parts, a.Outlet, a.Title, published)
	}
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// keyOf is what makes an article's report the same as another: its address, or
// its content where it has none.
func keyOf(a *stemma.Article, digest string) string {
	return cmp.Or(Canonical(address(a)), "content:"+digest)
}

func address(a *stemma.Article) string {
	if a.URL != "" {
		return a.URL
	}
	if strings.HasPrefix(a.Path, "http://") || strings.HasPrefix(a.Path, "https://") {
		return a.Path
	}
	return ""
}

// Canonical is an address without what does not tell one page from another:
// scheme, "www.", default port, fragment, the parameters by which visits are
// tracked, the order of the others, a slash at the end. "" where it is no web
// address.
func Canonical(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	parameters := u.Query()
	for name := range parameters {
		if tracking(name) {
			delete(parameters, name)
		}
	}
	canonical := host + strings.TrimRight(u.EscapedPath(), "/")
	if len(parameters) > 0 {
		canonical += "?" + parameters.Encode()
	}
	return canonical
}

// tracking reports whether a parameter tells how a reader came to a page.
func tracking(name string) bool {
	name = strings.ToLower(name)
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "ref", "ref_src", "ito", "smid", "share", "spm":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "at_")
}
