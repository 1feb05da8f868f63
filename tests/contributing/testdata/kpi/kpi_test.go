// Package kpi_test runs in a copy of the project whose catalogue has one KPI more.
package kpi_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
	"github.com/kmm/liveperson-datasource/tests/contributing/testdata/panel"
)

func TestTheKPIIsAField(t *testing.T) {
	var entry struct {
		ID, Label, Description, Unit string
		Thresholds                   map[string]map[string]float64
	}
	require.NoError(t, json.Unmarshal([]byte(os.Getenv("ENTRY")), &entry))
	now := time.Now()
	response := panel.BySkill(t, livepersontest.ContactCentre(3, 1, 1), backend.TimeRange{From: now.Add(-time.Hour), To: now}, "open_conversations", entry.ID)
	require.NoError(t, response.Error)
	f := response.Frames[0]
	require.Empty(t, f.Meta.Notices)
	require.Equal(t, map[string]any{"1": 1.0, "2": 1.0, "3": 1.0}, panel.Values(f, entry.ID))
	config := panel.Field(f, entry.ID).Config
	require.Equal(t, entry.Label, config.DisplayNameFromDS)
	require.Equal(t, entry.Description, config.Description)
	require.Equal(t, entry.Unit, config.Unit)
	colors := map[string]float64{}
	for _, step := range config.Thresholds.Steps[1:] {
		colors[step.Color] = float64(step.Value)
	}
	require.Equal(t, "green", config.Thresholds.Steps[0].Color)
	require.Equal(t, map[string]float64{"orange": entry.Thresholds["any"]["warning"], "red": entry.Thresholds["any"]["critical"]}, colors)
}
