package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// Call is one HTTP request to a service: a GET, or a POST if it has a body or a
// form.
type Call struct {
	Service api.Service
	// Resource is what is called for where an account may not have it, such as "list of
	// skills"; empty if each account has. Each is paced on its own: that one fails says
	// nothing about the others.
	Resource string
	// Path follows the service's path.
	Path  string
	Query url.Values
	// Body is sent as JSON, nil if there is none.
	Body any
	Form url.Values
	// MayBeOff reports that LivePerson has it for some accounts and credentials only: 404,
	// or a response without a word, says that this one is not among them, as does 401
	// where other calls are accepted.
	MayBeOff bool
	// Cookie is the session's, empty if there is none.
	Cookie string
	// MinRetryAfter is how long to wait at least after too many requests.
	MinRetryAfter time.Duration
}

// pace is the name under which the pacer has the call.
func (c Call) pace() string {
	if c.Resource == "" {
		return c.Service.Name
	}
	return c.Service.Name + ", " + c.Resource
}

// permission is the name under which the credential has the call: of what LivePerson
// permits or does not.
func (c Call) permission() string {
	if c.MayBeOff {
		return c.Service.Name + " " + c.Path
	}
	return c.pace()
}

// request addresses the call at its service's host.
func (c Call) request(ctx context.Context, base *url.URL, account string) (*http.Request, error) {
	address := base.JoinPath(strings.ReplaceAll(c.Service.Path, "{account}", account), c.Path)
	address.RawQuery = c.Query.Encode()
	content, contentType, err := c.content()
	if err != nil {
		return nil, err
	}
	method := http.MethodGet
	if content != nil {
		method = http.MethodPost
	}
	request, err := http.NewRequestWithContext(ctx, method, address.String(), content)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Accept-Encoding", acceptEncoding)
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	if c.Cookie != "" {
		request.Header.Set("Cookie", c.Cookie)
	}
	return request, nil
}

func (c Call) content() (content io.Reader, contentType string, err error) {
	switch {
	case c.Form != nil:
		return strings.NewReader(c.Form.Encode()), "application/x-www-form-urlencoded", nil
	case c.Body != nil:
		encoded, err := json.Marshal(c.Body)
		return bytes.NewReader(encoded), "application/json", err
	}
	return nil, "", nil
}
