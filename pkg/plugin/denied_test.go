package plugin_test

import (
	"context"
	"net/http"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// metricsAlone is a LivePerson whose further APIs respond otherwise.
func metricsAlone(instead http.HandlerFunc) http.HandlerFunc {
	all := livepersontest.ContactCentre(12, 4, 60)
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/operations/") || path.Base(r.URL.Path) == "search" {
			instead(w, r)
			return
		}
		all(w, r)
	}
}

// In an hour of ten viewers with all dashboards open, each method that is denied is called
// once, whatever the rows, filters and windows.
func TestWhatIsDeniedIsCalledOnceAnHour(t *testing.T) {
	queries := append(wall(t), mixed,
		`{"rows": "agent", "kpis": ["resolution_time", "open_response_time", "closed_response_time"]}`,
		`{"rows": "skill", "kpis": ["open_response_time", "service_level"], "filter": {"skills": ["1"]}}`,
		`{"kpis": ["closed_conversations", "service_level", "queue_wait_new"], "window": {"kind": "last", "hours": 6}}`,
	)
	inVirtualTimeWith(t, map[string]any{"auth": "oauth2"}, func(t *testing.T, v *virtual) {
		v.timeRange = 24 * time.Hour
		v.respond(150*time.Millisecond, metricsAlone(livepersontest.Respond(403, ``)))
		for range 10 {
			var viewers sync.WaitGroup
			for range 10 {
				for _, query := range queries {
					viewers.Go(func() { v.panel(context.Background(), query) })
				}
			}
			viewers.Wait()
			time.Sleep(5 * time.Minute)
		}
		for _, method := range []string{"msgconversation", "msgcsatdistribution", "msgqueuehealth"} {
			require.Equal(t, 1, v.Calls(method), "%s: with and without intervals", method)
		}
		require.Equal(t, 1, v.Calls("search"), "of open conversations, closed ones and all others")
		require.Equal(t, 1, v.Calls("token"))
	})
}
