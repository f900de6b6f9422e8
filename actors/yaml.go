package actors

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// readYAML reads a list of maps, or a map whose "actors" is one. Nodes are read
// rather than decoded: they know their line, and a value is what is written
// (from: 2014 is the year).
func readYAML(l *list, data []byte) error {
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if len(document.Content) == 0 {
		return errors.New("the file is empty")
	}
	rows := document.Content[0]
	if rows.Kind == yaml.MappingNode {
		if rows = valueOf(rows, "actors"); rows == nil {
			return errors.New(`a list of actors is wanted, or a map with "actors"`)
		}
	}
	if rows.Kind != yaml.SequenceNode {
		return errors.New("a list of actors is wanted")
	}
	for _, row := range rows.Content {
		r, err := l.yamlRow(row)
		if err != nil {
			l.problem(row.Line, "%v", err)
			continue
		}
		l.add(r)
	}
	return nil
}

func valueOf(m *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			return m.Content[i+1]
		}
	}
	return nil
}

// yamlRow reads one map. Aliases are a list, or one text as in CSV.
func (l *list) yamlRow(row *yaml.Node) (record, error) {
	r := record{line: row.Line, fields: map[string]string{}}
	if row.Kind != yaml.MappingNode {
		return r, errors.New("an actor is a map: name, aliases, …")
	}
	for i := 0; i+1 < len(row.Content); i += 2 {
		key, value := strings.ToLower(row.Content[i].Value), row.Content[i+1]
		l.unknown(row.Content[i].Line, []string{key})
		switch {
		case key == "aliases" && value.Kind == yaml.SequenceNode:
			for _, alias := range value.Content {
				r.aliases = append(r.aliases, alias.Value)
			}
		case value.Kind != yaml.ScalarNode:
			return r, fmt.Errorf("%s is no text", key)
		case key == "aliases":
			r.aliases = strings.FieldsFunc(value.Value, func(c rune) bool { return c == ';' || c == '|' })
		case value.Tag != "!!null":
			r.fields[key] = value.Value
		}
	}
	return r, nil
}
