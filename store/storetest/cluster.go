package storetest

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver

	"stemma/store"
	"stemma/store/postgres"
)

// Server gives the address of a PostgreSQL server: that of STEMMA_POSTGRES, or
// of one that is started for the caller and runs until stop. The error says why
// there is none.
func Server() (address string, stop func(), err error) {
	if address := os.Getenv("STEMMA_POSTGRES"); address != "" {
		return address, func() {}, nil
	}
	programs, err := programs()
	if err != nil {
		return "", nil, err
	}
	return start(programs)
}

// programs is the folder of the server's programs.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path), nil
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", errors.New("no PostgreSQL server is installed, and STEMMA_POSTGRES names none")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// script starts a server and stops it when its input ends, as it does when the
// test that holds the other end dies in whatever way. The server need not keep
// its promises to the disk: it is killed and thrown away.
const script = `as="$1"; bin="$2"; dir="$3"
$as "$bin/initdb" -D "$dir/data" -U stemma -A trust -E UTF8 --locale=C --no-sync >"$dir/log" 2>&1 &&
$as "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -o "-k $dir -c listen_addresses='' -c fsync=off" start >>"$dir/log" 2>&1 </dev/null &&
echo ready || { cat "$dir"/*log >&2; exit 1; }
cat >/dev/null
$as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1
rm -rf "$dir"`

func start(programs string) (string, func(), error) {
	dir, err := os.MkdirTemp("", "stemma-pg-")
	if err != nil {
		return "", nil, err
	}
	as, err := lesser(dir)
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	server := exec.Command("sh", "-c", script, "sh", as, programs, dir)
	server.Dir = dir
	var trouble strings.Builder
	server.Stderr = &trouble
	input, err := server.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	output, err := server.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := server.Start(); err != nil {
		return "", nil, err
	}
	stop := func() { input.Close(); server.Wait() }
	if line, _ := bufio.NewReader(output).ReadString('\n'); line != "ready\n" {
		stop()
		return "", nil, fmt.Errorf("the PostgreSQL server does not start: %s", trouble.String())
	}
	return "postgres://stemma@/postgres?host=" + url.QueryEscape(dir), stop, nil
}

// lesser is how to become another user, which root has to: PostgreSQL refuses to
// run as root. The folder is given to that user.
func lesser(dir string) (string, error) {
	if os.Getuid() != 0 {
		return "", nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if _, err := user.Lookup(name); err != nil {
			continue
		}
		if out, err := exec.Command("chown", name, dir).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%w: %s", err, out)
		}
		return "runuser -u " + name + " --", nil
	}
	return "", errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
}

var schemas atomic.Int64

// Schema gives the address of a new, empty schema on a server, which goes with
// the test.
func Schema(t testing.TB, server string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	db, err := sql.Open("pgx", server)
	if err == nil {
		_, err = db.Exec("CREATE SCHEMA " + name)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db.Exec("DROP SCHEMA " + name + " CASCADE")
		db.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", name)
	u.RawQuery = query.Encode()
	return u.String()
}

// OpenPostgres opens a workspace that ends with the test.
func OpenPostgres(t testing.TB, address string) *store.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), address, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
