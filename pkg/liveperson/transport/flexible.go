package transport

import (
	"encoding/json"
	"strconv"
	"strings"
)

// FlexibleString is an id or a name: LivePerson's APIs write it as text or as a number.
// What is neither is empty.
type FlexibleString string

// UnmarshalJSON accepts both.
func (s *FlexibleString) UnmarshalJSON(raw []byte) error {
	*s = ""
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(s))
	}
	var number json.Number
	if json.Unmarshal(raw, &number) == nil {
		*s = FlexibleString(number)
	}
	return nil
}

// FlexibleFloat is a number, with or without decimals, or the same as text. What is
// neither is 0.
type FlexibleFloat float64

// UnmarshalJSON accepts all of them.
func (f *FlexibleFloat) UnmarshalJSON(raw []byte) error {
	value, err := strconv.ParseFloat(strings.Trim(string(raw), `"`), 64)
	if err == nil {
		*f = FlexibleFloat(value)
	}
	return nil
}

// FlexibleBool is a boolean, or the same as text.
type FlexibleBool bool

// UnmarshalJSON accepts both.
func (b *FlexibleBool) UnmarshalJSON(raw []byte) error {
	*b = FlexibleBool(strings.Trim(string(raw), `"`) == "true")
	return nil
}
