package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// alias has the document show T as it is written, as U.
func alias[T, U any](registry huma.Registry) {
	registry.RegisterTypeAlias(reflect.TypeFor[T](), reflect.TypeFor[U]())
}

// describeNull has the document say where the record writes null: a pointer to
// a structure that is not left out when it is nil. huma says so of pointers to
// simple values only.
func describeNull(registry huma.Registry) {
	for name, schema := range registry.Map() {
		t := registry.TypeFromRef("#/components/schemas/" + name)
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			property := schema.Properties[tag]
			if property == nil || f.Type.Kind() != reflect.Pointer || f.Type.Elem().Kind() != reflect.Struct || strings.Contains(options, "omitempty") || property.Ref == "" {
				continue
			}
			schema.Properties[tag] = &huma.Schema{Description: property.Description, OneOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}}}
		}
	}
}
