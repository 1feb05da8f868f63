package livepersontest

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// Client is a client of an account without a sign-in, whose requests all go to one host.
func Client(t testing.TB, next http.RoundTripper) *transport.Client {
	t.Helper()
	client := transport.New(transport.Options{AccountID: "1", Upstream: &url.URL{Scheme: "http", Host: "host"}},
		&http.Client{Transport: next}, NoPacing{})
	t.Cleanup(client.Close)
	return client
}

// Handled is a Client whose requests a handler gets.
func Handled(t testing.TB, handler http.HandlerFunc) (*transport.Client, *Fake) {
	t.Helper()
	fake := NewFake(nil)
	fake.HandleHost("host", handler)
	return Client(t, fake), fake
}

// Lists are those of an account with an agent in each of three groups: group 2 is below group 1.
type Lists struct{ api.Lists }

// Groups implements api.Lists.
func (Lists) Groups(context.Context) ([]api.Entity, error) {
	return []api.Entity{{ID: "1"}, {ID: "2", Parent: "1"}, {ID: "3"}}, nil
}

// Users implements api.Lists.
func (Lists) Users(context.Context) ([]api.User, error) {
	user := func(id, group string, skills ...string) api.User {
		return api.User{ID: id, Membership: api.Membership{Group: group, Skills: skills}}
	}
	return []api.User{user("11", "1", "101"), user("12", "2", "101", "102"), user("13", "3", "102")}, nil
}

// Request is a request to a method, by its name, over a window.
func Request(methods []*api.Method, name, groupBy string, w api.Window, fields ...string) api.Request {
	r := api.Request{GroupBy: groupBy, Window: w}
	for _, m := range methods {
		if m.Name == name {
			r.Method = m
		}
	}
	for _, field := range fields {
		r.Columns = append(r.Columns, api.Column{Field: field})
	}
	return r
}

// Values are those of a table's column by the rows' ids, in words: "gap" for what is none and
// "left out" for what LivePerson does not mention.
func Values(t api.Table, field string) map[string]string {
	words := map[string]string{}
	for row, id := range t.IDs {
		value := t.Fields[field][row]
		switch {
		case api.IsLeftOut(value):
			words[id] = "left out"
		case api.IsUnclear(value):
			words[id] = "unclear"
		case math.IsNaN(value):
			words[id] = "gap"
		default:
			words[id] = strconv.FormatFloat(value, 'f', -1, 64)
		}
	}
	return words
}
