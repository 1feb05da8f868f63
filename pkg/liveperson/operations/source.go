package operations

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// source sends requests to the API for one account.
type source struct {
	client  *transport.Client
	lists   api.Lists
	service api.Service
}

// New makes the source of the API's methods. Which agents a group has comes from the
// lists.
func New(client *transport.Client, lists api.Lists, service api.Service) api.Source {
	return &source{client, lists, service}
}

// Do implements api.Source.
func (s *source) Do(ctx context.Context, r api.Request) (api.Table, error) {
	m, known := methods[r.Method.Name]
	if !known {
		return api.Table{}, &api.Error{
			Status:   http.StatusInternalServerError,
			Sentence: fmt.Sprintf("The data source has a bug: %s is no method of LivePerson's %s. Please report this.", r.Method.Name, s.service.Name),
		}
	}
	team, err := s.team(ctx, m, r)
	if err != nil {
		return api.Table{}, err
	}
	if team.isEmpty {
		return nothing(m, r), nil
	}
	response, err := s.send(ctx, m, query(m, r, team, time.Now()))
	if err != nil {
		return api.Table{}, err
	}
	t := table(m, r.Columns, rowsOf(&response, r.GroupBy, team))
	if r.GroupBy == bySkill && response.metrics() != nil {
		account := table(m, r.Columns, rowsOf(&response, "", team))
		t.Total = &account
	}
	t.Calls, t.Unclear = 1, response.unclear
	return t, nil
}

// maxQuery is how long the parameters of a GET may be; longer ones are sent in a body.
const maxQuery = 1500

// send sends a request: as GET, or where lists of ids are long, as POST.
func (s *source) send(ctx context.Context, m method, query url.Values) (response, error) {
	call := transport.Call{Service: s.service, Path: m.path, Query: query, MayBeOff: true}
	if len(query.Encode()) > maxQuery {
		body := make(map[string]string, len(query))
		for name := range query {
			body[name] = query.Get(name)
		}
		call.Query, call.Body = nil, body
	}
	whole, err := transport.JSON[document](ctx, s.client, call)
	return whole.response, err
}

// query are the parameters of a request.
func query(m method, r api.Request, t team, now time.Time) url.Values {
	f := r.Filter
	q := url.Values{"v": {"1"}}
	if !m.current {
		q.Set("timeframe", strconv.Itoa(timeframe(now, r.Window.From, m.grain)))
	}
	if r.GroupBy != byAgent {
		setIDs(q, "skillIds", f.Skills, r.GroupBy == bySkill)
	}
	setIDs(q, "groupIds", t.groups, false)
	setIDs(q, "agentIds", t.agents, r.GroupBy == byAgent || r.GroupBy == byGroup)
	return q
}

// setIDs names ids in a parameter, or all where rows by them are requested.
func setIDs(q url.Values, name string, ids []string, all bool) {
	switch {
	case len(ids) > 0:
		q.Set(name, strings.Join(ids, ","))
	case all:
		q.Set(name, "all")
	}
}
