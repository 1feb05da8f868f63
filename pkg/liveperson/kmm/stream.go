package kmm

import (
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// stream decodes the JSON of a response value by value while it arrives, so that no
// response is ever whole in memory. Names and texts are valid until the next
// value is read.
type stream struct {
	json    jsontext.Decoder
	scratch []byte // the last name or text that was not written plainly
}

// streams keep their buffers.
var streams = sync.Pool{New: func() any { return new(stream) }}

// laxOptions lets the last of two fields of one name count, and replaces bytes
// that are no text, as encoding/json does.
var laxOptions = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

var nothing = strings.NewReader("")

var errTrailing = errors.New("more follows the response")

// decode decodes a response that is one JSON value, to its very end: what was broken
// off after a value is not taken for a response.
func decode(from io.Reader, value func(*stream) error) error {
	s := streams.Get().(*stream)
	defer func() {
		s.json.Reset(nothing)
		streams.Put(s)
	}()
	s.json.Reset(from, laxOptions...)
	if err := value(s); err != nil {
		return err
	}
	_, err := s.json.ReadToken()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err == nil:
		return errTrailing
	}
	return err
}

// object decodes an object field by field, and reports whether there is one: null is
// none. The function has to decode each field's value.
func (s *stream) object(field func(name []byte) error) (bool, error) {
	return s.fields(func(quoted []byte) error { return field(s.unquote(quoted)) })
}

// fields is object with names as they are written: quoted and escaped.
func (s *stream) fields(field func(quoted []byte) error) (bool, error) {
	there, err := s.begins(jsontext.KindBeginObject)
	if !there {
		return false, err
	}
	for s.json.PeekKind() != jsontext.KindEndObject {
		quoted, err := s.json.ReadValue()
		if err != nil {
			return true, err
		}
		if err := field(quoted); err != nil {
			return true, err
		}
	}
	_, err = s.json.ReadToken()
	return true, err
}

// array decodes an array element by element, and reports whether there is one: null
// is none. The function has to read each element.
func (s *stream) array(element func() error) (bool, error) {
	there, err := s.begins(jsontext.KindBeginArray)
	if !there {
		return false, err
	}
	for s.json.PeekKind() != jsontext.KindEndArray {
		if err := element(); err != nil {
			return true, err
		}
	}
	_, err = s.json.ReadToken()
	return true, err
}

// begins reads the beginning of an object or array, or null.
func (s *stream) begins(kind jsontext.Kind) (bool, error) {
	switch s.json.PeekKind() {
	case kind:
		_, err := s.json.ReadToken()
		return err == nil, err
	case jsontext.KindNull:
		return false, s.skip()
	}
	return false, s.unexpected()
}

// skip skips a value of any kind and depth.
func (s *stream) skip() error { return s.json.SkipValue() }
