//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/grafana/grafana-plugin-sdk-go/genproto/pluginv2"
	"github.com/stretchr/testify/require"
)

// channel is what the frame of a table says that it can be followed at.
type channel struct {
	path string
	data []byte
}

func channelOf(t *testing.T, f *data.Frame) channel {
	t.Helper()
	custom, ok := f.Meta.Custom.(map[string]any)
	require.True(t, ok)
	stream, ok := custom["stream"].(map[string]any)
	require.True(t, ok, "the table has no stream")
	raw, err := json.Marshal(map[string]any{"query": stream["query"]})
	require.NoError(t, err)
	return channel{stream["path"].(string), raw}
}

// subscribe subscribes to a channel as Grafana does for a viewer.
func (p *pluginProcess) subscribe(t *testing.T, c channel) *pluginv2.SubscribeStreamResponse {
	t.Helper()
	response, err := p.stream.SubscribeStream(t.Context(), &pluginv2.SubscribeStreamRequest{
		PluginContext: backend.ToProto().PluginContext(p.context()), Path: c.path, Data: c.data,
	})
	require.NoError(t, err)
	return response
}

// follow runs a channel as Grafana does for all viewers together, and returns its frames
// until the context ends.
func (p *pluginProcess) follow(ctx context.Context, t *testing.T, c channel) <-chan *data.Frame {
	t.Helper()
	stream, err := p.stream.RunStream(ctx, &pluginv2.RunStreamRequest{
		PluginContext: backend.ToProto().PluginContext(p.context()), Path: c.path, Data: c.data,
	})
	require.NoError(t, err)
	frames := make(chan *data.Frame)
	go func() {
		defer close(frames)
		for {
			packet, err := stream.Recv()
			if err != nil {
				return
			}
			f := new(data.Frame)
			if json.Unmarshal(packet.Data, f) != nil {
				return
			}
			select {
			case frames <- f:
			case <-ctx.Done():
				return
			}
		}
	}()
	return frames
}

// waitFor takes frames until one is as wanted.
func waitFor(t *testing.T, frames <-chan *data.Frame, what string, isWanted func(*data.Frame) bool) *data.Frame {
	t.Helper()
	patience := time.After(time.Minute)
	for {
		select {
		case f, open := <-frames:
			require.True(t, open, "the stream ended before %s", what)
			if isWanted(f) {
				return f
			}
		case <-patience:
			require.Fail(t, "no frame has "+what)
		}
	}
}

// hasRows reports whether a frame has exactly these conversations.
func hasRows(t *testing.T, truth openBooks) func(*data.Frame) bool {
	return func(f *data.Frame) bool {
		if len(f.Fields) == 0 || f.Rows() != len(truth) {
			return false
		}
		for row := range f.Rows() {
			if truth[text(t, f, "conversationId", row)] == nil {
				return false
			}
		}
		return true
	}
}

// A stream begins with what the query has, and follows as conversations come and go.
func TestStreamsFollowTheBooks(t *testing.T) {
	start := time.Now().Add(-2 * time.Minute)
	address := startSimulator(t, "--agents", "120", "--load", "10", "--now", start.Format(time.RFC3339))
	p := listing(t, startPlugin(t), address, nil)
	c := channelOf(t, listed(t, p, nil))
	first := p.subscribe(t, c)
	require.Equal(t, pluginv2.SubscribeStreamResponse_OK, first.Status)
	initial := new(data.Frame)
	require.NoError(t, json.Unmarshal(first.Data, initial))
	expectConversations(t, initial, readOpenBooks(t, address, ""))

	frames := p.follow(t.Context(), t, c)
	for range 4 {
		call(t, http.MethodPost, address+"/simulator/clock", map[string]any{"advanceMs": 20_000}, nil)
		truth := readOpenBooks(t, address, "")
		f := waitFor(t, frames, "what is in the books now", isUpToDate(t, truth))
		expectConversations(t, f, maps.Clone(truth))
	}
}

// isUpToDate reports whether a frame has all conversations with their latest states and
// messages.
func isUpToDate(t *testing.T, truth openBooks) func(*data.Frame) bool {
	return func(f *data.Frame) bool {
		if !hasRows(t, truth)(f) {
			return false
		}
		for row := range f.Rows() {
			want := truth[text(t, f, "conversationId", row)]
			state, _ := cell(t, f, "conversation_state", row).(string)
			isLatest := want["last_message_age_since"] == cell(t, f, "last_message_age.since", row)
			if !isLatest || !strings.EqualFold(want["conversation_state"].(string), state) {
				return false
			}
		}
		return true
	}
}

// However many channels are followed, LivePerson is asked for one list.
func TestStreamsShareOneList(t *testing.T) {
	address := startSimulator(t)
	const interval = 3 * time.Second // from one refresh to the next
	p := listing(t, startPlugin(t), address, map[string]any{"freshFor": interval.Seconds()})
	var channels []<-chan *data.Frame
	for limit := 1; limit <= 50; limit++ {
		channels = append(channels, p.follow(t.Context(), t, channelOf(t, listed(t, p, map[string]any{"limit": limit}))))
	}
	for i, frames := range channels {
		waitFor(t, frames, "as many rows as its limit", func(f *data.Frame) bool { return len(f.Fields) > 0 && f.Rows() == i+1 })
	}
	pages := (len(readOpenBooks(t, address, "")) + 99) / 100
	begin := time.Now()
	call(t, http.MethodDelete, address+"/simulator/calls", nil, nil)
	time.Sleep(4 * interval)
	asked := searches(t, address)
	refreshes := int(time.Now().Truncate(interval).Sub(begin.Truncate(interval))/interval) + 1
	require.Positive(t, asked)
	require.LessOrEqual(t, asked, refreshes*pages)
}

// While LivePerson fails, a stream says how old its rows are; it goes on by itself.
func TestStreamsGoOnAfterFailures(t *testing.T) {
	address := startSimulator(t)
	p := listing(t, startPlugin(t), address, nil)
	c := channelOf(t, listed(t, p, nil))
	frames := p.follow(t.Context(), t, c)
	truth := readOpenBooks(t, address, "")
	waitFor(t, frames, "the conversations of the books", hasRows(t, truth))
	call(t, http.MethodPost, address+"/simulator/faults", []map[string]any{{"service": "interactions", "status": 500}}, nil)
	f := waitFor(t, frames, "a notice of the failure", func(f *data.Frame) bool { return len(f.Meta.Notices) > 0 })
	require.True(t, hasRows(t, truth)(f), "the last rows, with their age")
	require.NotEmpty(t, noticed(f))
	call(t, http.MethodDelete, address+"/simulator/faults", nil, nil)
	f = waitFor(t, frames, "rows without a notice", func(f *data.Frame) bool { return len(f.Meta.Notices) == 0 })
	expectConversations(t, f, maps.Clone(truth))
}

// Nobody follows another query than the one that the channel is named after, or writes to it.
func TestStreamsOfOtherChannelsAreDenied(t *testing.T) {
	address := startSimulator(t, "--agents", "20")
	p := listing(t, startPlugin(t), address, nil)
	c := channelOf(t, listed(t, p, nil))
	other := channelOf(t, listed(t, p, map[string]any{"limit": 3}))
	require.Equal(t, pluginv2.SubscribeStreamResponse_PERMISSION_DENIED, p.subscribe(t, channel{c.path, other.data}).Status)
	for _, raw := range []string{"", "{}", "null", `{"query": 7}`} {
		require.NotEqual(t, pluginv2.SubscribeStreamResponse_OK, p.subscribe(t, channel{c.path, []byte(raw)}).Status, raw)
	}
	response, err := p.stream.PublishStream(t.Context(), &pluginv2.PublishStreamRequest{
		PluginContext: backend.ToProto().PluginContext(p.context()), Path: c.path, Data: c.data,
	})
	require.NoError(t, err)
	require.Equal(t, pluginv2.PublishStreamResponse_PERMISSION_DENIED, response.Status)
}
