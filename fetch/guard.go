package fetch

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// maxHeader is the most that a response's header may have.
const maxHeader = 64 << 10

// errMetadata is a dial to a cloud's metadata service.
var errMetadata = errors.New("a cloud's metadata service")

// metadata are the addresses at which clouds tell a machine its secrets. They
// are refused whatever is allowed; Azure's and Alibaba's are not private.
var metadata = []netip.Addr{
	netip.MustParseAddr("169.254.169.254"), netip.MustParseAddr("fd00:ec2::254"), netip.MustParseAddr("169.254.170.2"),
	netip.MustParseAddr("168.63.129.16"), netip.MustParseAddr("100.100.100.200"), netip.MustParseAddr("192.0.0.192"),
}

// guard decides on each connection when it is made: on the address that is
// dialled, not on a name.
type guard struct{ guardian *ssrf.Guardian }

func newGuard(allowPrivate bool) guard {
	if !allowPrivate {
		return guard{ssrf.New()}
	}
	return guard{ssrf.New(ssrf.WithAnyPort(),
		ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8"),
			netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16")),
		ssrf.WithAllowedV6Prefixes(netip.MustParsePrefix("::1/128"), netip.MustParsePrefix("fc00::/7")))}
}

// control is a net.Dialer's.
func (g guard) control(network, address string, conn syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err == nil && slices.Contains(metadata, at.Addr().Unmap().WithZone("")) {
		return errMetadata
	}
	return g.guardian.Safe(network, address, conn)
}

// newClient makes a client with its own guard and resolver (nil: the system's).
func newClient(options Options, g guard, resolver *net.Resolver) *Client {
	options = options.filled()
	dialer := &net.Dialer{Timeout: min(options.Timeout, 15*time.Second), Control: g.control, Resolver: resolver}
	transport := &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // it is done here, within limits
		MaxResponseHeaderBytes: maxHeader,
		TLSHandshakeTimeout:    15 * time.Second,
		IdleConnTimeout:        30 * time.Second,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
	}
	agent := "stemma (reads news and compares reports; obeys robots.txt)"
	if contact := strings.Join(strings.Fields(options.Contact), " "); contact != "" {
		agent = "stemma (reads news and compares reports; obeys robots.txt; " + contact + ")"
	}
	return &Client{
		options: options, agent: agent, hosts: map[string]*host{}, origins: map[string]*origin{},
		transport: transport, // not http.Client, which follows redirects and prints where they lead
	}
}
