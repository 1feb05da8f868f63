package kmm

import (
	"bytes"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// number decodes a number, NaN where it is null.
func (s *stream) number() (float64, error) {
	raw, err := s.json.ReadValue() // no peek first: this is where the time goes
	if err != nil {
		return 0, err
	}
	switch kind := raw.Kind(); kind {
	case jsontext.KindNumber:
		value, err := parseNumber(raw)
		if err != nil {
			return 0, s.wrongType("a number that is too large")
		}
		return value, nil
	case jsontext.KindNull:
		return math.NaN(), nil
	default:
		return 0, s.wrongType(kindNames[kind])
	}
}

// maxFastDigits is how many digits a number may have for its value and each of these
// powers to fit a float64, so that dividing them rounds as a general parser does.
const maxFastDigits = 15

var pow10 = [maxFastDigits + 1]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// parseNumber parses a number. Most are counts or short decimals, which need no
// general parser.
func parseNumber(number []byte) (float64, error) {
	digits, decimals := 0, 0
	for i, char := range number {
		switch {
		case char == '.':
			decimals = len(number) - i - 1
		case char < '0' || char > '9' || len(number) > maxFastDigits:
			return strconv.ParseFloat(string(number), 64)
		default:
			digits = digits*10 + int(char-'0')
		}
	}
	return float64(digits) / pow10[decimals], nil
}

// text decodes a text, or a number as it is written, empty where it is null.
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
	return nil, s.unexpected()
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
