package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/gtime"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// DefaultSample is the sample of queries and settings that say nothing.
var DefaultSample = api.Sample{Size: 200, ServiceLevel: 5 * time.Minute}

const (
	minSample, maxSample = 10, 2000
	maxOpenedWithin      = 14 * 24 * time.Hour
	maxServiceLevel      = 24 * time.Hour
	// notSaid is an OpenedWithin that a query does not have; 0 is one.
	notSaid = -1
)

// parseSample reads the sample that a query wants. What it does not say is left to
// SampledBy.
func parseSample(s stored) (sample api.Sample, err error) {
	if sample.Size, err = ParseSampleSize(string(s.SampleSize)); err != nil {
		return sample, err
	}
	if sample.ServiceLevel, err = ParseServiceLevel(string(s.ServiceLevel)); err != nil {
		return sample, err
	}
	if strings.TrimSpace(string(s.OpenedWithin)) == "" {
		sample.OpenedWithin = notSaid
		return sample, nil
	}
	sample.OpenedWithin, err = ParseOpenedWithin(string(s.OpenedWithin))
	return sample, err
}

// ParseSampleSize reads the size of a sample, 0 if the text is empty.
func ParseSampleSize(text string) (int, error) {
	n, err := whole(text, minSample, maxSample)
	if err != nil {
		return 0, Errorf("The sample size %q is invalid. "+advice(text, fmt.Sprintf("Use a whole number from %d to %d.", minSample, maxSample)), text)
	}
	return n, nil
}

// ParseServiceLevel reads the threshold of the service level, in seconds, 0 if the text
// is empty.
func ParseServiceLevel(text string) (time.Duration, error) {
	n, err := whole(text, 1, int(maxServiceLevel/time.Second))
	if err != nil {
		return 0, Errorf("The service level threshold %q is invalid. "+advice(text, "Use a whole number of seconds from 1 to 86400."), text)
	}
	return time.Duration(n) * time.Second, nil
}

// whole reads a whole number in a range, 0 if the text is empty.
func whole(text string, lowest, highest int) (int, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < lowest || n > highest {
		return 0, fmt.Errorf("%q is no whole number from %d to %d", text, lowest, highest)
	}
	return n, nil
}

// ParseOpenedWithin reads how long ago conversations may have been opened: minutes, or a
// duration such as 2h; 0 for any time, also if the text is empty.
func ParseOpenedWithin(text string) (time.Duration, error) {
	if text = strings.TrimSpace(text); text == "" || text == "0" || isAll(text) {
		return 0, nil
	}
	within, err := gtime.ParseDuration(text)
	if minutes, isNumber := strconv.ParseFloat(text, 64); isNumber == nil {
		within, err = time.Duration(minutes*float64(time.Minute)), nil
	}
	if err != nil || within < time.Minute || within > maxOpenedWithin {
		return 0, Errorf("The time %q for \"opened within\" is invalid. "+advice(text, "Use minutes, or a duration such as 2h, from 1m to 14d."), text)
	}
	return within, nil
}

// SampledBy is the sample of queries that do not say which.
func SampledBy(defaults api.Sample) Option {
	return func(q Query) (Query, error) {
		q.Sample = withDefaults(q.Sample, defaults)
		return q, nil
	}
}

func withDefaults(s, defaults api.Sample) api.Sample {
	if s.Size == 0 {
		s.Size = defaults.Size
	}
	if s.OpenedWithin == notSaid {
		s.OpenedWithin = defaults.OpenedWithin
	}
	if s.ServiceLevel == 0 {
		s.ServiceLevel = defaults.ServiceLevel
	}
	return s
}
