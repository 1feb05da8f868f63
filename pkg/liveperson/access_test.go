package liveperson

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// scripted is a source that responds with errors in turn, nil for a table.
type scripted struct {
	errors []error
	calls  int
}

func (s *scripted) Do(context.Context, api.Request) (api.Table, error) {
	s.calls++
	return api.Table{}, s.errors[s.calls-1]
}

// An empty response of a method that responded before is a slip; a second one is a denial.
func TestAMethodThatWasGrantedIsTriedOnceMore(t *testing.T) {
	service := api.Service{Name: "API"}
	missing := &api.Error{Status: http.StatusNotFound, Service: "API", Denial: "it returned nothing", Sentence: "it returned nothing"}
	forbidden := &api.Error{Status: http.StatusForbidden, Service: "API", Sentence: "no permission"}
	for name, test := range map[string]struct {
		errors []error
		calls  int
	}{
		"a slip":             {[]error{nil, missing, nil, nil}, 4},
		"switched off":       {[]error{nil, missing, missing}, 3},
		"never there":        {[]error{missing}, 1},
		"permission is gone": {[]error{nil, forbidden}, 2},
	} {
		source := &scripted{errors: test.errors}
		a := newAccess(source, service, nil)
		for range 4 {
			_, _ = a.Do(t.Context(), api.Request{Method: &api.Method{Name: "method"}})
		}
		require.Equal(t, test.calls, source.calls, name)
	}
}

// held is a source that responds when it is told to.
type held struct {
	entered chan struct{}
	respond chan error
}

func (h *held) Do(context.Context, api.Request) (api.Table, error) {
	h.entered <- struct{}{}
	return api.Table{}, <-h.respond
}

// Several requests that a gateway gives nothing in the same moment are one slip.
func TestRequestsInFlightAddUpToNoDenial(t *testing.T) {
	missing := &api.Error{Status: http.StatusNotFound, Service: "API", Denial: "it returned nothing", Sentence: "it returned nothing"}
	source := &held{make(chan struct{}), make(chan error)}
	a := newAccess(source, api.Service{Name: "API"}, []*api.Method{{Name: "method"}})
	var requests sync.WaitGroup
	request := func() {
		requests.Go(func() { _, _ = a.Do(t.Context(), api.Request{Method: &api.Method{Name: "method"}}) })
		<-source.entered
	}
	request()
	source.respond <- nil
	requests.Wait()
	for range 3 {
		request()
	}
	for range 3 {
		source.respond <- missing
	}
	requests.Wait()
	require.Empty(t, a.denied())
	request()
	source.respond <- missing
	requests.Wait()
	require.Equal(t, []string{"method"}, a.denied(), "it is none the next time either")
}

// A first request that takes many calls, such as of a sample of many hours, does not keep
// others of its path back for as long.
func TestLongFirstRequestDoesNotHoldOthersUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		source := &held{make(chan struct{}), make(chan error)}
		long, list := &api.Method{Name: "long", Path: "search"}, &api.Method{Name: "list", Path: "search"}
		a := newAccess(source, api.Service{Name: "API"}, []*api.Method{long, list})
		start := time.Now()
		var requests sync.WaitGroup
		for _, m := range []*api.Method{long, list} {
			requests.Go(func() { _, _ = a.Do(t.Context(), api.Request{Method: m}) })
			<-source.entered
		}
		require.Equal(t, trialWait, time.Since(start))
		for range 2 {
			source.respond <- nil
		}
		requests.Wait()
	})
}
