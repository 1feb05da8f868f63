package transport

import (
	"encoding/json"
	"strconv"
	"strings"
)

// FlexibleString is an id: LivePerson's APIs write it as text or as a number.
type FlexibleString string

// UnmarshalJSON accepts both; null is empty.
func (s *FlexibleString) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '"' {
		return json.Unmarshal(raw, (*string)(s))
	}
	var number json.Number
	err := json.Unmarshal(raw, &number)
	*s = FlexibleString(number)
	return err
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
