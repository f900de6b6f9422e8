package claim_test

import (
	"strings"
	"testing"
)

// TestTimesAreTheEvents pairs each trigger with the begin of its time, "-" for
// none: when it was said is not when it happened. The article is dated
// Wednesday 13 March 2024.
func TestTimesAreTheEvents(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Officials said Tuesday that a bomb killed two guards on Monday.", "killed 2024-03-11"},
		{"On Tuesday, police said gunmen killed two guards.", "killed -"},
		{"Gunmen killed two guards on Monday, police said Tuesday.", "killed 2024-03-11"},
		{"The company said in a statement Monday it had fired 200 workers.", "fired -"},
		{"The mayor, speaking at a ceremony on Tuesday, said nine men died.", "died -"},
		{"A court on Tuesday sentenced a man to 10 years for the 2019 killing of two guards.", "sentenced 2024-03-12; killing 2019-01-01"},
		{"The minister told reporters on Monday that troops would leave on Friday.", "leave 2024-03-15"},
		{"Two guards were killed when a bomb exploded on Monday.", "killed 2024-03-11; exploded 2024-03-11"},
		{"The judge postponed the trial until Monday.", "postponed -"},
		{"The army did not leave the town until Monday.", "leave 2024-03-11"},
		{"The trial of the men accused of killing a guard in 2011 opened on Monday.", "trial 2024-03-11; accused -; killing 2011-01-01"},
		{"Rebels attacked the town on Sunday and killed two guards.", "attacked 2024-03-10; killed 2024-03-10"},
		{"The June 20 shooting of a guard shocked Lagos.", "shooting 2023-06-20"},
	} {
		d, mentions := extract(c.text)
		got := []string{}
		for _, m := range mentions {
			when := "-"
			if m.Time != nil {
				when = m.Time.Begin
			}
			got = append(got, m.Trigger.In(d.Text)+" "+when)
		}
		if said := strings.Join(got, "; "); said != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, said, c.want)
		}
	}
}
