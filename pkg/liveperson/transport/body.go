package transport

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/text/transform"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxBodySize is the most that is read of a response, decompressed, in bytes: so many
// are read, one more is too many.
const maxBodySize = 64 << 20

var errTooLarge = errors.New("the response is too large")

// body is the body of a response as it arrives, as text.
type body struct {
	arriving
	text  io.Reader
	first byte // the first of the text that is no space, 0 if there is none yet
}

// newBody reads a response's body, however it is compressed and encoded.
func newBody(response *http.Response) *body {
	b := &body{arriving: arriving{from: inflate(response.Body, response.Header.Get("Content-Encoding"))}}
	b.text = transform.NewReader(decodeText(&b.arriving, response.Header.Get("Content-Type")), &repair{})
	return b
}

// Read implements io.Reader.
func (b *body) Read(into []byte) (int, error) {
	n, err := b.text.Read(into)
	if b.first == 0 {
		if begun := bytes.TrimLeft(into[:n], " \t\r\n"); len(begun) > 0 {
			b.first = begun[0]
		}
	}
	return n, err
}

// isEmpty reports whether there is no text, and nothing went wrong with it.
func (b *body) isEmpty() bool {
	if b.first == 0 && b.err == nil {
		_, _ = io.Copy(io.Discard, b)
	}
	return b.first == 0 && b.err == nil
}

// arriving are the bytes of a body. They end with an error where more arrives than is
// read of one.
type arriving struct {
	from io.Reader
	read int   // so far
	err  error // why they ended before their end
}

// Read implements io.Reader.
func (a *arriving) Read(into []byte) (int, error) {
	n, err := a.from.Read(into)
	a.read += n
	if a.read > maxBodySize {
		n, err = 0, errTooLarge
	}
	if err != nil && err != io.EOF {
		a.err = err
	}
	return n, err
}

// explain says why a body could not be read to its end, or not decoded.
func (b *body) explain(c *Client, service api.Service, host string, err error) *api.Error {
	var known *api.Error
	switch {
	case errors.Is(b.err, errTooLarge):
		return BadResponse(service, fmt.Sprintf("sent more than %d MiB. Select fewer rows or KPIs", maxBodySize>>20))
	case errors.Is(b.err, io.ErrUnexpectedEOF):
		return BadResponse(service, b.brokenOff())
	case isDamaged(b.err):
		return BadResponse(service, "sent a compressed response that is damaged. Try again")
	case b.err != nil:
		return Explain(service, host, b.err)
	case errors.As(err, &known):
		return known
	}
	what, isForeign := b.describe(err)
	if isForeign {
		return c.foreign(service, host, what)
	}
	return BadResponse(service, what)
}

// describe says in words why the body is not the JSON that it should be, and whether
// nothing of it is.
func (b *body) describe(err error) (what string, isForeign bool) {
	var content *ContentError
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &content):
		return content.What, content.Foreign
	case errors.As(err, &wrongType):
		return describeType(wrongType), wrongType.Field == ""
	case b.first == 0:
		return "sent an empty response. Try again", false
	case b.first == '<':
		return "returned a web page instead of JSON", true
	case errors.Is(err, io.ErrUnexpectedEOF) || err.Error() == "unexpected end of JSON input":
		return b.brokenOff(), false
	}
	return "sent a response that is not valid JSON. Try again. If the problem persists, check Base URL override in the data source settings", false
}

func (b *body) brokenOff() string {
	return fmt.Sprintf("cut off its response after %d bytes. Try again", b.read)
}

var kindNames = map[string]string{"bool": "true or false", "string": "text", "number": "a number", "array": "a list", "object": "an object"}

// describeType says which field, or that the whole response, is of another type.
func describeType(wrong *json.UnmarshalTypeError) string {
	what := "its response"
	if wrong.Field != "" {
		what = strconv.Quote(wrong.Field)
	}
	kind, _, _ := strings.Cut(wrong.Value, " ") // "number 1.5"
	return fmt.Sprintf("sent %s as %s, which this data source does not understand", what, cmp.Or(kindNames[kind], kind))
}
