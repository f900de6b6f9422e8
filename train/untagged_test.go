package main

import (
	"strings"
	"testing"
)

func TestPrinted(t *testing.T) {
	for _, c := range [][2]string{
		{"`` We ca n't go , '' she said *T*-1 .", `" We can't go , " she said .`},
		{"Kim 's aide -LRB- 0 a woman -RRB- left /.", "Kim's aide (a woman) left ."},
	} {
		if got := strings.TrimSpace(printed(c[0])); got != c[1] {
			t.Errorf("\n got %s\nwant %s", got, c[1])
		}
	}
}

func TestFrameExamples(t *testing.T) {
	var texts []string
	err := frameExamples(strings.NewReader("<example><text>He did n't &amp; left .</text><rel>left</arg></example><text>B</text>"), func(s string) { texts = append(texts, strings.TrimSpace(s)) })
	if err != nil || strings.Join(texts, "|") != "He didn't & left .|B" {
		t.Errorf("%q, %v", texts, err)
	}
}

func TestSenseExamples(t *testing.T) {
	file := "00001740-n:\n  definition:\n  - a thing\n  example:\n  - 'she''s here,\n    he said'\n  - it rained\n  members:\n  - no\n"
	var texts []string
	err := senseExamples(strings.NewReader(file), func(s string) { texts = append(texts, s) })
	if err != nil || strings.Join(texts, "|") != "she's here, he said|it rained" {
		t.Errorf("%q, %v", texts, err)
	}
}

func TestSenseFile(t *testing.T) {
	if got := senseFile("- id: 'abandon%2:40:01::'"); got != 40 {
		t.Error(got)
	}
}
