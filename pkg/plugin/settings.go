package plugin

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/plan"
)

// options are the settings that everybody may see, as Grafana stores them.
type options struct {
	AccountID         lenient               `json:"accountId"`
	Auth              liveperson.AuthMethod `json:"auth"`
	ClientID          lenient               `json:"clientId"`
	Username          lenient               `json:"username"`
	AppKey            lenient               `json:"appKey"`
	UpstreamURL       string                `json:"upstreamUrl"`
	Timeout           lenient               `json:"timeout"` // seconds
	MaxSeriesRequests lenient               `json:"maxSeriesRequests"`
	RequestsPerSecond lenient               `json:"requestsPerSecond"`
	RequestsAtOnce    lenient               `json:"requestsAtOnce"`
	FreshFor          lenient               `json:"freshFor"`       // seconds
	StaleFor          lenient               `json:"staleFor"`       // seconds
	StaleForAlerts    lenient               `json:"staleForAlerts"` // seconds
	Memory            lenient               `json:"memory"`         // MiB
}

// settings are options that were checked.
type settings struct {
	config  liveperson.Config
	timeout time.Duration // of one request
	limits  plan.Limits
	budget  budget.Limits
	gather  gather.Options
}

// settingsError is what is wrong with the settings: a sentence that names the
// field to mend.
type settingsError struct{ sentence string }

func (e *settingsError) Error() string { return e.sentence }

func unusablef(format string, args ...any) error {
	return &settingsError{fmt.Sprintf(format, args...)}
}

// lenient is a text that may be written as a number: Grafana makes numbers of
// digits in environment variables of provisioning files.
type lenient string

// UnmarshalJSON accepts text, numbers and null.
func (l *lenient) UnmarshalJSON(raw []byte) error {
	var number json.Number // takes text only where it is a number
	if json.Unmarshal(raw, &number) == nil {
		*l = lenient(number)
		return nil
	}
	return json.Unmarshal(raw, (*string)(l))
}

func (l lenient) trimmed() string { return strings.TrimSpace(string(l)) }

var accountForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// parseSettings checks the settings of a data source. Its errors are of type
// *settingsError.
func parseSettings(instance backend.DataSourceInstanceSettings) (s settings, err error) {
	var o options
	if err := json.Unmarshal(instance.JSONData, &o); err != nil {
		return s, unusablef("The data source's settings can't be read. Save them again on its settings page.")
	}
	if s.config, err = parseConfig(o, instance.DecryptedSecureJSONData); err != nil {
		return s, err
	}
	return s, s.parseNumbers(o)
}

// parseConfig checks what is needed to ask the account.
func parseConfig(o options, secret map[string]string) (liveperson.Config, error) {
	config := liveperson.Config{
		AccountID: o.AccountID.trimmed(), Auth: o.Auth,
		ClientID: o.ClientID.trimmed(), ClientSecret: secret["clientSecret"],
		Username: o.Username.trimmed(), Password: secret["password"],
		AppKey: o.AppKey.trimmed(), AppSecret: secret["appSecret"],
		AccessToken: secret["accessToken"], AccessTokenSecret: secret["accessTokenSecret"],
	}
	if config.Auth == "" {
		config.Auth = liveperson.OAuth2
	}
	if config.AccountID == "" {
		return config, missing("account ID")
	}
	if !accountForm.MatchString(config.AccountID) {
		return config, unusablef("The account ID %q is not possible: it has only letters, digits, - and _. Check it in the data source's settings.", config.AccountID)
	}
	if err := checkCredentials(config); err != nil {
		return config, err
	}
	upstream, err := parseUpstream(o.UpstreamURL)
	config.Upstream = upstream
	return config, err
}

// checkCredentials names the first field that the method of signing in lacks.
func checkCredentials(c liveperson.Config) error {
	type field struct{ name, value string }
	needed := map[liveperson.AuthMethod][]field{
		liveperson.OAuth2: {{"client ID", c.ClientID}, {"client secret", c.ClientSecret}},
		liveperson.Login:  {{"user name", c.Username}, {"password", c.Password}},
		liveperson.AppKey: {{"app key", c.AppKey}, {"app secret", c.AppSecret}, {"access token", c.AccessToken}, {"access token secret", c.AccessTokenSecret}},
	}
	fields, known := needed[c.Auth]
	if !known {
		return unusablef("There is no authentication method %q. Choose oauth2, login or appKey in the data source's settings.", c.Auth)
	}
	for _, f := range fields {
		if f.value == "" {
			return missing(f.name)
		}
	}
	return nil
}

func missing(field string) error {
	return unusablef("The %s is missing. Fill it in on the data source's settings page.", field)
}

// parseUpstream reads the address that stands for all of LivePerson's hosts.
func parseUpstream(text string) (*url.URL, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, nil
	}
	address, err := url.Parse(text)
	if err != nil || address.Host == "" || (address.Scheme != "http" && address.Scheme != "https") {
		return nil, unusablef("The upstream address %q is not an address. Write it as https://host or https://host/path, or leave it empty for LivePerson's own hosts.", text)
	}
	if address.User != nil || address.RawQuery != "" || address.Fragment != "" {
		return nil, unusablef("The upstream address has a user, a query or a fragment in it. Write only https://host or https://host/path.")
	}
	return address, nil
}
