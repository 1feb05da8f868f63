package plugin_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

const openOfAccount = `{"rows": "account", "kpis": ["open_conversations"]}`

func TestQueriesOfAPanelRunConcurrently(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		var queries []string
		for _, skill := range "0123456789" {
			queries = append(queries, `{"rows": "account", "kpis": ["open_conversations"], "filter": {"skills": ["`+string(skill)+`"]}}`)
		}
		began := time.Now()
		for _, response := range v.panel(context.Background(), queries...) {
			require.NoError(t, response.Error)
		}
		require.Less(t, time.Since(began), 160*time.Millisecond)
		require.Equal(t, 10, v.Calls())
	})
}

func TestFreshResultsComeFromTheCache(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		for _, step := range []struct {
			pause time.Duration
			query string
			calls int
		}{
			{0, openOfAccount, 1},
			{29 * time.Second, openOfAccount, 1},
			{2 * time.Second, openOfAccount, 2},
			{0, `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`, 3},
			{10 * time.Second, `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`, 3},
			{time.Minute, `{"rows": "account", "kpis": ["closed_conversations"], "window": {"kind": "last", "hours": 3}}`, 4},
		} {
			time.Sleep(step.pause)
			require.NoError(t, v.panel(context.Background(), step.query)["A"].Error)
			require.Equal(t, step.calls, v.Calls(), "%s after %s", step.query, step.pause)
		}
	})
}

func TestCanceledCallerLeavesTheBatchToOthers(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		var other sync.WaitGroup
		other.Go(func() {
			if response := v.panel(context.Background(), openOfAccount)["A"]; response.Error != nil {
				t.Error(response.Error)
			}
		})
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		began := time.Now()
		response := v.panel(ctx, openOfAccount)["A"]
		require.Equal(t, 20*time.Millisecond, time.Since(began))
		require.Equal(t, backend.StatusTimeout, response.Status)
		other.Wait()
		require.Equal(t, 1, v.Calls())
		require.Zero(t, v.Abandoned())
	})
}

func TestBatchWithoutCallersIsCanceled(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		defer cancel()
		v.panel(ctx, openOfAccount)
		synctest.Wait()
		require.Equal(t, 1, v.Abandoned())
	})
}

func TestPagesAreRequestedConcurrently(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		v.respond(time.Second, livepersontest.Groups(240))
		began := time.Now()
		response := v.panel(context.Background(), openBySkill)["A"]
		require.NoError(t, response.Error)
		require.Equal(t, 240, response.Frames[0].Rows())
		require.Equal(t, 5, v.Calls())
		require.Less(t, time.Since(began), 2100*time.Millisecond, "the first, which has the number of rows, and then the others")
	})
}
