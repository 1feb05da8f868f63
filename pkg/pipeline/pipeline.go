// Package pipeline takes a query all the way, from the JSON that Grafana keeps to a
// data frame. Load parses and plans it, fetches what the plan needs, and computes all
// that needs no clock. Render makes the frame as of a time, as often as is wanted.
package pipeline

import (
	"context"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/catalogue"
	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/levels"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/plan"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

// Fetcher gets the results of requests. *fetch.Fetcher implements it.
type Fetcher interface {
	All(ctx context.Context, c fetch.Caller, items []fetch.Item, onResult func()) ([]fetch.Result, []error)
}

// Pipeline loads and renders the queries of one account. It is safe for concurrent use.
type Pipeline struct {
	catalogue *catalogue.Catalogue
	planner   *plan.Planner
	fetcher   Fetcher
	lists     api.Lists
	settings  Settings
	now       func() time.Time
}

// Settings are those of a data source that queries depend on.
type Settings struct {
	// Location is the time zone of queries that have none, nil if that is not known.
	Location *time.Location
	// Levels are those of its KPIs, Account is the id of its account.
	Levels  levels.Levels
	Account string
	// Sample is that of queries which do not say which.
	Sample api.Sample
	// AnswerWithin is that of queries which do not say how soon chats have to be answered.
	AnswerWithin time.Duration
	// Look is how open conversations are listed.
	Look api.Look
	// ConversationURL is where a conversation is shown, as frames have it; empty if nowhere.
	ConversationURL string
	// History has what current values were, nil if none is kept.
	History History
	// Observed has the events that LivePerson has no history of.
	Observed Observed
}

// Observed has events that were seen. *observed.Log implements it.
type Observed interface {
	Occurrences(kind api.Event, w api.Window) []api.Occurrence
}

// New makes a pipeline.
func New(c *catalogue.Catalogue, planner *plan.Planner, fetcher Fetcher, lists api.Lists, s Settings, now func() time.Time) *Pipeline {
	return &Pipeline{catalogue: c, planner: planner, fetcher: fetcher, lists: lists, settings: s, now: now}
}

// Query is a query as Grafana keeps it.
type Query struct {
	JSON  []byte
	Range query.Range
}

// Result is what was loaded for a query. It can be rendered at any time.
type Result struct {
	query query.Query
	// table has the values of a query with one value a row. Neither it nor the trend has
	// any where isEmpty reports that there is nothing to show.
	table   compute.Table
	trend   frame.Trend
	isEmpty bool
	fit     levels.Fit
	behind  *frame.Behind
	// outdated reports that the values of a panel are too old for a level.
	outdated bool
	account  string
	// link is where a row is shown, empty if nowhere.
	link string
	// before has the values that those of the query are compared with, nil if there are none.
	before     *frame.Before
	provenance frame.Provenance
}

// Load fetches and computes what a query needs. Its errors are of type *query.Error,
// or fetch's.
func (p *Pipeline) Load(ctx context.Context, caller fetch.Caller, raw Query) (Result, error) {
	q, err := p.parse(caller, raw)
	if err != nil {
		return Result{}, err
	}
	if len(q.Unchosen) > 0 {
		return p.nothingChosen(q), nil
	}
	if q.CompareWith != query.NoComparison {
		return p.loadCompared(ctx, caller, q)
	}
	return p.loadWithBehind(ctx, caller, q)
}

// load loads a query that is valid.
func (p *Pipeline) load(ctx context.Context, caller fetch.Caller, q query.Query) (Result, error) {
	groups, err := p.groups(ctx, caller, &q)
	if err != nil {
		return Result{}, err
	}
	fit, err := p.fit(ctx, caller, q)
	if err != nil {
		return Result{}, err
	}
	now := p.now()
	if q.EndsNow {
		q.Range = q.Range.EndingAt(now)
	}
	built, err := p.planner.Build(q, now)
	if err != nil {
		return Result{}, err
	}
	if built.Empty {
		return p.withoutData(q, built.Notices), nil
	}
	l := loader{Pipeline: p, caller: caller, query: q, notices: built.Notices, groups: groups, fit: fit}
	if q.Series {
		return l.trend(ctx, built)
	}
	l.noteNoLevels()
	return l.value(ctx, built)
}

// Query is the query that the result is of.
func (r Result) Query() query.Query { return r.query }

// Render makes the frame of a result as of a time.
func Render(r Result, now time.Time) *data.Frame {
	var f *data.Frame
	switch {
	case r.isEmpty:
		f = frame.NoData(r.query)
	case r.query.Series:
		f = frame.Series(r.query, r.trend, r.fit, r.before)
	case r.query.Alert && r.query.Severities != query.NoSeverities:
		f = frame.Severities(r.query, r.table, r.fit, r.account, now)
	case r.query.Alert:
		f = frame.Alert(r.query, r.table, now)
	default:
		f = frame.Value(r.query, r.table, frame.Levels{Fit: r.fit, Behind: r.behind, Outdated: r.outdated}, now)
		frame.AddLink(f, r.query, r.link)
	}
	if !r.query.Series {
		r.before.AddTo(f, r.query, now)
	}
	frame.Describe(f, r.provenance)
	return f
}

// NoValues is the frame to go with the error of a query that failed, nil if there is none:
// an alert rule, above all, gets the error alone.
func (p *Pipeline) NoValues(caller fetch.Caller, raw Query) *data.Frame {
	if caller.Alert {
		return nil
	}
	q, err := p.parse(caller, raw)
	if err != nil {
		return nil
	}
	return frame.NoValues(q, p.settings.Levels.Fit(p.catalogue, q, func(string) bool { return true }))
}

// Parse reads a query of a panel.
func (p *Pipeline) Parse(raw Query) (query.Query, error) { return p.parse(fetch.Caller{}, raw) }

func (p *Pipeline) parse(caller fetch.Caller, raw Query) (query.Query, error) {
	options := []query.Option{
		query.InTimeZone(p.settings.Location), query.SampledBy(p.settings.Sample), query.ListedBy(p.settings.Look),
		query.AnsweredWithin(p.settings.AnswerWithin),
	}
	if p.settings.History != nil {
		options = append(options, query.WithHistory)
	}
	if caller.Alert {
		options = append(options, query.ForAlert)
	}
	return query.Parse(p.catalogue, raw.JSON, raw.Range, options...)
}
