package pipeline_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// When clocks are set back, 2:50 is before 2:10. On the day before it is not, so that there is
// nothing to compare with, which people have to know.
func TestComparisonWithoutATimeBeforeIsExplained(t *testing.T) {
	c, err := catalogue.Load()
	require.NoError(t, err)
	f := &fake{get: ones}
	now := time.Date(2026, 10, 25, 1, 10, 0, 0, time.UTC)
	p := pipeline.New(c, plan.New(c, liveperson.Methods(liveperson.OAuth2), plan.Limits{MaxTrendRequests: 400}), f, f, pipeline.Settings{}, func() time.Time { return now })
	raw := pipeline.Query{
		JSON:  []byte(`{"kpis": ["closed_conversations"], "compareWith": "day", "timeZone": "Europe/Berlin"}`),
		Range: query.Range{From: now.Add(-20 * time.Minute), To: now},
	}
	result, err := p.Load(context.Background(), fetch.Caller{}, raw)
	require.NoError(t, err)
	shown := pipeline.Render(result, now)
	require.Equal(t, 1.0, *value(t, shown, "closed_conversations"))
	require.Len(t, texts(shown), 1)
	require.Contains(t, texts(shown)[0], "There are no values from a day before to compare with. The time range ends before it starts at ")

	_, err = p.Load(context.Background(), fetch.Caller{Alert: true}, raw)
	require.ErrorContains(t, err, "There are no values from a day before to compare with.")
}
