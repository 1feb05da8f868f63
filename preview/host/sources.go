package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
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
	JSONData         json.RawMessage   `json:"jsonData"`
	SecureJSONData   map[string]string `json:"secureJsonData,omitempty"`
	SecureJSONFields map[string]bool   `json:"secureJsonFields"`

	secrets map[string]string
	updated time.Time
}

// sources are the data sources of the preview, for as long as it runs.
type sources struct {
	mu   sync.Mutex
	list []source
}

// readSources takes data sources, as Grafana's provisioning describes them, out
// of a variable of the environment: the plugin's process inherits what is left.
func readSources(variable string) (*sources, error) {
	s := &sources{}
	raw := os.Getenv(variable)
	_ = os.Unsetenv(variable)
	if err := json.Unmarshal([]byte(raw), &s.list); err != nil {
		return nil, fmt.Errorf("%s is not a list of data sources: %w", variable, err)
	}
	for i, one := range s.list {
		one.ID = int64(i + 1)
		s.list[i] = one.with(nil)
	}
	return s, nil
}

// with is the data source with the secrets that it brings, out of sight. A known
// secret that it says is no longer set is forgotten, any other stays.
func (s source) with(known map[string]string) source {
	s.secrets, s.updated = map[string]string{}, time.Now()
	for name, secret := range known {
		if set, said := s.SecureJSONFields[name]; set || !said {
			s.secrets[name] = secret
		}
	}
	for name, secret := range s.SecureJSONData {
		if secret != "" {
			s.secrets[name] = secret
		}
	}
	s.SecureJSONData, s.SecureJSONFields = nil, map[string]bool{}
	for name := range s.secrets {
		s.SecureJSONFields[name] = true
	}
	return s
}

// save puts a changed data source in the place of a known one.
func (s *sources) save(known, changed source) source {
	s.mu.Lock()
	defer s.mu.Unlock()
	changed.ID, changed.UID, changed.Type = known.ID, known.UID, known.Type
	saved := changed.with(known.secrets)
	s.list[known.ID-1] = saved
	return saved
}

func (s *sources) all() []source {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

// context is what Grafana tells the plugin with every call.
func (s source) context() backend.PluginContext {
	return backend.PluginContext{
		Namespace: "default", PluginID: s.Type, User: &backend.User{Login: "preview", Name: "Preview", Role: "Admin"},
		DataSourceInstanceSettings: &backend.DataSourceInstanceSettings{
			ID: s.ID, UID: s.UID, Name: s.Name, Type: s.Type, Updated: s.updated,
			JSONData: s.JSONData, DecryptedSecureJSONData: s.secrets,
		},
	}
}
