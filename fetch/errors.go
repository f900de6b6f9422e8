package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// Reason says why an address could not be fetched.
type Reason string

// The reasons.
const (
	BadAddress Reason = "address"   // no address of the web
	Refused    Reason = "refused"   // a private, loopback or metadata address, or another port
	Robots     Reason = "robots"    // robots.txt forbids it
	Redirects  Reason = "redirects" // too many, a loop, or to nowhere
	Status     Reason = "status"    // the host answers with an error
	TooLarge   Reason = "too large" // header or body, before or after decompression
	TooSlow    Reason = "too slow"  // it took too long, or came in drops
	Broken     Reason = "broken"    // the answer is no HTTP, or its compression is damaged
	Network    Reason = "network"   // no such host, no connection
	TooEarly   Reason = "too early" // the host is being left alone
)

// Error is why an address could not be fetched. It holds no secret: the address
// is redacted.
type Error struct {
	Address string
	Reason  Reason
	Status  int       // of HTTP; 0: none
	Retry   time.Time // when to try again; zero: it is up to you
	What    string
	cause   error
}

// Error is the address, what is wrong, and when to try again.
func (e *Error) Error() string {
	text := e.Address + ": " + e.What
	if !e.Retry.IsZero() {
		text += "; try again at " + e.Retry.UTC().Format("2006-01-02 15:04:05 MST")
	}
	return text
}

// Unwrap is the error beneath.
func (e *Error) Unwrap() error { return e.cause }

func refusal(u *url.URL, reason Reason, format string, args ...any) *Error {
	return &Error{Address: Redact(u.String()), Reason: reason, What: fmt.Sprintf(format, args...)}
}

var (
	errStalled = errors.New("the body comes in drops")
	errLarge   = errors.New("the body is too large")
)

// wrapped makes an *Error of what net/http or a body's reader gave.
func (c *Client) wrapped(u *url.URL, err error) *Error {
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	e := refusal(u, Network, "%v", err)
	e.cause = err
	e.Reason, e.What = c.worded(err)
	return e
}

// worded is an error's reason, and what to do about it.
func (c *Client) worded(err error) (Reason, string) {
	var lookup *net.DNSError
	var refused *net.OpError
	var late net.Error
	var certificate *tls.CertificateVerificationError
	text := err.Error()
	switch {
	case errors.Is(err, ssrf.ErrProhibitedPort):
		return Refused, "it names a port other than 80 and 443, which nothing public needs: it is not fetched (allow private addresses if the server is yours)"
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		return Refused, "its host is a private, loopback or otherwise special address: it is not fetched (allow private addresses if the server is yours)"
	case errors.Is(err, errMetadata):
		return Refused, "its host is a cloud's metadata service: it is never fetched"
	case errors.Is(err, errStalled):
		return TooSlow, fmt.Sprintf("its body brings less than a kilobyte in %s: given up", c.options.Stall)
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &late) && late.Timeout():
		return TooSlow, fmt.Sprintf("no whole answer within %s: given up", c.options.Timeout)
	case errors.Is(err, errLarge):
		return TooLarge, fmt.Sprintf("its body has more than %d bytes, or swells to more: no report has", c.options.MaxBody)
	case strings.Contains(text, "headers exceeded"), strings.Contains(text, "header list"):
		return TooLarge, fmt.Sprintf("its header has more than %d bytes: given up", maxHeader)
	case errors.As(err, &lookup):
		return Network, "its host cannot be found: check the address and the network"
	case errors.As(err, &certificate):
		return Network, "its certificate cannot be trusted: " + certificate.Err.Error()
	case errors.As(err, &refused) && refused.Op == "dial":
		return Network, "its host cannot be reached: " + refused.Err.Error()
	}
	return Broken, "its answer is broken: " + text
}
