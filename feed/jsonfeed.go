package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/mmcdole/gofeed"
)

// jsonFeed reads a JSON Feed, item by item: gofeed gives up a feed in which one
// item has a value of the wrong type.
func (r *reading) jsonFeed(source io.Reader) {
	data, err := io.ReadAll(io.LimitReader(source, maxWhole+1))
	if err != nil && !r.problem("", "the container cannot be read on: %v", err) {
		return
	}
	if len(data) > maxWhole && !r.problem("", "more than %d MiB: the rest is not read", maxWhole>>20) {
		return
	}
	data = bytes.TrimPrefix(data[:min(len(data), maxWhole)], []byte("\ufeff"))
	about := r.jsonHead(data)
	r.jsonItems(data, func(place string, item json.RawMessage) {
		document, _ := json.Marshal(map[string]any{"version": "https://jsonfeed.org/version/1.1", "items": []json.RawMessage{item}})
		feed, err := parser().Parse(bytes.NewReader(document))
		if err == nil && (len(feed.Items) != 1 || feed.Items[0] == nil) || !bytes.HasPrefix(item, []byte("{")) {
			err = errors.New("no JSON object")
		}
		if err != nil {
			r.problem(place, "no item of a JSON Feed: %v", wrongType(err))
			return
		}
		r.jsonItem(place, item, feed.Items[0], about)
	})
	if r.entries == 0 && r.problems == 0 {
		r.problem("", "no entry in it: is it a container of the kind %s?", r.kind)
	}
}

// jsonItem hands over one item with what gofeed drops: its language, and
// whether its text is plain.
func (r *reading) jsonItem(place string, raw json.RawMessage, item *gofeed.Item, about *gofeed.Feed) {
	var more struct {
		HTML     string `json:"content_html"`
		Language string `json:"language"`
		External string `json:"external_url"`
	}
	_ = json.Unmarshal(raw, &more) // gofeed has read it: fields of a wrong type stay empty
	own := *about
	own.Language = first(more.Language, about.Language)
	item.Link = first(item.Link, more.External)
	e, ok := r.syndicated(place, item, &own)
	if e.Data != nil && more.HTML == "" { // a text, or a summary, which is plain too
		e.ContentType = plainType
	}
	if ok {
		r.entry(e)
	}
}

// jsonHead is what the feed says of itself; never nil.
func (r *reading) jsonHead(data []byte) *gofeed.Feed {
	head := map[string]json.RawMessage{}
	topLevel(data, func(key string, decoder *json.Decoder) error {
		var value json.RawMessage
		err := decoder.Decode(&value)
		if key != "items" && err == nil {
			head[key] = value
		}
		return err
	})
	document, err := json.Marshal(head)
	if err != nil {
		return &gofeed.Feed{}
	}
	feed, err := parser().Parse(bytes.NewReader(document))
	if err != nil {
		return &gofeed.Feed{}
	}
	return feed
}

// jsonItems calls take with each of the feed's items, up to the first damage.
func (r *reading) jsonItems(data []byte, take func(place string, item json.RawMessage)) {
	number := 0
	err := topLevel(data, func(key string, decoder *json.Decoder) error {
		var skipped json.RawMessage
		if key != "items" {
			return decoder.Decode(&skipped)
		}
		if token, err := decoder.Token(); err != nil || token != json.Delim('[') {
			return errors.Join(err, errors.New(`"items" is no list`))
		}
		for decoder.More() && !r.stopped {
			var item json.RawMessage
			number++
			if err := decoder.Decode(&item); err != nil {
				return err
			}
			take(fmt.Sprintf("item %d", number), item)
		}
		if r.stopped {
			return io.EOF
		}
		_, err := decoder.Token() // "]"
		return err
	})
	if err != nil && !errors.Is(err, io.EOF) {
		r.problem(fmt.Sprintf("item %d", max(1, number)), "the rest cannot be read: %v", cutOff(err))
	}
}

// topLevel calls visit behind each key of an object; visit reads the value.
func topLevel(data []byte, visit func(key string, decoder *json.Decoder) error) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return errors.New("no JSON object")
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return err
		}
		name, _ := key.(string)
		if err := visit(name, decoder); err != nil {
			return err
		}
	}
	_, err := decoder.Token()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
