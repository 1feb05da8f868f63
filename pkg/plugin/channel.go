package plugin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// channelPrefix is how the paths of channels begin. What follows stands for the query, so
// that two queries never share a channel.
const channelPrefix = "conversations/"

// ofGrafana are the fields of a query that are Grafana's own, and differ between panels that
// ask for the same.
var ofGrafana = []string{
	"refId", "key", "hide", "queryType", "datasource", "datasourceId", "intervalMs", "maxDataPoints", "queryCachingTTL",
}

// channelOf is the channel of a query as a panel sends it.
func channelOf(raw []byte) (frame.Stream, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return frame.Stream{}, err
	}
	maps.DeleteFunc(fields, func(name string, _ json.RawMessage) bool { return slices.Contains(ofGrafana, name) })
	text, err := json.Marshal(fields)
	return frame.Stream{Path: pathOf(string(text)), Query: string(text)}, err
}

// pathOf is the path of the channel of a query.
func pathOf(query string) string {
	const length = 16
	sum := sha256.Sum256([]byte(query))
	return channelPrefix + hex.EncodeToString(sum[:length])
}

// maxSubscription is how long the data of a subscription may be, in bytes.
const maxSubscription = 64 << 10

var (
	errNoChannel    = errors.New("there is no such channel")
	errOtherChannel = errors.New("the channel is that of another query")
)

// subscribedQuery is the query that a channel is subscribed with.
func subscribedQuery(path string, raw []byte) (string, error) {
	var subscription struct{ Query string }
	if !strings.HasPrefix(path, channelPrefix) || len(raw) > maxSubscription {
		return "", errNoChannel
	}
	if err := json.Unmarshal(raw, &subscription); err != nil || path != pathOf(subscription.Query) {
		return "", errOtherChannel
	}
	return subscription.Query, nil
}

// addStream says where a panel gets its frame from whenever it changes: a table of what
// comes and goes, up to now.
func (ds *Datasource) addStream(shown frame.Shown, raw []byte) {
	q := shown.Query
	if !q.Rows.Transient || q.Alert || plan.IsPast(q, ds.now()) {
		return
	}
	if channel, err := channelOf(raw); err == nil { // it was read before
		frame.SetStream(shown.Frame, channel)
	}
}
