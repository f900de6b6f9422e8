package render

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"

	"stemma"
)

// datum is one cell of the export with its name. Value is a string, an int, a
// float64, a list of strings, or nil where nothing is known.
type datum struct {
	name  string
	value any
}

// columns are a claim's cells in the set asked for. Each set ends with what is
// stemma's own.
func columns(r *stemma.Record, c *stemma.Claim, set string) []datum {
	own := ownColumns(r, c)
	switch set {
	case "ged":
		return slices.Concat(gedColumns(r, c), own)
	case "plover":
		return slices.Concat(ploverColumns(r, c), own)
	}
	return distinct(slices.Concat(ploverColumns(r, c), gedColumns(r, c), own))
}

// distinct leaves out a column whose name stands before it: what GED and PLOVER
// call alike has one value in both.
func distinct(list []datum) []datum {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(c datum) bool {
		known := seen[c.name]
		seen[c.name] = true
		return known
	})
}

// ownColumns are what neither GED nor PLOVER has: how firmly the claim is made,
// the three counts, who vouches for it, its standing from its first step on,
// and the line that tells it.
func ownColumns(r *stemma.Record, c *stemma.Claim) []datum {
	var origins, standing []string
	for _, o := range c.Origins {
		origins = append(origins, o.Name)
	}
	for _, s := range c.Standing {
		step := strings.TrimSpace(s.At + " " + s.Status)
		if s.By != "" {
			step += " by " + s.By
		}
		standing = append(standing, step)
	}
	return []datum{
		{"modality", c.Modality}, {"polarity", c.Polarity},
		{"reports", c.Counts.Reports},
		{"accounts_low", c.Counts.Accounts[0]}, {"accounts_high", c.Counts.Accounts[1]},
		{"origins_low", c.Counts.Origins[0]}, {"origins_high", c.Counts.Origins[1]},
		{"origins", origins}, {"standing", standing},
		{"story", known(c.Story)}, {"text", flat(c.Summary)},
	}
}

// known is a text, or nil where it is empty.
func known(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// exportCSV writes a header line and a line a claim. Lists are joined by "; ".
func exportCSV(w io.Writer, r *stemma.Record, claims []stemma.Claim, set string) error {
	out := csv.NewWriter(w)
	var names []string
	for _, c := range columns(r, &stemma.Claim{}, set) {
		names = append(names, c.name)
	}
	out.Write(names)
	for i := range claims {
		var cells []string
		for _, c := range columns(r, &claims[i], set) {
			cells = append(cells, csvCell(c.value))
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

func csvCell(value any) string {
	switch v := value.(type) {
	case string:
		return cell(v)
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []string:
		return cell(strings.Join(v, "; "))
	}
	return ""
}

// exportJSONL writes an object a line, its names in the order of the columns.
func exportJSONL(w io.Writer, r *stemma.Record, claims []stemma.Claim, set string) error {
	out := bufio.NewWriter(w)
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	for i := range claims {
		line.Reset()
		for at, c := range columns(r, &claims[i], set) {
			line.WriteString([]string{"{", ","}[min(at, 1)] + strconv.Quote(c.name) + ":")
			if list, ok := c.value.([]string); ok && list == nil {
				c.value = []string{}
			}
			if err := encoder.Encode(c.value); err != nil {
				return err
			}
			line.Truncate(line.Len() - 1) // the encoder's line end
		}
		line.WriteString("}\n")
		if _, err := line.WriteTo(out); err != nil {
			return err
		}
	}
	return out.Flush()
}
