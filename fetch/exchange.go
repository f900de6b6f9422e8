package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// exchange is one request and its answer: a response, or a redirect's target.
func (c *Client) exchange(ctx context.Context, u *url.URL, w want) (Response, *url.URL, error) {
	h, err := c.enter(ctx, u, w.robots)
	if err != nil {
		return Response{}, nil, err
	}
	defer c.leave(h, w.robots)
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	request := (&http.Request{Method: http.MethodGet, URL: u, Header: w.header, Host: u.Host}).WithContext(ctx)
	answer, err := c.transport.RoundTrip(request)
	if err != nil {
		return Response{}, nil, c.wrapped(u, err)
	}
	defer answer.Body.Close()
	r := Response{Status: answer.StatusCode, Address: u.String(), ContentType: answer.Header.Get("Content-Type")}
	switch s := answer.StatusCode; {
	case s == http.StatusNotModified && (w.visit.ETag != "" || w.visit.LastModified != ""):
		r.NotModified, r.Visit = true, validators(u, answer.Header, w.visit)
		return r, nil, nil
	case s == 301 || s == 302 || s == 303 || s == 307 || s == 308:
		next, err := target(u, answer.Header.Get("Location"))
		return r, next, err
	case s != http.StatusOK && s != http.StatusNonAuthoritativeInfo:
		return r, nil, c.status(h, u, answer)
	}
	r.Visit = validators(u, answer.Header, Visit{})
	if r.Data, err = c.body(ctx, cancel, answer, w); err != nil {
		return r, nil, c.wrapped(u, err)
	}
	return r, nil, nil
}

// validators are what a response gives to ask by the next time. A 304 may leave
// out what has not changed.
func validators(u *url.URL, header http.Header, before Visit) Visit {
	v := Visit{Address: u.String(), ETag: before.ETag, LastModified: before.LastModified}
	if tag := header.Get("ETag"); tag != "" && len(tag) <= 1024 {
		v.ETag = tag
	}
	if date := header.Get("Last-Modified"); date != "" && len(date) <= 128 {
		v.LastModified = date
	}
	return v
}

// target is where a redirect leads; it is checked as the first address was.
func target(u *url.URL, location string) (*url.URL, error) {
	if location == "" {
		return nil, refusal(u, Redirects, "it redirects to nowhere")
	}
	next, err := u.Parse(location)
	if err != nil {
		return nil, refusal(u, Redirects, "it redirects to what is no address")
	}
	if next, err = parse(next.String()); err != nil {
		var inner *Error
		errors.As(err, &inner)
		return nil, refusal(u, Redirects, "it redirects to %s, which is not followed: %s", inner.Address, inner.What)
	}
	return next, nil
}

// body reads a body within the limits. cancel ends the exchange when nothing
// comes.
func (c *Client) body(ctx context.Context, cancel context.CancelFunc, answer *http.Response, w want) ([]byte, error) {
	if answer.ContentLength > int64(w.most) && !w.robots {
		return nil, errLarge
	}
	watch := newWatch(answer.Body, c.options.Stall, cancel)
	defer watch.stop()
	data, err := readBody(watch, answer.Header.Get("Content-Encoding"), w)
	if err != nil && watch.stalled() {
		return nil, errStalled
	}
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return data, err
}

func readBody(source io.Reader, encoding string, w want) ([]byte, error) {
	wire := &io.LimitedReader{R: source, N: int64(w.most) + 1}
	var reader io.Reader = wire
	switch encoding = strings.ToLower(strings.TrimSpace(encoding)); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(wire)
		if err != nil {
			return nil, fmt.Errorf("its gzip is damaged: %w", err)
		}
		reader = z
	default:
		return nil, fmt.Errorf("it is encoded as %.20q, which was not asked for", encoding)
	}
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(reader, int64(w.most)+1))
	large := b.Len() > w.most || wire.N <= 0
	switch {
	case large && w.robots:
		return b.Bytes()[:min(b.Len(), w.most)], nil
	case large:
		return nil, errLarge
	case err != nil:
		return nil, err
	}
	return b.Bytes(), nil
}

// leastProgress is how many bytes a body must bring in the time of Options.Stall.
const leastProgress = 1 << 10

// watch cancels an exchange whose body comes in drops.
type watch struct {
	r     io.Reader
	timer *time.Timer
	every time.Duration
	since int // bytes since the timer was set
}

func newWatch(r io.Reader, every time.Duration, cancel context.CancelFunc) *watch {
	return &watch{r: r, every: every, timer: time.AfterFunc(every, cancel)}
}

func (w *watch) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	if w.since += n; w.since >= leastProgress && w.timer.Stop() {
		w.since = 0
		w.timer.Reset(w.every)
	}
	return n, err
}

func (w *watch) stop() { w.timer.Stop() }

// stalled reports whether the watch has cancelled: its timer has run off.
func (w *watch) stalled() bool { return !w.timer.Stop() }
