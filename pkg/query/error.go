package query

import (
	"fmt"
	"strings"
)

// Error is what is wrong with a query: a sentence that names the field, the
// value and what is allowed.
type Error struct {
	Sentence string
}

// Error implements error.
func (e *Error) Error() string { return e.Sentence }

// Errorf makes an error of a format. Values that are text are truncated.
func Errorf(format string, args ...any) *Error {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = truncate(text)
		}
	}
	return &Error{Sentence: fmt.Sprintf(format, args...)}
}

// maxShown is how much of a value a sentence shows, in characters.
const maxShown = 80

// truncate puts a value on one line that leaves room for the rest of a sentence.
func truncate(text string) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > maxShown {
		return string(runes[:maxShown]) + "…"
	}
	return string(runes)
}
