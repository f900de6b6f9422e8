package fetch

import (
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Bounds of how long an address is left alone after a failure.
const (
	firstBackoff = time.Minute
	maxBackoff   = 12 * time.Hour
	maxRetry     = 24 * time.Hour // of a Retry-After
)

// backoff is the pause after so many failures in a row: doubled each time, and
// up to a quarter longer, so that addresses that failed together do not come
// back together. The addition is the address's own, not chance: the same
// failures give the same times.
func backoff(address string, failures int) time.Duration {
	d := firstBackoff
	for i := 1; i < failures && d < maxBackoff; i++ {
		d *= 2
	}
	d = min(d, maxBackoff)
	sum := fnv.New32a()
	fmt.Fprintf(sum, "%s %d", address, failures)
	return d + d/4*time.Duration(sum.Sum32()%1000)/1000
}

// failed is the state that a failure leaves, and dates the error. An address
// that must not be fetched does not become right by waiting: its error says
// nothing of a time, but it is not tried at once again either.
func (c *Client) failed(address string, visit Visit, err error) Visit {
	visit.Failures++
	at := c.options.Now().Add(backoff(address, visit.Failures))
	var e *Error
	if errors.As(err, &e) {
		if e.Retry.After(at) || e.Reason == TooEarly || e.Reason == Robots && !e.Retry.IsZero() {
			at = e.Retry
		}
		if e.Reason != Refused && e.Reason != BadAddress && e.Reason != Redirects && e.Status != http.StatusGone {
			e.Retry = at
		}
	}
	visit.NotBefore = at
	return visit
}

// retryAfter is when a host wants to be asked again, within a bound; zero when
// it does not say.
func retryAfter(header http.Header, now time.Time) time.Time {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return now.Add(min(time.Duration(seconds)*time.Second, maxRetry))
	}
	at, err := http.ParseTime(value)
	if err != nil || at.Before(now) {
		return time.Time{}
	}
	if latest := now.Add(maxRetry); at.After(latest) {
		return latest
	}
	return at
}

// status makes an error of an answer. A host that is overloaded is left alone
// as a whole.
func (c *Client) status(h *host, u *url.URL, answer *http.Response) error {
	s := answer.StatusCode
	e := refusal(u, Status, "the host answers %d %s", s, http.StatusText(s))
	e.Status = s
	e.Retry = retryAfter(answer.Header, c.options.Now())
	switch {
	case s == http.StatusGone:
		e.What += ": it is gone for good; take it off your list"
	case s == http.StatusNotFound:
		e.What += ": check the address"
	case s == http.StatusUnauthorized || s == http.StatusForbidden || s == http.StatusPaymentRequired || s == http.StatusUnavailableForLegalReasons:
		e.What += ": it is not for everybody; save the page yourself and read the file"
	case s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable:
		e.What += ": it wants fewer requests"
		if e.Retry.IsZero() {
			e.Retry = c.options.Now().Add(firstBackoff)
		}
		c.rest(h, e.Retry)
	case s >= 500:
		e.What += ": the fault is the host's"
	case s < 300:
		e.What += ", which is no page"
	}
	return e
}
