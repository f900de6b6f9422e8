package watch

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"stemma/store"
)

// Hook is an address that is told of changes. Each message is signed with its
// secret: the header X-Stemma-Signature is "t=SECONDS,v1=HEX", where HEX is the
// HMAC-SHA256 of SECONDS, a point and the body.
type Hook struct {
	Address string
	Secret  []byte
	Client  *http.Client // guarded; nil: http.DefaultClient
}

// message is one change for one hook.
type message struct {
	hook   Hook
	change store.Change
	body   []byte
	at     time.Time
}

// Deliveries: the waits between tries double from a minute to half a day; the
// twelfth failure is the last.
const (
	firstRetry = time.Minute
	mostRetry  = 12 * time.Hour
	mostTries  = 12
	atOnce     = 100
)

// toldKey is the setting that keeps up to which change was told.
const toldKey = "watch.told"

// tell says what changed since it last said so, and plans the hooks' messages.
// That both were done is one transaction: nothing is told twice, save when the
// process ends between a line and the transaction.
func (w *Watcher) tell(ctx context.Context) error {
	var told []store.Change
	err := w.workspace.Store().Update(ctx, func(t *store.Tx) error {
		told = told[:0]
		data, err := t.Get(toldKey)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		after, _ := strconv.ParseInt(string(data), 10, 64)
		changes, err := t.Changes(after, store.Filter{Limit: 10_000})
		if err != nil || len(changes) == 0 {
			return err
		}
		for _, c := range changes {
			if !slices.Contains(w.options.Kinds, c.Kind) {
				continue
			}
			told = append(told, c)
			for _, h := range w.options.Hooks {
				if err := t.AddDelivery(store.Delivery{Hook: h.Address, Change: c.ID, Due: w.options.Clock()}); err != nil {
					return err
				}
			}
		}
		return t.Set(toldKey, strconv.AppendInt(nil, changes[len(changes)-1].ID, 10))
	})
	if err == nil && w.options.Tell != nil {
		for _, c := range told {
			w.options.Tell(c)
		}
	}
	return err
}

// deliver sends what is due.
func (w *Watcher) deliver(ctx context.Context) error {
	var due []store.Delivery
	changes := map[int64]store.Change{}
	err := w.view(ctx, func(t *store.Tx) (err error) {
		if due, err = t.Deliveries(w.options.Clock(), atOnce); err != nil {
			return err
		}
		for _, d := range due {
			list, err := t.Changes(d.Change-1, store.Filter{Limit: 1})
			if err != nil {
				return err
			}
			if len(list) > 0 {
				changes[d.Change] = list[0]
			}
		}
		return nil
	})
	for _, d := range due {
		if ctx.Err() != nil || err != nil {
			return err
		}
		err = w.send(ctx, d, changes[d.Change])
	}
	return err
}

// send tries one delivery and keeps how it went.
func (w *Watcher) send(ctx context.Context, d store.Delivery, c store.Change) error {
	now := w.options.Clock()
	d.Attempts++
	at := slices.IndexFunc(w.options.Hooks, func(h Hook) bool { return h.Address == d.Hook })
	failed := errors.New("nobody is told at this address any more")
	if at >= 0 {
		failed = w.post(ctx, w.options.Hooks[at], c, now)
	}
	switch {
	case failed == nil:
		d.Done, d.Problem = now, ""
	case at < 0 || d.Attempts >= mostTries:
		d.Done, d.Problem = now, "given up: "+failed.Error()
		w.options.Log.Warn("hook", "given up", d.Hook, "change", d.Change, "error", failed)
	default:
		d.Due, d.Problem = now.Add(min(mostRetry, firstRetry<<(d.Attempts-1))), failed.Error()
	}
	return w.workspace.Store().Update(ctx, func(t *store.Tx) error { return t.PutDelivery(d) })
}

func (w *Watcher) post(ctx context.Context, h Hook, c store.Change, now time.Time) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	m := &message{hook: h, change: c, body: body, at: now}
	return m.send(ctx)
}

func (m *message) send(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.hook.Address, bytes.NewReader(m.body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Stemma-Change", strconv.FormatInt(m.change.ID, 10)) // the same at every try: by it a receiver knows a message again
	r.Header.Set("X-Stemma-Signature", Sign(m.hook.Secret, m.at, m.body))
	client := m.hook.Client
	if client == nil {
		client = http.DefaultClient
	}
	response, err := client.Do(r)
	if err != nil {
		return err
	}
	response.Body.Close()
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("it answered %s", response.Status)
	}
	return nil
}

// Sign is the signature of a message.
func Sign(secret []byte, at time.Time, body []byte) string {
	seconds := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(seconds + "."))
	mac.Write(body)
	return "t=" + seconds + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}
