package liveperson

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Error is why LivePerson could not be asked or did not answer.
type Error struct {
	// Sentence says what is wrong and what to do.
	Sentence string
	// Status is LivePerson's HTTP status, 504 if it took too long, or 502 if
	// it could not be reached or understood.
	Status int
	// RetryAfter is how long LivePerson asks to wait, 0 if it does not say.
	RetryAfter time.Duration
}

func (e *Error) Error() string { return e.Sentence }

// Within is the error with a wait that has so much left at most.
func (e *Error) Within(left time.Duration) *Error {
	if e.RetryAfter <= left {
		return e
	}
	shorter := *e
	shorter.RetryAfter = left
	return &shorter
}

// unanswered explains a request that got no answer. The host is empty where it
// is not known.
func unanswered(service Service, host string, err error) *Error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return &Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("The request to LivePerson's %s was given up before it answered.", service.name)}
	case late(err) && host == "":
		return &Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("LivePerson's %s did not answer in time. Try again.", service.name)}
	case late(err):
		return &Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("LivePerson's %s at %s did not answer in time. Try again; if it stays so, raise the timeout in the data source's settings.", service.name, host)}
	}
	return &Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s at %s can't be reached (%s). Check the network, a proxy or the address in the data source's settings.", service.name, host, reason(err))}
}

// late tells whether somebody waited too long. The innermost cause knows: what
// Grafana's client wraps around it hides that it was a timeout.
func late(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(innermost(err), &timeout) && timeout.Timeout()
}

// reason is the innermost cause, which names neither URL nor headers.
func reason(err error) string {
	return innermost(err).Error()
}

func innermost(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// refused explains an answer with a status other than success.
func refused(service Service, account string, response *http.Response, detail string) *Error {
	e := &Error{Status: response.StatusCode, RetryAfter: retryAfter(response.Header.Get("Retry-After"))}
	says := ""
	if detail != "" {
		says = fmt.Sprintf(" LivePerson says: %s", detail)
	}
	sentence := advice(response.StatusCode)
	if service == domains && response.StatusCode >= 400 && response.StatusCode < 500 && response.StatusCode != http.StatusTooManyRequests {
		sentence = "LivePerson's %[1]s does not know account %[2]s. Check the account in the data source's settings."
	}
	e.Sentence = fmt.Sprintf(sentence, service.name, account) + says
	return e
}

// advice takes the service's name and the account.
func advice(status int) string {
	switch {
	case status == http.StatusBadRequest:
		return "LivePerson's %[1]s does not accept the request (400)."
	case status == http.StatusUnauthorized:
		return "LivePerson's %[1]s does not accept the sign-in for account %[2]s (401). Check the account and the credentials in the data source's settings."
	case status == http.StatusForbidden:
		return "The sign-in may not use LivePerson's %[1]s of account %[2]s (403). Ask your LivePerson administrator for this permission."
	case status == http.StatusNotFound:
		return "LivePerson's %[1]s does not know account %[2]s (404). Check the account in the data source's settings."
	case status == http.StatusUnavailableForLegalReasons:
		return "LivePerson's %[1]s has shut out account %[2]s or its user (451). Ask LivePerson to let it in again."
	case status == http.StatusTooManyRequests:
		return "LivePerson's %[1]s gets more requests than it allows account %[2]s (429). Wait a minute, or refresh less often."
	case status >= 300 && status < 400:
		return "LivePerson's %[1]s sends elsewhere instead of answering, where requests may not go. Check the address in the data source's settings."
	case status >= 500:
		return "LivePerson's %[1]s has a fault of its own (" + strconv.Itoa(status) + "). Try again later."
	}
	return "LivePerson's %[1]s answered with an unexpected status (" + strconv.Itoa(status) + ")."
}

// garbled explains an answer that is not what the API promises.
func garbled(service Service, what string) *Error {
	return &Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s %s.", service.name, what)}
}

// retryAfter reads the header in both its forms, seconds and a date. A number
// too big for anything counts as the biggest.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.ParseInt(header, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(min(max(0, seconds), int64(longestWait/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return min(longestWait, max(0, time.Until(at)))
	}
	return 0
}

// longestWait bounds what LivePerson may ask for, so that a wrong date does not
// silence a data source for good.
const longestWait = 10 * time.Minute

const longestDetail = 200

// redact removes secrets from a text of LivePerson's, plain and as in a URL,
// and keeps it short.
func redact(text string, secrets []string) string {
	longestFirst := slices.SortedFunc(slices.Values(secrets), func(a, b string) int { return len(b) - len(a) })
	for _, secret := range longestFirst {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[secret]")
			text = strings.ReplaceAll(text, url.QueryEscape(secret), "[secret]")
		}
	}
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestDetail {
		return string(runes[:longestDetail]) + "…"
	}
	return text
}
