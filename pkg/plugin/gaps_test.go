package plugin

import (
	"context"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
)

var errDown = &liveperson.Error{Status: http.StatusServiceUnavailable, Sentence: "LivePerson is down."}

// missingOf are so many points, of which some failed and some are late.
func missingOf(points, failed, late int) []error {
	missing := make([]error, points)
	for i := range failed {
		missing[i] = errDown
	}
	for i := range late {
		missing[points-1-i] = gather.ErrLate
	}
	return missing
}

func TestGapsOfATrend(t *testing.T) {
	const failedNotice, lateNotice = " of the trend's 10 points failed and are gaps. LivePerson is down.",
		" of the trend's 10 points are not answered yet and are gaps. LivePerson takes long. The next refresh shows what has come by then."
	panel, rule := gather.Asker{}, gather.Asker{Alert: true}
	for name, test := range map[string]struct {
		who     gather.Asker
		missing []error
		notices []string
		err     error
	}{
		"nothing is missing":             {panel, missingOf(10, 0, 0), nil, nil},
		"one failed":                     {panel, missingOf(10, 1, 0), []string{"1" + failedNotice}, nil},
		"half of them failed":            {panel, missingOf(10, 5, 0), []string{"5" + failedNotice}, nil},
		"most failed":                    {panel, missingOf(10, 6, 0), nil, errDown},
		"one is late":                    {panel, missingOf(10, 0, 1), []string{"1" + lateNotice}, nil},
		"most are late":                  {panel, missingOf(10, 0, 9), []string{"9" + lateNotice}, nil},
		"all are late":                   {panel, missingOf(10, 0, 10), nil, gather.ErrLate},
		"some failed and some are late":  {panel, missingOf(10, 2, 3), []string{"2" + failedNotice, "3" + lateNotice}, nil},
		"all failed or are late":         {panel, missingOf(10, 2, 8), nil, errDown},
		"nobody waits any more":          {panel, []error{context.Canceled, nil, nil}, nil, context.Canceled},
		"nothing is missing, for a rule": {rule, missingOf(10, 0, 0), nil, nil},
		"one failed, for a rule":         {rule, missingOf(10, 1, 0), nil, errDown},
		"one is late, for a rule":        {rule, missingOf(10, 0, 1), nil, gather.ErrLate},
		"one of each, for a rule":        {rule, missingOf(10, 1, 1), nil, errDown},
	} {
		t.Run(name, func(t *testing.T) {
			notices, err := gapsOf(test.who, test.missing)
			require.ErrorIs(t, err, test.err)
			require.Equal(t, test.notices, slices.Clip(notices))
		})
	}
}
