package liveperson

import (
	"encoding/json"
	"strconv"
	"strings"
)

// LivePerson's APIs write the same kind of value in different ways. These types
// read all of them.

// text is an id: text or a number.
type text string

// UnmarshalJSON accepts both; null is empty.
func (t *text) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(t))
	}
	var number json.Number
	err := json.Unmarshal(raw, &number)
	*t = text(number)
	return err
}

// number is a number, with or without decimals, or the same as text. What can't
// be read is 0.
type number float64

// UnmarshalJSON accepts all of them.
func (n *number) UnmarshalJSON(raw []byte) error {
	value, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	if err == nil {
		*n = number(value)
	}
	return nil
}

// flag is a boolean, or the same as text.
type flag bool

// UnmarshalJSON accepts both.
func (f *flag) UnmarshalJSON(raw []byte) error {
	*f = flag(strings.Trim(string(raw), `"`) == "true")
	return nil
}
