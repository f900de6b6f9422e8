package fetch

import (
	"net/netip"
	"net/url"
	"strings"
)

// maxAddress is the longest address that is fetched; servers take some 8,000.
const maxAddress = 8192

// parse reads an address that is to be fetched. An address that different
// readers would understand differently is none.
func parse(address string) (*url.URL, error) {
	bad := func(what string) error { return &Error{Address: Redact(address), Reason: BadAddress, What: what} }
	if len(address) > maxAddress {
		return nil, bad("it has more than 8192 bytes: no page has such an address")
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, bad("it cannot be read: write it as https://host/path")
	}
	u.Scheme = strings.ToLower(u.Scheme)
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, bad("it is neither http nor https: only these are fetched")
	case u.User != nil:
		return nil, bad("it has a user name or password in it, which would be stored and printed: it is not fetched")
	case u.Hostname() == "":
		return nil, bad("it names no host: write it as https://host/path")
	case disguised(u.Hostname()):
		return nil, bad("its host is a number in disguise: write it as a name, or as an address with four decimal parts")
	}
	u.Host, u.Fragment, u.RawFragment = strings.ToLower(u.Host), "", ""
	return u, nil
}

// disguised reports whether a host's name would be read as a number by some
// resolvers and not by others: 2130706433, 0x7f.1 and 0177.0.0.1 are all
// 127.0.0.1. As in the WHATWG's URL standard, a last label that is a number
// makes the whole one.
func disguised(name string) bool {
	if _, err := netip.ParseAddr(name); err == nil {
		return false // the guard reads it as it will be dialled
	}
	if strings.Contains(name, "%") {
		return true // a zone, or an escape within a name
	}
	last := strings.TrimSuffix(name, ".")
	last = strings.ToLower(last[strings.LastIndexByte(last, '.')+1:])
	hexadecimal := strings.TrimPrefix(last, "0x")
	return strings.Trim(last, "0123456789") == "" || hexadecimal != last && strings.Trim(hexadecimal, "0123456789abcdef") == ""
}

// secrets are what the names of query parameters with a secret have in them.
var secrets = []string{"token", "key", "secret", "sig", "auth", "pass", "pwd", "session", "sid", "code", "jwt", "credential", "hash", "user", "mail"}

// longestValue is the longest value of a query that is printed: secrets are
// longer, numbers of articles and names of sections shorter.
const longestValue = 24

// Redact is an address as it may be printed: without user and password,
// fragment, and the values of a query that may be secret.
func Redact(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || len(address) > maxAddress {
		return "an address that cannot be read"
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.Opaque != "" {
		return u.Scheme + ":…"
	}
	pairs := strings.Split(u.RawQuery, "&")
	for i, pair := range pairs {
		name, value, found := strings.Cut(pair, "=")
		if !found && len(pair) > longestValue {
			pairs[i] = "…"
		}
		if found && secret(name, value) {
			pairs[i] = name + "=…"
		}
	}
	u.RawQuery = ""
	printed := u.String()
	if query := strings.Join(pairs, "&"); query != "" {
		printed += "?" + query
	}
	return printed
}

func secret(name, value string) bool {
	if len(value) > longestValue {
		return true
	}
	name = strings.ToLower(name)
	for _, word := range secrets {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
