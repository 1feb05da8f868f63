package realtime

import (
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// serviceLevel is the part of the answered chats that were answered in time.
var serviceLevel = map[string]reporting.Average{
	"serviceLevel": reporting.MeanOf("answeredInTime", "answered"),
}

// histogram asks for two ranges of times to answer: in time, and later.
func histogram(r api.Request) url.Values {
	return url.Values{"histogram": {"0," + strconv.Itoa(int(r.AnswerWithin/time.Second))}}
}

// timeRange is how many chats were answered in a range of times, and which part of all was
// answered in this one or an earlier one.
type timeRange struct {
	begins      float64                  // in seconds, NaN if that is not understood
	Chats       transport.FlexibleString `json:"chats"`
	Accumulated transport.FlexibleString `json:"accumulated"`
}

// timeRanges are in no order.
type timeRanges []timeRange

// UnmarshalJSON reads ranges by the seconds that they begin with. An empty list is how some
// programs write an object without members.
func (all *timeRanges) UnmarshalJSON(raw []byte) error {
	*all = nil
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && len(list) == 0 {
		return nil
	}
	var byName map[string]timeRange
	if err := json.Unmarshal(raw, &byName); err != nil {
		return err
	}
	for name, of := range byName {
		var isNumber bool
		if of.begins, isNumber = transport.ParseNumber([]byte(name)); !isNumber {
			of.begins = math.NaN()
		}
		*all = append(*all, of)
	}
	return nil
}

// at is the range that begins with so many seconds.
func (all timeRanges) at(seconds float64) (of timeRange, has bool) {
	i := slices.IndexFunc(all, func(one timeRange) bool { return one.begins == seconds })
	if i < 0 {
		return timeRange{}, false
	}
	return all[i], true
}

// answered makes totals of a histogram of times to answer. Without numbers of chats, there is
// the part of them.
func answered(r api.Request, raw []byte) ([]byte, error) {
	var response struct {
		Ranges json.RawMessage `json:"slaDataRange"`
	}
	if err := json.Unmarshal(raw, &response); err != nil || response.Ranges == nil {
		return raw, err // it is null, or something else
	}
	var ranges timeRanges
	if err := json.Unmarshal(response.Ranges, &ranges); err != nil {
		return nil, err
	}
	limit := r.AnswerWithin.Seconds()
	if _, hasLimit := ranges.at(limit); !hasLimit && len(ranges) > 1 {
		return nil, &transport.ContentError{What: "returned a service level for other times than " + strconv.FormatFloat(limit, 'f', -1, 64) + " s"}
	}
	totals := map[string]any{"serviceLevel": ranges.part()}
	if inTime, all, hasCounts := ranges.count(limit); hasCounts {
		totals = map[string]any{"answeredInTime": inTime, "answered": all}
	}
	return json.Marshal(map[string]any{"metricsTotals": totals})
}

// count adds up the chats that were answered in time, and all that were answered. It has no
// counts where one is missing or is no number.
func (all timeRanges) count(limit float64) (inTime, total float64, hasCounts bool) {
	for _, of := range all {
		chats, isCount := transport.ParseNumber([]byte(of.Chats))
		switch {
		case math.IsNaN(of.begins) || !isCount || chats < -1:
			return 0, 0, false
		case chats == -1: // there are none
			continue
		case of.begins < limit:
			inTime += chats
		}
		total += chats
	}
	return inTime, total, !math.IsInf(total, 0)
}

// part is the part of the chats that were answered in time, as LivePerson has it. Its
// documents call it a percentage, while their samples have a fraction: one above 1 tells.
func (all timeRanges) part() any {
	inTime, _ := all.at(0)
	part, isNumber := transport.ParseNumber([]byte(inTime.Accumulated))
	isPercentage := slices.ContainsFunc(all, func(of timeRange) bool {
		accumulated, _ := transport.ParseNumber([]byte(of.Accumulated))
		return accumulated > 1
	})
	if isNumber && part > 0 && isPercentage {
		return part / 100
	}
	return inTime.Accumulated
}
