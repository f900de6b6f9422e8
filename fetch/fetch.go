// Package fetch gets pages and feeds from the web, guarded and politely.
//
// Input: an address and what the last visit to it left (validators, failures).
// Output: the body with its type, final address and the state for the next
// visit, or an *Error that names the reason, what to do, and when to try again.
//
// Guarded: an address may come from anybody's feed. Only http and https are
// spoken, only ports 80 and 443 dialled, and only public addresses: they are
// checked when the connection is made, after the name has been resolved and for
// each redirect anew, so that neither a name that resolves to 127.0.0.1 nor one
// that changes between two questions gets by. Redirects, header, body (before
// and after decompression), time and slowness have limits. No proxy is used: it
// would resolve names where nobody checks.
//
// Polite: robots.txt is obeyed (RFC 9309), one request at a time goes to a host
// with a pause between two, a crawl delay is kept to within a bound, what has
// not changed is not sent again (If-None-Match, If-Modified-Since), and a host
// that fails or says Retry-After is left alone for longer each time.
//
// Worked example: a feed that answered with ETag "a1" is asked again with
// Visit{ETag: `"a1"`}; it answers 304, and the Response is NotModified, without
// data, with the same Visit. Had it answered 503, the error's Retry and the
// Visit's NotBefore would lie about a minute ahead, then two, then four.
//
// What it deliberately misses: it keeps nothing on disk and logs nothing; it
// does not try again by itself; cookies, scripts and passwords are not handled,
// and an address with a user name in it is refused.
package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Options of a Client; the zero value is usable and safe.
type Options struct {
	// AllowPrivate lets loopback and private addresses, and all ports, be
	// fetched from, for a newsroom's own servers. Clouds' metadata services
	// stay out of reach.
	AllowPrivate bool

	// IgnoreRobots leaves robots.txt unread: for one address that a person
	// names, not for following feeds.
	IgnoreRobots bool

	Contact string // an address at which a host's owner reaches you; it goes into the User-Agent

	MaxBody  int           // bytes of a body, before and after decompression; 0: 32 MiB
	Timeout  time.Duration // of one exchange, its body included; 0: one minute
	Stall    time.Duration // a body must bring a kilobyte in that time; 0: 15 seconds
	Pause    time.Duration // between two exchanges with one host; 0: two seconds
	Patience time.Duration // the longest wait within one Get; beyond it the error says when; 0: one minute

	Now   func() time.Time                                 // nil: the clock
	Sleep func(ctx context.Context, d time.Duration) error // nil: sleeps
}

func (o Options) filled() Options {
	set := func(d *time.Duration, usual time.Duration) {
		if *d <= 0 {
			*d = usual
		}
	}
	set(&o.Timeout, time.Minute)
	set(&o.Stall, 15*time.Second)
	set(&o.Pause, 2*time.Second)
	set(&o.Patience, time.Minute)
	if o.MaxBody <= 0 {
		o.MaxBody = 32 << 20
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Visit is what a visit to an address leaves for the next. The caller keeps it;
// its zero value is that of an address never visited.
type Visit struct {
	Address      string    `json:"address,omitempty"` // where the validators are from
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Failures     int       `json:"failures,omitempty"` // in a row
	NotBefore    time.Time `json:"not_before,omitzero"`
}

// Response is what came of an address.
type Response struct {
	Status      int
	Data        []byte
	ContentType string
	Address     string // where it came from in the end
	NotModified bool   // since the visit given: there is no data
	Visit       Visit  // for the next time; set with an error too
}

// Client fetches. It may be used by many at once.
type Client struct {
	options   Options
	transport *http.Transport
	agent     string

	mu      sync.Mutex
	hosts   map[string]*host   // by name
	origins map[string]*origin // by scheme, name and port
}

// New makes a client.
func New(options Options) *Client {
	return newClient(options, newGuard(options.AllowPrivate), nil)
}

// Close ends the connections that are kept for later.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// maxRedirects is how many redirects are followed.
const maxRedirects = 5

// Get fetches an address. Every failure is an *Error, save that of ctx itself.
func (c *Client) Get(ctx context.Context, address string, visit Visit) (Response, error) {
	u, err := parse(address)
	if err != nil {
		return Response{Visit: visit}, err
	}
	if now := c.options.Now(); visit.NotBefore.After(now) {
		return Response{Visit: visit}, &Error{Address: Redact(address), Reason: TooEarly, Retry: visit.NotBefore, What: "it failed before and is left alone for a while"}
	}
	r, err := c.follow(ctx, u, visit)
	if ctx.Err() != nil {
		return Response{Visit: visit}, ctx.Err()
	}
	if err != nil {
		r = Response{Status: r.Status, Visit: c.failed(address, visit, err)}
	}
	return r, err
}

// follow goes from redirect to redirect.
func (c *Client) follow(ctx context.Context, first *url.URL, visit Visit) (Response, error) {
	seen := map[string]bool{}
	for u := first; ; {
		r, next, err := c.step(ctx, u, visit, seen)
		var e *Error
		if errors.As(err, &e) && len(seen) > 1 {
			e.What += "; " + Redact(first.String()) + " redirects there"
		}
		if err != nil || next == nil {
			return r, err
		}
		u = next
	}
}

// step is one exchange, when it may be had. seen are the addresses up to here.
func (c *Client) step(ctx context.Context, u *url.URL, visit Visit, seen map[string]bool) (Response, *url.URL, error) {
	if seen[u.String()] {
		return Response{}, nil, refusal(u, Redirects, "it leads back to itself: a loop of %d redirects", len(seen))
	}
	if len(seen) > maxRedirects {
		return Response{}, nil, refusal(u, Redirects, "it comes after %d redirects: give the address that they lead to", maxRedirects)
	}
	seen[u.String()] = true
	if err := c.permitted(ctx, u); err != nil {
		return Response{}, nil, err
	}
	return c.exchange(ctx, u, c.request(u, visit, len(seen) == 1))
}

// request is what is asked of an address. Validators go only to whom they are
// from: an ETag can single out a reader.
func (c *Client) request(u *url.URL, visit Visit, first bool) want {
	header := http.Header{}
	header.Set("User-Agent", c.agent)
	header.Set("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, text/plain;q=0.8, */*;q=0.5")
	header.Set("Accept-Encoding", "gzip")
	if visit.Address == u.String() || visit.Address == "" && first {
		if visit.ETag != "" {
			header.Set("If-None-Match", visit.ETag)
		}
		if visit.LastModified != "" {
			header.Set("If-Modified-Since", visit.LastModified)
		}
	}
	return want{header: header, most: c.options.MaxBody, visit: visit}
}

// want is what an exchange asks for and how much it takes.
type want struct {
	header http.Header
	most   int
	visit  Visit
	robots bool // robots.txt, which is cut off at most, not refused
}
