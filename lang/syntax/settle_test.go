package syntax

import (
	"fmt"
	"strings"
	"testing"

	"stemma"
	"stemma/lexicon"
)

// expectSettled settles a tree of "form<head:label" words, each head a place
// counted from 1 ("Berg_PROPN<2/flat=I-PER"), and compares the tree.
func expectSettled(t *testing.T, tree, want string) {
	t.Helper()
	var tokens []stemma.Token
	for word := range strings.FieldsSeq(tree) {
		var token stemma.Token
		form, rest, _ := strings.Cut(word, "<")
		if _, err := fmt.Sscanf(rest, "%d", &token.Head); err != nil {
			t.Fatal(err)
		}
		_, token.Deprel, _ = strings.Cut(rest, "/")
		token.Deprel, token.Name, _ = strings.Cut(token.Deprel, "=")
		token.Form, token.UPOS, _ = strings.Cut(form, "_")
		token.Head--
		tokens = append(tokens, token)
	}
	settle(tokens, 0)
	var got []string
	for _, token := range tokens {
		got = append(got, fmt.Sprintf("%s<%d:%s", token.Form, token.Head+1, token.Deprel))
	}
	if line := strings.Join(got, " "); line != want {
		t.Errorf("\n got %s\nwant %s", line, want)
	}
}

// TestTelling executes the lexicon's examples: the last verb is what is said.
func TestTelling(t *testing.T) {
	for _, entry := range lexicon.MustRead("telling.txt", tellingText, 1) {
		d := document(entry.Example)
		Parse(d)
		said := d.Tokens[len(d.Tokens)-2]
		if said.Deprel != "ccomp" || d.Tokens[said.Head].Form != entry.Key {
			t.Errorf("%s: %q is %s of %q", entry.Key, said.Form, said.Deprel, d.Tokens[max(0, said.Head)].Form)
		}
	}
}

// TestTitleJoined: a title and its name are one argument; a thing given and its
// name-like receiver are two.
func TestTitleJoined(t *testing.T) {
	expectSettled(t, "leader_NOUN<4/nsubj Ada_PROPN<4/nsubj=B-PER Berg_PROPN<2/flat=I-PER spoke_VERB<0/root",
		"leader<2:nmod:desc Ada<4:nsubj Berg<2:flat spoke<0:root")
	expectSettled(t, "sent_VERB<0/root Berg_PROPN<1/obj=B-PER food_NOUN<1/obj", "sent<0:root Berg<1:obj food<1:obj")
}

// TestContentFreed: what is acknowledged for the first time is no clause about
// the time, unless the verb has something else to acknowledge.
func TestContentFreed(t *testing.T) {
	tail := " for_ADP<%[1]d/case the_DET<%[1]d/det first_ADJ<%[1]d/amod time_NOUN<2/obl it_PRON<%[2]d/nsubj won_VERB<%[1]d/acl:relcl"
	expectSettled(t, "Mali_PROPN<2/nsubj admitted_VERB<0/root"+fmt.Sprintf(tail, 6, 8),
		"Mali<2:nsubj admitted<0:root for<6:case the<6:det first<6:amod time<2:obl it<8:nsubj won<2:ccomp")
	expectSettled(t, "Mali_PROPN<2/nsubj admitted_VERB<0/root defeat_NOUN<2/obj"+fmt.Sprintf(tail, 7, 9),
		"Mali<2:nsubj admitted<0:root defeat<2:obj for<7:case the<7:det first<7:amod time<2:obl it<9:nsubj won<7:acl:relcl")
}

// TestSaidOn: what stands behind a semicolon is said as well.
func TestSaidOn(t *testing.T) {
	expectSettled(t, "It_PRON<2/nsubj said_VERB<0/root blasts_NOUN<4/nsubj hit_VERB<2/ccomp roads_NOUN<4/obj ;_PUNCT<8/punct nobody_PRON<8/nsubj died_VERB<2/parataxis",
		"It<2:nsubj said<0:root blasts<4:nsubj hit<2:ccomp roads<4:obj ;<8:punct nobody<8:nsubj died<4:parataxis")
}

// TestOwnSubject: the noun between "and" and its verb is the verb's subject.
func TestOwnSubject(t *testing.T) {
	expectSettled(t, "roads_NOUN<2/nsubj opened_VERB<0/root Monday_PROPN<2/obl and_CCONJ<6/cc traffic_NOUN<3/conj resumed_VERB<2/conj",
		"roads<2:nsubj opened<0:root Monday<2:obl and<6:cc traffic<6:nsubj resumed<2:conj")
	expectSettled(t, "roads_NOUN<2/nsubj opened_VERB<0/root Monday_PROPN<2/obl and_CCONJ<5/cc traffic_NOUN<3/conj resumed_VERB<2/conj",
		"roads<2:nsubj opened<0:root Monday<2:obl and<6:cc traffic<6:nsubj resumed<2:conj")
}

// TestBefalling executes the lexicon's examples: the sentence's verb is the one
// that comes after what befell its subject.
func TestBefalling(t *testing.T) {
	for _, entry := range lexicon.MustRead("befalling.txt", befallingText, 1) {
		d := document(entry.Example)
		Parse(d)
		for i, token := range d.Tokens {
			if token.Form == entry.Key && (token.Deprel != "acl" || token.XPOS != "VBN") {
				t.Errorf("%s: %d %s %s", entry.Example, i, token.XPOS, token.Deprel)
			}
		}
	}
	for _, text := range []string{
		"A clerk charged with taking bribes resigned .",
		"The clerk accused of shooting three colleagues appeared in court .",
	} {
		d := document(text)
		Parse(d)
		for _, token := range d.Tokens {
			if (token.Form == "fled" || token.Form == "resigned" || token.Form == "appeared") && (token.Deprel != "root" || token.XPOS != "VBD") {
				t.Errorf("%s: %s %s", text, token.XPOS, token.Deprel)
			}
		}
	}
}

// TestTaking executes the lexicon's examples: what is taken as something is so
// taken by the verb.
func TestTaking(t *testing.T) {
	for _, entry := range lexicon.MustRead("taking.txt", takingText, 1) {
		d := document(entry.Example)
		Parse(d)
		as := d.Tokens[len(d.Tokens)-2]
		if as.Head < 0 || d.Tokens[as.Head].Form != entry.Key {
			t.Errorf("%s: %q hangs on %q", entry.Example, as.Form, d.Tokens[max(0, as.Head)].Form)
		}
	}
}

// TestClauseAfter: what comes behind a measure of time and "after" is the
// subject of the verb behind it, where that has none.
func TestClauseAfter(t *testing.T) {
	for text, want := range map[string]string{
		"Two Russian Kalibr cruise missiles struck the Black Sea port of Odesa on Saturday , less than a day after Moscow and Kyiv signed agreements to let grain leave Ukrainian harbours , the command said .": "Moscow nsubj signed",
		"Two missiles struck the port on Saturday , the command said , less than a day after Moscow and Kyiv signed agreements to let grain leave Ukrainian harbours .":                                          "signed advcl struck",
		"The talks failed two days after the minister resigned .":      "minister nsubj resigned",
		"Two days after the talks the ministers signed an agreement .": "talks obl signed",
	} {
		d := document(text)
		Parse(d)
		form, rest, _ := strings.Cut(want, " ")
		relation, head, _ := strings.Cut(rest, " ")
		for _, token := range d.Tokens {
			if token.Form == form && (token.Deprel != relation || d.Tokens[token.Head].Form != head) {
				t.Errorf("%s: %s is %s of %s, want %s of %s", text, form, token.Deprel, d.Tokens[token.Head].Form, relation, head)
			}
		}
	}
}
