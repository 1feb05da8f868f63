package liveperson

import (
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// What follows reads values that LivePerson's documents and samples disagree
// on: what can't be understood is passed over.

// looseText is text that is empty for what is neither text nor a number.
func (s *stream) looseText() ([]byte, error) {
	switch s.json.PeekKind() {
	case jsontext.KindString, jsontext.KindNumber:
		return s.text()
	}
	return nil, s.skip()
}

// looseNumber reads a number or the same as text, 0 for anything else.
func (s *stream) looseNumber() (float64, error) {
	raw, err := s.looseText()
	value, wrong := strconv.ParseFloat(string(raw), 64)
	if wrong != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return 0, err
	}
	return value, err
}

// looseObject is object that passes over what is none.
func (s *stream) looseObject(field func(name []byte) error) error {
	if s.json.PeekKind() != jsontext.KindBeginObject {
		return s.skip()
	}
	_, err := s.object(field)
	return err
}

// looseArray is array that passes over what is none.
func (s *stream) looseArray(element func() error) error {
	if s.json.PeekKind() != jsontext.KindBeginArray {
		return s.skip()
	}
	_, err := s.array(element)
	return err
}

// wrongType is a field that is not of the kind that LivePerson documents.
type wrongType struct {
	field string // empty for the answer itself
	as    string // the kind that it is, in words
}

// Error implements error.
func (w *wrongType) Error() string { return w.what() + " is " + w.as }

func (w *wrongType) what() string {
	if w.field == "" {
		return "its answer"
	}
	return strconv.Quote(w.field)
}

var inWords = map[jsontext.Kind]string{
	jsontext.KindFalse:       "true or false",
	jsontext.KindTrue:        "true or false",
	jsontext.KindString:      "text",
	jsontext.KindNumber:      "a number",
	jsontext.KindBeginObject: "an object",
	jsontext.KindBeginArray:  "a list",
}

// wrong says that the value that comes next is not of the right kind, or what
// else is wrong with it.
func (s *stream) wrong() error {
	kind, known := inWords[s.json.PeekKind()]
	if !known {
		_, err := s.json.ReadToken()
		return err
	}
	return &wrongType{s.field(), kind}
}

// field is the name of the field that is being read.
func (s *stream) field() string {
	name := ""
	for token := range s.json.StackPointer().Tokens() {
		if _, err := strconv.Atoi(token); err != nil { // not an index
			name = token
		}
	}
	return name
}
