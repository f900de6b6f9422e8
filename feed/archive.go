package feed

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// unpacked is what a compressed archive holds, its members joined. Read's error
// is that of the member at hand; skip goes on to the next, so that one damaged
// member costs itself alone.
type unpacked interface {
	io.Reader
	skip() error // io.EOF: there is none
	io.Closer
}

var (
	gzipMagic       = []byte{0x1f, 0x8b, 0x08}
	zstdMagic       = []byte{0x28, 0xb5, 0x2f, 0xfd}
	dictionaryMagic = []byte{0x5d, 0x2a, 0x4d, 0x18} // the skippable frame of a WARC's dictionary
)

// maxDictionary is the most that a dictionary may have; the customary ones have
// some hundred kilobytes.
const maxDictionary = 8 << 20

// held gives an archive's error again until it is skipped: a bufio.Reader that
// was only looked into forgets it.
type held struct {
	unpacked
	err error
}

func (h *held) Read(p []byte) (int, error) {
	if h.err != nil {
		return 0, h.err
	}
	n, err := h.unpacked.Read(p)
	h.err = err
	return n, err
}

func (h *held) skip() error {
	h.err = h.unpacked.skip()
	return h.err
}

// unpack opens an archive by its first bytes.
func unpack(source io.Reader) (unpacked, error) {
	packed, err := unpackAny(source)
	if err != nil {
		return nil, err
	}
	return &held{unpacked: packed}, nil
}

func unpackAny(source io.Reader) (unpacked, error) {
	in := &counter{r: source}
	raw := bufio.NewReaderSize(in, sniffed)
	head, err := raw.Peek(4)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case isGzip(head):
		return &gzipMembers{raw: raw, gauge: gauge{in: in}}, nil
	case isZstd(head):
		return newZstdFrames(raw, in)
	}
	return plainArchive{raw}, nil
}

// plainArchive is one that is not compressed.
type plainArchive struct{ io.Reader }

func (plainArchive) skip() error  { return io.EOF }
func (plainArchive) Close() error { return nil }

// seekMagic discards up to the next occurrence of magic.
func seekMagic(raw *bufio.Reader, magic []byte) error {
	for {
		window, err := raw.Peek(sniffed / 2)
		if at := bytes.Index(window, magic); at >= 0 {
			_, err := raw.Discard(at)
			return err
		}
		if err != nil {
			return err
		}
		if _, err := raw.Discard(len(window) - len(magic) + 1); err != nil {
			return err
		}
	}
}

// gzipMembers is the usual form: a member for each record.
type gzipMembers struct {
	raw    *bufio.Reader
	z      *gzip.Reader
	within bool // a member is open
	gauge  gauge
}

func (g *gzipMembers) Read(p []byte) (int, error) {
	for {
		if !g.within {
			if err := g.begin(); err != nil {
				return 0, err
			}
		}
		n, err := g.z.Read(p)
		if g.gauge.swollen(n) {
			g.within = false
			return 0, errBomb
		}
		if g.within = err == nil; n > 0 || !errors.Is(err, io.EOF) {
			if errors.Is(err, io.EOF) {
				err = nil // of the member, not of the archive
			}
			return n, err
		}
	}
}

// begin opens the next member; io.EOF at the archive's end.
func (g *gzipMembers) begin() error {
	head, err := g.raw.Peek(len(gzipMagic))
	if len(head) == 0 {
		return err
	}
	if !isGzip(head) {
		return errors.New("bytes that are no gzip")
	}
	if g.z == nil {
		g.z, err = gzip.NewReader(g.raw)
	} else {
		err = g.z.Reset(g.raw)
	}
	if err != nil {
		return unexpected(err)
	}
	g.z.Multistream(false)
	g.within = true
	return nil
}

func (g *gzipMembers) skip() error {
	g.within = false
	return seekMagic(g.raw, gzipMagic)
}

func (g *gzipMembers) Close() error { return nil }

// unexpected makes the end of the file within a member an error.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// zstdFrames is an archive in zstd. A dictionary, if there is one, comes first,
// in a frame that other readers skip, as it is or compressed itself.
type zstdFrames struct {
	raw   *bufio.Reader
	z     *zstd.Decoder
	gauge gauge
}

func newZstdFrames(raw *bufio.Reader, in *counter) (unpacked, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128 << 20), zstd.WithDecoderLowmem(true)}
	if head, _ := raw.Peek(4); bytes.Equal(head, dictionaryMagic) {
		dictionary, err := readDictionary(raw)
		if err != nil {
			return nil, err
		}
		options = append(options, zstd.WithDecoderDicts(dictionary))
	}
	z, err := zstd.NewReader(raw, options...)
	if err != nil {
		return nil, fmt.Errorf("the archive's dictionary cannot be used: %w", err)
	}
	return &zstdFrames{raw: raw, z: z, gauge: gauge{in: in}}, nil
}

// readDictionary reads the frame of the dictionary.
func readDictionary(raw *bufio.Reader) ([]byte, error) {
	var head [8]byte
	if _, err := io.ReadFull(raw, head[:]); err != nil {
		return nil, fmt.Errorf("the archive's dictionary is cut off: %w", unexpected(err))
	}
	size := binary.LittleEndian.Uint32(head[4:])
	if size > maxDictionary {
		return nil, fmt.Errorf("the archive's dictionary has %d bytes (limit %d): it is not read", size, maxDictionary)
	}
	dictionary := make([]byte, size)
	if _, err := io.ReadFull(raw, dictionary); err != nil {
		return nil, fmt.Errorf("the archive's dictionary is cut off: %w", unexpected(err))
	}
	if !bytes.HasPrefix(dictionary, zstdMagic) {
		return dictionary, nil
	}
	z, err := zstd.NewReader(bytes.NewReader(dictionary), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxDictionary))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	dictionary, err = io.ReadAll(io.LimitReader(z, maxDictionary+1))
	if err != nil || len(dictionary) > maxDictionary {
		return nil, fmt.Errorf("the archive's dictionary is damaged or has more than %d bytes", maxDictionary)
	}
	return dictionary, nil
}

func (z *zstdFrames) Read(p []byte) (int, error) {
	n, err := z.z.Read(p)
	if z.gauge.swollen(n) {
		return 0, errBomb
	}
	return n, err
}

func (z *zstdFrames) skip() error {
	if err := seekMagic(z.raw, zstdMagic); err != nil {
		return err
	}
	return z.z.Reset(z.raw)
}

func (z *zstdFrames) Close() error {
	z.z.Close()
	return nil
}
