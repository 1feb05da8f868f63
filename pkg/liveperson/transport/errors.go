package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// ContentError is what is wrong with a response that arrived: a predicate, without
// the service.
type ContentError struct{ What string }

// Error implements error.
func (e *ContentError) Error() string { return e.What }

// BadResponse explains a response that is not what the service documents, with a
// predicate.
func BadResponse(service api.Service, what string) *api.Error {
	return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s %s.", service.Name, what)}
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
		return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("The certificate of LivePerson's %s at %s is not trusted (%s). If a gateway or proxy of yours stands there, add the certificate of its CA to the TLS settings of the data source.", service.Name, host, innermost(err))}
	case isRemoteTLS(err):
		return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s at %s does not accept the connection (%s). Check the client certificate in the TLS settings of the data source.", service.Name, host, innermost(err))}
	case isTimeout(err) && host == "":
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("LivePerson's %s did not answer in time. Try again.", service.Name)}
	case isTimeout(err):
		return &api.Error{Status: http.StatusGatewayTimeout, Sentence: fmt.Sprintf("LivePerson's %s at %s did not answer in time. Try again; if it stays so, raise the timeout in the data source's settings.", service.Name, host)}
	}
	return &api.Error{Status: http.StatusBadGateway, Sentence: fmt.Sprintf("LivePerson's %s at %s can't be reached (%s). Check the network, a proxy or the address in the data source's settings.", service.Name, host, innermost(err))}
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
func statusError(call Call, account string, response *http.Response, detail string) *api.Error {
	status := response.StatusCode
	e := &api.Error{Status: status, RetryAfter: retryAfter(response.Header.Get("Retry-After")), Service: call.Service.Name}
	sentence := advice(status)
	switch {
	case status == http.StatusTooManyRequests:
		e.RetryAfter = max(e.RetryAfter, call.MinRetryAfter)
	case call.Resource != "" && status == http.StatusNotFound:
		sentence = "LivePerson's %[1]s has no " + call.Resource + " for account %[2]s (404)."
	case call.Service.Domain == "" && status >= 400 && status < 500:
		sentence = "LivePerson's %[1]s does not know account %[2]s. Check the account in the data source's settings."
	}
	e.Sentence = fmt.Sprintf(sentence, call.Service.Name, account)
	if detail != "" {
		e.Sentence += DetailPrefix + detail
	}
	return e
}

// DetailPrefix stands before LivePerson's own words in an error.
const DetailPrefix = " LivePerson says: "

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
		return "LivePerson's %[1]s has blocked account %[2]s or its user (451). Ask LivePerson to let it in again."
	case status == http.StatusTooManyRequests:
		return "LivePerson's %[1]s gets more requests than it allows account %[2]s (429). Wait a minute, or refresh less often."
	case status >= 300 && status < 400:
		return "LivePerson's %[1]s sends elsewhere instead of answering, where requests may not go. Check the address in the data source's settings."
	case status >= 500:
		return "LivePerson's %[1]s has a fault of its own (" + strconv.Itoa(status) + "). Try again later."
	}
	return "LivePerson's %[1]s answered with an unexpected status (" + strconv.Itoa(status) + ")."
}
