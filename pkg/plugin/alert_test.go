package plugin_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"
)

// skillNamed responds with one skill of this name.
func skillNamed(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"metadata": {"count": 1}, "groupBy": {"groups": [{"key": "7", "keyDescription": %q, "metrics": {"openConversations": 3}}]}}`, name)
	}
}

func TestAlertKeepsItsLabelsWhateverTheName(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		for name, label := range map[string]string{"Sales": "Sales", "NA": "7", "": "7", "Sales EU": "Sales EU"} {
			v.respond(time.Millisecond, skillNamed(name))
			time.Sleep(time.Minute)
			response := v.rule(openBySkill)
			require.NoError(t, response.Error)
			require.Len(t, response.Frames[0].Fields, 1)
			require.Equal(t, data.Labels{"skillId": "7"}, response.Frames[0].Fields[0].Labels)
			named := v.rule(`{"rows": "skill", "kpis": ["open_conversations"], "nameLabels": true}`)
			require.Equal(t, data.Labels{"skillId": "7", "skill": label}, named.Frames[0].Fields[0].Labels)
		}
	})
}

func TestRuleIsToldWhatItCannotEvaluate(t *testing.T) {
	inVirtualTime(t, func(t *testing.T, v *virtual) {
		for query, says := range map[string]string{
			`{"rows": "skill", "kpis": ["open_conversations", "csat"]}`:     "The query has 2 numeric KPIs: Open, CSAT.",
			`{"rows": "skill", "kpis": ["open_conversations"], "limit": 5}`: "The query is limited to 5 skills",
		} {
			response := v.rule(query)
			require.ErrorContains(t, response.Error, says)
			require.Equal(t, backend.StatusBadRequest, response.Status)
		}
	})
}
