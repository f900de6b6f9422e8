package storetest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"stemma/store"
)

func setting(t testing.TB, s *store.Store, key string) string {
	t.Helper()
	return string(get(t, s, func(tx *store.Tx) ([]byte, error) { return tx.Get(key) }))
}

func transactions(t *testing.T, s *store.Store) {
	failed := errors.New("changed my mind")
	fails(t, s, failed, func(tx *store.Tx) error {
		must(0, tx.Set("a", []byte("1")))
		equal(t, "within", string(must(tx.Get("a"))), "1")
		return failed
	})
	equal(t, "after a failure", setting(t, s, "a"), "")
	update(t, s, func(tx *store.Tx) error { return tx.Set("a", []byte("2")) })
	equal(t, "after", setting(t, s, "a"), "2")
	err := s.View(context.Background(), func(tx *store.Tx) error { return tx.Set("a", []byte("3")) })
	if !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("a View that writes: %v", err)
	}
	equal(t, "after a View", setting(t, s, "a"), "2")
}

func panics(t *testing.T, s *store.Store) {
	func() {
		defer func() { equal(t, "panic", recover(), any("oh")) }()
		s.Update(context.Background(), func(tx *store.Tx) error {
			must(0, tx.Set("a", []byte("1")))
			panic("oh")
		})
	}()
	equal(t, "after a panic", setting(t, s, "a"), "")
	update(t, s, func(tx *store.Tx) error { return tx.Set("a", []byte("2")) })
}

// snapshots has a writer commit while a reader looks, and a reader look while a
// writer writes; neither may wait for the other.
func snapshots(t *testing.T, s *store.Store) {
	update(t, s, func(tx *store.Tx) error { return tx.Set("a", []byte("1")) })
	get(t, s, func(tx *store.Tx) (int, error) {
		equal(t, "before", string(must(tx.Get("a"))), "1")
		update(t, s, func(tx *store.Tx) error { return tx.Set("a", []byte("2")) })
		equal(t, "while it looks", string(must(tx.Get("a"))), "1")
		return 0, nil
	})
	update(t, s, func(tx *store.Tx) error {
		must(0, tx.Set("a", []byte("3")))
		equal(t, "while one writes", setting(t, s, "a"), "2")
		return nil
	})
	equal(t, "after", setting(t, s, "a"), "3")
}

func writersAtOnce(t *testing.T, s *store.Store) {
	const writers, each = 8, 10
	var all sync.WaitGroup
	for range writers {
		all.Go(func() {
			for range each {
				if err := Increment(s, "n"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	equal(t, "count", setting(t, s, "n"), fmt.Sprint(writers*each))
}

// Increment counts a setting up, as programs do that want to be seen to write.
func Increment(s *store.Store, key string) error {
	return s.Update(context.Background(), func(tx *store.Tx) error {
		was, err := tx.Get(key)
		if err != nil {
			return err
		}
		n, _ := strconv.Atoi(string(was))
		return tx.Set(key, []byte(strconv.Itoa(n+1)))
	})
}

func cancelled(t *testing.T, s *store.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	err := s.Update(ctx, func(tx *store.Tx) error {
		must(0, tx.Set("a", []byte("1")))
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	equal(t, "what was called off", setting(t, s, "a"), "")
	if err := s.View(ctx, func(*store.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	short, end := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer end()
	update(t, s, func(*store.Tx) error { // who waits for the writer may give up
		if err := s.Update(short, func(*store.Tx) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
		return nil
	})
	update(t, s, func(tx *store.Tx) error { return tx.Set("a", []byte("2")) })
}

func closed(t *testing.T, s *store.Store) {
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if err := s.Update(context.Background(), func(*store.Tx) error { return nil }); err == nil {
		t.Error("a closed workspace takes changes")
	}
	if err := s.View(context.Background(), func(*store.Tx) error { return nil }); err == nil {
		t.Error("a closed workspace is looked at")
	}
}
