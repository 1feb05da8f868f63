package catalogue

// TimeScope says whether a KPI is a current value or one of a window of time.
type TimeScope string

// The time scopes.
const (
	Current TimeScope = "now"
	Window  TimeScope = "window"
)

// ValueKind says how a KPI's values behave: counts add up over rows and windows
// and are 0 where LivePerson leaves them out, the others do not and are empty (but see
// KPI.ZeroIfLeftOut).
// Texts and times are attributes of an agent.
type ValueKind string

// The kinds of value.
const (
	Count   ValueKind = "count"
	Average ValueKind = "average"
	Ratio   ValueKind = "ratio"
	Text    ValueKind = "text"
	Time    ValueKind = "time"
)

// Source is the field of an API's method that gives a KPI.
type Source struct {
	API    string `json:"api"`
	Metric string `json:"metric"` // the name to request; empty if the field always comes
	Field  string `json:"field"`  // the name in the response
	// Since is the field with the time since which the value grows, in milliseconds, of rows
	// in which it still does; empty if it never does.
	Since string `json:"since"`
}
