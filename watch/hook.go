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
	Client  *http.Client // nil: one that follows no redirect
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

// The settings that keep up to which change was told in lines, and to hooks: a
// watcher without hooks takes nothing from one that has them.
const (
	toldKey  = "watch.told"
	hooksKey = "watch.told.hooks" // where it is not set yet: toldKey's
)

// tell says what changed since it last said so, and plans the hooks' messages.
// That both were done is one transaction: nothing is told twice, save when the
// process ends between a line and the transaction.
func (w *Watcher) tell(ctx context.Context) error {
	var told []store.Change
	err := w.workspace.Store().Update(ctx, func(t *store.Tx) (err error) {
		if len(w.options.Hooks) > 0 { // first, as it may begin where the lines stood
			if err := w.plan(t); err != nil {
				return err
			}
		}
		told, err = w.untold(t, toldKey)
		return err
	})
	if err == nil && w.options.Tell != nil {
		for _, c := range told {
			w.options.Tell(c)
		}
	}
	return err
}

// begin notes, the first time that a workspace is watched, where its ledger
// stands: what became of claims before then is told to nobody.
func (w *Watcher) begin(ctx context.Context) error {
	return w.workspace.Store().Update(ctx, func(t *store.Tx) error {
		_, at, err := behind(t, toldKey)
		if err != nil || at != "" {
			return err
		}
		latest, err := t.LatestChanges(0, store.Filter{Limit: 1})
		if err != nil {
			return err
		}
		var id int64
		if len(latest) > 0 {
			id = latest[0].ID
		}
		return t.Set(toldKey, strconv.AppendInt(nil, id, 10))
	})
}

// plan plans the hooks' messages.
func (w *Watcher) plan(t *store.Tx) error {
	changes, err := w.untold(t, hooksKey, toldKey)
	for _, c := range changes {
		for _, h := range w.options.Hooks {
			if err := t.AddDelivery(store.Delivery{Hook: h.Address, Change: c.ID, Due: w.options.Clock()}); err != nil {
				return err
			}
		}
	}
	return err
}

// untold gives the changes worth telling behind the one that the first setting
// names (of several, the first that is set), and moves that setting on.
func (w *Watcher) untold(t *store.Tx, keys ...string) (list []store.Change, err error) {
	after, at, err := behind(t, keys...)
	if err != nil {
		return nil, err
	}
	changes, err := t.Changes(after, store.Filter{Limit: 10_000})
	if err != nil || len(changes) == 0 && at == keys[0] {
		return nil, err
	}
	for _, c := range changes {
		after = c.ID
		if slices.Contains(w.options.Kinds, c.Kind) {
			list = append(list, c)
		}
	}
	return list, t.Set(keys[0], strconv.AppendInt(nil, after, 10))
}

// behind is the change that the first of the settings names that is set, and
// which that is; "" none.
func behind(t *store.Tx, keys ...string) (after int64, at string, err error) {
	for _, key := range keys {
		data, err := t.Get(key)
		if err != nil {
			return 0, "", err
		}
		if data != nil {
			after, _ = strconv.ParseInt(string(data), 10, 64)
			return after, key, nil
		}
	}
	return 0, "", nil
}

// deliver sends what is due. A watcher without hooks leaves it to one that has
// them. When a hook fails, what else is due to it waits as long: one that hangs
// holds up neither the other hooks nor the feeds.
func (w *Watcher) deliver(ctx context.Context) error {
	if len(w.options.Hooks) == 0 {
		return nil
	}
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
	failing := map[string]store.Delivery{}
	for _, d := range due {
		if ctx.Err() != nil || err != nil {
			return err
		}
		if first, failed := failing[d.Hook]; failed {
			d.Due, d.Problem = first.Due, first.Problem
			err = w.keep(ctx, d)
			continue
		}
		if d, err = w.send(ctx, d, changes[d.Change]); d.Done.IsZero() {
			failing[d.Hook] = d
		}
	}
	return err
}

func (w *Watcher) keep(ctx context.Context, d store.Delivery) error {
	return w.workspace.Store().Update(ctx, func(t *store.Tx) error { return t.PutDelivery(d) })
}

// send tries one delivery, and gives and keeps how it went.
func (w *Watcher) send(ctx context.Context, d store.Delivery, c store.Change) (store.Delivery, error) {
	now := w.options.Clock()
	d.Attempts++
	at := slices.IndexFunc(w.options.Hooks, func(h Hook) bool { return h.Address == d.Hook })
	failed := errors.New("no hook of this address is named any more")
	if at >= 0 {
		failed = w.post(ctx, w.options.Hooks[at], c, now)
	}
	if ctx.Err() != nil {
		return d, nil // it was broken off: the next run tries again
	}
	switch {
	case failed == nil:
		d.Done, d.Problem = now, ""
	case d.Attempts >= mostTries:
		d.Done, d.Problem = now, "given up: "+failed.Error()
		w.options.Log.Warn("hook", "given up", d.Hook, "change", d.Change, "error", failed)
	default:
		d.Due, d.Problem = now.Add(min(mostRetry, firstRetry<<(d.Attempts-1))), failed.Error()
	}
	return d, w.keep(ctx, d)
}

func (w *Watcher) post(ctx context.Context, h Hook, c store.Change, now time.Time) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	m := &message{hook: h, change: c, body: body, at: now}
	return m.send(ctx)
}

// direct takes a redirect for an answer: followed, a message would come as
// another request to another address.
var direct = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

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
		client = direct
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
