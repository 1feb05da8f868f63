//go:build e2e

package e2e

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// truth are the books of rows for a KPI. LivePerson counts conversations and answers of the
// Messaging Operations API in whole buckets of 5 minutes. It has those of a group by its
// agents, and answers of a filter of groups as well, so that none of a queue are there. Only
// Key Messaging Metrics tells people from bots.
func (c *comparison) truth(t *testing.T, rows *catalogue.RowKind, filter map[string][]string, from, asked time.Time) func(*catalogue.KPI) map[string]map[string]any {
	t.Helper()
	restrict := url.Values{}
	for name, parameter := range map[string]string{"skills": "skillIds", "groups": "groupIds", "agents": "agentIds"} {
		if len(filter[name]) > 0 {
			restrict.Set(parameter, strings.Join(filter[name], ","))
		}
	}
	types := url.Values{}
	if len(filter["userTypes"]) > 0 {
		types.Set("userTypes", strings.Join(filter["userTypes"], ","))
	}
	if rows.ID == "agent" { // each is of one type
		maps.Copy(restrict, types)
	}
	buckets := from.Truncate(5 * time.Minute)
	return func(kpi *catalogue.KPI) map[string]map[string]any {
		switch {
		case !isOfOperations(kpi) && !isSampled(kpi):
			return c.books(t, rows, from, restrict, types)
		case isSampled(kpi):
			return c.books(t, rows, from, restrict)
		case kpi.Sources[0].API == "operations.msgqueuehealth":
			queue := c.now.Add(-time.Duration(minutesUntil(from, asked)) * time.Minute)
			return c.books(t, rows, queue, restrict, url.Values{"exact": {"true"}})
		case rows.ID == "group", len(filter["groups"]) > 0 && kpi.Sources[0].API == "operations.msgcsatdistribution":
			return c.books(t, rows, buckets, restrict, url.Values{"ofAgents": {"true"}})
		}
		return c.books(t, rows, buckets, restrict)
	}
}

// isSampled reports whether a KPI is estimated from conversations.
func isSampled(kpi *catalogue.KPI) bool {
	return strings.HasPrefix(kpi.ID, "open_") && kpi.ID != "open_conversations" || strings.HasPrefix(kpi.ID, "closed_") && kpi.SourceFor("kmm.metrics") == nil
}

// books are those of rows, of conversations and messages from a minute on.
func (c *comparison) books(t *testing.T, rows *catalogue.RowKind, from time.Time, parameters ...url.Values) map[string]map[string]any {
	t.Helper()
	query := url.Values{"from": {millis(from)}, "to": {millis(c.now)}}
	for _, some := range parameters {
		maps.Copy(query, some)
	}
	key := query.Encode()
	if _, known := c.read[key]; !known {
		var b allBooks
		call(t, http.MethodGet, c.address+"/simulator/books?"+key, nil, &b)
		c.read[key] = b
	}
	b := c.read[key]
	return map[string]map[string]map[string]any{"account": {"": b.Account}, "skill": b.Skills, "group": b.Groups, "agent": b.Agents}[rows.ID]
}

// allBooks are the books of all kinds of rows, with numbers and texts.
type allBooks struct {
	Account                map[string]any
	Skills, Groups, Agents map[string]map[string]any
}
