package transport

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/transform"
)

func repaired(t *testing.T, from io.Reader) string {
	t.Helper()
	all, err := io.ReadAll(transform.NewReader(from, &repair{}))
	require.NoError(t, err)
	return string(all)
}

func TestRepairMakesJSON(t *testing.T) {
	for written, want := range map[string]string{
		`{"a":NaN}`:                       `{"a":"" }`,
		`[NaN,-NaN, Infinity,-Infinity]`:  `["" ,""  , ""      ,""       ]`,
		`[+Infinity]`:                     `[""       ]`,
		`{"NaN":"say \"NaN, Infinity\""}`: `{"NaN":"say \"NaN, Infinity\""}`,
		"{\"a\":\"tab\there\r\n\x00\"}":   `{"a":"tab here   "}`,
		"\x1e{\"a\":1}\x00\x00\n":         " {\"a\":1}  \n",
		")]}',\n{\"a\":1}":                "     \n{\"a\":1}",
		")]}'\n{\"a\":1}":                 "    \n{\"a\":1}",
		`[-1,-0.5e-3,true,null]`:          `[-1,-0.5e-3,true,null]`,
		`{"a":Nope}`:                      `{"a":Nope}`,
		`{"a":-`:                          `{"a":-`,
		`{"a":Na`:                         `{"a":Na`,
	} {
		require.Equal(t, want, repaired(t, strings.NewReader(written)))
		require.Equal(t, want, repaired(t, iotest.OneByteReader(strings.NewReader(written))), "byte by byte: %s", written)
	}
}

func TestRepairKnowsStringsOverManyPieces(t *testing.T) {
	for filler := 4070; filler < 4110; filler++ { // a word on either side of the end of the first piece
		text := strings.Repeat("N", filler)
		for _, value := range []string{`"` + text + `, NaN,Infinity"`, `["` + text + `",NaN,-Infinity,"NaN"]`} {
			want := regexp.MustCompile(`",NaN,-Infinity,`).ReplaceAllString(value, `","" ,""       ,`)
			require.Equal(t, want, repaired(t, strings.NewReader(value)), filler)
		}
	}
}

// reference replaces the same, the way one would write it first: text by text, and with
// all of it in memory.
func reference(raw []byte) string {
	var b strings.Builder
	text := string(raw)
	if trimmed := strings.TrimLeftFunc(text, func(r rune) bool { return r <= ' ' }); strings.HasPrefix(trimmed, ")]}'") {
		rest := strings.TrimPrefix(trimmed[4:], ",")
		text = text[:len(text)-len(trimmed)] + strings.Repeat(" ", len(trimmed)-len(rest)) + rest
	}
	parts := regexp.MustCompile(`(?s)"(\\.|[^"\\])*("|\\?$)`).FindAllStringIndex(text, -1)
	at := 0
	for _, part := range append(parts, []int{len(text), len(text)}) {
		outside := regexp.MustCompile(`[-+]?(NaN|Infinity)`).ReplaceAllStringFunc(text[at:part[0]], func(word string) string {
			return `""` + strings.Repeat(" ", len(word)-2)
		})
		b.WriteString(regexp.MustCompile(`[\x00-\x08\x0b\x0c\x0e-\x1f]`).ReplaceAllString(outside, " "))
		b.WriteString(regexp.MustCompile(`[\x00-\x1f]`).ReplaceAllString(text[part[0]:part[1]], " "))
		at = part[1]
	}
	return b.String()
}

// Whatever arrives, in whatever pieces: JSON stays as it is, and all else is repaired
// as the reference does.
func FuzzRepair(f *testing.F) {
	for _, seed := range []string{`{"a":NaN,"b":["x\"NaN",-Infinity]}`, ")]}'\n{}", "\x00[1]\x00", `"\\"NaN`, `"\`, `+-NaN`, "{\"a\":\"\\\n\"}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := repaired(t, bytes.NewReader(raw))
		require.Equal(t, got, repaired(t, iotest.OneByteReader(bytes.NewReader(raw))))
		if json.Valid(raw) {
			require.Equal(t, string(raw), got)
		}
		if !bytes.ContainsFunc(raw, func(r rune) bool { return r > 127 }) { // regular expressions read UTF-8 only
			require.Equal(t, reference(raw), got)
		}
	})
}
