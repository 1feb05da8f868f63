package kmm

import (
	"bytes"
	"math"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// What follows decodes values that LivePerson's documents and samples disagree on:
// what can't be understood is skipped.

// laxText is text that is empty for what is neither text nor a number.
func (s *stream) laxText() ([]byte, error) {
	switch s.json.PeekKind() {
	case jsontext.KindString:
		raw, err := s.json.ReadValue()
		return s.unquote(raw), err
	case jsontext.KindNumber:
		return s.json.ReadValue()
	}
	return nil, s.skip()
}

// laxID is an id, as text or number, without spaces around it. It is empty for what is
// none.
func (s *stream) laxID() ([]byte, error) {
	isNumber := s.json.PeekKind() == jsontext.KindNumber
	text, err := s.laxText()
	if isNumber {
		return transport.WholeNumber(text), err
	}
	return bytes.TrimSpace(text), err
}

// knownName is a clean name, empty where a text only says that there is none: "NA" is
// how LivePerson does.
func knownName(name string) string {
	switch name = api.CleanName(name); name {
	case "NA", "N/A", "null", "undefined", "NaN":
		return ""
	}
	return name
}

// laxCount decodes how many there are, below 0 for what is no such number.
func (s *stream) laxCount() (int, error) {
	value, err := s.number(api.NotNegative)
	if math.IsNaN(value) || value != math.Trunc(value) {
		return -1, err
	}
	return int(min(value, math.MaxInt32)), err
}

// laxObject is object that skips what is none, and reports whether it is one.
func (s *stream) laxObject(field func(name []byte) error) (bool, error) {
	if s.json.PeekKind() != jsontext.KindBeginObject {
		return false, s.skip()
	}
	return s.object(field)
}

// laxArray is array that skips what is none.
func (s *stream) laxArray(element func() error) error {
	if s.json.PeekKind() != jsontext.KindBeginArray {
		return s.skip()
	}
	_, err := s.array(element)
	return err
}

// records decodes a list's objects and returns how many of its elements are none.
func (s *stream) records(unclear *int, record func() error) (bool, error) {
	return s.array(func() error {
		if s.json.PeekKind() == jsontext.KindBeginObject {
			return record()
		}
		*unclear++
		return s.skip()
	})
}
