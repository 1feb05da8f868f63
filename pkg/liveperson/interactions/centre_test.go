package interactions

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

var service = api.Service{Name: "Messaging Interactions API", Domain: "msgHist", Path: "/messaging_history/api/account/{account}"}

// centre is a LivePerson with conversations that a test makes.
type centre struct {
	mu    sync.Mutex
	all   []conversationOf
	calls int
	// between is called before each page after the first.
	between func()
	fail    int // a status, 0 for none
	// isPartial reports that it does not search everywhere.
	isPartial bool
	// hasNoRecords reports that it counts conversations and returns none.
	hasNoRecords bool
	// unclear is the id of a conversation whose start is not understood.
	unclear string
}

// conversationOf is a conversation that the search finds from a time on.
type conversationOf struct {
	id           string
	start, end   time.Time
	visible, mcs int64
}

func (c *centre) add(all ...conversationOf) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, all...)
}

// RoundTrip implements http.RoundTripper.
func (c *centre) RoundTrip(r *http.Request) (*http.Response, error) {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	if offset > 0 && c.between != nil {
		c.between()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls++
	w := httptest.NewRecorder()
	if c.fail != 0 {
		w.WriteHeader(c.fail)
		return w.Result(), nil
	}
	var body searchBody
	_ = json.NewDecoder(r.Body).Decode(&body)
	found := c.found(body)
	if c.hasNoRecords {
		limit = 0
	}
	records := []any{}
	for _, one := range found[min(offset, len(found)):min(offset+limit, len(found))] {
		record := livepersontest.Conversation(one.id, one.start, one.end, 1)
		record["info"].(map[string]any)["mcs"] = one.mcs
		if one.id == c.unclear {
			record["info"].(map[string]any)["startTimeL"] = "soon"
		}
		records = append(records, record)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{
		"_metadata":                  map[string]any{"count": len(found), "shardsStatusResult": map[string]any{"partialResult": c.isPartial}},
		"conversationHistoryRecords": records,
	})
	response := w.Result()
	response.Request = r
	return response, nil
}

// found are those that a search finds now, in its order.
func (c *centre) found(body searchBody) []conversationOf {
	const rounding = 10 * 60 * 1000
	isOpen := body.Status[0] == "OPEN"
	var found []conversationOf
	for _, one := range c.all {
		end := one.end.UnixMilli()
		switch {
		case one.visible > time.Now().UnixMilli(), isOpen != one.end.IsZero():
		case !isOpen && (end < body.End.From/rounding*rounding || end > (body.End.To+rounding-1)/rounding*rounding):
		default:
			found = append(found, one)
		}
	}
	slices.SortFunc(found, func(a, b conversationOf) int {
		return cmp.Or(b.end.Compare(a.end), b.start.Compare(a.start), cmp.Compare(a.id, b.id))
	})
	return found
}

// connect makes a source of the centre's account.
func (c *centre) connect(t *testing.T) *source {
	t.Helper()
	return New(livepersontest.Client(t, c), noLists{}, service).(*source)
}

// noLists are lists that are empty.
type noLists struct{ api.Lists }

// closedAt are conversations that were closed at random times of a window, by LivePerson's
// clock, and are found up to a minute later by this one.
func closedAt(random *rand.Rand, n int, w api.Window, skew time.Duration) []conversationOf {
	all := make([]conversationOf, n)
	for i := range all {
		closed := w.From.Add(time.Duration(random.Int64N(int64(w.Length()))))
		all[i] = conversationOf{
			id: "closed-" + strconv.Itoa(i), start: closed.Add(skew - 10*time.Minute), end: closed.Add(skew).Truncate(time.Millisecond),
			visible: closed.Add(time.Duration(random.Int64N(int64(time.Minute)))).UnixMilli(), mcs: int64(random.IntN(201) - 100),
		}
	}
	return all
}
