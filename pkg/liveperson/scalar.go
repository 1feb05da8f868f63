package liveperson

import (
	"bytes"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// number reads a number, NaN where it is null.
func (s *stream) number() (float64, error) {
	raw, err := s.json.ReadValue() // no peek first: this is where the time goes
	if err != nil {
		return 0, err
	}
	switch kind := raw.Kind(); kind {
	case jsontext.KindNumber:
		value, err := parsed(raw)
		if err != nil {
			return 0, &wrongType{s.field(), "a number that is too large"}
		}
		return value, nil
	case jsontext.KindNull:
		return math.NaN(), nil
	default:
		return 0, &wrongType{s.field(), inWords[kind]}
	}
}

// exact is how many digits a whole number may have to fit.
const exact = 15

// parsed is a number's value. Most are counts, which need no general parser.
func parsed(number []byte) (float64, error) {
	whole := 0
	for _, digit := range number {
		if digit < '0' || digit > '9' || len(number) > exact {
			return strconv.ParseFloat(string(number), 64)
		}
		whole = whole*10 + int(digit-'0')
	}
	return float64(whole), nil
}

// text reads a text, or a number as it is written, empty where it is null.
func (s *stream) text() ([]byte, error) {
	switch s.json.PeekKind() {
	case jsontext.KindString:
		raw, err := s.json.ReadValue()
		return s.unquote(raw), err
	case jsontext.KindNumber:
		return s.json.ReadValue()
	case jsontext.KindNull:
		return nil, s.skip()
	}
	return nil, s.wrong()
}

// unquote is the text of a JSON string.
func (s *stream) unquote(quoted []byte) []byte {
	if len(quoted) < 2 {
		return nil
	}
	if plain := quoted[1 : len(quoted)-1]; bytes.IndexByte(plain, '\\') < 0 {
		return plain
	}
	s.scratch, _ = jsontext.AppendUnquote(s.scratch[:0], quoted)
	return s.scratch
}
