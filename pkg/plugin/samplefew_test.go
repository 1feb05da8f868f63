package plugin_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// nightly is a centre with six conversations an hour, each with a slow first response where
// one within a minute is wanted.
var nightly = livepersontest.Conversations{Every: 10 * time.Minute, Open: 7}

const slowLevel = `"kpis": ["service_level"], "serviceLevelSeconds": 60, "window": {"kind": "last", "hours": %d}`

func TestFewConversationsFireNoRule(t *testing.T) {
	inCentre(t, nightly, func(t *testing.T, v *virtual) {
		for _, rows := range []string{"account", "skill", "agent"} {
			for _, severities := range []string{``, `, "severities": "state"`} {
				response := v.rule(fmt.Sprintf(`{"rows": %q, `+slowLevel+severities+`}`, rows, 1))
				require.NoError(t, response.Error)
				f := response.Frames[0]
				require.NotEmpty(t, f.Fields)
				for _, field := range f.Fields {
					require.Nil(t, field.At(0), "%s %s", rows, field.Labels)
				}
				require.Contains(t, notices(f), "Values from fewer than 10 conversations are left out.")
			}
		}
		response := v.rule(`{"kpis": ["closed_sample_size"]}`)
		require.NoError(t, response.Error)
		require.NotNil(t, response.Frames[0].Fields[0].At(0), "how many there are is no estimate")
	})
}

// The last skill has no conversations at all: none that is positive is no reason for an alert.
func TestNoConversationsFireNoRule(t *testing.T) {
	inCentre(t, nightly, func(t *testing.T, v *virtual) {
		values := func(kpi string) map[string]any {
			response := v.rule(fmt.Sprintf(`{"rows": "skill", "kpis": [%q], "window": {"kind": "last", "hours": 12}}`, kpi))
			require.NoError(t, response.Error)
			byID := map[string]any{}
			for _, field := range response.Frames[0].Fields {
				if value := field.At(0).(*float64); value != nil {
					byID[field.Labels["skillId"]] = *value
				}
			}
			return byID
		}
		positive := values("closed_mcs_positive")
		require.Contains(t, positive, "1")
		require.NotContains(t, positive, "3")
		require.Equal(t, 0.0, values("closed_sample_size")["3"])
	})
}

func TestManyConversationsFireARule(t *testing.T) {
	inCentre(t, nightly, func(t *testing.T, v *virtual) {
		f := v.rule(fmt.Sprintf(`{"severities": "state", `+slowLevel+`}`, 12)).Frames[0]
		require.Equal(t, 1.0, number(t, f, f.Fields[0].Name, 0))
		require.Empty(t, notices(f))
	})
}

func TestAPointOfFewConversationsFiresNoRule(t *testing.T) {
	inCentre(t, nightly, func(t *testing.T, v *virtual) {
		response := v.rule(`{"kpis": ["service_level"], "serviceLevelSeconds": 60, "shape": "series", "interval": "1h"}`)
		require.NoError(t, response.Error)
		f := response.Frames[0]
		for i := range f.Rows() {
			require.Nil(t, f.Fields[1].At(i))
		}
		require.Len(t, notices(f), 1)
	})
}

func TestFewConversationsHaveNoLevel(t *testing.T) {
	inCentre(t, nightly, func(t *testing.T, v *virtual) {
		few := v.frame(t, fmt.Sprintf(`{"levelColors": "background", "levelText": true, `+slowLevel+`}`, 1)).Fields[0]
		require.Equal(t, 0.0, *few.At(0).(*float64), "the value is shown")
		require.Equal(t, "", few.Labels["level"])
		require.Len(t, few.Config.Thresholds.Steps, 1)
		require.Equal(t, "dimgray", few.Config.Thresholds.Steps[0].Color)

		many := v.frame(t, fmt.Sprintf(`{"levelColors": "background", "levelText": true, `+slowLevel+`}`, 12)).Fields[0]
		require.Equal(t, "▲ critical", many.Labels["level"])
	})
}

func TestRowsOfFewConversationsHaveNoLevel(t *testing.T) {
	inCentre(t, nightly, func(t *testing.T, v *virtual) {
		few := v.frame(t, fmt.Sprintf(`{"rows": "skill", "levelColors": "attention", "levelText": true, `+slowLevel+`}`, 1))
		require.Equal(t, []any{"", "", ""}, column(t, few, "level"))
		normal := `{"background":"transparent","color":"inherit"}`
		require.Equal(t, []any{normal, normal, normal}, column(t, few, "service_level.style"))
		many := v.frame(t, fmt.Sprintf(`{"rows": "skill", "levelColors": "attention", "levelText": true, `+slowLevel+`}`, 12))
		require.Equal(t, []any{"▲ critical", "▲ critical", ""}, column(t, many, "level"), "the last skill has no conversations")
	})
}
