package operations

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
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
	clock   clock
}

// New makes the source of the API's methods. Which agents a group has comes from the
// lists.
func New(client *transport.Client, lists api.Lists, service api.Service) api.Source {
	return &source{client: client, lists: lists, service: service}
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
		return emptyTable(m, r), nil
	}
	if m.hasIntervals {
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
	t.Sent, t.Calls, t.Unclear, t.RowsUnknown = response.sent, calls, response.unclear, response.isNothing()
	return t, nil
}

// send sends a request: as GET, or where lists of ids are long, as POST.
func (s *source) send(ctx context.Context, m method, query url.Values) (response, error) {
	call := transport.Call{Service: s.service, Path: m.path, Query: query, MayBeOff: true}
	sent := "GET " + m.path + "?" + strings.ReplaceAll(query.Encode(), "%2C", ",")
	isPost := m.post && isLong(query)
	if isPost {
		body := make(map[string]string, len(query))
		for name := range query {
			body[name] = query.Get(name)
		}
		call.Query, call.Body = nil, body
		sent = "POST" + strings.TrimPrefix(sent, "GET")
	}
	got, err := s.read(ctx, call)
	if isPost {
		err = s.ofPost(err)
	}
	got.sent = sent
	return got.response, err
}

// read sends a call and reads its response. A status that says that there is no content is
// one without anything in it, unlike a response that should have some.
func (s *source) read(ctx context.Context, call transport.Call) (got document, err error) {
	err = s.client.Send(ctx, call, func(r *transport.Response) error {
		got = document{}
		if r.Status == http.StatusNoContent {
			return nil
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		return json.Unmarshal(raw, &got)
	})
	return got, err
}

// query are the parameters of a request.
func query(m method, r api.Request, t team, now time.Time, bearer bool) url.Values {
	f := r.Filter
	q := m.window(r.Window, now, bearer)
	if r.GroupBy != api.ByAgent {
		setIDs(q, "skillIds", f.Skills, r.GroupBy == api.BySkill)
	}
	setIDs(q, "groupIds", t.groups, false)
	setIDs(q, "agentIds", t.agents, r.GroupBy == api.ByAgent || r.GroupBy == api.ByGroup)
	if m.userType && len(f.UserTypes) == 1 {
		q.Set("userType", strings.ToLower(f.UserTypes[0]))
	}
	return q
}

// window are the parameters that say when, and their version: two methods have another
// one for bearer tokens.
func (m method) window(w api.Window, now time.Time, bearer bool) url.Values {
	switch {
	case m.secondVersion && bearer:
		from, to := now.Add(-maxOpen), now
		if !m.current {
			from, to = api.Later(w.From, now.Add(-maxWindow+minute)), api.Earlier(w.To, now)
		}
		return url.Values{"v": {"2"}, "fromMillis": {millis(from)}, "toMillis": {millis(to)}}
	case m.current:
		return url.Values{"v": {"1"}}
	}
	return url.Values{"v": {"1"}, "timeframe": {strconv.Itoa(timeframe(now, w.From, m.grain))}}
}

func millis(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

// setIDs names ids in a parameter, or all where rows by them are requested.
func setIDs(q url.Values, name string, ids []string, all bool) {
	switch {
	case len(ids) > 0:
		q.Set(name, strings.Join(ids, ","))
	case all:
		q.Set(name, allIDs)
	}
}
