package history

import (
	"math"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

// record has the samples of one kind of rows of a method.
type record struct {
	request api.Request
	family  string
	names   map[string]string // of the rows that are kept, by id
	columns map[api.Column]*column
	// rejected are the fields that LivePerson rejects.
	rejected map[string]error
}

// column has the samples of one column.
type column struct {
	minutes [length]int32 // which minute a slot of the rings is about
	rows    map[string]*ring
	// others is what is known of rows that have no ring yet.
	others *ring
}

// ring has the values of one row, with a slot for each minute of a day. A float32 has counts
// of up to 16 million, and times of up to 4 hours to the millisecond.
type ring [length]float32

func newRecord(r api.Request) *record {
	rec := &record{request: r, family: r.Family(), names: map[string]string{}, columns: map[api.Column]*column{}}
	for _, c := range r.Columns {
		rec.columns[c] = &column{rows: map[string]*ring{}, others: newRing()}
	}
	return rec
}

func newRing() *ring {
	r := &ring{}
	for i := range r {
		r[i] = pack(math.NaN())
	}
	return r
}

// has reports whether all columns that LivePerson gives have a sample of a minute.
func (r *record) has(minute int32) bool {
	for c, samples := range r.columns {
		if r.rejected[c.Field] == nil && samples.minutes[minute%length] != minute {
			return false
		}
	}
	return true
}

// add keeps the values that a response has, of the rows that are kept. A row that is not in
// it has none, which means 0 of a count, unless rows are missing in the response. Of a row
// that there is no room for, nothing is known.
func (c *column) add(field string, t api.Table, minute int32, kept map[string]string) {
	slot, absent := minute%length, math.NaN()
	if t.MayLackRows() {
		absent = api.NoValue()
	}
	c.minutes[slot], c.others[slot] = minute, pack(absent)
	for _, values := range c.rows {
		values[slot] = pack(absent)
	}
	for row, value := range t.Fields[field] {
		id := t.IDs[row]
		switch {
		case api.IsLeftOut(value) && c.rows[id] == nil:
		case kept[id] == "":
			c.others[slot] = pack(api.NoValue())
		default:
			c.ringOf(id)[slot] = pack(value)
		}
	}
}

// ringOf is the ring of a row, which begins with what is known of it until now.
func (c *column) ringOf(id string) *ring {
	if c.rows[id] == nil {
		known := *c.others
		c.rows[id] = &known
	}
	return c.rows[id]
}

// prune removes the rows without a value, and returns how many these are.
func (r *record) prune() (removed int) {
	for id := range r.names {
		isUsed := false
		for _, c := range r.columns {
			isUsed = isUsed || c.rows[id] != nil && !c.rows[id].isEmpty()
		}
		if isUsed {
			continue
		}
		for _, c := range r.columns {
			delete(c.rows, id)
		}
		delete(r.names, id)
		removed++
	}
	return removed
}

func (r *ring) isEmpty() bool {
	for _, v := range r {
		if !math.IsNaN(unpack(v)) {
			return false
		}
	}
	return true
}

// firstIn is the first minute with a sample from one up to another one, 0 if there is none.
func (c *column) firstIn(from, to int32) int32 {
	for minute := from; minute < to; minute++ {
		if c.minutes[minute%length] == minute {
			return minute
		}
	}
	return 0
}

// minuteOf is a time's minute since 1970.
func minuteOf(t time.Time) int32 { return int32(t.Unix() / 60) }

func timeOf(minute int32) time.Time { return time.Unix(int64(minute)*60, 0).UTC() }

// pack keeps a number, or that there is none: NaN if it is left out, else infinity.
func pack(number float64) float32 {
	if math.IsNaN(number) && !api.IsLeftOut(number) {
		return float32(math.Inf(1))
	}
	return float32(number)
}

func unpack(kept float32) float64 {
	if math.IsInf(float64(kept), 1) {
		return api.NoValue()
	}
	return float64(kept)
}
