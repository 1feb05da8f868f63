package plugin_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// customOf is what a frame tells the data source in the browser.
func customOf(t *testing.T, f *data.Frame) frame.Custom {
	t.Helper()
	raw, err := json.Marshal(f.Meta.Custom)
	require.NoError(t, err)
	var custom frame.Custom
	require.NoError(t, json.Unmarshal(raw, &custom))
	return custom
}

// viewers are those of a channel: they get what is sent to it.
type viewers struct {
	path  string
	data  json.RawMessage
	leave context.CancelFunc
	ended chan error

	mu     sync.Mutex
	frames []*data.Frame
	at     []time.Time
}

// Send implements backend.StreamPacketSender.
func (v *viewers) Send(packet *backend.StreamPacket) error {
	f := &data.Frame{}
	if err := json.Unmarshal(packet.Data, f); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.frames, v.at = append(v.frames, f), append(v.at, time.Now())
	return nil
}

// received is what was sent since the last time.
func (v *viewers) received() []*data.Frame {
	v.mu.Lock()
	defer v.mu.Unlock()
	frames := v.frames
	v.frames = nil
	return frames
}

// channelFor is the channel that a panel learns of, and the data to subscribe with.
func (v *virtual) channelFor(t *testing.T, query string) (path string, raw json.RawMessage) {
	t.Helper()
	stream := customOf(t, v.frame(t, query)).Stream
	require.NotNil(t, stream)
	raw, err := json.Marshal(map[string]string{"query": stream.Query})
	require.NoError(t, err)
	return stream.Path, raw
}

// watch lets viewers follow a query.
func (v *virtual) watch(t *testing.T, query string) *viewers {
	t.Helper()
	all := &viewers{ended: make(chan error, 1)}
	all.path, all.data = v.channelFor(t, query)
	ctx, leave := context.WithCancel(t.Context())
	all.leave = leave
	go func() {
		all.ended <- v.RunStream(ctx, &backend.RunStreamRequest{Path: all.path, Data: all.data}, backend.NewStreamSender(all))
	}()
	time.Sleep(time.Second)
	return all
}

const waits = `{"rows": "conversation", "kpis": ["conversation_state", "conversation_wait_time", "conversation_duration"], "refId": "A", "maxDataPoints": 100}`

func TestChannelIsThatOfTheQuery(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(queuedSince(2))
		path, raw := v.channelFor(t, waits)
		other, _ := v.channelFor(t, sessions)
		same, _ := v.channelFor(t, `{"refId": "Z", "kpis": ["conversation_state", "conversation_wait_time", "conversation_duration"], "rows": "conversation", "intervalMs": 5}`)
		require.Equal(t, path, same, "whatever is Grafana's own")
		require.NotEqual(t, path, other)
		subscribe := func(path string, raw json.RawMessage) *backend.SubscribeStreamResponse {
			response, err := v.SubscribeStream(t.Context(), &backend.SubscribeStreamRequest{Path: path, Data: raw})
			require.NoError(t, err)
			return response
		}
		response := subscribe(path, raw)
		require.Equal(t, backend.SubscribeStreamStatusOK, response.Status)
		var initial data.Frame
		require.NoError(t, json.Unmarshal(response.InitialData.Data(), &initial))
		require.Equal(t, []string{"conversation-2"}, columnTexts(t, &initial, "conversationId"))

		for name, test := range map[string]struct {
			path, raw string
			status    backend.SubscribeStreamStatus
		}{
			"another query":   {other, string(raw), backend.SubscribeStreamStatusPermissionDenied},
			"no query":        {path, `{}`, backend.SubscribeStreamStatusPermissionDenied},
			"no data":         {path, ``, backend.SubscribeStreamStatusPermissionDenied},
			"a list":          {path, `[1]`, backend.SubscribeStreamStatusPermissionDenied},
			"another channel": {"agents/1", string(raw), backend.SubscribeStreamStatusNotFound},
			"no such rows":    {"conversations/44136fa355b3678a1146ad16f7e8649e", `{"query": "{}"}`, backend.SubscribeStreamStatusNotFound},
		} {
			response := subscribe(test.path, json.RawMessage(test.raw))
			require.Equal(t, test.status, response.Status, name)
			require.Nil(t, response.InitialData, name)
			err := v.RunStream(t.Context(), &backend.RunStreamRequest{Path: test.path, Data: json.RawMessage(test.raw)}, nil)
			require.Error(t, err, name)
		}
		published, err := v.PublishStream(t.Context(), &backend.PublishStreamRequest{Path: path, Data: raw})
		require.NoError(t, err)
		require.Equal(t, backend.PublishStreamStatusPermissionDenied, published.Status)
	})
}

// The browser repeats what the server says, so these are no contract with anyone else; but a
// channel must not change with a version while people watch.
func TestPathsOfChannels(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, _ *livepersontest.Search) {
		path, _ := v.channelFor(t, `{"window":{"kind":"range"},"shape":"value","schemaVersion":1,"rows":"conversation","kpis":["conversation_wait_time"],"filter":{}}`)
		require.Equal(t, "conversations/3dbbadf4ca8b04e2ddf55adbc4cb8c88", path)
	})
}

func TestStreamSendsWhatChanges(t *testing.T) {
	withConversations(t, map[string]any{"freshFor": 10}, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), queuedSince(2))
		all := v.watch(t, waits)
		first := all.received()
		require.Len(t, first, 1)
		require.Equal(t, []string{"Queued", "Active"}, columnTexts(t, first[0], "conversation_state"))
		custom := customOf(t, first[0])
		require.Equal(t, []string{"conversation_wait_time", "conversation_duration"}, custom.Ticking)
		require.Equal(t, []string{"2m0s", "–"}, agoBy(t, first[0], "conversation_wait_time.since", custom.Now))
		require.Equal(t, []string{"–", "9m0s"}, agoBy(t, first[0], "conversation_duration.since", custom.Now))

		time.Sleep(10 * time.Second)
		require.Empty(t, all.received(), "time alone is for the browser to count")
		s.Add(queuedSince(0))
		time.Sleep(10 * time.Second)
		require.Len(t, all.received(), 1)
		time.Sleep(2 * time.Minute)
		require.Len(t, all.received(), 4, "signs of life, each half a minute")

		all.leave()
		require.ErrorIs(t, <-all.ended, context.Canceled)
		before := v.Calls("search")
		time.Sleep(time.Minute)
		require.Equal(t, before, v.Calls("search"), "nobody watches")
	})
}

// agoBy is how long before now the times of a column were, in whole minutes.
func agoBy(t *testing.T, f *data.Frame, name string, now int64) []string {
	t.Helper()
	field, _ := f.FieldByName(name)
	require.NotNil(t, field, name)
	texts := make([]string, field.Len())
	for row := range texts {
		texts[row] = "–"
		if at, ok := field.ConcreteAt(row); ok {
			ago := time.Duration(now-int64(at.(float64))) * time.Millisecond
			texts[row] = ago.Round(time.Minute).String()
		}
	}
	return texts
}

func TestStreamsCostWhatOneLookCosts(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), queuedSince(2))
		for _, filter := range []string{`{}`, `{"states": ["QUEUED"]}`, `{"channels": ["SMS"]}`, `{"skills": ["1"]}`} {
			for range 5 {
				v.watch(t, `{"rows": "conversation", "kpis": ["conversation_wait_time"], "filter": `+filter+`}`)
			}
		}
		before := v.Calls("search")
		time.Sleep(5 * time.Minute)
		require.Equal(t, 10, v.Calls("search")-before)
	})
}

func TestStreamWhoseLivePersonFails(t *testing.T) {
	withConversations(t, map[string]any{"staleFor": 120}, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(openSince(10), queuedSince(2))
		all := v.watch(t, waits)
		require.Empty(t, all.received()[0].Meta.Notices)

		v.breakConnections(errors.New("no route to host"))
		time.Sleep(70 * time.Second)
		stale := all.received()
		require.NotEmpty(t, stale)
		last := stale[len(stale)-1]
		require.Equal(t, []string{"conversation-2", "conversation-10"}, columnTexts(t, last, "conversationId"), "the last state")
		require.Contains(t, notices(last)[0], "Showing data from")
		require.Empty(t, customOf(t, last).Ticking, "what has become of it is not known")

		time.Sleep(3 * time.Minute)
		ended := all.received()
		last = ended[len(ended)-1]
		require.Empty(t, last.Fields)
		require.Equal(t, data.NoticeSeverityError, last.Meta.Notices[0].Severity)
		require.Contains(t, last.Meta.Notices[0].Text, "LivePerson")
		require.NotContains(t, last.Meta.Notices[0].Text, livepersontest.Secret)

		v.respond(50*time.Millisecond, s.Handler(livepersontest.ContactCentre(3, 2, 3)))
		s.Add(queuedSince(1))
		time.Sleep(2 * time.Minute)
		back := all.received()
		last = back[len(back)-1]
		require.Len(t, columnTexts(t, last, "conversationId"), 3)
		require.Empty(t, last.Meta.Notices)
		require.Len(t, customOf(t, last).Ticking, 2)
	})
}

func TestStreamIsNeverFasterThanASecond(t *testing.T) {
	withConversations(t, map[string]any{"freshFor": 1}, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		all := v.watch(t, waits)
		for i := range 100 {
			s.Add(queuedSince(i))
			time.Sleep(100 * time.Millisecond)
		}
		require.LessOrEqual(t, len(all.received()), 12)
	})
}

// Grafana runs a stream again that ends with an error, with the new settings.
func TestStreamEndsWithItsDataSource(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, _ *livepersontest.Search) {
		all := v.watch(t, waits)
		v.Dispose()
		synctest.Wait()
		require.ErrorContains(t, <-all.ended, "settings of the data source have changed")
	})
}

func TestWhatIsNotStreamed(t *testing.T) {
	withConversations(t, nil, func(t *testing.T, v *virtual, s *livepersontest.Search) {
		s.Set(queuedSince(2))
		yesterday := v.over(time.Now().Add(-25*time.Hour), time.Now().Add(-24*time.Hour), waits)
		require.NoError(t, yesterday.Error)
		require.Nil(t, customOf(t, yesterday.Frames[0]).Stream)
		require.Nil(t, v.frame(t, `{"rows": "skill", "kpis": ["open_conversations"]}`).Meta.Custom)
		require.Nil(t, v.frame(t, `{"rows": "conversation", "kpis": ["conversation_wait_time"], "layout": "fields"}`).Meta.Custom)
	})
}
