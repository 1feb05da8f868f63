package interactions

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	searchPath = "conversations/search"
	// pageSize is the most conversations that LivePerson returns at once.
	pageSize = 100
	// caller is the name of the calling project, which the API requires.
	caller = "LP_Grafana_KMM"
	// maxStartRange is how long the range of a search may be, less a day for months that
	// are short: conversations that began earlier are in no sample.
	maxStartRange = 88 * 24 * time.Hour
	// maxClockSkew is how much LivePerson's clock may be ahead of this one.
	maxClockSkew = 5 * time.Minute
)

// content is what a search retrieves of each conversation. The times of messages come
// with their texts only.
var content = []string{"messageRecords", "agentParticipants", "dialogs"}

// searchBody is what is sent for a search.
type searchBody struct {
	Status  []string   `json:"status"`
	Start   timeRange  `json:"start"`
	End     *timeRange `json:"end,omitempty"`
	Updated *timeSince `json:"latestUpdateTime,omitempty"`
	State   string     `json:"latestConversationQueueState,omitempty"`
	Skills  []string   `json:"latestSkillIds,omitempty"`
	Agents  []string   `json:"latestAgentIds,omitempty"`
	// Channels are as LivePerson calls them.
	Channels []string `json:"source,omitempty"`
	Content  []string `json:"contentToRetrieve"`
}

// timeSince is any time from one on, in epoch milliseconds.
type timeSince struct {
	From int64 `json:"from"`
}

// timeRange is from and to a time in epoch milliseconds, both included.
type timeRange struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}

// openSearch finds conversations that are open at a time.
func openSearch(now time.Time) searchBody {
	return searchBody{
		Status: []string{"OPEN"}, Content: content,
		Start: timeRange{now.Add(-maxStartRange).UnixMilli(), now.Add(maxClockSkew).UnixMilli()},
	}
}

// closedSearch finds conversations that were closed from a time on, and before another.
func closedSearch(from, to time.Time) searchBody {
	end := timeRange{from.UnixMilli(), to.UnixMilli() - 1}
	return searchBody{
		Status: []string{"CLOSE"}, Content: content,
		Start: timeRange{to.Add(-maxStartRange).UnixMilli(), end.To}, End: &end,
	}
}

// shownBody is a search as the query inspector shows it.
func shownBody(r api.Request) any {
	switch r.Method.Name {
	case listMethod, monitorMethod:
		return listSearch(r.Window.To, r.Look.Names)
	case openMethod:
		return openSearch(r.Window.To)
	case api.EventsMethod:
		return eventSearch(r)
	case startedMethod, startedBySkillMethod:
		return startedSearch(r)
	case activeMethod:
		return activeSearch(r)
	case startedByRowMethod, startedTrendMethod, activeByRowMethod:
		return changedSearch(listedFrom(r), r.Window.To, api.Filter{})
	}
	return closedSearch(r.Window.From, r.Window.To)
}

// order is how a search sorts conversations: the newest first, or the oldest.
type order string

const (
	byStart     order = "start:desc"
	byEnd       order = "end:desc"
	oldestFirst order = "start:asc"
)

// searcher searches for conversations of one account.
type searcher struct {
	client  *transport.Client
	service api.Service
}

// page returns some of the conversations that a search finds, as digests.
func (s searcher) page(ctx context.Context, body searchBody, by order, offset, limit int) (found page, err error) {
	err = s.send(ctx, body, by, offset, limit, func(raw []byte) (err error) {
		if found = (page{}); raw != nil {
			found, err = decode(raw)
		}
		return err
	})
	return found, err
}

// send searches, and reads the response: nil if there are no conversations.
func (s searcher) send(ctx context.Context, body searchBody, by order, offset, limit int, read func(raw []byte) error) error {
	call := transport.Call{
		Service: s.service, Path: searchPath, Body: body, MayBeOff: true,
		Query: url.Values{
			"offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(limit)}, "sort": {string(by)}, "v": {"2"}, "source": {caller},
		},
	}
	return s.client.Send(ctx, call, func(r *transport.Response) error {
		if r.Status == http.StatusNoContent { // there are none
			return read(nil)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		return read(raw)
	})
}

// decode reads a page.
func decode(raw []byte) (page, error) {
	response, err := unmarshal[record](raw)
	if err != nil {
		return page{}, err
	}
	return pageOf(response), nil
}

// unmarshal reads a response. A field of another type than documented is left out, but
// there has to be a list of conversations, or how many there are.
func unmarshal[R any](raw []byte) (response searchResponse[R], err error) {
	err = json.Unmarshal(raw, &response)
	switch {
	case err != nil && !errors.As(err, new(*json.UnmarshalTypeError)):
		return response, err
	case response.Records == nil && response.count() < 0:
		return response, &transport.ContentError{What: "returned no conversations", Foreign: true}
	}
	return response, nil
}
