package liveperson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// largest is the most that is read of an answer, in bytes.
const largest = 64 << 20

var errTooLarge = errors.New("the answer is too large")

// body is an answer as it arrives. It ends with an error where more comes than
// is read of one.
type body struct {
	from  io.Reader
	read  int   // bytes so far
	first byte  // the first that is no space, 0 if there is none yet
	err   error // why the answer ended before its end
}

// Read implements io.Reader.
func (b *body) Read(into []byte) (int, error) {
	n, err := b.from.Read(into)
	b.read += n
	if b.first == 0 {
		if begun := bytes.TrimLeft(into[:n], " \t\r\n"); len(begun) > 0 {
			b.first = begun[0]
		}
	}
	if b.read > largest {
		n, err = 0, errTooLarge
	}
	if err != nil && err != io.EOF {
		b.err = err
	}
	return n, err
}

// failure explains an answer that could not be read to its end, or not decoded.
func (b *body) failure(service Service, host string, err error) *Error {
	var known *Error
	switch {
	case errors.Is(b.err, errTooLarge):
		return garbled(service, fmt.Sprintf("sent more than %d MiB. Choose fewer rows or KPIs", largest>>20))
	case errors.Is(b.err, io.ErrUnexpectedEOF):
		return garbled(service, brokenOff(b.read))
	case b.err != nil:
		return unanswered(service, host, b.err)
	case errors.As(err, &known):
		return known
	}
	return garbled(service, explanation(b.first, b.read, err))
}

func brokenOff(after int) string {
	return fmt.Sprintf("broke its answer off after %d bytes. Try again", after)
}
