package timex

import (
	"strings"

	"stemma"
)

// monthFirst are the ends of addresses of countries that write the month
// first. All others that an address names write the day first.
var dayFirstEnds = []string{".uk", ".au", ".nz", ".ie", ".in", ".za", ".fr", ".de", ".it", ".es", ".ru", ".nl", ".pl", ".tr", ".eu", ".br", ".mx", ".sg", ".my", ".pk", ".ng", ".ke"}

// dayFirst reports whether the outlet's country writes 7/8/2007 for 7 August.
func dayFirst(d *stemma.Document) bool {
	host := d.URL
	if at := strings.Index(host, "://"); at >= 0 {
		host = host[at+3:]
	}
	host, _, _ = strings.Cut(host, "/")
	host, _, _ = strings.Cut(host, ":")
	for _, end := range dayFirstEnds {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}
