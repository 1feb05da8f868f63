package operations

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// bounded is a LivePerson with a clock of its own: a window may not end in the future.
type bounded struct {
	api.Source
	*livepersontest.Fake
	behind   time.Duration
	hasDates bool
}

func newBounded(t *testing.T) *bounded {
	t.Helper()
	b := &bounded{Fake: livepersontest.NewFake(nil), hasDates: true}
	b.HandleHost("host", b.respond)
	client := transport.New(transport.Options{AccountID: "1", Bearer: true, Upstream: &url.URL{Scheme: "http", Host: "host"}},
		&http.Client{Transport: b.Fake}, livepersontest.NoPacing{})
	t.Cleanup(client.Close)
	b.Source = New(client, livepersontest.Lists{}, service)
	return b
}

func (b *bounded) respond(w http.ResponseWriter, r *http.Request) {
	now := time.Now().Add(-b.behind)
	if b.hasDates {
		w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
	}
	if endOf(r).After(now) {
		livepersontest.Respond(400, `{"message": "toMillis must not be in the future"}`)(w, r)
		return
	}
	livepersontest.Respond(200, `{"metricsTotal": {"actionableConversations": 1}}`)(w, r)
}

// endOf is the end of a request's window.
func endOf(r *http.Request) time.Time {
	end, _ := strconv.ParseInt(r.URL.Query().Get("toMillis"), 10, 64)
	return time.UnixMilli(end)
}

// current requests the queue of now, and returns how long before now by LivePerson's clock
// the window ends, and how many calls it took.
func (b *bounded) current(t *testing.T) (before time.Duration, calls int) {
	t.Helper()
	table, err := b.Do(t.Context(), requestTo("operations.msgqueuehealth_current", "", "actionableConversations"))
	require.NoError(t, err)
	require.Equal(t, map[string]string{"": "1"}, livepersontest.Values(table, "actionableConversations"))
	log := b.Log()
	return time.Now().Add(-b.behind).Sub(endOf(log[len(log)-1].Request)), table.Calls
}

// The queue of now is that of this moment, also for a clock that is ahead of LivePerson's,
// which is found out once.
func TestCurrentQueueIsThatOfNow(t *testing.T) {
	for _, behind := range []time.Duration{-time.Hour, -time.Second, 0} {
		synctest.Test(t, func(t *testing.T) {
			b := newBounded(t)
			b.behind = behind
			_, calls := b.current(t)
			require.Equal(t, 1, calls)
			require.WithinDuration(t, time.Now(), endOf(b.Log()[0].Request), time.Millisecond)
		})
	}
	for _, behind := range []time.Duration{100 * time.Millisecond, 2 * time.Second, 40 * time.Second, 4*time.Minute + 30*time.Second} {
		t.Run(behind.String(), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(300 * time.Millisecond)
				b := newBounded(t)
				b.behind = behind
				before, calls := b.current(t)
				require.Equal(t, 2, calls)
				require.Less(t, before, time.Second, "LivePerson's dates are in seconds")
				for range 30 {
					time.Sleep(15*time.Second + 7*time.Millisecond)
					before, calls = b.current(t)
					require.Equal(t, 1, calls, "it is known")
					require.Less(t, before, time.Second)
				}
			})
		})
	}
}

// A clock that is set right meanwhile is found out, too: in minutes, and at once where it is
// further ahead.
func TestClockThatIsSetRight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBounded(t)
		b.behind = 40 * time.Second
		b.current(t)
		b.behind = 90 * time.Second
		before, calls := b.current(t)
		require.Equal(t, 2, calls)
		require.Less(t, before, time.Second)
		b.behind = 0
		time.Sleep(clockTTL + time.Second)
		before, calls = b.current(t)
		require.Equal(t, 1, calls)
		require.Zero(t, before.Truncate(time.Millisecond))
	})
}

// Where dates are missing, or are those of a gateway, a window ends in the past.
func TestClockOfLivePersonThatIsNotKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBounded(t)
		b.behind, b.hasDates = 40*time.Second, false
		before, calls := b.current(t)
		require.Equal(t, 2, calls)
		require.Less(t, before, time.Minute)
		_, calls = b.current(t)
		require.Equal(t, 1, calls)
		b.behind = 10 * time.Minute
		_, err := b.Do(t.Context(), requestTo("operations.msgqueuehealth_current", "", "actionableConversations"))
		require.ErrorContains(t, err, "must not be in the future")
	})
}

// A rejection for another reason stays one, and says nothing of the clock.
func TestRejectionForAnotherReason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBounded(t)
		reject := true
		b.HandleHost("host", func(w http.ResponseWriter, r *http.Request) {
			if reject {
				livepersontest.Respond(400, `{"message": "no"}`)(w, r)
				return
			}
			b.respond(w, r)
		})
		_, err := b.Do(t.Context(), requestTo("operations.msgqueuehealth_current", "", "actionableConversations"))
		require.ErrorContains(t, err, "LivePerson says: no")
		reject = false
		before, calls := b.current(t)
		require.Equal(t, 1, calls)
		require.Zero(t, before.Truncate(time.Millisecond))
	})
}
