package plugin_test

import (
	"net"
	"net/http"
	"syscall"
	"testing"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// maxCalls is how many calls of APIs an outage may cost, however many panels and
// rules there are: for each of the two services, all that may be in flight when it
// begins (16), one for each of the breaker's pauses that double from 1 to 30 seconds
// (5), and then one for each of the ten minutes' pauses of 30 seconds, of which jitter
// takes a quarter at most (27). Sign-ins may cost as many.
const maxCalls = 2 * (16 + 5 + 27)

// failure is a way to fail.
type failure struct {
	begin, end func(v *virtual)
	// recovers is how long after its last refresh everything is as before.
	recovers time.Duration
}

// recovery is the longest pause, 30 seconds and a quarter, then the wait for a
// refresh, of which one request is the probe, and for the next.
const recovery = 3 * refreshInterval

// contactCentre is what fails: 3 skills, 2 groups, 4 agents.
var contactCentre = livepersontest.ContactCentre(3, 2, 4)

// failWith fails with a response that takes so long.
func failWith(delay time.Duration, response http.HandlerFunc) failure {
	return failure{
		begin:    func(v *virtual) { v.respond(delay, response) },
		end:      func(v *virtual) { v.respond(150*time.Millisecond, contactCentre) },
		recovers: recovery,
	}
}

// stalls is over later: the last call waits for the timeout of 30 seconds before the
// pause.
func stalls() failure {
	f := failWith(time.Hour, contactCentre)
	f.recovers += 2 * refreshInterval
	return f
}

func resets() failure {
	f := failWith(0, nil)
	f.begin = func(v *virtual) {
		v.breakConnections(&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET})
	}
	return f
}

var failures = map[string]failure{
	"429":                        failWith(time.Millisecond, livepersontest.Respond(http.StatusTooManyRequests, "")),
	"429 with Retry-After":       failWith(time.Millisecond, livepersontest.TooManyRequests("30")),
	"503":                        failWith(time.Millisecond, livepersontest.Respond(http.StatusServiceUnavailable, "")),
	"stalls":                     stalls(),
	"connections that are reset": resets(),
	"cut bodies":                 failWith(time.Millisecond, livepersontest.Truncate(contactCentre)),
}

// queries are of all kinds, over the last 20 hours unless they say otherwise.
var queries = map[string]string{
	"account now":            `{"rows": "account", "kpis": ["open_conversations", "human_agent_load"]}`,
	"account over 3 hours":   `{"rows": "account", "kpis": ["closed_conversations", "csat"], "window": {"kind": "last", "hours": 3}}`,
	"account over the range": `{"rows": "account", "kpis": ["closed_conversations", "csat", "open_conversations"]}`,
	"account over a day":     `{"rows": "account", "kpis": ["closed_conversations", "csat"], "window": {"kind": "last", "hours": 24}}`,
	"account today":          `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "today", "from": "06:00"}}`,
	"skills":                 `{"rows": "skill", "kpis": ["open_conversations", "closed_conversations"], "filter": {"skills": ["1", "2"]}}`,
	"groups":                 `{"rows": "group", "kpis": ["human_agent_load", "csat"]}`,
	"agents":                 `{"rows": "agent", "kpis": ["agent_current_status", "status_time", "agent_load", "closed_conversations"]}`,
	"slots of groups":        `{"rows": "account", "kpis": ["load_other", "total_max_slots"], "filter": {"groups": ["1"], "includeSubGroups": true}}`,
	"36 hours":               `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 36}}`,
	"7 days by skill":        `{"rows": "skill", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 168}}`,
	"trend of the account":   `{"rows": "account", "kpis": ["closed_conversations"], "shape": "series", "interval": "1h"}`,
	"trend of an average":    `{"rows": "account", "kpis": ["csat"], "shape": "series", "interval": "1h"}`,
	"trend by skill":         `{"rows": "skill", "kpis": ["closed_conversations"], "shape": "series", "interval": "1h"}`,
	"trend with filter, 30m": `{"rows": "account", "kpis": ["avg_wait_time"], "filter": {"skills": ["2"]}, "shape": "series", "interval": "30m"}`,
}

func TestTenMinuteOutage(t *testing.T) {
	for failure, f := range failures {
		t.Run(failure, func(t *testing.T) {
			all := make([]string, 0, len(queries))
			for query, raw := range queries {
				all = append(all, raw)
				t.Run(query, func(t *testing.T) { failFor(t, nil, []string{raw}, f) })
			}
			t.Run("all of these", func(t *testing.T) { failFor(t, nil, all, f) })
		})
	}
}

// failFor runs an outage in virtual time.
func failFor(t *testing.T, settings map[string]any, queries []string, f failure) {
	inVirtualTimeWith(t, settings, func(t *testing.T, v *virtual) {
		v.respond(150*time.Millisecond, contactCentre)
		runOutage(t, v, queries, f)
	})
}
