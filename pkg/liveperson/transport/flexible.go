package transport

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// What follows decodes fields that LivePerson's APIs, or what stands in between,
// write in several ways. None fails: what is not understood is as if left out.

// FlexibleString is an id or a name: text, or a number. What is neither is empty.
type FlexibleString string

// UnmarshalJSON accepts anything.
func (s *FlexibleString) UnmarshalJSON(raw []byte) error {
	*s = ""
	switch {
	case len(raw) == 0:
	case raw[0] == '"':
		var text string
		_ = json.Unmarshal(raw, &text)
		*s = FlexibleString(strings.TrimSpace(text))
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		*s = FlexibleString(WholeNumber(raw))
	}
	return nil
}

// maxWhole is up to where a float64 has every whole number.
const maxWhole = 1 << 53

// WholeNumber writes a JSON number as the id that it is: 101.0 and 1.01E2 are 101. What
// is not whole stays as it is.
func WholeNumber(number []byte) []byte {
	if !bytes.ContainsAny(number, ".eE") {
		return number
	}
	value, err := strconv.ParseFloat(string(number), 64)
	if err != nil || value != math.Trunc(value) || math.Abs(value) > maxWhole {
		return number
	}
	return strconv.AppendInt(nil, int64(value), 10)
}

// FlexibleFloat is a number, or the same as text. What is neither is 0.
type FlexibleFloat float64

// UnmarshalJSON accepts anything.
func (f *FlexibleFloat) UnmarshalJSON(raw []byte) error {
	value, _ := ParseNumber(bytes.Trim(raw, `"`))
	*f = FlexibleFloat(value)
	return nil
}

// ParseNumber reads a number that is written as text, as JSON or most programs write
// it, with spaces around it. What else people and programs write, such as 0,82 or NaN
// or 1e400, is no number, and neither is what may mean two of them.
func ParseNumber(text []byte) (value float64, ok bool) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || len(bytes.Trim(text, "0123456789+-.eE")) > 0 {
		return 0, false
	}
	value, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return 0, false
	}
	return value, true
}

// FlexibleBool is a boolean, or the same as text or number. What is neither is false.
type FlexibleBool bool

// UnmarshalJSON accepts anything.
func (b *FlexibleBool) UnmarshalJSON(raw []byte) error {
	switch strings.ToLower(strings.Trim(string(raw), `" `)) {
	case "true", "1":
		*b = true
	default:
		*b = false
	}
	return nil
}
