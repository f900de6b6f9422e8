//go:build unix

package sqlite

import "golang.org/x/sys/unix"

// writable meets a file that may not be written to when it is opened, not at
// the first report. The file is asked for, not opened: closing it would take back
// the locks that the same process holds on it elsewhere (POSIX has it so), and
// another process would then take a workspace in use for one that nobody uses.
func writable(path string) error {
	if err := unix.Access(path, unix.W_OK); err != nil {
		return access(err)
	}
	return nil
}
