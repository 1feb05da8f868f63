package kmm

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	// pageSize is the most rows that LivePerson returns at once.
	pageSize = 50
	// maxGroups bounds how many pages a wrong count can make us request.
	maxGroups = 20_000
	// maxAgents is how far LivePerson turns pages of agents: offset and limit
	// together.
	maxAgents = 1000
)

// source sends requests to the API for one account.
type source struct {
	client  *transport.Client
	lists   api.Lists
	service api.Service
}

// New makes the source of the API's methods. What a response needs besides, such as
// the names of reasons, comes from the lists.
func New(client *transport.Client, lists api.Lists, service api.Service) api.Source {
	return &source{client, lists, service}
}

// Do implements api.Source.
func (s *source) Do(ctx context.Context, r api.Request) (api.Table, error) {
	switch r.Method.Name {
	case "kmm.metrics":
		if r.GroupBy == "" {
			return s.account(ctx, r)
		}
		return s.groups(ctx, r)
	case "kmm.agent_view":
		return s.agents(ctx, r)
	case "kmm.historical":
		return s.history(ctx, r)
	}
	return api.Table{}, &api.Error{
		Status:   http.StatusInternalServerError,
		Sentence: fmt.Sprintf("The data source has a bug: %s is no method of LivePerson's %s. Please report this.", r.Method.Name, s.service.Name),
	}
}

// read sends a request and decodes its response while it arrives, each attempt's
// into one of its own.
func read[R any](ctx context.Context, s *source, r api.Request, query url.Values, begin func() R, value func(R, *stream) error) (response R, err error) {
	call := transport.Call{Service: s.service, Path: r.Method.Path, Query: query, Body: r.Method.Body(r)}
	err = s.client.Send(ctx, call, func(arriving *transport.Response) error {
		response = begin()
		return decode(arriving, func(s *stream) error { return value(response, s) })
	})
	return response, err
}

func pageQuery(offset, limit int) url.Values {
	return url.Values{"offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(limit)}}
}
