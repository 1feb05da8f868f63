package liveperson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// largestReason is the most that is read of an error's body, in bytes.
const largestReason = 1 << 20

// open makes a request and returns its answer, to be read and closed. Any status
// but a success is an error with LivePerson's own reason in it.
func open(client *http.Client, request *http.Request, service Service, account string, secrets []string) (*http.Response, error) {
	response, err := client.Do(request)
	if err != nil {
		return nil, unanswered(service, request.URL.Host, err)
	}
	if response.StatusCode >= 200 && response.StatusCode <= 299 {
		return response, nil
	}
	defer response.Body.Close()
	says, _ := io.ReadAll(io.LimitReader(response.Body, largestReason))
	return nil, refused(service, account, response, redact(itsReason(says), append(credentials(response), secrets...)))
}

// send is open for those who need the whole body at once.
func send(client *http.Client, request *http.Request, service Service, account string, secrets []string) ([]byte, error) {
	raw, _, err := exchange(client, request, service, account, secrets)
	return raw, err
}

// exchange is send for those who need more than the body of the answer.
func exchange(client *http.Client, request *http.Request, service Service, account string, secrets []string) ([]byte, *http.Response, error) {
	response, err := open(client, request, service, account, secrets)
	if err != nil {
		return nil, nil, err
	}
	defer response.Body.Close()
	answer := body{from: response.Body}
	raw, err := io.ReadAll(&answer)
	if err != nil {
		return nil, response, unread(request, service, &answer, err)
	}
	return raw, response, nil
}

// unread explains an answer that was not read to its end. One that nobody waits
// for any more is told by that: its connection, closed for it, says anything.
func unread(request *http.Request, service Service, answer *body, err error) *Error {
	if gone := request.Context().Err(); gone != nil {
		return unanswered(service, request.URL.Host, gone)
	}
	return answer.failure(service, request.URL.Host, err)
}

// credentials are the proofs that the answered request carried, which an
// upstream may quote in its error.
func credentials(response *http.Response) []string {
	if response.Request == nil {
		return nil
	}
	header := response.Request.Header
	return []string{strings.TrimPrefix(header.Get("Authorization"), "Bearer "), header.Get("Cookie")}
}

// itsReason finds LivePerson's own words in the body of an error. The families
// of its APIs write errors differently; pages and other texts say nothing to
// the person at the panel and are left out.
func itsReason(body []byte) string {
	var known struct {
		Message          string          `json:"message"`
		Error            json.RawMessage `json:"error"`
		ErrorDescription string          `json:"error_description"`
	}
	if json.Unmarshal(body, &known) == nil {
		var inner struct {
			Message string `json:"message"`
		}
		var code string
		_ = json.Unmarshal(known.Error, &inner)
		_ = json.Unmarshal(known.Error, &code)
		return first(known.Message, known.ErrorDescription, inner.Message, code)
	}
	if form, err := url.ParseQuery(string(body)); err == nil {
		return first(form.Get("oauth_problem_advice"), form.Get("oauth_problem"), form.Get("lp_problem"))
	}
	return ""
}

func first(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// explain says in words why a body is not the JSON it should be.
func explain(raw []byte, err error) string {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 {
		return explanation(trimmed[0], len(raw), err)
	}
	return explanation(0, 0, err)
}

// explanation is explain by what is known of a body: the first byte that is no
// space, 0 if there is none, and its length.
func explanation(first byte, length int, err error) string {
	var wrong *json.UnmarshalTypeError
	var strange *wrongType
	switch {
	case errors.As(err, &strange):
		return fmt.Sprintf("sent %s as %s, which this data source does not understand", strange.what(), strange.as)
	case errors.As(err, &wrong):
		return fmt.Sprintf("sent %q as a %s, which this data source does not understand", wrong.Field, wrong.Value)
	case first == 0:
		return "sent an empty answer. Try again"
	case first == '<':
		return "answered with a web page instead of JSON. Check the address in the data source's settings; a proxy or a sign-in page may stand in between"
	case errors.Is(err, io.ErrUnexpectedEOF) || err.Error() == "unexpected end of JSON input":
		return brokenOff(length)
	}
	return "sent an answer that is not valid JSON. Try again; if it stays so, check the address in the data source's settings"
}
