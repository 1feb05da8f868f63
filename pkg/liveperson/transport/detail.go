package transport

import (
	"cmp"
	"encoding/json"
	"io"
	"net/url"
	"slices"
	"strings"
)

const (
	// maxErrorBody is the most that is read of an error's body, in bytes.
	maxErrorBody = 1 << 20
	// maxDetail is how much of LivePerson's own words is shown, in characters.
	maxDetail = 200
)

// errorDetail finds LivePerson's own words in the body of an error. The families
// of its APIs write errors differently; pages and other texts say nothing to people
// and are left out.
func errorDetail(body io.Reader) string {
	raw, _ := io.ReadAll(io.LimitReader(body, maxErrorBody)) // what arrived has to do
	var known struct {
		Message          string          `json:"message"`
		Error            json.RawMessage `json:"error"`
		ErrorDescription string          `json:"error_description"`
	}
	if json.Unmarshal(raw, &known) == nil {
		var inner struct {
			Message string `json:"message"`
		}
		var code string
		_ = json.Unmarshal(known.Error, &inner)
		_ = json.Unmarshal(known.Error, &code)
		return cmp.Or(known.Message, known.ErrorDescription, inner.Message, code)
	}
	if form, err := url.ParseQuery(string(raw)); err == nil {
		return cmp.Or(form.Get("oauth_problem_advice"), form.Get("oauth_problem"), form.Get("lp_problem"))
	}
	return ""
}

// redact removes secrets from a text of LivePerson's, plain and as in a URL, and
// keeps it short.
func redact(text string, secrets []string) string {
	longestFirst := slices.SortedFunc(slices.Values(secrets), func(a, b string) int { return len(b) - len(a) })
	for _, secret := range longestFirst {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[secret]")
			text = strings.ReplaceAll(text, url.QueryEscape(secret), "[secret]")
		}
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > maxDetail {
		return string(runes[:maxDetail]) + "…"
	}
	return text
}
