package main

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"stemma/collect"
	"stemma/fetch"
	"stemma/watch"
)

// fetching are the flags of every command that fetches.
type fetching struct {
	private bool
	robots  bool
	contact string
}

func (f *fetching) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.private, "allow-private", false, "fetch from private and local addresses too")
	cmd.Flags().StringVar(&f.contact, "contact", "", "`ADDRESS` by which a server's owner reaches you, told with each request")
}

func (f *fetching) client() *fetch.Client {
	return fetch.New(fetch.Options{AllowPrivate: f.private, IgnoreRobots: f.robots, Contact: f.contact})
}

// page fetches for collect.
func page(c *fetch.Client) func(context.Context, string) (collect.Page, error) {
	return func(ctx context.Context, address string) (collect.Page, error) {
		r, err := c.Get(ctx, address, fetch.Visit{})
		return collect.Page{Data: r.Data, ContentType: r.ContentType, Address: r.Address}, short(err)
	}
}

// answer fetches for watch.
func answer(c *fetch.Client) func(context.Context, string, []byte) (watch.Answer, error) {
	return func(ctx context.Context, address string, visit []byte) (watch.Answer, error) {
		var v fetch.Visit
		if len(visit) > 0 && json.Unmarshal(visit, &v) != nil {
			v = fetch.Visit{}
		}
		r, err := c.Get(ctx, address, v)
		if err != nil {
			return watch.Answer{}, retried(err)
		}
		kept, err := json.Marshal(r.Visit)
		return watch.Answer{Page: collect.Page{Data: r.Data, ContentType: r.ContentType, Address: r.Address}, Visit: kept, NotModified: r.NotModified}, err
	}
}

// short is a fetcher's error without the address, which is named beside it.
func short(err error) error {
	var of *fetch.Error
	if errors.As(err, &of) {
		return errors.New(of.What)
	}
	return err
}

// later is an error that says when to come back.
type later struct {
	error
	pause time.Duration
}

func (l later) RetryAfter() time.Duration { return l.pause }

func retried(err error) error {
	var of *fetch.Error
	if errors.As(err, &of) && !of.Retry.IsZero() {
		return later{short(err), time.Until(of.Retry)}
	}
	return short(err)
}
