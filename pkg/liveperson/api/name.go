package api

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how long a name may be, in characters.
const maxName = 200

// CleanName is a name as it is safe to show among others: see CleanText. A very long one
// is cut. It is empty where nothing of it can be seen.
func CleanName(name string) string {
	name = CleanText(name)
	if len(name) <= maxName || utf8.RuneCountInString(name) <= maxName {
		return name
	}
	runes := []rune(name)
	return strings.TrimSpace(string(runes[:maxName-1])) + "…"
}

// CleanText is a text in one line, without characters that nobody sees: those that turn
// the direction of what follows, have no width, or control a terminal. It has no spaces
// around it, and one where there were several.
func CleanText(text string) string {
	if isClean(text) {
		return text
	}
	var clean strings.Builder
	space, last := false, rune(0)
	for _, r := range text {
		switch {
		case isBlank(r):
			space = clean.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r) && !joins(last, r):
			continue
		case space:
			clean.WriteByte(' ')
		}
		clean.WriteRune(r)
		space, last = false, r
	}
	return clean.String()
}

// isClean reports whether a text is one that most are: without anything to clean.
func isClean(text string) bool {
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c > '~' || c == ' ' && (i == 0 || i == len(text)-1 || text[i-1] == ' ') {
			return false
		}
	}
	return true
}

// isBlank reports whether a character looks like a space, or ends a line. Letters that
// look like one are those for what is left empty in Hangul and in Braille.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp) ||
		r == '\u115F' || r == '\u1160' || r == '\u2800' || r == '\u3164' || r == '\uFFA0'
}

const (
	zeroWidthNonJoiner = '\u200C'
	zeroWidthJoiner    = '\u200D'
	emojiStyle         = '\uFE0F'
)

// joins reports whether a character without a width belongs to the one before it: as in
// an emoji of several people, or in a script whose letters it joins or keeps apart.
func joins(before, r rune) bool {
	switch r {
	case zeroWidthJoiner:
		return before == emojiStyle || unicode.In(before, unicode.So, unicode.Sk) || isJoined(before)
	case zeroWidthNonJoiner:
		return isJoined(before)
	}
	return false
}

func isJoined(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Devanagari, unicode.Bengali, unicode.Tamil, unicode.Malayalam, unicode.Kannada, unicode.Telugu, unicode.Sinhala)
}

var idForm = regexp.MustCompile(`^-?[0-9]{1,19}$`)

// IsID reports whether a text can be the id of a skill, agent group or agent. The main group
// has -1.
func IsID(text string) bool { return idForm.MatchString(text) }
