package plugin

import (
	"cmp"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// parseSample reads which conversations values are estimated from. What is not set is as
// in the default.
func parseSample(o options) (api.Sample, error) {
	const fix = ". Fix it in the data source settings, or leave it empty for "
	s := query.DefaultSample
	size, err := query.ParseSampleSize(orEmpty(o.SampleSize))
	if err != nil {
		return s, configErrorf("Sample size is %q, but must be a whole number from 10 to 2000"+fix+"the default, %d.", o.SampleSize, s.Size)
	}
	level, err := query.ParseServiceLevel(orEmpty(o.ServiceLevel))
	if err != nil {
		return s, configErrorf("Service level threshold is %q, but must be a whole number from 1 to 86400"+fix+"the default, %.0f.", o.ServiceLevel, s.ServiceLevel.Seconds())
	}
	if s.OpenedWithin, err = query.ParseOpenedWithin(o.OpenedWithin.trimmed()); err != nil {
		return s, configErrorf("Opened within is %q, but must be a number of minutes or a duration such as 2h, up to 14d"+fix+"any time.", o.OpenedWithin)
	}
	if size > 0 {
		s.Size = size
	}
	if level > 0 {
		s.ServiceLevel = level
	}
	return s, nil
}

// parseAnswerWithin reads how soon chats have to be answered to be in the service level.
func parseAnswerWithin(text flexibleString) (time.Duration, error) {
	within, err := query.ParseAnswerWithin(orEmpty(text))
	if err != nil {
		return 0, configErrorf("Chat service level threshold is %q, but must be a multiple of 5 seconds from 5 to 86400. Fix it in the data source settings, or leave it empty for the default, %.0f.", text, query.DefaultAnswerWithin.Seconds())
	}
	return cmp.Or(within, query.DefaultAnswerWithin), nil
}

// orEmpty is a setting of which 0 means the default, as of all numbers.
func orEmpty(text flexibleString) string {
	if text.trimmed() == "0" {
		return ""
	}
	return text.trimmed()
}
