package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"stemma/store"
)

const eventStream = "text/event-stream"

const (
	comeBack  = 3 * time.Second  // after which a client that was cut off asks again
	patience  = 15 * time.Second // for a client to take what is sent; one that does not is let go
	mostWords = 64 << 10         // bytes of one event; the ledger has its line whole
)

// listenInput is where a listener begins: behind the change of Last-Event-ID,
// as browsers send it, or of after.
type listenInput struct {
	Following
	After  string `query:"after" pattern:"^[0-9]{0,18}$" doc:"Begin behind this change; Last-Event-ID goes before it. 0 is the beginning of the ledger."`
	LastID string `header:"Last-Event-ID" doc:"The last change that the client saw."`
}

// stream sends changes as they come, for as long as the client stays.
func (s *server) stream(_ context.Context, in *listenInput) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(out huma.Context) {
		leave, joined := s.ledger.join(s.o.Listeners)
		if !joined {
			out.SetHeader("Retry-After", "10")
			huma.WriteErr(s.api, out, http.StatusServiceUnavailable, "as many listen already as may; ask /api/v1/changes instead, or come back later")
			return
		}
		defer leave()
		r, w := humago.Unwrap(out)
		l := listener{w: w, control: http.NewResponseController(w), want: in.Following}
		for name, value := range map[string]string{"Content-Type": eventStream, "Cache-Control": "no-store", "X-Accel-Buffering": "no"} {
			w.Header().Set(name, value)
		}
		w.WriteHeader(http.StatusOK)
		last, err := s.begin(r.Context(), in)
		if err == nil && l.send(fmt.Sprintf("retry: %d\n: listening behind %d\n\n", comeBack.Milliseconds(), last)) == nil {
			l.listen(r.Context(), s, last)
		}
	}}, nil
}

// begin is the change behind which a listener begins. One of another ledger may
// not be there yet: waiting for it would keep all before it from the client.
func (s *server) begin(ctx context.Context, in *listenInput) (int64, error) {
	newest, err := s.ledger.start(ctx)
	for _, text := range []string{in.LastID, in.After} {
		if last, wrong := strconv.ParseInt(text, 10, 64); wrong == nil && last >= 0 {
			return min(last, newest), err
		}
	}
	return newest, err
}

// listener is one client of the stream.
type listener struct {
	w       http.ResponseWriter
	control *http.ResponseController
	want    Following
}

// listen sends what stands behind the last change, and what comes, until the
// client is gone or does not take what is sent.
func (l *listener) listen(ctx context.Context, s *server, last int64) {
	beat := time.NewTicker(s.o.beat)
	defer beat.Stop()
	for {
		changes, news, err := s.ledger.after(ctx, last)
		if err != nil {
			return // the client asks again from where it stood
		}
		if last, err = l.tell(changes, last); err != nil {
			return
		}
		if len(changes) > 0 && ctx.Err() == nil {
			continue
		}
		select {
		case <-news:
		case <-beat.C:
			if l.send(": still here\n\n") != nil {
				return
			}
		case <-ctx.Done():
			return
		case <-s.o.Closing:
			return
		}
	}
}

// tell sends those of the changes that are wanted, and says which was the last.
func (l *listener) tell(changes []store.Change, last int64) (int64, error) {
	for _, c := range changes {
		last = c.ID
		if l.want.Story != 0 && c.Story != l.want.Story || len(l.want.Kind) > 0 && !slices.Contains(l.want.Kind, c.Kind) {
			continue
		}
		line := changeLine(c)
		data, err := json.Marshal(line)
		if err == nil && len(data) > mostWords {
			line.Data, line.What = nil, shortened(line.What, 500)
			data, err = json.Marshal(line)
		}
		if err != nil {
			continue
		}
		if err := l.send(fmt.Sprintf("id: %d\nevent: change\ndata: %s\n\n", c.ID, data)); err != nil {
			return last, err
		}
	}
	return last, nil
}

// send writes and flushes, with a time limit of its own whatever the server's is.
func (l *listener) send(text string) error {
	l.control.SetWriteDeadline(time.Now().Add(patience)) // a recorder in a test has none
	if _, err := l.w.Write([]byte(text)); err != nil {
		return err
	}
	return l.control.Flush()
}
