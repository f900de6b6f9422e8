package collate

import (
	"fmt"
	"slices"
	"strings"

	"stemma"
)

// longLemma is how many words of a lemma are printed; of a longer one the first
// and the last, as editors do.
const longLemma = 6

// closing are the marks at the ends of a lemma or reading, which are no part of it.
const closing = " .,;:"

// Lemma is a variant's lemma as the apparatus prints it: "the port … on Friday".
func Lemma(text string) string {
	w := strings.Fields(strings.Trim(text, closing))
	if len(w) <= longLemma {
		return strings.Join(w, " ")
	}
	return strings.Join(w[:2], " ") + " … " + strings.Join(w[len(w)-2:], " ")
}

// String writes a reading without its witnesses: "rockets", "om.", "add. on
// Friday", "transp.".
func (r Reading) String() string {
	switch r.Kind {
	case Other:
		return r.Text
	case Added:
		return "add. " + r.Text
	case Transposed:
		return "transp."
	}
	return r.Kind
}

// Line writes a variant as the apparatus does: "2 missiles ] rockets B · om. C".
func Line(record *stemma.Record, e *Edition, v Variant) string {
	readings := make([]string, len(v.Readings))
	for i, r := range v.Readings {
		readings[i] = r.String() + " " + Brief(record, r.Witnesses)
	}
	lemma := record.Text(stemma.Evidence{Article: e.Base, Span: v.Lemma})
	return fmt.Sprintf("%d %s ] %s", v.Paragraph, Lemma(lemma), strings.Join(readings, " · "))
}

// Brief writes sigla shortly: runs of three and more in the record's order as
// "A–C".
func Brief(record *stemma.Record, sigla []string) string {
	at := order(record)
	sorted := slices.Clone(sigla)
	slices.SortFunc(sorted, func(a, b string) int { return at[a] - at[b] })
	var parts []string
	for i := 0; i < len(sorted); {
		j := i
		for j+1 < len(sorted) && at[sorted[j+1]] == at[sorted[j]]+1 {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, sorted[i]+"–"+sorted[j])
		} else {
			parts = append(parts, sorted[i:j+1]...)
		}
		i = j + 1
	}
	return strings.Join(parts, " ")
}
