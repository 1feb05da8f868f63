package transport

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"io"
	"strings"
)

// acceptEncoding is what requests allow. That it is said here keeps Go's client from
// decompressing by what the header says: gateways compress without saying so, and say
// so without compressing.
const acceptEncoding = "gzip"

// inflate decompresses a body that begins as a compressed one does. Only deflate
// without its header begins like anything, so there the response's header counts.
func inflate(compressed io.Reader, encoding string) io.Reader {
	from := bufio.NewReader(compressed)
	start, _ := from.Peek(2)
	var inflated io.Reader
	var err error
	switch {
	case len(start) < 2:
		return from
	case start[0] == 0x1f && start[1] == 0x8b:
		inflated, err = gzip.NewReader(from)
	case start[0]&0x0f == 8 && binary.BigEndian.Uint16(start)%31 == 0: // no text begins so
		inflated, err = zlib.NewReader(from)
	case strings.EqualFold(encoding, "deflate") && !isText(start[0]):
		inflated = flate.NewReader(from)
	default:
		return from
	}
	if err != nil {
		return failing{err}
	}
	return inflated
}

// isText reports whether a body that begins so is JSON, or a web page.
func isText(first byte) bool { return strings.IndexByte(" \t\r\n{[<\xef\xfe\xff", first) >= 0 }

// isDamaged reports whether a compressed body can't be decompressed.
func isDamaged(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.As(err, &corrupt) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) ||
		errors.Is(err, zlib.ErrHeader) || errors.Is(err, zlib.ErrChecksum) || errors.Is(err, zlib.ErrDictionary)
}

// failing is a reader that can't be read.
type failing struct{ err error }

// Read implements io.Reader.
func (f failing) Read([]byte) (int, error) { return 0, f.err }
