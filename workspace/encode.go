package workspace

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/vmihailenco/msgpack/v5"

	"stemma"
)

// The store keeps articles and documents in MessagePack, records in JSON, all
// compressed with Zstandard. Structures are written as lists without field
// names, so what was written holds for one shape of the types alone: Engine
// changes with them, and what another engine wrote is read anew from the
// article, which is kept with its names.

// mostDecoded bounds what one compressed value may unfold to.
const mostDecoded = 1 << 30

// packers turn values into compressed bytes and back; a Zstandard encoder and
// decoder are safe for many goroutines in these two uses.
var packers = sync.OnceValue(func() (p struct {
	out *zstd.Encoder
	in  *zstd.Decoder
}) {
	p.out, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	p.in, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(mostDecoded))
	return p
})

func pack(data []byte) []byte { return packers().out.EncodeAll(data, nil) }

func unpack(data []byte) ([]byte, error) { return packers().in.DecodeAll(data, nil) }

// packArticles encodes an article and the posts embedded in it.
func packArticles(articles []*stemma.Article) ([]byte, error) {
	data, err := json.Marshal(articles)
	if err != nil {
		return nil, fmt.Errorf("encode articles: %w", err)
	}
	return pack(data), nil
}

func unpackArticles(data []byte) ([]*stemma.Article, error) {
	var articles []*stemma.Article
	data, err := unpack(data)
	if err == nil {
		err = json.Unmarshal(data, &articles)
	}
	if err != nil {
		return nil, fmt.Errorf("decode articles: %w", err)
	}
	return articles, nil
}

// packDocuments encodes analysed documents.
func packDocuments(documents []*stemma.Document) ([]byte, error) {
	var b bytes.Buffer
	e := msgpack.GetEncoder()
	defer msgpack.PutEncoder(e)
	e.Reset(&b)
	e.UseArrayEncodedStructs(true)
	e.UseCompactInts(true)
	e.UseInternedStrings(true)
	if err := e.Encode(documents); err != nil {
		return nil, fmt.Errorf("encode documents: %w", err)
	}
	return pack(b.Bytes()), nil
}

func unpackDocuments(data []byte) (documents []*stemma.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decode documents: %v", r)
		}
	}()
	if data, err = unpack(data); err != nil {
		return nil, fmt.Errorf("decode documents: %w", err)
	}
	d := msgpack.GetDecoder()
	defer msgpack.PutDecoder(d)
	d.Reset(bytes.NewReader(data))
	d.UseInternedStrings(true)
	if err := d.Decode(&documents); err != nil {
		return nil, fmt.Errorf("decode documents: %w", err)
	}
	return documents, nil
}
