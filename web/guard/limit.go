package guard

import (
	"sync"
	"time"
)

// limiter is a token bucket for each client (Turner 1986), in a bounded table:
// when it is full, those that have waited long enough to be full again are
// forgotten, and if none has, all are.
type limiter struct {
	rate    float64 // a second
	burst   float64
	mutex   sync.Mutex
	buckets map[string]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

const mostClients = 10_000

func newLimiter(rate float64, burst int) *limiter {
	return &limiter{rate: rate, burst: float64(burst), buckets: map[string]bucket{}}
}

// allow takes one from the client's bucket, if one is left.
func (l *limiter) allow(client string, now time.Time) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	b := l.filled(client, now)
	allowed := b.left >= 1
	if allowed {
		b.left--
	}
	if _, found := l.buckets[client]; !found && len(l.buckets) >= mostClients {
		l.forget(now)
	}
	l.buckets[client] = b
	return allowed
}

// left reports whether one is left, and takes none.
func (l *limiter) left(client string, now time.Time) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.filled(client, now).left >= 1
}

func (l *limiter) filled(client string, now time.Time) bucket {
	b, found := l.buckets[client]
	if !found {
		return bucket{l.burst, now}
	}
	b.left = min(l.burst, b.left+l.rate*max(0, now.Sub(b.at).Seconds()))
	b.at = now
	return b
}

func (l *limiter) forget(now time.Time) {
	for client := range l.buckets {
		if l.filled(client, now).left >= l.burst {
			delete(l.buckets, client)
		}
	}
	if len(l.buckets) >= mostClients {
		clear(l.buckets)
	}
}
