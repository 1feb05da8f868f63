package query

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// number is a number, or the same as text: the values of a dashboard's variables are
// texts. A text that is no number is kept for the sentence that says so.
type number struct {
	value float64
	text  string
}

// UnmarshalJSON accepts both; an empty text is 0.
func (n *number) UnmarshalJSON(raw []byte) error {
	text, err := unmarshalText(raw, &n.value)
	if err != nil || text == "" {
		return err
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		n.text = text
		return nil
	}
	n.value = value
	return nil
}

// unmarshalText reads a text, without spaces around it, or else a value of its own type.
func unmarshalText(raw []byte, value any) (text string, err error) {
	if !bytes.HasPrefix(raw, []byte(`"`)) {
		return "", json.Unmarshal(raw, value)
	}
	err = json.Unmarshal(raw, &text)
	return strings.TrimSpace(text), err
}

// flag is true or false, or the same as text. Any other text is kept for the sentence
// that says so.
type flag struct {
	on   bool
	text string
}

// UnmarshalJSON accepts both; an empty text is false.
func (f *flag) UnmarshalJSON(raw []byte) error {
	text, err := unmarshalText(raw, &f.on)
	if err != nil || text == "" {
		return err
	}
	on, err := strconv.ParseBool(text)
	if err != nil {
		f.text = text
		return nil
	}
	f.on = on
	return nil
}

// check is what is wrong with a flag of that name, nil if nothing is.
func (f flag) check(name string) error {
	if f.text == "" {
		return nil
	}
	return Errorf("The query's %q is %q. "+advice(f.text, "Allowed: true, false."), name, f.text)
}

// advice is what to do about a value that can't be used: a variable that was not
// replaced, or that has several values, and otherwise what fits the field.
func advice(text, otherwise string) string {
	switch {
	case isVariable(text):
		return "This variable has no value here: alert rules and public dashboards don't support variables. Select a value instead."
	case strings.Contains(text, ","):
		return "Only one value is allowed here. Select one value in the dashboard variable."
	}
	return otherwise
}
