package api_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

func TestNamesAreCleaned(t *testing.T) {
	for name, want := range map[string]string{
		"Sales":                        "Sales",
		"Søren Ünal 李雷":                "Søren Ünal 李雷",
		"":                             "",
		"   ":                          "",
		"\u00a0\u2003\u3164\u2800":     "",
		"\u200b\u2060\ufeff\u00ad":     "",
		" Sales ":                      "Sales",
		"Sales\r\n  EU\tnorth":         "Sales EU north",
		"Sales\u2028EU":                "Sales EU",
		"\u202eselaS":                  "selaS",
		"Ana\u2066\u2069 \u061c\u200e": "Ana",
		"Sa\u200bl\u200des":            "Sales",
		"\x1b[31mred\x07":              "[31mred",
		"👩\u200d💻 Ada":                 "👩\u200d💻 Ada",
		"می\u200cخواهم":                "می\u200cخواهم",
		"\u200d\u200c":                 "",
	} {
		require.Equal(t, want, api.CleanName(name), "%q", name)
	}
}

func TestLongNamesAreCut(t *testing.T) {
	for _, letter := range []string{"a", "é", "李"} {
		name := api.CleanName(strings.Repeat(letter, 5000))
		require.Equal(t, 200, utf8.RuneCountInString(name))
		require.True(t, strings.HasSuffix(name, "…"))
		require.Equal(t, strings.Repeat(letter, 200), api.CleanName(strings.Repeat(letter, 200)))
	}
}

func FuzzCleanName(f *testing.F) {
	f.Add("Sales \u202e\u200d EU")
	f.Fuzz(func(t *testing.T, name string) {
		clean := api.CleanName(name)
		require.Equal(t, clean, api.CleanName(clean), "%q", name)
		require.Equal(t, strings.TrimSpace(clean), clean)
		require.NotContains(t, clean, "\n")
		require.LessOrEqual(t, utf8.RuneCountInString(clean), 200)
	})
}
