package api

import (
	"encoding/json"
	"flag"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestOpenAPIGolden: the document is the API's contract; what changes of it
// shows in a diff.
func TestOpenAPIGolden(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	got, _ := io.ReadAll(d.ask("GET", "/api/openapi.yaml", nil).Body)
	const golden = "testdata/openapi.yaml"
	if *update {
		if err := os.WriteFile(golden, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the document is another (-update rewrites it):\n%s", diff)
	}
}

// TestOpenAPI holds the document to OpenAPI 3.1's structure, and to what who
// reads it needs: a name, a summary, described parameters and answers.
func TestOpenAPI(t *testing.T) {
	d := open(t, t.TempDir(), nil)
	doc := get[map[string]any](d, "/api/openapi.json")
	if doc["openapi"] != "3.1.0" || doc["info"].(map[string]any)["title"] != "stemma" || doc["info"].(map[string]any)["version"] != "test" {
		t.Errorf("%v %v", doc["openapi"], doc["info"])
	}
	ids, n := map[string]bool{}, 0
	for path, item := range doc["paths"].(map[string]any) {
		for method, op := range item.(map[string]any) {
			n++
			checkOperation(t, path, method, op.(map[string]any), ids)
		}
	}
	if n != 19 {
		t.Errorf("%d operations", n)
	}
	checkSchemas(t, doc, doc, "#")
}

var pathParameter = regexp.MustCompile(`\{([a-z_]+)\}`)

func checkOperation(t *testing.T, path, method string, op map[string]any, ids map[string]bool) {
	id, _ := op["operationId"].(string)
	if id == "" || ids[id] || op["summary"] == nil || op["description"] == nil || op["tags"] == nil {
		t.Errorf("%s %s: id %q, summary %v, description %v, tags %v", method, path, id, op["summary"], op["description"], op["tags"])
	}
	ids[id] = true
	declared := map[string]bool{}
	parameters, _ := op["parameters"].([]any)
	for _, p := range parameters {
		p := p.(map[string]any)
		if p["in"] == "path" {
			declared[p["name"].(string)] = p["required"] == true
		}
		if p["schema"] == nil || p["description"] == nil {
			t.Errorf("%s: parameter %v lacks a schema or a description", id, p["name"])
		}
	}
	for _, m := range pathParameter.FindAllStringSubmatch(path, -1) {
		if !declared[m[1]] {
			t.Errorf("%s: %s is not declared, or not required", id, m[1])
		}
	}
	responses, _ := op["responses"].(map[string]any)
	good := false
	for status, r := range responses {
		good = good || strings.HasPrefix(status, "2")
		if r.(map[string]any)["description"] == "" {
			t.Errorf("%s: answer %s is not described", id, status)
		}
	}
	if !good || len(responses) < 2 {
		t.Errorf("%s: answers %v", id, responses)
	}
}

// checkSchemas wants every reference to lead somewhere and every type to be one
// of JSON Schema's.
func checkSchemas(t *testing.T, doc map[string]any, value any, at string) {
	switch v := value.(type) {
	case map[string]any:
		if ref, ok := v["$ref"].(string); ok && !leads(doc, ref) {
			t.Errorf("%s: %s leads nowhere", at, ref)
		}
		for key, inner := range v {
			checkSchemas(t, doc, inner, at+"/"+key)
		}
	case []any:
		for _, inner := range v {
			checkSchemas(t, doc, inner, at)
		}
	}
}

func leads(doc map[string]any, ref string) bool {
	var at any = doc
	for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		inner, ok := at.(map[string]any)
		if !ok {
			return false
		}
		at = inner[part]
	}
	return at != nil
}

// TestAnswersAreAsDescribed: what lists and records give has the properties that
// the document says, no more, and those that it requires.
func TestAnswersAreAsDescribed(t *testing.T) {
	d := odesa(t, nil)
	doc := get[map[string]any](d, "/api/openapi.json")
	key := get[StoryFull](d, "/api/v1/stories/1").Keys["c1"]
	for path, at := range map[string]string{"/v1/stories": "/v1/stories", "/v1/stories/1": "/v1/stories/{id}", "/v1/claims": "/v1/claims", "/v1/claims/" + key: "/v1/claims/{key}",
		"/v1/reports": "/v1/reports", "/v1/reports/1": "/v1/reports/{id}", "/v1/search?q=port": "/v1/search", "/v1/changes": "/v1/changes", "/v1/outlets": "/v1/outlets"} {
		schema := doc["paths"].(map[string]any)[at].(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)["schema"]
		conforms(t, doc, schema.(map[string]any), get[any](d, "/api"+path), path)
	}
}

// conforms compares a value with as much of JSON Schema as the document uses.
func conforms(t *testing.T, doc, schema map[string]any, value any, at string) {
	t.Helper()
	if ref, ok := schema["$ref"].(string); ok {
		schema = doc["components"].(map[string]any)["schemas"].(map[string]any)[ref[strings.LastIndex(ref, "/")+1:]].(map[string]any)
	}
	if either, ok := schema["oneOf"].([]any); ok {
		for _, one := range either {
			if one := one.(map[string]any); (one["type"] == "null") == (value == nil) {
				schema = one
			}
		}
		if schema["$ref"] != nil {
			conforms(t, doc, schema, value, at)
			return
		}
	}
	switch v := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		more, open := schema["additionalProperties"].(map[string]any)
		for name, inner := range v {
			if p, ok := properties[name].(map[string]any); ok {
				conforms(t, doc, p, inner, at+"."+name)
			} else if open {
				conforms(t, doc, more, inner, at+"."+name)
			} else if len(properties) > 0 {
				t.Errorf("%s.%s is not described", at, name)
			}
		}
		required, _ := schema["required"].([]any)
		for _, name := range required {
			if _, ok := v[name.(string)]; !ok {
				t.Errorf("%s lacks %s", at, name)
			}
		}
	case []any:
		items, ok := schema["items"].(map[string]any)
		if !ok {
			t.Errorf("%s: a list, described as %v", at, schema["type"])
			return
		}
		for _, inner := range v {
			conforms(t, doc, items, inner, at+"[]")
		}
	case string:
		if kind := schema["type"]; kind != nil && kind != "string" && !has(kind, "string") {
			t.Errorf("%s: a string, described as %v", at, kind)
		}
	case float64:
		if kind := schema["type"]; kind != nil && kind != "integer" && kind != "number" && !has(kind, "integer") && !has(kind, "number") {
			t.Errorf("%s: a number, described as %v", at, kind)
		}
	case nil:
		if kind := schema["type"]; kind != nil && kind != "null" && !has(kind, "null") {
			data, _ := json.Marshal(schema)
			t.Errorf("%s: null, described as %.200s", at, data)
		}
	}
}

func has(kinds any, kind string) bool {
	list, _ := kinds.([]any)
	for _, k := range list {
		if k == kind {
			return true
		}
	}
	return false
}
