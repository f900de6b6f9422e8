package lexicon

// Slips are the commonest slips of the hand in a word: a letter but the first
// left out or doubled, two letters changed about ("Novemer", "Ocotber"). None is
// the word itself; none stands twice.
func Slips(word string) []string {
	known := map[string]bool{word: true}
	var slips []string
	add := func(slip string) {
		if !known[slip] {
			known[slip] = true
			slips = append(slips, slip)
		}
	}
	for i := 1; i < len(word); i++ {
		add(word[:i] + word[i+1:])
		add(word[:i] + word[i:i+1] + word[i:])
		if i+1 < len(word) {
			add(word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:])
		}
	}
	return slips
}
