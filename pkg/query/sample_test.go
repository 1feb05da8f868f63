package query

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// sampleOf is the sample of a query with such a field, where the settings have others.
func sampleOf(t *testing.T, field string) (api.Sample, error) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	raw := fmt.Sprintf(`{"rows": "account", "kpis": ["service_level"]%s}`, field)
	q, err := Parse(kpis, []byte(raw), Range{}, SampledBy(api.Sample{Size: 500, OpenedWithin: time.Hour, ServiceLevel: time.Minute}))
	return q.Sample, err
}

func TestSampleOfAQuery(t *testing.T) {
	for field, expected := range map[string]api.Sample{
		``:                              {Size: 500, OpenedWithin: time.Hour, ServiceLevel: time.Minute},
		`, "sampleSize": ""`:            {Size: 500, OpenedWithin: time.Hour, ServiceLevel: time.Minute},
		`, "openedWithin": ""`:          {Size: 500, OpenedWithin: time.Hour, ServiceLevel: time.Minute},
		`, "sampleSize": 100`:           {Size: 100, OpenedWithin: time.Hour, ServiceLevel: time.Minute},
		`, "sampleSize": "100"`:         {Size: 100, OpenedWithin: time.Hour, ServiceLevel: time.Minute},
		`, "openedWithin": 0`:           {Size: 500, ServiceLevel: time.Minute},
		`, "openedWithin": "*"`:         {Size: 500, ServiceLevel: time.Minute},
		`, "openedWithin": "30"`:        {Size: 500, OpenedWithin: 30 * time.Minute, ServiceLevel: time.Minute},
		`, "openedWithin": "2h"`:        {Size: 500, OpenedWithin: 2 * time.Hour, ServiceLevel: time.Minute},
		`, "serviceLevelSeconds": 30`:   {Size: 500, OpenedWithin: time.Hour, ServiceLevel: 30 * time.Second},
		`, "serviceLevelSeconds": " 9"`: {Size: 500, OpenedWithin: time.Hour, ServiceLevel: 9 * time.Second},
	} {
		sample, err := sampleOf(t, field)
		require.NoError(t, err, field)
		require.Equal(t, expected, sample, field)
	}
}

// The settings' editor has the same bounds: see sample.test.ts.
func TestBoundsOfOpenedWithin(t *testing.T) {
	for _, valid := range []string{"", "0", "1", "1.5", "20160", "60s", "1m", "1.5h", "336h", "14d", "2w"} {
		_, err := ParseOpenedWithin(valid)
		require.NoError(t, err, valid)
	}
	for _, invalid := range []string{"0.5", "20161", "30s", "337h", "20d", "3w", "1.5d", "2 hours", "-1h", "$opened"} {
		_, err := ParseOpenedWithin(invalid)
		require.Error(t, err, invalid)
	}
}

func TestSamplesThatAreNone(t *testing.T) {
	for field, says := range map[string]string{
		`, "sampleSize": 9`:                `The sample size "9" is invalid. Use a whole number from 10 to 2000.`,
		`, "sampleSize": 12.5`:             `The sample size "12.5" is invalid.`,
		`, "sampleSize": "$size"`:          `This variable has no value here`,
		`, "sampleSize": "100,200"`:        `one value`,
		`, "sampleSize": []`:               `The query's "sampleSize" can't be a list.`,
		`, "openedWithin": -5`:             `The time "-5" for "opened within" is invalid. Use minutes, or a duration such as 2h, from 1m to 14d.`,
		`, "openedWithin": "15d"`:          `The time "15d"`,
		`, "openedWithin": "NaN"`:          `The time "NaN"`,
		`, "serviceLevelSeconds": 0`:       `The service level threshold "0" is invalid. Use a whole number of seconds from 1 to 86400.`,
		`, "serviceLevelSeconds": "1 min"`: `The service level threshold "1 min" is invalid.`,
	} {
		_, err := sampleOf(t, field)
		require.ErrorContains(t, err, says, field)
	}
}
