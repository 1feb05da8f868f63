package api

import (
	"context"
	"time"
)

// Service is one of LivePerson's services. Each has a host of its own, which the
// Domain API names.
type Service struct {
	// Name is the service's name for people, in errors and metrics.
	Name string
	// Domain is its name in the Domain API; empty for the Domain API itself.
	Domain string
	// Path is the common part of its methods' paths; {account} stands for the
	// account's id.
	Path string
	// Scope is what an application of OAuth 2 needs to use it, and AppKey is the privilege
	// that an app key needs, in LivePerson's words; empty if LivePerson does not document
	// it, or there is none.
	Scope, AppKey string
	// Feature is what the service is about where an account may not have it, such as "chat";
	// empty if each account has.
	Feature string
}

// Method is one method of an API: what it is called, what it can do, and how a
// request to it reads.
type Method struct {
	// Name is the catalogue's name for it, such as "kmm.metrics".
	Name    string
	Service Service
	// Path follows the service's path.
	Path string
	Capabilities
	// WithBearer is what it can do for a bearer token, where that takes another version of
	// the method; nil if it is the same.
	WithBearer *Capabilities
	// Body is what is sent for a request, to be encoded as JSON; nil if the method
	// takes none.
	Body func(Request) any
}

// Capabilities are what a method can do. Zero values are the simplest method: any
// window, any columns, nothing more.
type Capabilities struct {
	// MaxWindow is the longest window of one request, 0 for any.
	MaxWindow time.Duration
	// Retention is how long LivePerson remembers, 0 for ever.
	Retention time.Duration
	// Grain is what the bounds of a window are multiples of, 0 for any.
	Grain time.Duration
	// EndsNow reports that a window must end now.
	EndsNow bool
	// FixedColumns reports that all columns come with every response, whatever is
	// requested.
	FixedColumns bool
	// MaxPoints is how many points in time one response has at most; 0 if a response
	// is about its window as a whole.
	MaxPoints int
	// AnyStart reports that points in time begin at any multiple of the grain, and the last
	// one may end now. Else they begin at multiples of their length, in UTC.
	AnyStart bool
	// OfWindowsToNow reports that it gives points only of KPIs whose values come over windows
	// that end now, because other methods give points of those as well or better.
	OfWindowsToNow bool
	// Immutable reports that the values of a window which is closed stay what they
	// are. Else rows come and go: those of agents are the agents of the moment.
	Immutable bool
	// Unnamed reports that rows come with their ids and without names.
	Unnamed bool
	// CannotFilter are the filters of a query that it does not have, nil for none.
	CannotFilter []FilterKind
	// ByChannel reports that it can filter by the channel of conversations.
	ByChannel bool
	// Listed reports that values come from the list of open conversations, which a request's
	// Look describes.
	Listed bool
	// TotalWith are the groupings whose responses have the account's values too, the
	// preferred one first.
	TotalWith []string
	// Sampled reports that values are estimated from a sample of conversations, which a
	// request's Sample describes.
	Sampled bool
	// AnswerWithin reports that values depend on the time of a request within which chats are
	// to be answered.
	AnswerWithin bool
	// MinAutoInterval is how long a point of a trend is at least where people choose none.
	MinAutoInterval time.Duration
	// CurrentDependsOnWindow reports whether current values depend on the window they
	// are requested with, for such a filter. Nil means that they never do, so that
	// they are the same beside any window.
	CurrentDependsOnWindow func(Filter) bool
}

// Source answers requests to the methods of one API of one account.
type Source interface {
	// Do sends a request, in as many calls as it takes. Its errors are of type
	// *Error, or the context's.
	Do(ctx context.Context, r Request) (Table, error)
}

// Lists are what an account has configured. What they return is shared and must
// not be changed.
type Lists interface {
	Skills(ctx context.Context) ([]Entity, error)
	Groups(ctx context.Context) ([]Entity, error)
	Users(ctx context.Context) ([]User, error)
	// DeletedSkills and DeletedGroups name those that were deleted, by id.
	DeletedSkills(ctx context.Context) (map[string]string, error)
	DeletedGroups(ctx context.Context) (map[string]string, error)
	// Reasons names the reasons for being away, by id.
	Reasons(ctx context.Context) (map[string]string, error)
}

// Entity is a skill, an agent group or an agent of the account.
type Entity struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Parent is the group above, empty for all but groups below another.
	Parent string `json:"parentId,omitempty"`
}

// User is a user of the account.
type User struct {
	ID, Name, Nickname, Picture string
	Membership
	// Agent reports that the user takes conversations: a person, enabled, with slots.
	Agent bool
}
