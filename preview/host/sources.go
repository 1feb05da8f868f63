package main

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
)

// source is a data source as Grafana's API shows it to the editor of its
// connection: secrets go in and never come out.
type source struct {
	ID               int64             `json:"id"`
	UID              string            `json:"uid"`
	Name             string            `json:"name"`
	Type             string            `json:"type"`
	Access           string            `json:"access"`
	IsDefault        bool              `json:"isDefault"`
	JSONData         json.RawMessage   `json:"jsonData"`
	SecureJSONData   map[string]string `json:"secureJsonData,omitempty"`
	SecureJSONFields map[string]bool   `json:"secureJsonFields"`

	secrets map[string]string
	updated time.Time
}

// sources are the data sources of the preview, for as long as it runs.
type sources struct {
	mu    sync.Mutex
	byUID map[string]source
	order []string
}

// readSources reads data sources as Grafana's provisioning describes them.
func readSources(raw string) (*sources, error) {
	var list []source
	if err := json.Unmarshal([]byte(raw), &list); err != nil {
		return nil, fmt.Errorf("KMM_DATASOURCES is not a list of data sources: %w", err)
	}
	s := &sources{byUID: map[string]source{}}
	for i, one := range list {
		one.ID = int64(i + 1)
		s.order = append(s.order, one.UID)
		s.keep(one)
	}
	return s, nil
}

// keep stores a data source, moving what it brings of secrets out of sight. A
// secret that it says is no longer set is forgotten, one that it does not
// mention stays.
func (s *sources) keep(one source) source {
	s.mu.Lock()
	defer s.mu.Unlock()
	secrets := map[string]string{}
	for name, secret := range s.byUID[one.UID].secrets {
		if set, said := one.SecureJSONFields[name]; set || !said {
			secrets[name] = secret
		}
	}
	for name, secret := range one.SecureJSONData {
		if secret != "" {
			secrets[name] = secret
		}
	}
	one.SecureJSONData, one.SecureJSONFields = nil, map[string]bool{}
	for name := range secrets {
		one.SecureJSONFields[name] = true
	}
	one.secrets, one.updated = secrets, time.Now()
	s.byUID[one.UID] = one
	return one
}

func (s *sources) get(uid string) (source, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	one, found := s.byUID[uid]
	return one, found
}

// all is every data source, in the order in which they were described.
func (s *sources) all() []source {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]source, 0, len(s.order))
	for _, uid := range s.order {
		list = append(list, s.byUID[uid])
	}
	return list
}

// context is what Grafana tells the plugin with every call.
func (s source) context() backend.PluginContext {
	return backend.PluginContext{
		OrgID: 1, PluginID: s.Type, User: &backend.User{Login: "preview", Name: "Preview", Role: "Admin"},
		DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
			ID: s.ID, UID: s.UID, Name: s.Name, Type: s.Type, Updated: s.updated,
			JSONData: s.JSONData, DecryptedSecureJSONData: s.secrets,
		},
	}
}
