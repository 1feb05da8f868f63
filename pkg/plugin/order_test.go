package plugin_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestRowsWithTheWorstLevelComeFirst(t *testing.T) {
	levels := map[string]any{"levels": []map[string]any{{"kpi": "unassigned_conversations", "rows": "skill", "id": "2", "warning": 2, "critical": 5}}}
	inVirtualTimeWith(t, levels, func(t *testing.T, v *virtual) {
		v.respond(time.Millisecond, waiting(28, 7, 6, 12, 3))
		for order, want := range map[string][]string{
			`"desc": true`:                        {"Skill 3", "Skill 1", "Skill 2"},
			`"desc": true, "worstFirst": false`:   {"Skill 3", "Skill 1", "Skill 2"},
			`"desc": true, "worstFirst": true`:    {"Skill 2", "Skill 3", "Skill 1"},
			`"desc": true, "worstFirst": "true"`:  {"Skill 2", "Skill 3", "Skill 1"},
			`"desc": false, "worstFirst": true`:   {"Skill 2", "Skill 3", "Skill 4"},
			`"desc": false, "worstFirst": "true"`: {"Skill 2", "Skill 3", "Skill 4"},
		} {
			options := fmt.Sprintf(`, "orderBy": {"kpi": "unassigned_conversations", %s}, "limit": 3`, order)
			rows := v.panel(context.Background(), fmt.Sprintf(unassignedBySkill, options))["A"]
			require.NoError(t, rows.Error)
			var names []string
			for i := range rows.Frames[0].Rows() {
				names = append(names, rows.Frames[0].Fields[0].At(i).(string))
			}
			require.Equal(t, want, names, order)
			fields := v.panel(context.Background(), fmt.Sprintf(unassignedBySkill, options+`, "layout": "fields"`))["A"]
			require.Equal(t, want, shownNames(fields), order)
		}
		wrong := v.panel(context.Background(), fmt.Sprintf(unassignedBySkill, `, "orderBy": {"kpi": "unassigned_conversations", "worstFirst": "yes"}`))["A"]
		require.ErrorContains(t, wrong.Error, `The query's "orderBy.worstFirst" is "yes". Allowed: true, false.`)
	})
}
