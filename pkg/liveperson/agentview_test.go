package liveperson_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

func TestMoreAgentsThanLivePersonTurnsPagesFor(t *testing.T) {
	tests := map[string]struct {
		inGroups       []int
		given, missing int
	}{
		"as many as it gives":     {[]int{1000}, 1000, 0},
		"split by group":          {[]int{700, 500, 300}, 1500, 0},
		"a group that is too big": {[]int{1200, 30}, 1030, 200},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := livepersontest.New(t, livepersontest.Agents(test.inGroups...))
			table, err := client(t, server, liveperson.OAuth2).Ask(context.Background(), liveperson.AgentViewRequest{
				From: time.UnixMilli(0), To: time.UnixMilli(60_000),
			}, nil)
			require.NoError(t, err)
			require.Len(t, table.IDs, test.given)
			require.Equal(t, test.missing, table.Missing)
			seen := map[string]bool{}
			for _, id := range table.IDs {
				seen[id] = true
			}
			require.Len(t, seen, test.given, "each agent once")
		})
	}
}
