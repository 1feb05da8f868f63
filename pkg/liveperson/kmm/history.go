package kmm

import (
	"context"
	"math"
	"net/url"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// history requests the course of a few counts of the whole account over the last 24
// hours. A row of the table is a point; its id is the start of the interval that it
// is about, in epoch milliseconds.
func (s *source) history(ctx context.Context, r api.Request) (api.Table, error) {
	query := url.Values{"interval": {strconv.Itoa(int(r.Step / time.Minute))}}
	columns := newColumns(r.Columns)
	points, err := read(ctx, s, r, query, func() *metricsDecoder { return newMetricsDecoder(columns, maxPoints+1) },
		func(d *metricsDecoder, s *stream) error { return d.points(s, r.Step) })
	if err != nil {
		return api.Table{}, err
	}
	t := points.table(columns.fields)
	t.Calls = 1
	return t, nil
}

// points decodes a response of the historical method: a row for each point.
func (d *metricsDecoder) points(s *stream, step time.Duration) error {
	known := false
	_, err := s.object(func(name []byte) (err error) {
		if string(name) != "historicalMetricsIntervals" {
			return s.skip()
		}
		d.rows.reset()
		known, err = s.records(&d.unclear, func() error { return d.point(s, step) })
		return err
	})
	d.trim()
	if err == nil && !known {
		return &transport.ContentError{What: "returned no intervals", Foreign: true}
	}
	return err
}

func (d *metricsDecoder) point(s *stream, step time.Duration) error {
	row, end := d.appendRow(), math.NaN() // LivePerson's timestamp is the end of what the values are about
	_, err := s.object(func(name []byte) (err error) {
		switch string(name) {
		case "timestamp":
			end, err = s.number(api.Moments)
		case "values":
			err = d.valuesOfRow(s, row)
		default:
			err = s.skip()
		}
		return err
	})
	if math.IsNaN(end) {
		d.dropRow()
		return err
	}
	d.ids[row] = api.PointID(time.UnixMilli(int64(end)).Add(-step), "")
	return err
}
