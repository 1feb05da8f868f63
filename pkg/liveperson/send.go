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

// send makes a request and reads its whole answer. Any status but a success is
// an error with LivePerson's own reason in it.
func send(client *http.Client, request *http.Request, service Service, account string, secrets []string) ([]byte, error) {
	body, _, err := exchange(client, request, service, account, secrets)
	return body, err
}

// exchange is send for those who need more than the body of the answer.
func exchange(client *http.Client, request *http.Request, service Service, account string, secrets []string) ([]byte, *http.Response, error) {
	response, err := client.Do(request)
	if err != nil {
		return nil, nil, unanswered(service, request.URL.Host, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, largest+1))
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return nil, response, refused(service, account, response, redact(itsReason(body), append(credentials(response), secrets...)))
	}
	if len(body) > largest {
		return nil, response, garbled(service, fmt.Sprintf("sent more than %d MiB. Choose fewer rows or KPIs", largest>>20))
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, response, garbled(service, fmt.Sprintf("broke its answer off after %d bytes. Try again", len(body)))
	}
	if err != nil {
		return nil, response, unanswered(service, request.URL.Host, err)
	}
	return body, response, nil
}

// largest is the most of an answer that is read, in bytes.
const largest = 64 << 20

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
func explain(body []byte, err error) string {
	trimmed := bytes.TrimSpace(body)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		return fmt.Sprintf("sent %q as a %s, which this data source does not understand", wrong.Field, wrong.Value)
	case len(trimmed) == 0:
		return "sent an empty answer. Try again"
	case trimmed[0] == '<':
		return "answered with a web page instead of JSON. Check the address in the data source's settings; a proxy or a sign-in page may stand in between"
	case errors.Is(err, io.ErrUnexpectedEOF) || err.Error() == "unexpected end of JSON input":
		return fmt.Sprintf("broke its answer off after %d bytes. Try again", len(body))
	}
	return "sent an answer that is not valid JSON. Try again; if it stays so, check the address in the data source's settings"
}
