package main

import (
	"fmt"
	"sort"
)

// check finds the symbols that nothing writes.
func (g *madeGrammar) check() error {
	missing := map[string]bool{}
	for symbol, rule := range g.rules {
		if g.lists[symbol] != nil {
			return fmt.Errorf("%s is a rule and a list", symbol)
		}
		for _, c := range rule.choices {
			for _, p := range c.parts {
				if g.rules[p.symbol] == nil && g.lists[p.symbol] == nil {
					missing[p.symbol+" in "+symbol] = true
				}
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	all := make([]string, 0, len(missing))
	for m := range missing {
		all = append(all, m)
	}
	sort.Strings(all)
	return fmt.Errorf("nothing writes %q", all)
}

// measure finds for each rule the choice of the lowest tree, until no rule's height changes.
func (g *madeGrammar) measure() error {
	heights := map[string]int{}
	for symbol := range g.lists {
		heights[symbol] = 1
	}
	for changed := true; changed; {
		changed = false
		for symbol, rule := range g.rules {
			_, height := lowestOf(rule, heights)
			if old := heights[symbol]; height > 0 && (old == 0 || height < old) {
				heights[symbol], changed = height, true
			}
		}
	}
	for symbol, rule := range g.rules {
		rule.lowest, _ = lowestOf(rule, heights)
		if heights[symbol] == 0 {
			return fmt.Errorf("%s never ends", symbol)
		}
	}
	return nil
}

func lowestOf(rule *madeRule, heights map[string]int) (lowest, height int) {
	for i, c := range rule.choices {
		if h := heightOf(c, heights); h > 0 && (height == 0 || h < height) {
			lowest, height = i, h
		}
	}
	return lowest, height
}

// heightOf is 0 while a part's height is not known.
func heightOf(c madeChoice, heights map[string]int) int {
	height := 0
	for _, p := range c.parts {
		if p.chance < 100 {
			continue
		}
		if heights[p.symbol] == 0 {
			return 0
		}
		height = max(height, heights[p.symbol]+1)
	}
	return height
}
