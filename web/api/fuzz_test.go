package api

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// FuzzRequests: whatever is asked, and sent, nothing crashes, hangs, or tells
// what is inside.
func FuzzRequests(f *testing.F) {
	for _, seed := range [][3]string{{"/v1/claims", "actor=Russia&since=2022", ""}, {"/v1/search", `q="a phrase" -not begin*`, ""}, {"/v1/stories/1", "as_of=2022-07-23", ""},
		{"/v1/stories/1/export/geojson", "", ""}, {"/v1/reports", "url=https://post.example/1", "date 2024-01-02\n\nTwo died, police said."}, {"/v1/reports", "wait=false", `{"text": "Two died.", "title": "\u0000"}`},
		{"/v1/judgements", "", `{"kind":"move","story":1,"reports":[1],"value":"new"}`}, {"/v1/feeds", "", `{"address":"https://a.example/rss"}`}, {"/v1/changes.atom", "kind=new", ""}, {"/v1/reports/1", "version=-1", ""}} {
		f.Add(seed[0], seed[1], []byte(seed[2]))
	}
	d := odesa(f, nil)
	f.Fuzz(func(t *testing.T, path, query string, body []byte) {
		address := (&url.URL{Path: "/api" + path, RawQuery: query}).String()
		method := http.MethodGet
		if len(body) > 0 {
			method = http.MethodPost
		}
		r, err := http.NewRequest(method, address, bytes.NewReader(body))
		if err != nil || r.URL.Path == "/api/v1/changes/stream" {
			return // no request, or one that goes on
		}
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		d.h.ServeHTTP(w, r)
		response := w.Result()
		text, _ := io.ReadAll(response.Body)
		if response.StatusCode >= 500 {
			t.Errorf("%s %s: %d %.300s", method, address, response.StatusCode, text)
		}
	})
}
