package reporting

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Source sends requests to an API for one account. Which agents a group has comes from the
// lists.
type Source struct {
	Client  *transport.Client
	Lists   api.Lists
	Service api.Service
	// Methods are those of the API by their names in the catalogue.
	Methods map[string]Method
	// Request sends a request that is about its window as a whole, and says in how many calls;
	// nil for Send with the method's window.
	Request func(context.Context, Method, api.Request, Team) (Response, int, error)
}

// Do implements api.Source.
func (s *Source) Do(ctx context.Context, r api.Request) (api.Table, error) {
	m, known := s.Methods[r.Method.Name]
	if !known {
		return api.Table{}, &api.Error{
			Status:   http.StatusInternalServerError,
			Sentence: fmt.Sprintf("The data source has a bug: %s is no method of LivePerson's %s. Please report this.", r.Method.Name, s.Service.Name),
		}
	}
	team, err := s.team(ctx, m, r)
	if err != nil {
		return api.Table{}, err
	}
	if team.isEmpty {
		return emptyTable(m, r), nil
	}
	if m.HasIntervals {
		return s.history(ctx, m, r, team)
	}
	response, calls, err := s.request(ctx, m, r, team)
	if err != nil {
		return api.Table{Calls: calls}, err
	}
	t := table(m, r.Columns, rowsOf(&response, r.GroupBy, team))
	if r.GroupBy == api.BySkill && !team.ofSkills && len(team.agents) == 0 && response.total != nil {
		account := table(m, r.Columns, rowsOf(&response, "", team))
		account.Sent = response.sent
		t.Total = &account
	}
	t.Sent, t.Calls, t.Unclear, t.RowsUnknown = response.sent, calls, response.unclear, response.lacksRows(r.GroupBy)
	return t, nil
}

func (s *Source) request(ctx context.Context, m Method, r api.Request, t Team) (Response, int, error) {
	if s.Request != nil {
		return s.Request(ctx, m, r, t)
	}
	return s.Send(ctx, m, r, t, m.Window(r.Window, time.Now()))
}

// Send sends a request with such parameters of its window, and says in how many calls. What
// the request does not name is not in its response.
func (s *Source) Send(ctx context.Context, m Method, r api.Request, t Team, window url.Values) (response Response, calls int, err error) {
	query, err := s.bounded(m, r, t, m.query(r, t, window))
	if err != nil {
		return Response{}, 0, err
	}
	response, err = s.send(ctx, m, r, t, query)
	response.keep(r, t)
	return response, 1, err
}

// send sends parameters: as GET, or where lists of ids are long, as POST.
func (s *Source) send(ctx context.Context, m Method, r api.Request, t Team, query url.Values) (Response, error) {
	call := transport.Call{Service: s.Service, Path: m.Path, Query: query, MayBeOff: true}
	sent := "GET " + m.Path + "?" + strings.ReplaceAll(query.Encode(), "%2C", ",")
	isPost := m.Post && isLong(query)
	if isPost {
		body := make(map[string]string, len(query))
		for name := range query {
			body[name] = query.Get(name)
		}
		call.Query, call.Body = nil, body
		sent = "POST" + strings.TrimPrefix(sent, "GET")
	}
	got, err := s.read(ctx, call, m, r, t)
	if isPost {
		err = s.ofPost(err)
	}
	got.sent = sent
	return got.Response, err
}

// read sends a call and reads its response. A status that says that there is no content is
// one without anything in it, unlike a response that should have some.
func (s *Source) read(ctx context.Context, call transport.Call, m Method, r api.Request, t Team) (got document, err error) {
	var trend *intervals
	err = s.Client.Send(ctx, call, func(response *transport.Response) error {
		got = document{}
		whole := io.ReadAll
		if m.HasIntervals { // what an attempt that broke off has read does not count
			trend = newIntervals(m, r, t)
			whole = trend.read
		}
		if response.Status == http.StatusNoContent {
			return nil
		}
		raw, err := whole(response)
		if err != nil {
			return err
		}
		if raw, err = unwrapped(raw); err == nil && m.Reshape != nil {
			raw, err = m.Reshape(r, raw)
		}
		if err != nil {
			return err
		}
		return json.Unmarshal(raw, &got)
	})
	got.intervals = trend
	return got, err
}
