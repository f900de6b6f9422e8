package gazetteer

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Towns are the towns with a position, each once, by name and country. The
// slice is shared: do not write to it.
func Towns() []Entry { return towns() }

var towns = sync.OnceValue(func() []Entry {
	var list []Entry
	for _, f := range read("cities.txt", 4) {
		if t := place(f[0], KindCity, f[1], f[2], f[3]); t.Lat != 0 && t.Lon != 0 {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Country, b.Country), cmp.Compare(a.Lat, b.Lat), cmp.Compare(a.Lon, b.Lon))
	})
	return slices.CompactFunc(list, func(a, b Entry) bool { return a.Name == b.Name && a.Country == b.Country })
})
