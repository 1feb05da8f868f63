package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// ContentError is what is wrong with a response that arrived: a predicate, without
// the service.
type ContentError struct {
	What string
	// Foreign reports that nothing of the response is what the service documents, so
	// that something else may have answered.
	Foreign bool
}

// Error implements error.
func (e *ContentError) Error() string { return e.What }

// BadResponse explains a response that is not what the service documents, with a
// predicate.
func BadResponse(service api.Service, what string) *api.Error {
	return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s %s.", service.Name, what)}
}

// BadResponse explains a response in which nothing is what the service documents, with a
// predicate: where an address stands for LivePerson's hosts, that may be another server's.
func (c *Client) BadResponse(service api.Service, what string) *api.Error {
	if c.upstream == nil {
		return BadResponse(service, what)
	}
	return c.foreign(service, c.upstream.Host, what)
}

// foreign says that not LivePerson has answered at a host, with a predicate.
func (c *Client) foreign(service api.Service, host, what string) *api.Error {
	sentence := "The server at Base URL override %s does not respond like LivePerson's %s: it %s. Check Base URL override in the data source settings."
	if c.upstream == nil {
		sentence = "The server that responds at %s is not LivePerson's %s: it %s. A proxy or sign-in page in your network may intercept requests."
	}
	return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf(sentence, host, service.Name, what)}
}

// LoadError explains why a loader has no value. A fault of this program stays what
// it is, for the log.
func LoadError(service api.Service, host string, err error) error {
	if fault := (*cache.PanicError)(nil); errors.As(err, &fault) {
		return fault
	}
	return Explain(service, host, err)
}

// Explain explains a request that got no response. The host is empty where it is
// not known.
func Explain(service api.Service, host string, err error) *api.Error {
	var known *api.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("The request to LivePerson's %s was canceled before it responded.", service.Name)}
	case errors.As(err, new(*tls.CertificateVerificationError)):
		return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("The certificate of LivePerson's %s at %s is not trusted (%s). If requests go through your own gateway or proxy, add its CA certificate under TLS settings in the data source settings.", service.Name, host, innermost(err))}
	case isRemoteTLS(err):
		return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s at %s rejected the connection (%s). Check the client certificate under TLS settings in the data source settings.", service.Name, host, innermost(err))}
	case isTimeout(err) && host == "":
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("LivePerson's %s did not respond in time. Try again.", service.Name)}
	case isTimeout(err):
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("LivePerson's %s at %s did not respond in time. Try again. If the problem persists, increase Timeout in the data source settings.", service.Name, host)}
	}
	return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s at %s can't be reached (%s). Check the network, the proxy, and Base URL override in the data source settings.", service.Name, host, innermost(err))}
}

// isRemoteTLS reports whether the other side has ended a TLS connection with an
// alert, as it does without a client certificate that it asks for.
func isRemoteTLS(err error) bool {
	var remote *net.OpError
	return errors.As(err, &remote) && remote.Op == "remote error"
}

// isTimeout looks at the innermost cause: what Grafana's client wraps around it
// hides that it was a timeout.
func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(innermost(err), &timeout) && timeout.Timeout()
}

// innermost is the cause of all, which names neither URL nor headers.
func innermost(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// statusError explains a response with a status other than success.
func (c *Client) statusError(call Call, response *http.Response, body *body) *api.Error {
	status, account := response.StatusCode, c.account
	detail := redact(errorDetail(body), append(sentCredentials(response), c.secrets...))
	e := &api.Error{Status: status, RetryAfter: retryAfter(response.Header.Get("Retry-After")), Service: call.Service.Name}
	e.Date, _ = http.ParseTime(response.Header.Get("Date")) // zero if it is none
	sentence := advice(status)
	switch {
	case status == http.StatusTooManyRequests:
		e.RetryAfter = max(e.RetryAfter, call.MinRetryAfter)
	case call.Resource != "" && status == http.StatusNotFound:
		sentence = "LivePerson's %[1]s has no " + call.Resource + " for account %[2]s (404)."
	case call.MayBeOff && status == http.StatusForbidden && call.Service.Feature != "":
		return withoutFeature(call, status, "403", detail)
	case call.MayBeOff && status == http.StatusForbidden:
		e.Denial = notPermitted(call, status)
	case call.MayBeOff && status == http.StatusNotFound && body.first != '<':
		return c.off(call, status, "404", detail)
	case c.isForeign(status, body, detail):
		e.Sentence = c.foreign(call.Service, response.Request.URL.Host, "returned "+page(body)+strconv.Itoa(status)).Sentence
		return e
	case call.Service.Domain == "" && status >= 400 && status < 500:
		sentence = "LivePerson's %[1]s does not know account %[2]s. Check Account ID in the data source settings."
	}
	e.Sentence = fmt.Sprintf(sentence, call.Service.Name, account)
	if detail != "" {
		e.Sentence += DetailPrefix + detail
	}
	return e
}

// off explains a response that says that the account does not have what was called.
func (c *Client) off(call Call, status int, response, detail string) *api.Error {
	if call.Service.Feature != "" {
		return withoutFeature(call, status, response, detail)
	}
	denial := fmt.Sprintf("LivePerson's %s has no %s for account %s (%s)", call.Service.Name, call.Path, c.account, response)
	e := &api.Error{Status: status, Service: call.Service.Name, Denial: denial, Sentence: denial + ". Ask LivePerson whether the account has it."}
	if detail != "" {
		e.Sentence += DetailPrefix + detail
	}
	return e
}

// withoutFeature explains that an account may not have what a service is about. LivePerson
// does not tell that from a credential without access.
func withoutFeature(call Call, status int, response, detail string) *api.Error {
	feature := call.Service.Feature
	denial := fmt.Sprintf("this account has no %s, or the sign-in has no access to LivePerson's %s (%s)", feature, call.Service.Name, response)
	e := &api.Error{Status: status, Service: call.Service.Name, Denial: denial}
	e.Sentence = fmt.Sprintf("T%s. If it has %s, ask your LivePerson administrator to grant access.", denial[1:], feature)
	if detail != "" {
		e.Sentence += DetailPrefix + detail
	}
	return e
}

// denied explains a 401 that is about what was called, and not about the credential.
func (c *Client) denied(call Call, err error) *api.Error {
	_, detail, _ := strings.Cut(err.Error(), DetailPrefix)
	if call.Service.Feature != "" {
		return withoutFeature(call, http.StatusUnauthorized, "401", detail)
	}
	e := &api.Error{Status: http.StatusUnauthorized, Service: call.Service.Name, Denial: notPermitted(call, http.StatusUnauthorized), Sentence: fmt.Sprintf(
		"The credentials have no permission to use LivePerson's %s for account %s (401), but are accepted otherwise. Ask your LivePerson administrator to grant it.", call.Service.Name, c.account)}
	if detail != "" {
		e.Sentence += DetailPrefix + detail
	}
	return e
}

// notPermitted says in a clause that the credentials may not use what was called.
func notPermitted(call Call, status int) string {
	return fmt.Sprintf("the credentials have no permission to use LivePerson's %s (%d)", call.Service.Name, status)
}

// isForeign reports whether a status is not LivePerson's: with a web page, where
// LivePerson's services have JSON, or without a word of LivePerson's from an address that
// stands for its hosts.
func (c *Client) isForeign(status int, body *body, detail string) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons:
		return false
	case http.StatusNotFound:
		return body.first == '<' || c.upstream != nil && detail == ""
	}
	return body.first == '<' && status >= 400 && status < 500
}

// page says that a status comes with a web page, if it does.
func page(body *body) string {
	if body.first == '<' {
		return "a web page and status "
	}
	return "status "
}

// DetailPrefix stands before LivePerson's own words in an error.
const DetailPrefix = " LivePerson says: "

// advice takes the service's name and the account.
func advice(status int) string {
	switch {
	case status == http.StatusBadRequest:
		return "LivePerson's %[1]s rejected the request (400)."
	case status == http.StatusUnauthorized:
		return "LivePerson's %[1]s rejected the sign-in for account %[2]s (401). Check Account ID and the credentials in the data source settings."
	case status == http.StatusForbidden:
		return "The credentials have no permission to use LivePerson's %[1]s for account %[2]s (403). Ask your LivePerson administrator to grant it."
	case status == http.StatusNotFound:
		return "LivePerson's %[1]s does not know account %[2]s (404). Check Account ID in the data source settings."
	case status == http.StatusUnavailableForLegalReasons:
		return "LivePerson's %[1]s has blocked account %[2]s or its user (451). Ask LivePerson to unblock it."
	case status == http.StatusTooManyRequests:
		return "LivePerson's %[1]s received more requests than it allows for account %[2]s (429). Wait a minute, or refresh less often."
	case status >= 300 && status < 400:
		return "LivePerson's %[1]s redirects to a host that is not allowed. Check Base URL override in the data source settings; if it is empty, a proxy or sign-in page in your network may intercept requests."
	case status >= 500:
		return "LivePerson's %[1]s is failing (" + strconv.Itoa(status) + "). Try again later."
	}
	return "LivePerson's %[1]s returned an unexpected status (" + strconv.Itoa(status) + ")."
}
