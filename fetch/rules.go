package fetch

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// product is the name by which a robots.txt addresses this program.
const product = "stemma"

// Limits on one robots.txt.
const (
	maxRules = 5_000
	maxRule  = 2_048 // bytes of a path
)

// rules are what a robots.txt says to one reader.
type rules struct {
	list  []rule
	delay time.Duration
}

type rule struct {
	path  string // with "*" for anything, and "$" at its end for the end
	allow bool
}

// parseRules takes from a robots.txt the groups for a product, or those for
// everybody when there is none. Lines that cannot be read are passed over, as
// RFC 9309 wants it.
func parseRules(data []byte, product string) rules {
	var own, others rules
	named := false             // a group for the product has been seen
	var forOwn, forOthers bool // the lines at hand are for the product, for everybody
	inAgents := false          // the line before named an agent too
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	for line := range strings.FieldsFuncSeq(string(data), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		name, value, found := strings.Cut(line, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		switch {
		case !found:
			continue
		case name == "user-agent":
			if !inAgents {
				forOwn, forOthers = false, false
			}
			inAgents = true
			forOthers = forOthers || value == "*"
			if strings.EqualFold(agentName(value), product) {
				forOwn, named = true, true
			}
			continue
		case name == "sitemap":
			continue // belongs to no group
		}
		inAgents = false
		if forOwn {
			own.add(name, value)
		}
		if forOthers {
			others.add(name, value)
		}
	}
	if named {
		return own
	}
	return others
}

// agentName is a product's name without its version: "stemma" of "Stemma/1.0".
func agentName(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '-')
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

func (r *rules) add(name, value string) {
	switch name {
	case "allow", "disallow":
		if value != "" && len(value) <= maxRule && len(r.list) < maxRules {
			r.list = append(r.list, rule{path: normalPath(value), allow: name == "allow"})
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = time.Duration(min(seconds, 3600) * float64(time.Second))
		}
	}
}

// permit finds the rule with the longest path that matches; of two as long the
// one that allows wins. Nothing said is permission.
func (r rules) permit(path string) bool {
	path = normalPath(path)
	longest, allow := -1, true
	for _, rule := range r.list {
		if n := len(rule.path); (n > longest || n == longest && rule.allow) && matches(rule.path, path) {
			longest, allow = n, rule.allow
		}
	}
	return allow
}

// normalPath writes a path's characters in one way: escaped where they must be,
// not where they need not.
func normalPath(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		switch c := path[i]; {
		case c == '%' && i+2 < len(path) && hex(path[i+1]) >= 0 && hex(path[i+2]) >= 0:
			decoded := byte(hex(path[i+1])<<4 | hex(path[i+2]))
			if plain(decoded) {
				b.WriteByte(decoded)
			} else {
				b.WriteString(strings.ToUpper(path[i : i+3]))
			}
			i += 2
		case c <= ' ' || c >= 0x7f:
			b.WriteString(url.PathEscape(string([]byte{c})))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// plain reports whether a character means the same escaped or not.
func plain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// matches reports whether a path begins as a rule says. Each "*" takes as
// little as it can, which is enough where only the beginning must match; a rule
// that ends in "$" must reach the end.
func matches(pattern, path string) bool {
	pattern, toEnd := strings.CutSuffix(pattern, "$")
	pieces := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, pieces[0]) {
		return false
	}
	rest := path[len(pieces[0]):]
	for i, piece := range pieces[1:] {
		if toEnd && i == len(pieces)-2 {
			return strings.HasSuffix(rest, piece)
		}
		at := strings.Index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return !toEnd || rest == ""
}
