package pipeline

import (
	"context"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

var errDown = &api.Error{Status: http.StatusServiceUnavailable, Sentence: "LivePerson is down."}

// missingOf are so many points, of which some failed and some are pending.
func missingOf(points, failed, pending int) []error {
	missing := make([]error, points)
	for i := range failed {
		missing[i] = errDown
	}
	for i := range pending {
		missing[points-1-i] = fetch.ErrPending
	}
	return missing
}

func TestGapsOfATrend(t *testing.T) {
	const failedNotice, pendingNotice = " of 10 intervals failed and are shown as gaps. LivePerson is down.",
		" of 10 intervals have not arrived yet and are shown as gaps. LivePerson is slow; more data will appear on refresh."
	panel, rule := fetch.Caller{}, fetch.Caller{Alert: true}
	for name, test := range map[string]struct {
		caller  fetch.Caller
		missing []error
		notices []string
		err     error
	}{
		"nothing is missing":             {panel, missingOf(10, 0, 0), nil, nil},
		"one failed":                     {panel, missingOf(10, 1, 0), []string{"1" + failedNotice}, nil},
		"half of them failed":            {panel, missingOf(10, 5, 0), []string{"5" + failedNotice}, nil},
		"most failed":                    {panel, missingOf(10, 6, 0), nil, errDown},
		"one is pending":                 {panel, missingOf(10, 0, 1), []string{"1" + pendingNotice}, nil},
		"most are pending":               {panel, missingOf(10, 0, 9), []string{"9" + pendingNotice}, nil},
		"all are pending":                {panel, missingOf(10, 0, 10), nil, fetch.ErrPending},
		"some failed, some are pending":  {panel, missingOf(10, 2, 3), []string{"2" + failedNotice, "3" + pendingNotice}, nil},
		"all failed or are pending":      {panel, missingOf(10, 2, 8), nil, errDown},
		"the query was canceled":         {panel, []error{context.Canceled, nil, nil}, nil, context.Canceled},
		"nothing is missing, for a rule": {rule, missingOf(10, 0, 0), nil, nil},
		"one failed, for a rule":         {rule, missingOf(10, 1, 0), nil, errDown},
		"one is pending, for a rule":     {rule, missingOf(10, 0, 1), nil, fetch.ErrPending},
		"one of each, for a rule":        {rule, missingOf(10, 1, 1), nil, errDown},
	} {
		t.Run(name, func(t *testing.T) {
			l := loader{caller: test.caller}
			require.ErrorIs(t, l.noteGaps(test.missing), test.err)
			require.Equal(t, test.notices, l.notices.Warnings())
		})
	}
}
