package pages

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"stemma/gazetteer"
	"stemma/render"
	"stemma/workspace"
)

// mapPage is where the story's claims happened.
type mapPage struct {
	head
	Drawing  template.HTML `json:"-"`
	Places   []placeItem   `json:"places"`
	Unplaced []placeItem   `json:"unplaced"` // named, with a position that nobody knows
}

// placeItem is a place with the claims that happened there.
type placeItem struct {
	Number  int         `json:"number"`
	Name    string      `json:"name"`
	Country string      `json:"country,omitempty"`
	Lat     *float64    `json:"lat,omitempty"`
	Lon     *float64    `json:"lon,omitempty"`
	Near    bool        `json:"near,omitempty"`
	Claims  []claimItem `json:"claims"`
}

// Position is the place's as it is read: "46.5° N 30.7° E".
func (i placeItem) Position() string {
	if i.Lat == nil || i.Lon == nil {
		return ""
	}
	return degrees(*i.Lat, "N", "S") + " " + degrees(*i.Lon, "E", "W")
}

func degrees(at float64, plus, minus string) string {
	side := plus
	if at < 0 {
		side = minus
	}
	return strconv.FormatFloat(math.Abs(at), 'f', -1, 64) + "° " + side
}

func (p *Pages) mapped(r *http.Request) (*answer, error) {
	a, v, h, err := p.open(r, "map")
	if err != nil {
		return nil, err
	}
	a.Title, a.Template = "Map: "+h.Title, "map"
	a.fill = func(a *answer) error {
		page := mapPage{head: h, Places: []placeItem{}, Unplaced: []placeItem{}}
		for _, i := range p.places(v) {
			if i.Lat == nil {
				page.Unplaced = append(page.Unplaced, i)
				continue
			}
			i.Number = len(page.Places) + 1
			page.Places = append(page.Places, i)
		}
		page.Drawing = drawMap(page.Places)
		a.Page, a.Rows = page, placeRows(append(slices.Clone(page.Places), page.Unplaced...))
		return nil
	}
	return a, nil
}

// places gathers claims by place, those with most claims first.
func (p *Pages) places(v *workspace.StoryView) []placeItem {
	var list []placeItem
	at := map[string]int{}
	for i := range v.Record.Claims {
		place := v.Record.Claims[i].Place
		if place == nil || place.Name == "" {
			continue
		}
		key := fmt.Sprint(place.Name, "\x00", place.Country, "\x00", place.Near)
		n, found := at[key]
		if !found {
			n, at[key] = len(list), len(list)
			list = append(list, placeItem{Name: place.Name, Country: place.Country, Near: place.Near})
			if place.Lat != nil && place.Lon != nil && math.Abs(*place.Lat) <= 90 && math.Abs(*place.Lon) <= 180 {
				list[n].Lat, list[n].Lon = place.Lat, place.Lon
			}
		}
		list[n].Claims = append(list[n].Claims, p.claimItem(v, i))
	}
	slices.SortStableFunc(list, func(a, b placeItem) int {
		return cmp.Or(cmp.Compare(len(b.Claims), len(a.Claims)), strings.Compare(a.Name, b.Name))
	})
	return list
}

func placeRows(places []placeItem) [][]string {
	table := [][]string{{"place", "country", "lat", "lon", "near", "claim", "key", "summary"}}
	for _, i := range places {
		lat, lon := "", ""
		if i.Lat != nil {
			lat, lon = strconv.FormatFloat(*i.Lat, 'f', -1, 64), strconv.FormatFloat(*i.Lon, 'f', -1, 64)
		}
		for _, c := range i.Claims {
			table = append(table, []string{i.Name, i.Country, lat, lon, strconv.FormatBool(i.Near), c.Number, c.Key, c.Summary})
		}
	}
	return table
}

// Sizes of the map, in SVG units, and of what it shows, in degrees.
const (
	mapWidth, mapHeight = 880, 560
	leastLat            = 3.0 // from the lower to the upper edge
	marginShare         = 0.25
	mostTowns           = 1500
)

// window is the part of the world that a map shows, by equal degrees: a degree
// of longitude is as long as it is in the window's middle.
type window struct {
	south, north, west, east float64
}

// windowOf holds all places, with room around them.
func windowOf(places []placeItem) window {
	w := window{90, -90, 180, -180}
	for _, i := range places {
		w.south, w.north = min(w.south, *i.Lat), max(w.north, *i.Lat)
		w.west, w.east = min(w.west, *i.Lon), max(w.east, *i.Lon)
	}
	lat, lon := (w.south+w.north)/2, (w.west+w.east)/2
	stretch := max(math.Cos(lat*math.Pi/180), 0.2)
	high := max((w.north-w.south)*(1+2*marginShare), (w.east-w.west)*(1+2*marginShare)*stretch*mapHeight/mapWidth, leastLat)
	wide := high * mapWidth / mapHeight / stretch
	return window{lat - high/2, lat + high/2, lon - wide/2, lon + wide/2}
}

func (w window) at(lat, lon float64) (x, y float64) {
	return (lon - w.west) / (w.east - w.west) * mapWidth, (w.north - lat) / (w.north - w.south) * mapHeight
}

func (w window) holds(lat, lon float64) bool {
	return w.south <= lat && lat <= w.north && w.west <= lon && lon <= w.east
}

// drawMap draws the places, numbered as in the table beside it, over a graticule
// and the towns that the gazetteer knows, which show where the land lies. It is
// "" without places.
func drawMap(places []placeItem) template.HTML {
	if len(places) == 0 {
		return ""
	}
	w := windowOf(places)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg role="img" aria-labelledby="map-title map-desc" class="map" viewBox="0 0 %d %d" width="%d" height="%d"><title id="map-title">Where the claims happened</title><desc id="map-desc">`, mapWidth, mapHeight, mapWidth, mapHeight)
	for k, i := range places {
		if k < 30 {
			fmt.Fprintf(&b, "%d %s, %s. ", i.Number, template.HTMLEscapeString(i.Name), i.Position())
		}
	}
	b.WriteString("The table below says the same.</desc>")
	w.graticule(&b)
	w.towns(&b)
	w.capitals(&b, w.markers(&b, places))
	b.WriteString("</svg>")
	return template.HTML(b.String())
}

// graticule draws lines of whole degrees, some six of each.
func (w window) graticule(b *strings.Builder) {
	step := 0.5
	for _, s := range []float64{1, 2, 5, 10, 20, 30} {
		if (w.east-w.west)/step > 8 {
			step = s
		}
	}
	b.WriteString(`<g class="graticule">`)
	for lon := math.Ceil(w.west/step) * step; lon <= w.east; lon += step {
		x, _ := w.at(0, lon)
		fmt.Fprintf(b, `<path d="M%.1f 0V%d"/><text x="%.1f" y="%d">%s</text>`, x, mapHeight, x+4, mapHeight-6, degrees(wrapped(lon), "E", "W"))
	}
	for lat := math.Ceil(w.south/step) * step; lat <= w.north; lat += step {
		if math.Abs(lat) > 90 {
			continue
		}
		_, y := w.at(lat, 0)
		fmt.Fprintf(b, `<path d="M0 %.1fH%d"/><text x="4" y="%.1f">%s</text>`, y, mapWidth, y-4, degrees(lat, "N", "S"))
	}
	b.WriteString("</g>")
}

// wrapped is a longitude between 180° W and 180° E.
func wrapped(lon float64) float64 { return math.Mod(lon+540, 360) - 180 }

// towns draws the gazetteer's towns as one path of dots.
func (w window) towns(b *strings.Builder) {
	var here []gazetteer.Entry
	for _, t := range gazetteer.Towns() {
		if w.holds(t.Lat, t.Lon) {
			here = append(here, t)
		}
	}
	step := len(here)/mostTowns + 1
	b.WriteString(`<path class="towns" d="`)
	for i := 0; i < len(here); i += step {
		x, y := w.at(here[i].Lat, here[i].Lon)
		fmt.Fprintf(b, "M%.1f %.1fh0", x, y)
	}
	b.WriteString(`"/>`)
}

// markers draws numbered places, the foremost last, on top; a name stands where
// it hides none that came before. It returns what is taken.
func (w window) markers(b *strings.Builder, places []placeItem) []box {
	var taken []box
	names := make([]string, len(places))
	for k, i := range places {
		x, y := w.at(*i.Lat, *i.Lon)
		taken = append(taken, box{x - 12, y - 12, x + 12, y + 12})
		names[k] = w.label(i.Name, x, y, &taken)
	}
	for k, i := range slices.Backward(places) {
		x, y := w.at(*i.Lat, *i.Lon)
		fmt.Fprintf(b, `<g class="place"><title>%s</title><circle cx="%.1f" cy="%.1f" r="%d"/><text class="number" x="%.1f" y="%.1f">%d</text>%s</g>`,
			template.HTMLEscapeString(i.Name+": "+render.Plural(len(i.Claims), "claim")), x, y, 11, x, y+4, i.Number, names[k])
	}
	return taken
}

// capitals names the capitals in the window, where there is room, so that a
// reader knows where they are.
func (w window) capitals(b *strings.Builder, taken []box) {
	for _, t := range gazetteer.Towns() {
		if !w.holds(t.Lat, t.Lon) {
			continue
		}
		if c, found := gazetteer.Capital(t.Name); !found || c.Country != t.Country {
			continue
		}
		x, y := w.at(t.Lat, t.Lon)
		room := box{x + 4, y - 7, x + 8 + 6*float64(len([]rune(t.Name))), y + 7}
		if room.right > mapWidth || slices.ContainsFunc(taken, room.overlaps) {
			continue
		}
		taken = append(taken, room)
		fmt.Fprintf(b, `<text class="town" x="%.1f" y="%.1f">%s</text>`, x+5, y+4, template.HTMLEscapeString(t.Name))
	}
}

// box is a part of the drawing that is taken.
type box struct{ left, top, right, bottom float64 }

func (a box) overlaps(b box) bool {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

// label sets a name beside its marker where there is room; "" where there is none.
func (w window) label(name string, x, y float64, taken *[]box) string {
	name = clip(name, 28)
	wide := 7.6*float64(len([]rune(name))) + 4
	for _, try := range []struct {
		left, top float64
		anchor    string
		at        float64
	}{{x + 14, y - 9, "start", x + 15}, {x - 14 - wide, y - 9, "end", x - 15}, {x - wide/2, y + 12, "middle", x}, {x - wide/2, y - 30, "middle", x}} {
		room := box{try.left, try.top, try.left + wide, try.top + 18}
		if room.left < 0 || room.right > mapWidth || room.top < 0 || room.bottom > mapHeight-18 || slices.ContainsFunc((*taken)[:len(*taken)-1], room.overlaps) {
			continue
		}
		*taken = append(*taken, room)
		return fmt.Sprintf(`<text class="name" text-anchor="%s" x="%.1f" y="%.1f">%s</text>`, try.anchor, try.at, room.top+14, template.HTMLEscapeString(name))
	}
	return ""
}
