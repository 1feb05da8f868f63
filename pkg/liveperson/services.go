package liveperson

import (
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/interactions"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/kmm"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/operations"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/realtime"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// The services that every account needs. Those that are APIs with methods follow
// in apis.
var (
	domainAPI = api.Service{
		Name: "Domain API",
		Path: "/api/account/{account}/service",
	}
	tokenService = api.Service{
		Name:   "token service",
		Domain: "sentinel",
		Path:   "/sentinel/api/v2/account/{account}",
	}
	loginService = api.Service{
		Name:   "login service",
		Domain: "agentVep",
		Path:   "/api/account/{account}",
	}
	configurationAPI = api.Service{
		Name:   "account configuration API",
		Domain: "accountConfigReadOnly",
		Path:   "/api/account/{account}/configuration",
	}
)

// service is an API with methods, and how it is connected to.
type service struct {
	api.Service
	// methods are what the API can do; no account is needed to know it.
	methods func(api.Service) []*api.Method
	// source makes the source of an account's requests.
	source func(*transport.Client, api.Lists, api.Service) api.Source
	// check is the method that a check of the API requests, empty for its first one.
	check string
	// gives is what there is not without the API, in words.
	gives string
}

// apis are the APIs with methods. A new one is a folder beside the others and an
// entry here; the first one is that of the health check.
var apis = []service{
	{
		Service: api.Service{
			Name:   "Key Messaging Metrics API",
			Domain: "agentManagerWorkspace",
			Path:   "/manager_workspace/api/account/{account}",
			Scope:  "messaging.key.metrics.read.external",
			AppKey: "Data → Key Messaging Metrics",
		},
		methods: kmm.Methods,
		source:  kmm.New,
	},
	{
		// Which scope it needs is not confirmed by LivePerson's documentation.
		Service: api.Service{
			Name:   "Messaging Operations API",
			Domain: "leDataReporting",
			Path:   "/operations/api/account/{account}",
		},
		methods: operations.Methods,
		source:  operations.New,
		check:   "operations.msgconversation",
		gives:   "resolution times, CSAT answers, mean and longest queue waits, actionable and abandoned conversations or segments",
	},
	{
		// Which scope it needs is not confirmed by LivePerson's documentation.
		Service: api.Service{
			Name:   "Messaging Interactions API",
			Domain: "msgHist",
			Path:   "/messaging_history/api/account/{account}",
			AppKey: "Data → Messaging Interactions",
		},
		methods: interactions.Methods,
		source:  interactions.New,
		check:   "interactions.open",
		gives:   "open conversations one by one, response times of consumers, times to first assignment, service level, MCS or other KPIs of conversation samples",
	},
	{
		// Which scope it needs is not confirmed by LivePerson's documentation.
		Service: api.Service{
			Name:    "Operational Realtime API",
			Domain:  "leDataReporting",
			Path:    "/operations/api/account/{account}",
			AppKey:  "Data → Operational Realtime",
			Feature: "chat",
		},
		methods: realtime.Methods,
		source:  realtime.New,
		check:   "realtime.queuestate",
		gives:   "chats in the queue, abandon rates, service level, occupancy, handling times or other KPIs of chats",
	},
}

// Methods are the methods of all APIs, by their names in the catalogue, as they are for
// such a sign-in.
func Methods(auth AuthMethod) map[string]*api.Method {
	methods := map[string]*api.Method{}
	for _, s := range apis {
		for _, m := range s.methods(s.Service) {
			if auth.IsBearer() && m.WithBearer != nil {
				m.Capabilities = *m.WithBearer
			}
			methods[m.Name] = m
		}
	}
	return methods
}
