package kmm

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// number decodes a number of a column, or why there is none. Whatever it is, it is
// that of one row only.
func (s *stream) number(of api.Numbers) (float64, error) {
	raw, err := s.json.ReadValue() // no peek first: this is where the time goes
	if err != nil {
		return 0, err
	}
	if of == api.NotNegative && raw[0] >= '0' && raw[0] <= '9' { // nearly all are
		if value, err := parseNumber(raw); err == nil {
			return value, nil
		}
	}
	switch raw.Kind() {
	case jsontext.KindNumber:
		if value, err := parseNumber(raw); err == nil {
			return of.Read(value), nil
		}
	case jsontext.KindNull:
		return api.NoValue(), nil
	case jsontext.KindString:
		return s.written(raw, of), nil
	}
	return api.Unclear(), nil
}

// written is a number that is written as text.
func (s *stream) written(raw []byte, of api.Numbers) float64 {
	text := s.unquote(raw)
	if value, ok := transport.ParseNumber(text); ok {
		return of.Read(value)
	}
	if of == api.Moments {
		return api.ReadMoment(string(bytes.TrimSpace(text)))
	}
	return api.Unclear()
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
