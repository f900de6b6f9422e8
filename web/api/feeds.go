package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"stemma/store"
)

// FeedLine is an address that is followed.
type FeedLine struct {
	Address  string     `json:"address" example:"https://tribune.example/rss"`
	Title    string     `json:"title,omitempty"`
	Kind     string     `json:"kind,omitempty"`
	Added    time.Time  `json:"added"`
	Visited  *time.Time `json:"visited,omitempty" doc:"The last visit."`
	Due      *time.Time `json:"due,omitempty" doc:"The next one."`
	Failures int        `json:"failures" doc:"Visits in a row that failed."`
	Problem  string     `json:"problem,omitempty" doc:"Why the last one failed."`
}

func feedLine(f store.Feed) FeedLine {
	return FeedLine{f.Address, f.Title, f.Kind, f.Added, when(f.Visited), when(f.Due), f.Failures, f.Problem}
}

// when is a time, nil for none.
func when(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}

func (s *server) feeds() {
	huma.Register(s.api, operation("list-feeds", http.MethodGet, "/v1/feeds", "List feeds", "The addresses that are followed."), s.listFeeds)
	op := operation("add-feed", http.MethodPost, "/v1/feeds", "Follow a feed",
		"Follow an address (RSS, Atom, JSON Feed or a sitemap). It is visited by whoever follows feeds; one that is followed already stays as it is.")
	op.DefaultStatus = http.StatusCreated
	huma.Register(s.api, op, s.addFeed)
	huma.Register(s.api, operation("drop-feed", http.MethodDelete, "/v1/feeds", "Follow a feed no more", "The reports that came from it stay."), s.dropFeed)
}

func (s *server) listFeeds(ctx context.Context, _ *struct{}) (*answer[page[FeedLine]], error) {
	feeds, err := s.allFeeds(ctx)
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(paged(feeds, -1, feedLine, nil)), nil
}

func (s *server) allFeeds(ctx context.Context) (feeds []store.Feed, err error) {
	err = s.w.Store().View(ctx, func(t *store.Tx) (err error) {
		feeds, err = t.Feeds(time.Time{})
		return err
	})
	return feeds, err
}

// mostFeeds bounds how many addresses are followed.
const mostFeeds = 5000

// Adding is a feed to be followed.
type Adding struct {
	Address string `json:"address" maxLength:"2000" doc:"Where the feed is." example:"https://tribune.example/rss"`
	Title   string `json:"title,omitempty" maxLength:"200" doc:"What to call it."`
}

func (s *server) addFeed(ctx context.Context, in *struct{ Body Adding }) (*answer[FeedLine], error) {
	if !webAddress(in.Body.Address) {
		return nil, huma.Error422UnprocessableEntity("address: a feed's address begins with http:// or https://, has a host, and no password")
	}
	feed := store.Feed{Address: in.Body.Address, Title: in.Body.Title, Added: time.Now(), Due: time.Now()}
	err := s.w.Store().Update(ctx, func(t *store.Tx) error {
		feeds, err := t.Feeds(time.Time{})
		if err != nil {
			return err
		}
		at := slices.IndexFunc(feeds, func(f store.Feed) bool { return f.Address == feed.Address })
		switch {
		case at >= 0:
			feed = feeds[at]
			return nil
		case len(feeds) >= mostFeeds:
			return huma.Error422UnprocessableEntity("too many feeds are followed already; drop some first")
		}
		if err := t.PutFeed(feed); err != nil {
			return err
		}
		return t.AddAudit(store.Audit{At: feed.Added, Who: who(ctx).user, What: "add feed", Detail: feed.Address})
	})
	if err != nil {
		return nil, s.problem(ctx, err)
	}
	return reply(feedLine(feed)), nil
}

func (s *server) dropFeed(ctx context.Context, in *struct {
	Address string `query:"address" required:"true" maxLength:"2000" doc:"Where the feed is." example:"https://tribune.example/rss"`
}) (*struct{}, error) {
	return nil, s.problem(ctx, s.w.Store().Update(ctx, func(t *store.Tx) error {
		if err := t.DropFeed(in.Address); err != nil {
			return err
		}
		return t.AddAudit(store.Audit{At: time.Now(), Who: who(ctx).user, What: "drop feed", Detail: in.Address})
	}))
}
