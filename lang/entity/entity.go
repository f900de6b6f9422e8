// Package entity finds names.
package entity

import "stemma"

// Find fills d.Mentions and d.Entities.
func Find(d *stemma.Document) {}
