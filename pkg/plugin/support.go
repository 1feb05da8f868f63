package plugin

import (
	"runtime/debug"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/ratelimit"
)

// support is all that helps to find out what a data source does, without any secret.
type support struct {
	At              time.Time                  `json:"at"`
	Commit          string                     `json:"commit"` // that was built
	Account         string                     `json:"account"`
	Auth            liveperson.AuthMethod      `json:"auth"`
	SignInWarning   string                     `json:"signInWarning,omitempty"`
	Host            string                     `json:"host,omitempty"` // empty: LivePerson's own
	Timeout         string                     `json:"timeout"`
	RateLimit       ratelimit.Limits           `json:"rateLimit"`
	RefreshInterval string                     `json:"refreshInterval"`
	MaxStale        string                     `json:"maxStale"`
	ForAlerts       string                     `json:"maxStaleForAlerts"`
	Services        map[string]ratelimit.State `json:"services"`
	DeniedMethods   []string                   `json:"deniedMethods"` // of APIs that LivePerson does not let the account use
	Fetch           fetch.State                `json:"fetch"`
}

func (ds *Datasource) support() support {
	s := support{
		At: ds.now().UTC(), Commit: commit(), Account: ds.settings.config.AccountID, Auth: ds.settings.config.Auth, SignInWarning: ds.account.SignInWarning(),
		Timeout: ds.settings.timeout.String(), RateLimit: ds.settings.rateLimits, RefreshInterval: ds.settings.refreshInterval.String(),
		MaxStale: ds.settings.maxStale.String(), ForAlerts: ds.settings.maxStaleForAlerts.String(),
		Services: ds.limiter.States(), DeniedMethods: ds.account.DeniedMethods(), Fetch: ds.fetcher.State(),
	}
	if upstream := ds.settings.config.Upstream; upstream != nil {
		s.Host = upstream.Host
	}
	return s
}

// commit is what the program was built from, if the build knew.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value
		}
	}
	return ""
}
