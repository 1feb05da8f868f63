package plugin

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// options are the settings that are not secret, as Grafana stores them.
type options struct {
	AccountID   flexibleString        `json:"accountId"`
	Auth        liveperson.AuthMethod `json:"auth"`
	ClientID    flexibleString        `json:"clientId"`
	Username    flexibleString        `json:"username"`
	AppKey      flexibleString        `json:"appKey"`
	UpstreamURL string                `json:"upstreamUrl"`

	Timeout           flexibleString  `json:"timeout"` // seconds
	MaxSeriesRequests flexibleString  `json:"maxSeriesRequests"`
	RequestsPerSecond flexibleString  `json:"requestsPerSecond"`
	RequestsAtOnce    flexibleString  `json:"requestsAtOnce"`
	FreshFor          flexibleString  `json:"freshFor"`       // seconds
	StaleFor          flexibleString  `json:"staleFor"`       // seconds
	StaleForAlerts    flexibleString  `json:"staleForAlerts"` // seconds
	Memory            flexibleString  `json:"memory"`         // MiB
	TimeZone          string          `json:"timeZone"`
	Levels            json.RawMessage `json:"levels"`
	SampleSize        flexibleString  `json:"sampleSize"`
	OpenedWithin      flexibleString  `json:"openedWithin"`            // minutes, or a duration
	ServiceLevel      flexibleString  `json:"serviceLevelSeconds"`     // seconds
	ChatServiceLevel  flexibleString  `json:"chatServiceLevelSeconds"` // seconds
	ConsumerNames     flexibleBool    `json:"consumerNames"`
	ConversationURL   string          `json:"conversationUrl"`
	MaxConversations  flexibleString  `json:"maxConversations"`
	HistoryOfNow      flexibleBool    `json:"historyOfNow"`
}

// settings are options that were checked.
type settings struct {
	config     liveperson.Config
	timeout    time.Duration // of one call
	planLimits plan.Limits
	rateLimits ratelimit.Limits

	refreshInterval, maxStale, maxStaleForAlerts time.Duration
	maxCacheBytes                                int64

	sample api.Sample // of queries that do not say which

	answerWithin time.Duration // of chats, of queries that do not say

	look            api.Look // at the conversations that are open
	conversationURL string   // where one is shown, empty if nowhere

	historyOfNow bool
	recorded     []api.Request // by the history of current values, none if it is off

	location *time.Location // of queries that have no time zone, nil if none is set

	levels        levels.Levels
	ignoredLevels []string // why some of them are ignored, in sentences
}

// flexibleString is a text that may be written as a number: Grafana makes numbers of
// digits in environment variables of provisioning files.
type flexibleString string

// UnmarshalJSON accepts text, numbers and null.
func (s *flexibleString) UnmarshalJSON(raw []byte) error {
	var number json.Number // takes text only where it is a number
	if json.Unmarshal(raw, &number) == nil {
		*s = flexibleString(number)
		return nil
	}
	return json.Unmarshal(raw, (*string)(s))
}

func (s flexibleString) trimmed() string { return trim(string(s)) }

// parseSettings checks the settings of a data source. Its errors are of type
// *configError.
func parseSettings(c *catalogue.Catalogue, instance backend.DataSourceInstanceSettings) (s settings, err error) {
	var o options
	if err := json.Unmarshal(instance.JSONData, &o); err != nil {
		return s, configErrorf("The data source settings can't be read. Save them again on the settings page of the data source.")
	}
	if s.config, err = parseConfig(o, instance.DecryptedSecureJSONData); err != nil {
		return s, err
	}
	if s.location, err = query.ParseTimeZone(o.TimeZone); err != nil {
		return s, configErrorf("Time zone %q is unknown. Select one in the data source settings, or leave it empty.", o.TimeZone)
	}
	s.levels, s.ignoredLevels = parseLevels(c, o.Levels)
	if s.sample, err = parseSample(o); err != nil {
		return s, err
	}
	if s.answerWithin, err = parseAnswerWithin(o.ChatServiceLevel); err != nil {
		return s, err
	}
	if s.conversationURL, err = parseConversationURL(o.ConversationURL, s.config.AccountID); err != nil {
		return s, err
	}
	s.config.ConsumerNames, s.historyOfNow = bool(o.ConsumerNames), bool(o.HistoryOfNow)
	if err := s.parseNumbers(o); err != nil {
		return s, err
	}
	return s, s.parseLook(o)
}

// parseNumbers reads the settings that are numbers. Each has a default that rarely
// needs to change.
func (s *settings) parseNumbers(o options) error {
	var timeout, perSecond, refresh, stale, staleForAlerts, memory int
	for _, n := range []struct {
		name         string
		text         flexibleString
		minimum      int
		defaultValue int
		into         *int
	}{
		{"Timeout", o.Timeout, 1, 30, &timeout},
		{"Max requests per trend", o.MaxSeriesRequests, 1, 400, &s.planLimits.MaxTrendRequests},
		{"Max requests per second", o.RequestsPerSecond, 1, 40, &perSecond},
		{"Max concurrent requests", o.RequestsAtOnce, 2, 16, &s.rateLimits.MaxConcurrent},
		{"Max age of current values", o.FreshFor, 1, 30, &refresh},
		{"Max age of cached values during outages", o.StaleFor, 1, 900, &stale},
		{"Max age of cached values for alert rules during outages", o.StaleForAlerts, 1, 75, &staleForAlerts},
		{"Cache size", o.Memory, 1, 64, &memory},
	} {
		value, err := wholeNumber(n.name, n.text, n.minimum, n.defaultValue)
		if err != nil {
			return err
		}
		*n.into = value
	}
	s.timeout, s.refreshInterval = seconds(timeout), seconds(refresh)
	s.maxStale, s.maxStaleForAlerts = seconds(stale), seconds(staleForAlerts)
	s.rateLimits.PerSecond, s.maxCacheBytes = float64(perSecond), int64(memory)<<20
	return nil
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }

// wholeNumber reads a number; empty and 0 mean the default.
func wholeNumber(name string, text flexibleString, minimum, defaultValue int) (int, error) {
	if text.trimmed() == "" || text.trimmed() == "0" {
		return defaultValue, nil
	}
	n, err := strconv.Atoi(text.trimmed())
	if err != nil || n < minimum {
		return 0, configErrorf("%s is %q, but must be a whole number of %d or more. Fix it in the data source settings, or leave it empty for the default, %d.", name, text, minimum, defaultValue)
	}
	return n, nil
}
