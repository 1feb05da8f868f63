package operations

import (
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// source sends requests to the API for one account.
type source struct {
	*reporting.Source
	clock clock
}

// New makes the source of the API's methods. Which agents a group has comes from the
// lists.
func New(client *transport.Client, lists api.Lists, service api.Service) api.Source {
	s := &source{Source: &reporting.Source{Client: client, Lists: lists, Service: service, Methods: map[string]reporting.Method{}}}
	s.Request = s.request
	for name, m := range methods {
		s.Methods[name] = m.Method
	}
	return s
}
