package reporting

import (
	"encoding/json"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// unwrapped is a response without the wrapper that older versions have: its body, beside what
// they say of it. A body that may be missing is null, which has no values.
func unwrapped(raw []byte) ([]byte, error) {
	var wrapper map[string]json.RawMessage
	if json.Unmarshal(raw, &wrapper) != nil || wrapper["meta"] == nil {
		return raw, nil // what is no wrapper is read as it is
	}
	var meta struct {
		Status transport.FlexibleString `json:"responseCode"`
	}
	if err := json.Unmarshal(wrapper["meta"], &meta); err != nil {
		return nil, err
	}
	if status := string(meta.Status); status != "" && status != "200" {
		return nil, &transport.ContentError{What: "returned the response code " + status}
	}
	if wrapper["body"] == nil {
		return []byte("null"), nil
	}
	return wrapper["body"], nil
}
