package liveperson

import (
	"context"
	"net/url"
	"strconv"
	"time"
)

// ask implements Request. A row of the table is a point; its id is the start of
// the interval that it is about, in epoch milliseconds.
func (r HistoricalRequest) ask(ctx context.Context, c *Client) (Table, error) {
	query := url.Values{"interval": {strconv.Itoa(int(r.Step / time.Minute))}}
	columns := newColumns(r.ByTime)
	points, err := read(ctx, c, r, query, func() *metricsAnswer { return newMetricsAnswer(columns, MostPoints+1) },
		func(a *metricsAnswer, s *stream) error { return a.pointsOf(s, r.Step) })
	if err != nil {
		return Table{}, err
	}
	t := points.table(columns.fields)
	t.Calls = 1
	return t, nil
}

// pointsOf reads an answer of the historical method: a row for each point.
func (a *metricsAnswer) pointsOf(s *stream, step time.Duration) error {
	known := false
	_, err := s.object(func(name []byte) (err error) {
		if string(name) != "historicalMetricsIntervals" {
			return s.skip()
		}
		a.rows.empty()
		known, err = s.array(func() error { return a.point(s, step) })
		return err
	})
	a.trim()
	if err == nil && !known {
		return garbled(metrics, "answered without any intervals. Check the address in the data source's settings")
	}
	return err
}

func (a *metricsAnswer) point(s *stream, step time.Duration) error {
	row, end := a.begin(), 0.0 // LivePerson's timestamp is the end of what the values are about
	_, err := s.object(func(name []byte) (err error) {
		switch string(name) {
		case "timestamp":
			end, err = s.looseNumber()
		case "values":
			_, err = a.values(s, a.numbers, row)
		default:
			err = s.skip()
		}
		return err
	})
	start := time.UnixMilli(int64(end)).Add(-step)
	a.ids[row] = strconv.FormatInt(start.UnixMilli(), 10)
	return err
}
