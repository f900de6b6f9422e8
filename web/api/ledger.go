package api

import (
	"context"
	"sync"
	"time"

	"stemma/store"
	"stemma/workspace"
)

const (
	kept     = 2000 // changes kept for listeners, so that each is read from the store once
	together = 500  // changes read at once
)

// ledger follows the workspace's ledger of changes for all listeners: while
// there are any, one goroutine reads what is new, when this process wrote and
// each second for what others did. Nothing is pushed to a listener: each asks
// for what stands behind the change that it saw last, so that a slow one holds
// up nobody and misses nothing.
type ledger struct {
	w    *workspace.Workspace
	poll time.Duration

	mutex     sync.Mutex
	listeners int
	stop      context.CancelFunc
	news      chan struct{}  // closed, and another put in its place, when tail grew
	known     bool           // newest and tail are true
	newest    int64          // ID of the last change
	base      int64          // tail holds all changes behind this one
	tail      []store.Change // the last changes
}

// join counts a listener in, unless there are as many as may be.
func (l *ledger) join(most int) (leave func(), joined bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.listeners >= most {
		return nil, false
	}
	l.listeners++
	if l.listeners == 1 {
		ctx, stop := context.WithCancel(context.Background())
		l.stop = stop
		go l.follow(ctx)
	}
	return sync.OnceFunc(l.leave), true
}

func (l *ledger) leave() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.listeners--
	if l.listeners == 0 {
		l.stop()
		l.known, l.tail = false, nil
	}
}

// follow reads what is new until nobody listens.
func (l *ledger) follow(ctx context.Context) {
	heard, unhear := l.w.Heard()
	defer unhear()
	tick := time.NewTicker(l.poll)
	defer tick.Stop()
	for {
		l.read(ctx)
		select {
		case <-heard:
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// read takes in what is new. What fails now is tried with the next tick.
func (l *ledger) read(ctx context.Context) {
	l.mutex.Lock()
	known, last := l.known, l.newest
	l.mutex.Unlock()
	if !known {
		newest, err := l.w.Newest(ctx)
		if err == nil {
			l.take(ctx, newest, newest, nil)
		}
		return
	}
	for {
		changes, err := l.behind(ctx, last, store.Filter{Limit: together})
		if err != nil || len(changes) == 0 {
			return
		}
		next := changes[len(changes)-1].ID
		l.take(ctx, last, next, changes)
		last = next
	}
}

// take adds changes that stand behind last, unless a follower that was stopped
// comes with them.
func (l *ledger) take(ctx context.Context, last, newest int64, changes []store.Change) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	switch {
	case ctx.Err() != nil:
		return
	case !l.known:
		l.known, l.base = true, newest
	case last != l.newest:
		return
	}
	l.newest = newest
	l.tail = append(l.tail, changes...)
	if spare := len(l.tail) - kept; spare > 0 {
		l.base = l.tail[spare-1].ID
		l.tail = append([]store.Change(nil), l.tail[spare:]...)
	}
	close(l.news)
	l.news = make(chan struct{})
}

// start is where a listener begins that has seen nothing: behind the last
// change. It waits until that is known.
func (l *ledger) start(ctx context.Context) (int64, error) {
	for {
		l.mutex.Lock()
		known, newest, news := l.known, l.newest, l.news
		l.mutex.Unlock()
		if known {
			return newest, nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}

// after gives changes behind one, some at a time, and what tells when there are
// more than these. What stands before the tail is read from the store.
func (l *ledger) after(ctx context.Context, last int64) ([]store.Change, <-chan struct{}, error) {
	l.mutex.Lock()
	known, base, tail, newest, news := l.known, l.base, l.tail, l.newest, l.news
	l.mutex.Unlock()
	if !known || last >= newest {
		return nil, news, nil
	}
	if last < base {
		changes, err := l.behind(ctx, last, store.Filter{Limit: together})
		return changes, news, err
	}
	for i, c := range tail {
		if c.ID > last {
			return tail[i:], news, nil
		}
	}
	return nil, news, nil
}

func (l *ledger) behind(ctx context.Context, last int64, f store.Filter) (changes []store.Change, err error) {
	err = l.w.Store().View(ctx, func(t *store.Tx) (err error) {
		changes, err = t.Changes(last, f)
		return err
	})
	return changes, err
}
