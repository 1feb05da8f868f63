package catalogue

// Rows says what a row of an answer stands for.
type Rows string

// The kinds of rows that a query can ask for.
const (
	Account Rows = "account"
	Skill   Rows = "skill"
	Group   Rows = "group"
	Agent   Rows = "agent"
)

// API is the method of LivePerson's that gives such rows.
func (r Rows) API() API {
	if r == Agent {
		return AgentView
	}
	return Metrics
}

// API is a method of LivePerson's.
type API string

// The methods of the Key Messaging Metrics API that give KPIs.
const (
	Metrics    API = "kmm.metrics"
	AgentView  API = "kmm.agent_view"
	Historical API = "kmm.historical"
)

// Tense says whether a KPI is a value of this moment or of a window of time.
type Tense string

// The two tenses.
const (
	Now    Tense = "now"
	Window Tense = "window"
)

// Measure says how a KPI's values behave: counts add up over rows and windows
// and are 0 when LivePerson leaves them out, the others do not and are empty.
// Texts and times are attributes of an agent.
type Measure string

// The measures.
const (
	Count   Measure = "count"
	Average Measure = "average"
	Ratio   Measure = "ratio"
	Text    Measure = "text"
	Time    Measure = "time"
)

// Source is the field of an API that gives a KPI.
type Source struct {
	API    API    `json:"api"`
	Metric string `json:"metric"` // the name to ask for; empty if the field always comes
	Field  string `json:"field"`  // the name in the answer
}
