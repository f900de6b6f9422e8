// Package coref resolves short names, role nominals and pronouns.
package coref

import "stemma"

// Resolve links the document's short names, role nominals and pronouns to its entities.
func Resolve(d *stemma.Document) {}
