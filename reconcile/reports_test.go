package reconcile_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stemma"
	"stemma/ingest"
	"stemma/pipeline"
)

// record reads reports given as text, the first as A.
func record(t *testing.T, reports ...string) *stemma.Record {
	t.Helper()
	var files []string
	for i, text := range reports {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("%d.txt", i))
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	articles, problems := ingest.Read(context.Background(), files, ingest.Options{})
	return pipeline.Run(context.Background(), articles, problems, pipeline.Options{})
}

// differences lists a record's disagreements on its claims as "kind about".
func differences(r *stemma.Record) []string {
	list := []string{}
	for _, c := range r.Claims {
		for _, d := range c.Disagreements {
			list = append(list, d.Kind+" "+d.About)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// TestDifferences: what two reports of one event differ in, and what is none.
func TestDifferences(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"The company sent a ship to repair the broken Harwick cable on Friday.", "The company sent ships to repair the broken Harwick cable.", "contradiction number"},
		{"Two helicopters carried the injured miners from Harwick to hospital.", "Helicopters carried the injured miners from Harwick to hospital.", "precision number"},
		{"The tremor damaged houses in Norway, Sweden and Finland.", "The tremor damaged houses in Norway and Sweden.", "scope places"},
		{"The tremor was felt in Norway and Sweden.", "The tremor was felt in Oslo.", "scope places"},
		{"The tremor was felt in Norway and Sweden.", "The tremor was felt south of Norway.", ""},
		{"The tremor was felt in Norway and Sweden.", "The tremor was felt near the port of Oslo.", "precision place"},
		{"Two helicopters carried the injured miners from Harwick to hospital.", "Helicopters carried the injured miners from Harwick to hospital. The two helicopters had come from Oslo.", ""},
		{"Two of the helicopters carried the injured miners from Harwick to hospital.", "Helicopters carried the injured miners from Harwick to hospital.", ""},
		{"The cache held three machine guns and two rifles, the navy said.", "Pirates fired machine guns at the navy.", ""},
		{"Between October 2 and November 19 the navy sank a pirate trawler off Harwick.", "The navy sank a pirate trawler off Harwick on November 18.", ""},
		{"The navy sank a pirate trawler off Harwick that was built in May 1980, an officer said in March.", "The navy sank a pirate trawler off Harwick on November 18.", ""},
		{"Internet services in Norway were down by 52 percent because of the broken cable.", "Telephones and internet services in Norway were down by 80 percent because of the broken cable.", "contradiction percent"},
		{"The broken cable disrupted 55 percent of voice traffic in Sweden and 52 percent in Norway.", "The broken cable disrupted 80 percent of web services in Norway.", "scope percent"},
		{"The broken cable disrupted 55 percent of traffic in Norway.", "The broken cable disrupted traffic in Norway. On Monday, 55 percent of traffic in Norway was lost.", ""},
		{"The tremor was felt in Norway and Sweden.", "The tremor was felt across the North Sea in Norway.", "scope places"},
		{"The tremor was felt in Norway and Sweden.", "The tremor shook Norway and Sweden as well.", ""},
		{"Communications between Norway and Sweden were disrupted after cables between Denmark and Finland were cut.", "Communications between Norway, Sweden and Iceland were disrupted.", "scope places"},
		{"Up to 70 percent of communications to Norway were disrupted by the broken cable.", "Communications to Norway and Sweden were disrupted by the broken cable.", ""},
		{"Pirates attacked the ship Aurora off the Gulf of Aden.", "Pirates attacked the ship Aurora in the Gulf of Aden.", ""},
		{"A mine exploded in the south of Norway on Friday.", "A mine exploded in Norway on Friday.", ""},
		{"A mine exploded in the south of Bergen on Friday.", "A mine exploded north of Bergen on Friday.", ""},
		{"A mine exploded off the coast of Bergen on Friday.", "A mine exploded south-west of the port of Bergen on Friday.", "precision direction"},
		{"The gunman surrendered to Harwick police at 6 p.m.", "The gunman surrendered to Harwick police just after 6 p.m.", "precision hour"},
		{"The gunman surrendered to Harwick police at 6 p.m.", "The gunman surrendered to Harwick police at 9 p.m.", "contradiction hour"},
		{"The gunman surrendered to Harwick police just after 6: 00 p.m.", "The gunman surrendered to Harwick police just after 6 p.m.", ""},
		{"The navy sank a pirate trawler off Harwick on November 18.", "The navy sank a pirate trawler off Harwick on November 19.", "contradiction time"},
		{"The navy sank a pirate trawler off Harwick on November 18.", "The navy sank a pirate trawler off Harwick in November.", "precision time"},
		{"On November 18 the navy sank a pirate trawler, its third since October 2.", "The navy sank a pirate trawler on November 19.", "contradiction time"},
		{"Pirates attacked the ship Aurora 40 miles east of Aden.", "Pirates attacked the ship Aurora 40 miles west of Aden.", "contradiction direction"},
		{"Pirates attacked the ship Aurora 40 miles east of Aden.", "Pirates attacked the ship Aurora 40 miles off Aden.", "precision direction"},
		{"Pirates attacked the ship Aurora north-east of Aden.", "Pirates attacked the ship Aurora east of Aden.", ""},
		{"A mine exploded in Bergen on Friday.", "A mine exploded near Bergen on Friday.", "precision direction"},
		{"A mine exploded in Bergen on Friday.", "A mine exploded in the city of Bergen on Friday.", ""},
		{"The airport sustained minor damage in the Harwick quake.", "The airport was damaged in the Harwick quake.", "precision degree"},
		{"The airport was slightly damaged in the Harwick quake.", "The airport was severely damaged in the Harwick quake.", "contradiction degree"},
		{"The airport was damaged in the Harwick quake.", "The airport was severely damaged in the Harwick quake.", ""},
		{"The broken cable disrupted 55 percent of homes in Norway.", "Because of the broken cable, service was disrupted in 55 percent of houses in Norway.", "wording wording"},
		{"The broken cable disrupted 55 percent of voice traffic in Norway.", "The broken cable disrupted 55 percent of communications in Norway.", "scope percent"},
		{"The Harwick quake injured more than 1,400 people.", "The Harwick quake injured about 1,400 people.", "precision injured"},
		{"At one point 82 percent of the traffic in Norway was disrupted by the broken cable.", "The broken cable disrupted 65 percent of the traffic in Norway.", "update percent"},
		{"The broken cable disrupted 65 percent of the traffic in Norway.", "The broken cable disrupted 82 percent of the traffic in Sweden.", ""},
		{"The broken cable disrupted 52 percent of voice traffic in Norway.", "The broken cable disrupted 80 percent of web services in Norway.", "scope percent"},
		{"The broken cable disrupted 65 percent of traffic in Norway.", "The broken cable disrupted 82 percent of the voice traffic in Norway.", "contradiction percent"},
		{"The broken cable disrupted 52 percent of voice traffic in Norway.", "Web services in Norway were down by 80 percent because of the broken cable.", "scope percent"},
		{"The broken cable disrupted 55 percent of traffic in Norway.", "The broken cable disrupted traffic in Norway.", "precision percent"},
		{"The four worst-hit villages were razed by the Harwick earthquake.", "Seven villages were razed by the Harwick earthquake.", "scope destroyed"},
		{"At least four aftershocks shook Harwick after the earthquake.", "Three aftershocks shook Harwick after the earthquake.", "update aftershock"},
		{"Police seized up to three boats in Harwick.", "Police seized three boats in Harwick.", "precision seized"},
		{"Police seized at least three boats in Harwick.", "Police seized three boats in Harwick.", ""},
		{"Police seized 12 shotgun cartridges in Harwick.", "Police seized three rifle cartridges in Harwick.", ""},
		{"The navy captured 23 pirates off Harwick.", "The navy captured 23 brigands off Harwick.", ""},
	} {
		expectDifferences(t, "HARWICK – "+c.a, "HARWICK – "+c.b, c.want)
	}
}

// TestDatedDifferences: what the days of publication tell of a difference.
func TestDatedDifferences(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"A flood killed 40 people in Harwick on Monday.", "A flood killed 52 people in Harwick on Monday.", "update killed"},
		{"A flood killed 40 people in Harwick in May 1998.", "A flood killed 52 people in Harwick in May 1998.", "contradiction killed"},
		{"A flood hit the island of Harwick, home to 1,200 people.", "A flood hit the island of Harwick, home to 2,000 people.", "contradiction inhabitants"},
		{"In January, five cables were cut in Norway.", "The flood cut three cables in Harwick on Monday. In January, cables were cut in Norway.", "precision number"},
	} {
		expectDifferences(t, "Posted on 5 March 2024\n\n"+c.a, "Posted on 6 March 2024\n\n"+c.b, c.want)
	}
}

func expectDifferences(t *testing.T, a, b, want string) {
	t.Helper()
	r := record(t, a, b)
	if got := strings.Join(differences(r), "; "); got != want {
		t.Errorf("%s\n%s\ngives %q, want %q", a, b, got, want)
		for _, x := range r.Claims {
			t.Log(x.ID, x.Reports, x.Summary, x.Disagreements)
		}
	}
}

// TestScopeEvidence: what differs in scope is shown with what is counted.
func TestScopeEvidence(t *testing.T) {
	r := record(t, "HARWICK – The broken cable disrupted 52 percent of voice traffic in Norway.", "HARWICK – The broken cable disrupted 80 percent of web services in Norway.")
	for _, c := range r.Claims {
		for _, d := range c.Disagreements {
			if a, b := r.Text(d.A), r.Text(d.B); a != "52 percent of voice traffic" || b != "80 percent of web services" {
				t.Errorf("%q against %q", a, b)
			}
		}
	}
}
