package interactions

import (
	"encoding/json"
	"slices"
	"sync/atomic"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// listContent is what a search retrieves of each conversation to list it. The times of
// messages come with their texts only, and the names of consumers with their ids.
var listContent = []string{"messageRecords", "agentParticipants", "dialogs", "transfers", "campaign"}

// listSearch finds conversations that are open at a time. Names of consumers are not even
// requested where nobody may see them.
func listSearch(now time.Time, names bool) searchBody {
	body := openSearch(now)
	body.Content = slices.Clone(listContent)
	if names {
		body.Content = append(body.Content, "consumerParticipants")
	}
	return body
}

// listedPage reads a page of conversations; nothing is a page without any. It notes where
// LivePerson did not search everywhere.
func listedPage(raw []byte, isPartial *atomic.Bool) (transport.Page[conversations], error) {
	p := transport.Page[conversations]{Limit: pageSize}
	if raw == nil {
		return p, nil
	}
	response, err := unmarshal[listedRecord](raw)
	if err != nil {
		return p, err
	}
	p.Count, p.Following = response.count(), response.following()
	if response.isPartial() {
		isPartial.Store(true)
	}
	for _, record := range response.Records {
		if c, understood := record.read(); understood {
			p.Rows = append(p.Rows, c)
		} else {
			p.Unclear++
		}
	}
	return p, nil
}

// following is what the links say about a page after this one.
func (r searchResponse[R]) following() transport.Following {
	isLink := func(raw json.RawMessage) bool { return len(raw) > 0 && (raw[0] == '{' || raw[0] == '"') }
	switch {
	case r.Metadata == nil:
		return transport.NotSaid
	case isLink(r.Metadata.Next):
		return transport.Follows
	case isLink(r.Metadata.Self):
		return transport.Last
	}
	return transport.NotSaid
}
