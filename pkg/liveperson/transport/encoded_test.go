package transport_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// encoded is a response's body in some encoding, and the headers that say so or do not.
type encoded struct {
	body    string
	headers map[string]string
}

func (e encoded) respond(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for name, value := range e.headers {
			w.Header().Set(name, value)
		}
		livepersontest.Respond(status, e.body)(w, r)
	}
}

// compressed is a text that one of these writers has compressed.
func compressed(t *testing.T, text string, compress func(io.Writer) io.WriteCloser) string {
	t.Helper()
	var b bytes.Buffer
	w := compress(&b)
	_, err := io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

func gzipped(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) }
func zlibbed(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) }
func deflated(w io.Writer) io.WriteCloser {
	f, _ := flate.NewWriter(w, flate.DefaultCompression) // the level is a valid one
	return f
}

// wide is a text in UTF-16, big-endian or little-endian.
func wide(text string, little bool) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		high, low := byte(unit>>8), byte(unit)
		if little {
			high, low = low, high
		}
		b = append(b, high, low)
	}
	return string(b)
}

// inAllEncodings are ways in which a text may arrive that all say the same.
func inAllEncodings(t *testing.T, text string) map[string]encoded {
	t.Helper()
	header := func(name, value string) map[string]string { return map[string]string{name: value} }
	latin1 := strings.ReplaceAll(text, "ë", "\xeb")
	return map[string]encoded{
		"plain":                      {text, nil},
		"spaces around":              {"\r\n \t" + text + "\n\n", nil},
		"byte order mark":            {"\ufeff" + text, nil},
		"UTF-16":                     {wide("\ufeff"+text, true), nil},
		"UTF-16, the other":          {wide("\ufeff"+text, false), nil},
		"UTF-16 without a mark":      {wide(text, true), nil},
		"UTF-16, the other, without": {wide(text, false), header("Content-Type", "application/json; charset=utf-16")},
		"Latin-1":                    {latin1, header("Content-Type", "application/json;charset=ISO-8859-1")},
		"UTF-8 called Latin-1":       {text, header("Content-Type", "application/json;charset=ISO-8859-1")},
		"another content type":       {text, header("Content-Type", "text/html")},
		"a broken content type":      {text, header("Content-Type", ";;")},
		"gzip":                       {compressed(t, text, gzipped), header("Content-Encoding", "gzip")},
		"gzip that is not said":      {compressed(t, text, gzipped), nil},
		"gzip in another case":       {compressed(t, text, gzipped), header("Content-Encoding", "GZIP")},
		"said to be gzip":            {text, header("Content-Encoding", "gzip")},
		"deflate":                    {compressed(t, text, zlibbed), header("Content-Encoding", "deflate")},
		"deflate that is not said":   {compressed(t, text, zlibbed), nil},
		"deflate without its header": {compressed(t, text, deflated), header("Content-Encoding", "deflate")},
		"said to be deflate":         {text, header("Content-Encoding", "deflate")},
		"gzip of UTF-16":             {compressed(t, wide("\ufeff"+text, true), gzipped), header("Content-Encoding", "gzip")},
		"against scripts":            {")]}',\n" + text, nil},
		"against scripts, shorter":   {")]}'\n" + text, nil},
		"zeros after it":             {text + "\x00\x00\x00", nil},
		"a record's separator":       {"\x1e" + text + "\n", nil},
	}
}

// over is a client of a LivePerson that responds so, over a real connection.
func over(t *testing.T, e encoded, status int) (document, error) {
	t.Helper()
	server := livepersontest.New(t, nil)
	server.HandleHost("", e.respond(status))
	return get(connected(t, server.URL))
}

func TestResponsesInAllEncodingsAreRead(t *testing.T) {
	for name, e := range inAllEncodings(t, `{"rows": [{"name": "Zoë"}]}`) {
		t.Run(name, func(t *testing.T) {
			got, err := over(t, e, http.StatusOK)
			require.NoError(t, err)
			require.Equal(t, "Zoë", got.Rows[0].Name)
		})
	}
}

func TestErrorsInAllEncodingsAreRead(t *testing.T) {
	for name, e := range inAllEncodings(t, `{"message": "no Zoë here"}`) {
		t.Run(name, func(t *testing.T) {
			_, err := over(t, e, http.StatusBadRequest)
			require.ErrorContains(t, err, "LivePerson says: no Zoë here")
		})
	}
}

func TestResponsesThatAreNoJSONAreSentences(t *testing.T) {
	whole := compressed(t, `{"rows": []}`, gzipped)
	damaged := []byte(whole)
	damaged[len(damaged)-5] ^= 0xff
	for name, test := range map[string]struct{ body, says string }{
		"nothing after the mark":   {"\ufeff", "an empty response"},
		"a page in UTF-16":         {wide("\ufeff<html>", true), "a web page instead of JSON"},
		"a page, compressed":       {compressed(t, "<html>", gzipped), "a web page instead of JSON"},
		"nothing, compressed":      {compressed(t, "", gzipped), "an empty response"},
		"compressed and cut":       {whole[:len(whole)-9], "cut off its response"},
		"compressed and damaged":   {string(damaged), "sent a compressed response that is damaged"},
		"no more than a beginning": {"\x1f\x8b", "cut off its response"},
		"garbage after it":         {`{"rows": []}` + "\x00x", "is not valid JSON"},
		"another one after it":     {`{"rows": []}{"rows": []}`, "is not valid JSON"},
		"a byte":                   {"x", "is not valid JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := over(t, encoded{test.body, nil}, http.StatusOK)
			require.Contains(t, requireError(t, err).Sentence, test.says)
		})
	}
}

// A response of exactly 64 MiB is read, also where it is compressed, and one of a byte
// more is not.
func TestLargestResponse(t *testing.T) {
	const limit = 64 << 20
	sized := func(size int) io.Reader {
		text := `{"rows": [{}]}`
		return io.MultiReader(strings.NewReader(text[:9]), strings.NewReader(strings.Repeat(" ", size-len(text))), strings.NewReader(text[9:]))
	}
	squeezed := func(size int) io.Reader {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = io.Copy(w, sized(size))
		_ = w.Close()
		return &b
	}
	for name, body := range map[string]func(int) io.Reader{"plain": sized, "compressed": squeezed} {
		t.Run(name, func(t *testing.T) {
			got, err := get(upstream(t, reading{body(limit)}))
			require.NoError(t, err)
			require.Len(t, got.Rows, 1)
			_, err = get(upstream(t, reading{body(limit + 1)}))
			require.Contains(t, requireError(t, err).Sentence, "sent more than 64 MiB")
		})
	}
}
