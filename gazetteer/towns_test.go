package gazetteer

import "testing"

func TestTowns(t *testing.T) {
	seen := map[string]bool{}
	for _, town := range Towns() {
		if town.Lat < -90 || town.Lat > 90 || town.Lon < -180 || town.Lon > 180 || seen[town.Name+town.Country] {
			t.Errorf("%+v", town)
		}
		seen[town.Name+town.Country] = true
	}
	if !seen["AachenDE"] || len(seen) < 9000 {
		t.Errorf("%d towns", len(seen))
	}
}
