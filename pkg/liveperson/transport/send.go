package transport

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// maxPrepared is how often a request is prepared: hosts move and credentials expire,
// but not that often. The last one is sent with what there is.
const maxPrepared = 3

// Response is a successful response while it arrives.
type Response struct {
	// Reader fails where more arrives than is read of a response.
	io.Reader
	Cookies []*http.Cookie
	// Status is one of success.
	Status int
}

// Send sends a call and reads its response. The function is called again, for the
// response of another attempt, if one that it reads is broken.
//
// Host and credential are loaded before the pacer's turn: a request that has a
// permit waits for no other service, and a failure to sign in is none of the
// service that the call is for.
func (c *Client) Send(ctx context.Context, call Call, read func(*Response) error) error {
	for try := 1; ; try++ {
		found, err := c.hosts.find(ctx, call.Service)
		if err != nil {
			return err
		}
		credential, err := c.auth.Credential(ctx)
		if err != nil {
			return err
		}
		client := *c.http
		client.Transport, client.Timeout = credential.Apply(client.Transport), time.Duration(c.timeout.Load())
		err = c.pacer.Do(ctx, call.pace(), func(ctx context.Context) error {
			if try < maxPrepared && !(found.isCurrent() && credential.IsCurrent()) {
				return api.ErrNotSent
			}
			return c.exchange(ctx, &client, found.base, call, read)
		})
		if err == nil {
			credential.Accepted(call.permission())
		}
		isRejected := api.StatusOf(err) == http.StatusUnauthorized
		again := errors.Is(err, api.ErrNotSent) || isRejected && credential.Invalidate(call.permission())
		if again && try < maxPrepared {
			continue
		}
		if isRejected && call.MayBeOff && credential.Denied(call.permission()) {
			return c.denied(call, err)
		}
		return err
	}
}

// JSON sends a call and decodes its response, which is in memory as a whole for it.
func JSON[T any](ctx context.Context, c *Client, call Call) (decoded T, err error) {
	err = c.Send(ctx, call, func(r *Response) error {
		raw, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		var fresh T // nothing is left of an earlier attempt
		err = json.Unmarshal(raw, &fresh)
		decoded = fresh
		return err
	})
	return decoded, err
}

// exchange is one attempt. Any status but a success is an error.
func (c *Client) exchange(ctx context.Context, client *http.Client, base *url.URL, call Call, read func(*Response) error) error {
	request, err := call.request(ctx, base, c.account)
	if err != nil {
		return Explain(call.Service, base.Host, err)
	}
	response, err := client.Do(request)
	if err != nil {
		return Explain(call.Service, request.URL.Host, err)
	}
	defer response.Body.Close()
	body := newBody(response)
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return c.statusError(call, response, body)
	}
	if err := read(&Response{body, response.Cookies(), response.StatusCode}); err != nil {
		if call.MayBeOff && body.isEmpty() {
			return c.off(call, http.StatusNotFound, "it returned nothing", "")
		}
		return c.readError(request, call.Service, body, err)
	}
	return nil
}

// readError explains a response that was not read to its end, or not understood.
// Where the request was given up, that is why: its connection, closed for it, says
// anything.
func (c *Client) readError(request *http.Request, service api.Service, body *body, err error) *api.Error {
	if gone := request.Context().Err(); gone != nil {
		return Explain(service, request.URL.Host, gone)
	}
	return body.explain(c, service, request.URL.Host, err)
}

// sentCredentials are those of the request, which an upstream may quote in its
// error.
func sentCredentials(response *http.Response) []string {
	if response.Request == nil {
		return nil
	}
	header := response.Request.Header
	return []string{strings.TrimPrefix(header.Get("Authorization"), "Bearer "), header.Get("Cookie")}
}
