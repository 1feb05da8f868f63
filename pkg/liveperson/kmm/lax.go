package kmm

import (
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// What follows decodes values that LivePerson's documents and samples disagree on:
// what can't be understood is skipped.

// laxText is text that is empty for what is neither text nor a number.
func (s *stream) laxText() ([]byte, error) {
	switch s.json.PeekKind() {
	case jsontext.KindString, jsontext.KindNumber:
		return s.text()
	}
	return nil, s.skip()
}

// laxNumber decodes a number or the same as text, 0 for anything else.
func (s *stream) laxNumber() (float64, error) {
	raw, err := s.laxText()
	value, wrong := strconv.ParseFloat(string(raw), 64)
	if wrong != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, err
	}
	return value, err
}

// laxObject is object that skips what is none.
func (s *stream) laxObject(field func(name []byte) error) error {
	if s.json.PeekKind() != jsontext.KindBeginObject {
		return s.skip()
	}
	_, err := s.object(field)
	return err
}

// laxArray is array that skips what is none.
func (s *stream) laxArray(element func() error) error {
	if s.json.PeekKind() != jsontext.KindBeginArray {
		return s.skip()
	}
	_, err := s.array(element)
	return err
}
