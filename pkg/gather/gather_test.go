package gather_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

// slow answers when it is told to.
type slow struct {
	calls  atomic.Int32
	ended  chan error
	answer chan struct{}
}

func newSlow() *slow {
	return &slow{ended: make(chan error, 100), answer: make(chan struct{})}
}

func (s *slow) Ask(ctx context.Context, _ liveperson.Request) (liveperson.Table, error) {
	s.calls.Add(1)
	select {
	case <-s.answer:
		return liveperson.Table{Calls: 1}, nil
	case <-ctx.Done():
		s.ended <- ctx.Err()
		return liveperson.Table{}, ctx.Err()
	}
}

func (s *slow) Skills(context.Context) ([]liveperson.Named, error) { return nil, nil }
func (s *slow) Groups(context.Context) ([]liveperson.Named, error) { return nil, nil }
func (s *slow) Agents(context.Context) ([]liveperson.Named, error) { return nil, nil }

func TestTheSameQuestionIsAskedOnce(t *testing.T) {
	upstream := newSlow()
	g := gather.New(upstream, time.Minute, time.Now)
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			_, err := g.Table(context.Background(), liveperson.MetricsRequest{Filter: liveperson.Filter{Skills: []string{[]string{"1", "2"}[i%2]}}})
			require.NoError(t, err)
		})
	}
	require.Eventually(t, func() bool { return upstream.calls.Load() == 2 }, 5*time.Second, time.Millisecond)
	time.Sleep(20 * time.Millisecond) // let the others join
	close(upstream.answer)
	all.Wait()
	require.EqualValues(t, 2, upstream.calls.Load())
}

func TestOneWhoLeavesTakesNothingFromTheOthers(t *testing.T) {
	upstream := newSlow()
	g := gather.New(upstream, time.Minute, time.Now)
	leaving, leave := context.WithCancel(context.Background())
	left, stayed := make(chan error), make(chan error)
	go func() { _, err := g.Table(leaving, liveperson.MetricsRequest{}); left <- err }()
	require.Eventually(t, func() bool { return upstream.calls.Load() == 1 }, 5*time.Second, time.Millisecond)
	go func() { _, err := g.Table(context.Background(), liveperson.MetricsRequest{}); stayed <- err }()
	leave()
	require.ErrorIs(t, <-left, context.Canceled)
	close(upstream.answer)
	require.NoError(t, <-stayed)
}

func TestDisposeGivesUpWhatIsUnderWay(t *testing.T) {
	upstream := newSlow()
	g := gather.New(upstream, time.Minute, time.Now)
	failed := make(chan error)
	go func() { _, err := g.Table(context.Background(), liveperson.MetricsRequest{}); failed <- err }()
	require.Eventually(t, func() bool { return upstream.calls.Load() == 1 }, 5*time.Second, time.Millisecond)
	g.Dispose()
	require.ErrorIs(t, <-upstream.ended, context.Canceled)
	require.Error(t, <-failed)
}

func TestWhatCanNotChangeAnyMoreIsAskedOnce(t *testing.T) {
	now := time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)
	ofNow := []liveperson.Metric{{Name: "open_conversations", Field: "openConversations"}}
	tests := map[string]struct {
		request liveperson.MetricsRequest
		calls   int32
	}{
		"a window that is over":      {liveperson.MetricsRequest{From: now.Add(-2 * time.Hour), To: now.Add(-time.Hour)}, 1},
		"a window that is just over": {liveperson.MetricsRequest{From: now.Add(-2 * time.Hour), To: now.Add(-time.Minute)}, 3},
		"values of now":              {liveperson.MetricsRequest{From: now.Add(-2 * time.Hour), To: now.Add(-time.Hour), Now: ofNow}, 3},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			upstream := newSlow()
			close(upstream.answer)
			g := gather.New(upstream, time.Minute, func() time.Time { return now })
			for range 3 {
				_, err := g.Table(context.Background(), test.request)
				require.NoError(t, err)
			}
			require.Equal(t, test.calls, upstream.calls.Load())
		})
	}
}
