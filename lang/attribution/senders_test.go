package attribution_test

import (
	"strings"
	"testing"
)

// TestSenders: a message says what stands in it on the word of who sent it, not
// of who received it; and of two cues joined by "but" each has its own source.
func TestSenders(t *testing.T) {
	for _, want := range []string{
		"The tug turned after it had picked up a radio message from [source the trawler Gannet] [cue saying] [content two boats were circling it].",
		"[source The ministry] [cue said] [content [source MV Harrow] [cue put out a message] at 1100 hours that [content it was under attack from two boats]].",
		"[source Tehran's seismologic center] [cue said] [content the quake measured magnitude-5.9], but [source the U.S. Geological Survey in Golden, Colo.], [cue said] [content it was a magnitude-6.1 temblor].",
		"[source Tehran's seismologic center] [cue put] [content the quake's magnitude at 5.9], but [source the U.S. Geological Survey in Golden, Colo.], [cue said] [content it was 6.1].",
	} {
		if got, _, ok := analysed(want); !ok {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// TestSpeaksOn: a quotation of its own goes on with the words of the statement,
// not with those of the message that the statement speaks of.
func TestSpeaksOn(t *testing.T) {
	d := read("The frigate was patrolling when it received a distress call from Ethiopian-flagged MV Harrow saying two boats were closing in and firing, a Defence Ministry statement said.\n\n" +
		"\"On sighting the frigate, the boats turned and fled. The frigate closed the vessels.\"")
	for _, a := range d.Attributions {
		last := a.Content[len(a.Content)-1].Span.In(d.Text)
		if source := a.Source.Span.In(d.Text); strings.HasPrefix(last, "On sighting") != (source == "a Defence Ministry statement") {
			t.Errorf("%s: %q", source, last)
		}
	}
	if len(d.Attributions) != 2 {
		t.Errorf("got %s", marked(d))
	}
}
