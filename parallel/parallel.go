// Package parallel spreads the same work over many items on all cores.
//
// Input: a number of items and what to do with each. Output: what the work wrote,
// each item to a place of its own, so that the result is the same with any number
// of cores.
//
//	parallel.Do(len(pairs), func(i int) { found[i] = compare(pairs[i]) })
//
// It deliberately has no errors and no way to stop early: a stage that needs
// those counts its own items.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls work(0) … work(n-1), several at a time.
func Do(n int, work func(i int)) { Each(n, 0, func() func(int) { return work }) }

// Blocks calls work for stretches of so many items, where one item is too little
// to be handed out by itself.
func Blocks(n, size int, work func(first, last int)) {
	Do((n+size-1)/size, func(i int) { work(i*size, min(n, (i+1)*size)) })
}

// Each is Do on so many goroutines (0: one for each core), each of which makes a
// worker with memory of its own. A panic in a worker is the caller's, once all
// have stopped.
func Each(n, workers int, worker func() func(i int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if workers = min(workers, n); workers <= 1 {
		one(n, worker)
		return
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	var failed atomic.Pointer[any]
	for range workers {
		wait.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					failed.CompareAndSwap(nil, &r)
					next.Store(int64(n))
				}
			}()
			work := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wait.Wait()
	if r := failed.Load(); r != nil {
		panic(*r)
	}
}

func one(n int, worker func() func(i int)) {
	if n == 0 {
		return
	}
	work := worker()
	for i := range n {
		work(i)
	}
}
