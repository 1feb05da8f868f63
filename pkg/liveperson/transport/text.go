package transport

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const utf8Mark = "\xef\xbb\xbf"

// decodeText makes UTF-8 of a body: of UTF-16, which JSON may be in, too, with a byte
// order mark or known by the zeros in its first character, and of the character set
// that the response's header names.
func decodeText(body io.Reader, contentType string) io.Reader {
	from := bufio.NewReader(body)
	start, _ := from.Peek(len(utf8Mark))
	switch {
	case bytes.HasPrefix(start, []byte(utf8Mark)):
		_, _ = from.Discard(len(utf8Mark))
		return from
	case bytes.HasPrefix(start, []byte("\xff\xfe")), len(start) > 1 && start[0] != 0 && start[1] == 0:
		return transform.NewReader(from, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder())
	case bytes.HasPrefix(start, []byte("\xfe\xff")), len(start) > 1 && start[0] == 0 && start[1] != 0:
		return transform.NewReader(from, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder())
	}
	if named := charsetOf(contentType); named != nil {
		return transform.NewReader(from, legacy{charset: named})
	}
	return from
}

// charsetOf is the character set of one byte a character that a header names, nil if
// it names none, or UTF-8. As browsers do, it takes Latin-1 to be Windows-1252, which
// has the same characters and more.
func charsetOf(contentType string) *charmap.Charmap {
	_, parameters, _ := mime.ParseMediaType(contentType)
	switch strings.ToLower(parameters["charset"]) {
	case "iso-8859-1", "latin1", "us-ascii", "windows-1252", "cp1252":
		return charmap.Windows1252
	case "iso-8859-15", "latin9":
		return charmap.ISO8859_15
	}
	return nil
}

// legacy makes UTF-8 of a text in the character set that its header names, as far as
// it is in UTF-8 no more than the header says: servers name a character set by default
// and write JSON in UTF-8 all the same.
type legacy struct {
	transform.NopResetter
	charset *charmap.Charmap
}

// Transform implements transform.Transformer.
func (l legacy) Transform(to, from []byte, atEOF bool) (written, read int, err error) {
	for read < len(from) {
		char, size := utf8.DecodeRune(from[read:])
		if char == utf8.RuneError && size == 1 {
			if !atEOF && !utf8.FullRune(from[read:]) {
				return written, read, transform.ErrShortSrc
			}
			char = l.charset.DecodeByte(from[read])
		}
		if written+utf8.RuneLen(char) > len(to) {
			return written, read, transform.ErrShortDst
		}
		written += utf8.EncodeRune(to[written:], char)
		read += size
	}
	return written, read, nil
}
