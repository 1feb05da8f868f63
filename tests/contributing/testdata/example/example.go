// Package example is an API as CONTRIBUTING.md describes one. LivePerson has no such
// API: a test adds it to a copy of the project.
package example

import (
	"context"
	"math"
	"net/url"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Methods are the methods of the API.
func Methods(service api.Service) []*api.Method {
	return []*api.Method{{
		Name: "example.queues", Service: service, Path: "queues",
		Capabilities: api.Capabilities{MaxWindow: time.Hour, EndsNow: true, FixedColumns: true},
	}}
}

type source struct {
	client  *transport.Client
	service api.Service
}

// New makes the source of the API's methods.
func New(client *transport.Client, _ api.Lists, service api.Service) api.Source {
	return &source{client, service}
}

// queue is what a response has of a skill.
type queue struct {
	Skill       int      `json:"skillId"`
	Name        string   `json:"skillName"`
	LongestWait *float64 `json:"longestWait"`
}

// Do implements api.Source.
func (s *source) Do(ctx context.Context, r api.Request) (api.Table, error) {
	queues, err := transport.JSON[[]queue](ctx, s.client, transport.Call{
		Service: s.service, Path: r.Method.Path, Query: url.Values{
			"from": {strconv.FormatInt(r.Window.From.UnixMilli(), 10)}, "to": {strconv.FormatInt(r.Window.To.UnixMilli(), 10)},
			"skill": r.Filter.Skills,
		},
	})
	if err != nil {
		return api.Table{}, err
	}
	t := api.Table{Calls: 1}
	var waits []float64
	for _, q := range queues {
		wait := math.NaN()
		if q.LongestWait != nil {
			wait = *q.LongestWait
		}
		t.IDs, t.Names, waits = append(t.IDs, strconv.Itoa(q.Skill)), append(t.Names, q.Name), append(waits, wait)
	}
	t.Fields = map[string][]float64{"longestWait": waits}
	return t, nil
}
