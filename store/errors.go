package store

import "errors"

// What may go wrong, for callers to tell apart. Errors that are met carry
// further words on what happened where.
var (
	ErrNotFound = errors.New("not found")
	ErrBusy     = errors.New("another program is writing to the workspace; try again when it is done")
	ErrReadOnly = errors.New("the workspace cannot be written to; check who owns it and how its disk is mounted")
	ErrFull     = errors.New("the disk of the workspace is full; make room, nothing that was acknowledged is lost")
	ErrNewer    = errors.New("the workspace was written by a newer stemma; use that or a later one")
	ErrOlder    = errors.New("the workspace was written by an older stemma or is not made yet; open it once for writing, which brings it up to date")
	ErrDamaged  = errors.New("the workspace is damaged; keep a copy of it and restore a backup")
)
