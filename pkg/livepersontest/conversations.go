package livepersontest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Texts that only the messages and the names of consumers and agents have.
const (
	MessageText = "my-card-number-is"
	PersonName  = "Penelope-Consumer"
	AgentName   = "Ingrid-Agent"
)

// Conversations are those that the search finds: one is closed every so often, for ever,
// and some are open. They last ten minutes, are of the skills and of agents 1, 2 and 3 in
// turn, and all their messages are alike: a bot's, an assignment after a minute, a
// response after two, the consumer's after three, and another response after four.
type Conversations struct {
	// Every is how often one is closed, 0 for never; Open is how many are open.
	Every time.Duration
	Open  int
}

// searchRequest is a request's body, as far as it is read.
type searchRequest struct {
	Status     []string
	Start, End struct{ From, To int64 }
}

// Handler responds to searches, and lets another handler respond to everything else.
func (c Conversations) Handler(others http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if kindOf(r) != "search" {
			others(w, r)
			return
		}
		var requested searchRequest
		_ = json.NewDecoder(r.Body).Decode(&requested) // one without a status finds nothing
		_ = json.NewEncoder(w).Encode(c.response(r, requested, time.Now()))
	}
}

// searchRounding is what LivePerson rounds the bounds of a search to, outward.
const searchRounding = 10 * time.Minute

func (c Conversations) response(r *http.Request, requested searchRequest, now time.Time) any {
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	count, one := c.Open, func(i int) any {
		return Conversation(fmt.Sprintf("open-%d", i), now.Add(-time.Duration(i+1)*time.Minute), time.Time{}, i)
	}
	if slices.Equal(requested.Status, []string{"CLOSE"}) {
		count, one = c.closed(requested, now)
	}
	records := []any{}
	for i := offset; i < min(count, offset+limit); i++ {
		records = append(records, one(i))
	}
	return map[string]any{
		"_metadata":                  map[string]any{"count": count, "shardsStatusResult": map[string]any{"partialResult": false}},
		"conversationHistoryRecords": records,
	}
}

// closed are those whose end a search is for, the latest first: LivePerson finds them a
// minute later.
func (c Conversations) closed(requested searchRequest, now time.Time) (count int, one func(int) any) {
	if c.Every == 0 {
		return 0, nil
	}
	from := time.UnixMilli(requested.End.From).Truncate(searchRounding)
	to := time.UnixMilli(requested.End.To + searchRounding.Milliseconds()).Truncate(searchRounding)
	if latest := now.Add(-time.Minute); to.After(latest) {
		to = latest
	}
	first, last := (from.UnixMilli()+c.Every.Milliseconds()-1)/c.Every.Milliseconds(), to.UnixMilli()/c.Every.Milliseconds()
	return max(0, int(last-first)+1), func(i int) any {
		n := last - int64(i)
		end := time.UnixMilli(n * c.Every.Milliseconds())
		return Conversation(fmt.Sprintf("closed-%d", n), end.Add(-searchRounding), end, int(n))
	}
}

// Conversation is a conversation as the search returns it, the n-th one. Without an end
// it is open.
func Conversation(id string, start, end time.Time, n int) map[string]any {
	at := func(after time.Duration) int64 { return start.Add(after).UnixMilli() }
	agent := strconv.Itoa(n%3 + 1)
	info := map[string]any{
		"conversationId": id, "status": "OPEN", "startTimeL": at(0), "endTimeL": -1, "latestSkillId": n%2 + 1, "latestAgentId": agent,
		"latestAgentGroupId": 1, "latestAgentFullName": AgentName + " " + agent, "latestAgentGroupName": "Group 1", "latestSkillName": "Skill " + strconv.Itoa(n%2+1),
		"latestQueueState": "ACTIVE", "source": []string{"SHARK", "APP", "SMS"}[n%3], "mcs": n%3*50 - 50, "isPartial": false,
	}
	if !end.IsZero() {
		info["status"], info["endTimeL"] = "CLOSE", end.UnixMilli()
	}
	message := func(after time.Duration, by, participant string) map[string]any {
		return map[string]any{
			"timeL": at(after), "sentBy": by, "participantId": participant, "audience": "ALL", "dialogId": id,
			"messageData": map[string]any{"msg": map[string]any{"text": MessageText + " " + id}},
		}
	}
	return map[string]any{
		"info": info,
		"agentParticipants": []any{
			map[string]any{"agentId": "900", "agentFullName": "FAQ bot", "userTypeName": "Bot", "permission": "ASSIGNED_AGENT", "timeL": at(0)},
			map[string]any{"agentId": agent, "userTypeName": "Human", "permission": "ASSIGNED_AGENT", "timeL": at(time.Minute), "agentGroupId": 1, "agentFullName": AgentName + " " + agent},
		},
		"consumerParticipants": []any{map[string]any{"participantId": "c", "firstName": PersonName}},
		"transfers":            []any{},
		"campaign":             map[string]any{"campaignName": "Spring sale"},
		"dialogs":              []any{map[string]any{"dialogId": id, "dialogType": "MAIN"}},
		"messageRecords": []any{
			message(0, "Consumer", "c"), message(time.Second, "Agent", "900"), message(2*time.Minute, "Agent", agent),
			message(3*time.Minute, "Consumer", "c"), message(4*time.Minute, "Agent", agent),
		},
	}
}
