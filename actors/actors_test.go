package actors

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stemma/gazetteer"
)

// lines writes a list's rows and problems, one a line.
func lines(t *testing.T, path, text string) string {
	t.Helper()
	list, problems, err := Parse(path, []byte(text))
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, r := range list.Rows() {
		fmt.Fprintf(&b, "%s %q %s %s %s %s %s..%s\n", r.Name, r.Aliases, r.ID, r.Kind, r.Country, r.Sector, r.From, r.To)
	}
	for _, p := range problems {
		b.WriteString(p.What + "\n")
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ name, path, text, want string }{
		{"csv", "a.csv", "name,aliases,id,country,sector,kind,from,to\nLion Brigade,Lions; The Lions ,X1,Mali,rebels,Rebel,2020,2023-02\n",
			"Lion Brigade [\"Lions\" \"The Lions\"] X1 rebel ML REB 2020-01-01..2023-02-28\n"},
		{"a name alone, in any order of fields", "a.csv", "sector,name\n,Lion Brigade\n", "Lion Brigade [] ..\n"},
		{"bom, semicolons, |", "a.csv", "\xef\xbb\xbfName;Aliases\nLion Brigade;Lions|Pride\n", "Lion Brigade [\"Lions\" \"Pride\"] ..\n"},
		{"tabs", "a.txt", "name\tcountry\nLion Brigade\tmli\n", "Lion Brigade [] ML ..\n"},
		{"quotes and line ends in them", "a.csv", "name,id\n\"Lion\nBrigade, The\",X\n\nPride,Y\n", "Lion Brigade, The [] X ..\nPride [] Y ..\n"},
		{"bad rows, the rest is used", "a.csv", "name,country,sector,from,to\n,ML,,,\nA,Freedonia,,,\nB,,knights,,\nC,,,soon,\nD,,,2024,2023\nE,ML,jrn,,\nF,,,,,,x\n",
			"E [] ML JRN ..\nline 2: no name\nline 3: no country \"Freedonia\"; write its name or ISO 3166-1 code\nline 4: no sector \"knights\"; PLOVER has AGR, BUS, COP, CRM, CVL, EDU, ELI, GOV, IGO, JRN, JUD, LAB, LEG, MED, MIL, NGO, OPP, PRM, PTY, REB, REF, REL, SOC, SPY, UAF, UNK\nline 5: from: \"soon\" is no date; write it as 2025-12-28, 2025-12 or 2025\nline 6: from 2024-01-01 is after to 2023-12-31\nline 8: 7 fields, and the header line has 5\n"},
		{"a name in two rows", "a.csv", "name,aliases\nLions,Pride\nTigers,Pride\nLions,\n", "Lions [\"Pride\"] ..\nTigers [] ..\nline 3: \"Pride\" is in line 2 already\nline 4: \"Lions\" is in line 2 already\n"},
		{"one person, one office after another", "a.csv", "name,sector,from,to\nAda Berg,OPP,,2023\nAda Berg,GOV,2024,\n", "Ada Berg [] OPP ..2023-12-31\nAda Berg [] GOV 2024-01-01..\n"},
		{"a quote that never ends", "a.csv", "name\nPride\n\"Lions\nTigers\n", "Pride [] ..\nline 3: extraneous or missing \" in quoted-field\n"},
		{"fields of another's", "a.csv", "name,party\nPride,x\n", "Pride [] ..\nline 1: no field \"party\"; there are name, aliases, id, country, sector, kind, from, to\n"},
		{"no name field", "a.csv", "title\nPride\n", "error: actors a.csv: the header line has no field \"name\"\n"},
		{"empty", "a.csv", "", "error: actors a.csv: no header line with the names of the fields\n"},
		{"nothing to be used", "a.csv", "name,sector\nPride,x\n", "error: actors a.csv: no row can be used; line 2: no sector \"x\"; PLOVER has AGR, BUS, COP, CRM, CVL, EDU, ELI, GOV, IGO, JRN, JUD, LAB, LEG, MED, MIL, NGO, OPP, PRM, PTY, REB, REF, REL, SOC, SPY, UAF, UNK\n"},
		{"yaml", "a.yaml", "- name: Lion Brigade\n  aliases: [Lions, Pride]\n  country: ML\n  sector: rebels\n  from: 2020\n- name: Ada Berg\n  aliases: A. Berg; Berg\n  to: 2024-03-01\n  id: ~\n",
			"Lion Brigade [\"Lions\" \"Pride\"] ML REB 2020-01-01..\nAda Berg [\"A. Berg\" \"Berg\"] ..2024-03-01\n"},
		{"yaml with a head", "a.yml", "actors:\n  - name: Pride\n", "Pride [] ..\n"},
		{"yaml, bad rows", "a.yaml", "- Pride\n- name: [x]\n- name: Lions\n  party: x\n- {sector: GOV}\n", "Lions [] ..\nline 1: an actor is a map: name, aliases, …\nline 2: name is no text\nline 4: no field \"party\"; there are name, aliases, id, country, sector, kind, from, to\nline 5: no name\n"},
		{"yaml, another thing", "a.yaml", "x: 1\n", "error: actors a.yaml: a list of actors is wanted, or a map with \"actors\"\n"},
		{"yaml, broken", "a.yaml", "- name: [\n", "error: actors a.yaml: line 1: did not find expected node content\n"},
		{"yaml, empty", "a.yaml", "", "error: actors a.yaml: the file is empty\n"},
	} {
		if diff := cmp.Diff(squeeze(test.want), squeeze(lines(t, test.path, test.text))); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}

// squeeze writes runs of blanks as one, so that empty fields need no counting.
func squeeze(text string) string {
	var list []string
	for line := range strings.SplitSeq(text, "\n") {
		list = append(list, strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(list, "\n")
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(path, []byte("name\nPride\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if list, problems, err := Read(path); err != nil || len(problems) > 0 || len(list.Rows()) != 1 {
		t.Errorf("%v, %v, %v", list, problems, err)
	}
	for _, bad := range []string{dir, filepath.Join(dir, "gone.csv")} {
		if _, _, err := Read(bad); err == nil || !strings.HasPrefix(err.Error(), "actors "+bad) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// TestSectors: the words for sectors come to PLOVER's codes, each in capitals.
func TestSectors(t *testing.T) {
	for word, want := range map[string]string{"gov": "GOV", "Government": "GOV", "rebels": "REB", "media": "JRN", "MED": "MED", "business": "BUS", "civilians": "CVL", "military": "MIL", "": ""} {
		if got, err := sector(word); err != nil || got != want {
			t.Errorf("%q: %q, %v, want %q", word, got, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a.csv", "name,aliases,from\nLions,Pride;x,2020\n")
	f.Add("a.yaml", "- name: Lions\n  aliases: [Pride]\n- &x {name: y}\n- *x\n")
	f.Add("a.csv", "name;a\n\"\"\"\n\t\n")
	f.Fuzz(func(t *testing.T, path, text string) {
		list, problems, err := Parse(path, []byte(text))
		if err == nil && len(list.Rows()) == 0 {
			t.Error("no error, no row")
		}
		for _, r := range list.Rows() {
			if gazetteer.Key(r.Name) == "" || strings.ContainsAny(r.Name, "\n\t") {
				t.Errorf("name %q", r.Name)
			}
		}
		for _, p := range problems {
			if !strings.HasPrefix(p.What, "line ") {
				t.Errorf("problem without a line: %s", p.What)
			}
		}
	})
}
