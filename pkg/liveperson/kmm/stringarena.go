package kmm

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// stringArena keeps texts that outlive the stream, many to an allocation.
type stringArena struct{ chunk strings.Builder }

const chunkSize = 2048

// keep copies a text.
func (a *stringArena) keep(text []byte) string {
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
