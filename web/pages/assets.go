package pages

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"strings"
)

//go:embed assets/pages.css assets/icon.svg
var assetFiles embed.FS

// asset is a file that pages ask for.
type asset struct {
	kind string
	data []byte
}

// assets are the files by their names, which change with what is in them, so
// that a browser may keep them for ever.
var assets = map[string]asset{}

var (
	styleName = named("pages.css", "text/css; charset=utf-8")
	iconName  = named("icon.svg", "image/svg+xml")
)

func named(file, kind string) string {
	data, err := assetFiles.ReadFile("assets/" + file)
	if err != nil {
		panic(err) // the files are embedded
	}
	sum := sha256.Sum256(data)
	stem, ending, _ := strings.Cut(file, ".")
	name := stem + "." + hex.EncodeToString(sum[:6]) + "." + ending
	assets[name] = asset{kind, data}
	return name
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	a, found := assets[r.PathValue("name")]
	if !found {
		http.Error(w, "There is no such file; the pages name those that there are.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.data) // the reader left: nobody is there to be told
	}
}
