package pipeline

import (
	"errors"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// isolate marks the steps of services that do not respond at all while another one does:
// a panel shows what that one gives. What has not arrived yet is none of these.
func isolate(steps []*compute.Step) {
	responds := map[string]bool{}
	for _, s := range steps {
		if s.Err == nil {
			responds[s.Request.Method.Service.Name] = true
		}
	}
	for _, s := range steps {
		s.Isolated = len(responds) > 0 && !responds[s.Request.Method.Service.Name] && errors.As(s.Err, new(*api.Error)) && !errors.Is(s.Err, fetch.ErrPending)
	}
}
