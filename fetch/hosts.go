package fetch

import (
	"context"
	"net/url"
	"time"
)

// maxHosts is how many hosts are remembered; beyond it the one that was left
// longest ago is forgotten.
const maxHosts = 4096

// host is one host's turn: one exchange at a time, and a pause between two.
type host struct {
	turn  chan struct{} // holds one token while the host is in use
	users int           // waiting or at it; under Client.mu, as all below
	left  time.Time     // when the last exchange ended
	until time.Time     // it is left alone so long
	delay time.Duration // the crawl delay of its robots.txt
}

// enter waits for a host's turn.
func (c *Client) enter(ctx context.Context, u *url.URL, robots bool) (*host, error) {
	h := c.host(u.Hostname())
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		c.release(h)
		return nil, ctx.Err()
	}
	wait, until := c.wait(h, robots)
	if wait > c.options.Patience {
		<-h.turn
		c.release(h)
		return nil, &Error{Address: Redact(u.String()), Reason: TooEarly, Retry: until, What: "its host asked to be left alone"}
	}
	if wait > 0 {
		if err := c.options.Sleep(ctx, wait); err != nil {
			<-h.turn
			c.release(h)
			return nil, err
		}
	}
	return h, nil
}

// wait is how long a host must be waited for, and until when. robots.txt is
// fetched without a pause: it is what the pause is learnt from.
func (c *Client) wait(h *host, robots bool) (time.Duration, time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, at := c.options.Now(), h.until
	if pause := max(c.options.Pause, h.delay); !h.left.IsZero() && !robots && h.left.Add(pause).After(at) {
		at = h.left.Add(pause)
	}
	return at.Sub(now), at
}

// leave ends a turn.
func (c *Client) leave(h *host, robots bool) {
	c.mu.Lock()
	if !robots {
		h.left = c.options.Now()
	}
	c.mu.Unlock()
	<-h.turn
	c.release(h)
}

// rest leaves a host alone until then.
func (c *Client) rest(h *host, until time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if until.After(h.until) {
		h.until = until
	}
}

// host is the host of that name, new or known, with one user more.
func (c *Client) host(name string) *host {
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[name]
	if h == nil {
		if len(c.hosts) >= maxHosts {
			c.forget()
		}
		h = &host{turn: make(chan struct{}, 1)}
		c.hosts[name] = h
	}
	h.users++
	return h
}

// forget drops the host that nobody uses and that was left longest ago.
func (c *Client) forget() {
	oldest := ""
	for name, h := range c.hosts {
		if h.users == 0 && (oldest == "" || h.left.Before(c.hosts[oldest].left) || h.left.Equal(c.hosts[oldest].left) && name < oldest) {
			oldest = name
		}
	}
	delete(c.hosts, oldest)
}

func (c *Client) release(h *host) {
	c.mu.Lock()
	h.users--
	c.mu.Unlock()
}
