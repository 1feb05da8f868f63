package plugin

import (
	"net/http"
	"runtime/debug"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/budget"
	"github.com/kmm/liveperson-datasource/pkg/gather"
)

// support is all that helps to find out what a data source does, without any
// secret: GET support, for people who ask for help.
type support struct {
	At        time.Time               `json:"at"`
	Built     string                  `json:"built"` // the commit
	Account   string                  `json:"account"`
	Auth      string                  `json:"auth"`
	Host      string                  `json:"host,omitempty"` // empty: LivePerson's own
	Timeout   string                  `json:"timeout"`
	Budget    budget.Limits           `json:"budget"`
	Fresh     string                  `json:"freshFor"`
	Stale     string                  `json:"staleFor"`
	ForAlerts string                  `json:"staleForAlerts"`
	Services  map[string]budget.State `json:"services"`
	Gathered  gather.State            `json:"gathered"`
}

func (ds *Datasource) support(w http.ResponseWriter, r *http.Request) {
	if ds.unusable != nil {
		refuse(r.Context(), w, ds.unusable)
		return
	}
	s := support{
		At: ds.now().UTC(), Built: commit(), Account: ds.settings.config.AccountID, Auth: string(ds.settings.config.Auth),
		Timeout: ds.settings.timeout.String(), Budget: ds.settings.budget, Fresh: ds.settings.gather.Fresh.String(),
		Stale: ds.settings.gather.Stale.String(), ForAlerts: ds.settings.gather.StaleForAlerts.String(),
		Services: ds.budget.States(), Gathered: ds.gather.State(),
	}
	if upstream := ds.settings.config.Upstream; upstream != nil {
		s.Host = upstream.Host
	}
	reply(r.Context(), w, http.StatusOK, s)
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
