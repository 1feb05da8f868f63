package livepersontest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Listed is a conversation that a Search finds: with a person after a minute, unless it is
// queued.
type Listed struct {
	ID      string
	Started time.Time
	// Updated is when it last changed; zero is when it started.
	Updated time.Time
	Queued  bool
	Closed  bool
	// Number is which conversation it is like, see Conversation.
	Number int
	// Change changes what LivePerson returns of it; nil for nothing.
	Change func(record map[string]any)
}

// Info is the main part of what LivePerson returns of a conversation.
func Info(record map[string]any) map[string]any { return record["info"].(map[string]any) }

// Search finds conversations as LivePerson does: by status, state, start, end and the time of the
// latest change, in pages, with the requested parts only. It is safe for concurrent use.
type Search struct {
	mu  sync.Mutex
	all []Listed
}

// Set replaces all conversations.
func (s *Search) Set(all ...Listed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = all
}

// Add adds conversations.
func (s *Search) Add(more ...Listed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, more...)
}

// listRequest is a request's body, as far as it is read.
type listRequest struct {
	Status            []string
	Start             struct{ From, To int64 }
	End               *struct{ From, To int64 }
	State             string `json:"latestConversationQueueState"`
	LatestUpdateTime  *struct{ From int64 }
	ContentToRetrieve []string
}

// Handler responds to searches, and lets another handler respond to everything else.
func (s *Search) Handler(others http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kindOf(r) != "search" {
			others(w, r)
			return
		}
		var requested listRequest
		_ = json.NewDecoder(r.Body).Decode(&requested) // one without a status finds nothing
		_ = json.NewEncoder(w).Encode(s.response(r, requested))
	}
}

func (s *Search) response(r *http.Request, requested listRequest) any {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	s.mu.Lock()
	found := slices.DeleteFunc(slices.Clone(s.all), func(one Listed) bool { return !one.fits(requested) })
	s.mu.Unlock()
	isDescending := strings.HasSuffix(r.URL.Query().Get("sort"), ":desc")
	slices.SortStableFunc(found, func(a, b Listed) int {
		if isDescending {
			a, b = b, a
		}
		return cmp.Or(a.Started.Compare(b.Started), cmp.Compare(a.ID, b.ID))
	})
	records := []any{}
	for _, one := range found[min(offset, len(found)):min(offset+limit, len(found))] {
		records = append(records, one.record(requested.ContentToRetrieve))
	}
	return map[string]any{
		"_metadata":                  map[string]any{"count": len(found), "shardsStatusResult": map[string]any{"partialResult": false}},
		"conversationHistoryRecords": records,
	}
}

func (l Listed) fits(requested listRequest) bool {
	status, state := map[bool]string{false: "OPEN", true: "CLOSE"}[l.Closed], map[bool]string{false: "ACTIVE", true: "IN_QUEUE"}[l.Queued]
	updated := l.Updated
	if updated.IsZero() {
		updated = l.Started
	}
	within := func(at time.Time, from, to int64) bool {
		return !at.Before(time.UnixMilli(from).Truncate(searchRounding)) &&
			!at.After(time.UnixMilli(to+searchRounding.Milliseconds()-1).Truncate(searchRounding))
	}
	return slices.Contains(requested.Status, status) && within(l.Started, requested.Start.From, requested.Start.To) &&
		(requested.End == nil || within(updated, requested.End.From, requested.End.To)) &&
		(requested.State == "" || requested.State == state) &&
		(requested.LatestUpdateTime == nil || !updated.Before(time.UnixMilli(requested.LatestUpdateTime.From).Truncate(searchRounding)))
}

// record has the requested parts only.
func (l Listed) record(content []string) map[string]any {
	end := time.Time{}
	if l.Closed {
		end = l.Updated
	}
	record := Conversation(l.ID, l.Started, end, l.Number)
	if l.Queued {
		info := Info(record)
		info["latestQueueState"], info["latestAgentId"], info["latestAgentFullName"] = "IN_QUEUE", "-1", "undefined"
		record["agentParticipants"] = record["agentParticipants"].([]any)[:1]
		record["messageRecords"] = record["messageRecords"].([]any)[:2]
	}
	if l.Change != nil {
		l.Change(record)
	}
	for part := range record {
		if part != "info" && !slices.Contains(content, part) {
			delete(record, part)
		}
	}
	return record
}
