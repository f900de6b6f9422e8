package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// Bounds of robots.txt (RFC 9309).
const (
	maxRobots     = 500 << 10        // bytes that are read of it
	robotsHold    = 24 * time.Hour   // how long it holds
	robotsFailed  = 10 * time.Minute // how long a host is not crawled whose robots.txt fails
	maxCrawlDelay = 30 * time.Second // a longer one is cut: it would stop the feed
	maxOrigins    = 4096
)

// origin is what one scheme, name and port permits.
type origin struct {
	turn    chan struct{} // holds one token while robots.txt is fetched
	rules   rules
	barred  bool // robots.txt could not be read: nothing is permitted
	expires time.Time
}

// permitted checks an address against its origin's robots.txt.
func (c *Client) permitted(ctx context.Context, u *url.URL) error {
	if c.options.IgnoreRobots || u.EscapedPath() == "/robots.txt" {
		return nil
	}
	o := c.origin(u)
	select {
	case o.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-o.turn }()
	if !o.expires.After(c.options.Now()) {
		if err := c.learn(ctx, u, o); err != nil {
			return err
		}
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	switch {
	case o.barred:
		e := refusal(u, Robots, "its host's robots.txt cannot be read (the host answers with an error): nothing is fetched from it for a while")
		e.Retry = o.expires
		return e
	case !o.rules.permit(path):
		e := refusal(u, Robots, "its host's robots.txt forbids it: save the page yourself and read the file")
		e.Retry = o.expires
		return e
	}
	return nil
}

// origin is the origin of an address, new or known.
func (c *Client) origin(u *url.URL) *origin {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := u.Scheme + "://" + u.Host
	o := c.origins[key]
	if o == nil {
		if len(c.origins) >= maxOrigins {
			clear(c.origins) // whoever is at one keeps it; the others are learnt again
		}
		o = &origin{turn: make(chan struct{}, 1)}
		c.origins[key] = o
	}
	return o
}

// learn fetches an origin's robots.txt. None at all permits everything; a
// server's error forbids everything for a time; a host that cannot be reached,
// or may not be, is an error of its own.
func (c *Client) learn(ctx context.Context, u *url.URL, o *origin) error {
	now := c.options.Now()
	data, err := c.robots(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"})
	var e *Error
	switch {
	case err == nil:
		o.rules, o.barred, o.expires = parseRules(data, product), false, now.Add(robotsHold)
	case !errors.As(err, &e):
		return err
	case e.Reason == Status && e.Status >= 400 && e.Status < 500 && e.Status != http.StatusTooManyRequests,
		e.Reason == Redirects:
		o.rules, o.barred, o.expires = rules{}, false, now.Add(robotsHold)
	case e.Reason == Status, e.Reason == TooSlow, e.Reason == Broken:
		o.barred, o.expires = true, now.Add(robotsFailed)
		if e.Retry.After(o.expires) {
			o.expires = e.Retry
		}
	default:
		e.Address = Redact(u.String())
		return e
	}
	h := c.host(u.Hostname())
	c.mu.Lock()
	h.delay = min(o.rules.delay, maxCrawlDelay)
	c.mu.Unlock()
	c.release(h)
	return nil
}

// robots fetches a robots.txt through at most five redirects, whose targets'
// own robots.txt it does not ask for.
func (c *Client) robots(ctx context.Context, u *url.URL) ([]byte, error) {
	header := http.Header{}
	header.Set("User-Agent", c.agent)
	header.Set("Accept-Encoding", "gzip")
	for range maxRedirects + 1 {
		r, next, err := c.exchange(ctx, u, want{header: header, most: maxRobots, robots: true})
		if err != nil || next == nil {
			return r.Data, err
		}
		u = next
	}
	return nil, refusal(u, Redirects, "more than %d redirects", maxRedirects)
}
