package liveperson

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// arena keeps texts that outlive the stream, many to an allocation.
type arena struct{ chunk strings.Builder }

const chunkSize = 2048

// keep copies a text.
func (a *arena) keep(text []byte) string {
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	if a.chunk.Cap()-a.chunk.Len() < len(text) { // what was kept so far stays where it is
		a.chunk.Reset()
		a.chunk.Grow(max(chunkSize, len(text)))
	}
	start := a.chunk.Len()
	a.chunk.Write(text)
	return a.chunk.String()[start:]
}
