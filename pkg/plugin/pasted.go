package plugin

import (
	"regexp"
	"strings"
	"unicode"
)

// trim takes away what copying, mounting as a file or encoding leaves around a
// setting: white space, line ends, NUL, byte order marks and other characters that
// can't be seen.
func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf)
	})
}

// lineBreak is a line end with the indentation around it, or another control
// character.
var lineBreak = regexp.MustCompile(`[ \t]*[\r\n]\s*|\p{Cc}`)

// trimSecret also joins a secret that was cut into lines, as base64 and mails do: no
// secret has a line end of its own.
func trimSecret(secret string) string { return lineBreak.ReplaceAllString(trim(secret), "") }
