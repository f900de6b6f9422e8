package pages

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"strconv"
)

//go:embed assets/pages.css
var style []byte

// styleName is the style sheet's name, which changes with what is in it, so that
// a browser may keep it for ever.
var styleName = func() string {
	sum := sha256.Sum256(style)
	return "pages." + hex.EncodeToString(sum[:6]) + ".css"
}()

func serveAsset(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("name") != styleName {
		http.Error(w, "There is no such file; the pages name those that there are.", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Content-Length", strconv.Itoa(len(style)))
	_, _ = w.Write(style)
}
