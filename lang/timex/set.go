package timex

import (
	"fmt"
	"strconv"
	"strings"

	"stemma"
)

func opSet(r *reading, t *stemma.Timex) bool {
	n, ok := r.count()
	if !ok {
		n = 1
	}
	t.Value = durationValue(n, r.unit(), true)
	t.Quant, t.Freq = r.quant(), r.freq()
	return t.Value != "" && n < 1e6
}

// quant is the word that makes a set of its expression, "every" or "each".
func (r *reading) quant() string {
	if q := r.text("q"); q != "" {
		return q
	}
	return r.args["quant"]
}

// freq is how often in each: "twice a month" 2X, "five days a week" 5D.
func (r *reading) freq() string {
	times, ok := r.number("times")
	if !ok {
		return ""
	}
	unit := "X"
	if of := unitCodes[r.text("of")]; of != "" {
		unit = strings.ToUpper(of)
	}
	return strconv.Itoa(times) + unit
}

func opSetPart(r *reading, t *stemma.Timex) bool {
	t.Value, t.Quant = "XXXX-XX-XXT"+r.text("daypart"), r.quant()
	return true
}

// opSetValue reads what recurs in each year, "every October", or a value that
// the rule itself gives.
func opSetValue(r *reading, t *stemma.Timex) bool {
	t.Value, t.Quant = r.args["value"], r.quant()
	switch {
	case t.Value != "":
	case r.text("season") != "":
		t.Value = "XXXX-" + r.text("season")
	default:
		t.Value = fmt.Sprintf("XXXX-%02d", atoi(r.text("month")))
	}
	return true
}

func opWeekly(r *reading, t *stemma.Timex) bool {
	n := atoi(r.text("weekdays"))
	if n == 0 {
		n = atoi(r.text("weekday"))
	}
	t.Quant = r.quant()
	t.Value = fmt.Sprintf("XXXX-WXX-%d", n)
	if part := r.text("daypart"); part != "" {
		t.Value += "T" + part
	}
	return n > 0
}

func opOften(r *reading, t *stemma.Timex) bool {
	text := r.text("often")
	n, unit := 1.0, text
	if text == "2Y" {
		n, unit = 2, "Y"
	}
	t.Value, t.Freq = durationValue(n, unit, true), r.freq()
	return t.Value != ""
}
