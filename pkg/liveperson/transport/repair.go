package transport

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/text/transform"
)

// repair makes JSON of what programs write that is nearly so, while it arrives: NaN and
// Infinity as bare words, control characters within texts and around values, and the
// prefix )]}' against foreign scripts. Each is replaced by something of the same length:
// such a word by an empty text, which is no number either, the rest by spaces. JSON
// stays as it is.
type repair struct {
	begun    bool // something that is no space has come
	inString bool
	escaped  bool // the next character of the string is
}

// words are the bare words that are no JSON; their signs are apart.
var words = [][]byte{[]byte("NaN"), []byte("Infinity")}

const maxWord = len("-Infinity")

// prefixes stand before JSON that no script of another site may run, the longer one
// first.
var prefixes = [][]byte{[]byte(")]}',"), []byte(")]}'")}

// Reset implements transform.Transformer.
func (r *repair) Reset() { *r = repair{} }

// Transform implements transform.Transformer.
func (r *repair) Transform(to, from []byte, atEOF bool) (written, read int, err error) {
	n := copy(to, from)
	if n < len(from) {
		atEOF, err = false, transform.ErrShortDst
	}
	if r.isFine(to[:n], atEOF) {
		r.inString = r.inString != (bytes.Count(to[:n], []byte{'"'})%2 == 1)
		return n, n, err
	}
	n = r.replace(to[:n], atEOF)
	if n < len(from) && err == nil {
		err = transform.ErrShortSrc
	}
	return n, n, err
}

// isFine reports whether a piece needs no look at each character: nearly all are.
func (r *repair) isFine(piece []byte, atEOF bool) bool {
	if !r.begun || r.escaped || bytes.IndexByte(piece, '\\') >= 0 || hasControl(piece) {
		return false
	}
	for _, word := range words {
		if bytes.Contains(piece, word) {
			return false
		}
	}
	return atEOF || !bytes.ContainsAny(piece[max(0, len(piece)-maxWord+1):], "+-NI") // a word may be in two pieces
}

// hasControl reports whether there is a control character, eight at a time.
func hasControl(piece []byte) bool {
	const each, high = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	for ; len(piece) >= 8; piece = piece[8:] {
		eight := binary.LittleEndian.Uint64(piece)
		if (eight-0x20*each)&^eight&high != 0 {
			return true
		}
	}
	return bytes.ContainsFunc(piece, func(char rune) bool { return char < ' ' })
}

// replace replaces what is no JSON in a piece, and returns how much of it is done: all
// but the beginning of a word that may go on in the next piece.
func (r *repair) replace(piece []byte, atEOF bool) int {
	for i := 0; i < len(piece); {
		char := piece[i]
		switch {
		case r.inString:
			r.stringChar(&piece[i])
		case char == '"':
			r.begun, r.inString = true, true
		case char <= ' ':
			if char != '\t' && char != '\r' && char != '\n' {
				piece[i] = ' '
			}
		default:
			n, whole := r.word(piece[i:], atEOF)
			if !whole {
				return i
			}
			r.begun = true
			i += n
			continue
		}
		i++
	}
	return len(piece)
}

// stringChar replaces a character of a string.
func (r *repair) stringChar(char *byte) {
	switch {
	case *char < ' ':
		*char, r.escaped = ' ', false
	case r.escaped:
		r.escaped = false
	case *char == '\\':
		r.escaped = true
	case *char == '"':
		r.inString = false
	}
}

// word replaces what a piece begins with if it is no JSON, and returns how long that
// is. It is not whole if that can't be known yet.
func (r *repair) word(piece []byte, atEOF bool) (n int, whole bool) {
	if !r.begun {
		if n, whole := begins(piece, prefixes, atEOF); n > 0 || !whole {
			blank(piece[:n], "")
			return n, whole
		}
	}
	sign := 0
	if piece[0] == '-' || piece[0] == '+' {
		sign = 1
	}
	n, whole = begins(piece[sign:], words, atEOF)
	if n == 0 {
		return 1, whole
	}
	blank(piece[:sign+n], `""`)
	return sign + n, true
}

// begins returns the length of the word that a piece begins with, 0 if there is none. It
// is not whole if the piece ends within one.
func begins(piece []byte, words [][]byte, atEOF bool) (n int, whole bool) {
	for _, word := range words {
		switch {
		case bytes.HasPrefix(piece, word):
			return len(word), true
		case !atEOF && bytes.HasPrefix(word, piece):
			return 0, false
		}
	}
	return 0, true
}

// blank writes a text and then spaces.
func blank(piece []byte, with string) {
	for i := copy(piece, with); i < len(piece); i++ {
		piece[i] = ' '
	}
}
