package main

import (
	"encoding/json"
	"fmt"
)

// panelled is what one panel with many queries took.
type panelled struct {
	Queries int     `json:"queries"`
	Calls   int     `json:"calls"`
	Took    float64 `json:"took"` // ms
	Filled  bool    `json:"filled"`
}

// tenQueries asks ten different questions in one panel, a skill each, of a
// plugin that has signed in but was not asked them before.
func tenQueries(o options, p *process, control simulator) (any, error) {
	p.ask(panel{queries: []json.RawMessage{[]byte(`{"rows": "group", "kpis": ["online_agents"]}`)}}, o.days)
	var shown panel
	for i := range 10 {
		query := fmt.Sprintf(`{"rows": "account", "kpis": ["closed_conversations"], "filter": {"skills": ["%d"]}}`, 2_500_000_101+i)
		shown.queries = append(shown.queries, []byte(query))
	}
	if err := control.resetCalls(); err != nil {
		return nil, err
	}
	a := p.ask(shown, o.days)
	calls, err := control.calls()
	return panelled{Queries: len(shown.queries), Calls: calls, Took: milliseconds(a.took), Filled: a.answered && a.filled}, err
}
