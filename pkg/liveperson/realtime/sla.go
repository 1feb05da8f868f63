package realtime

import (
	"encoding/json"
	"math"
	"net/url"
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
	Chats       transport.FlexibleString `json:"chats"`
	Accumulated json.RawMessage          `json:"accumulated"`
}

// answered makes totals of a histogram of times to answer, whose ranges are called after the
// seconds that they begin with. Without numbers of chats, there is the part of them.
func answered(r api.Request, raw []byte) ([]byte, error) {
	var response struct {
		Ranges json.RawMessage `json:"slaDataRange"`
	}
	if err := json.Unmarshal(raw, &response); err != nil || response.Ranges == nil {
		return raw, err // it is null, or something else
	}
	var ranges map[string]timeRange
	if err := json.Unmarshal(response.Ranges, &ranges); err != nil {
		return nil, err
	}
	limit := strconv.Itoa(int(r.AnswerWithin.Seconds()))
	if _, hasLimit := ranges[limit]; !hasLimit && len(ranges) > 1 {
		return nil, &transport.ContentError{What: "returned a service level for other times than " + limit + " s"}
	}
	totals := map[string]any{"serviceLevel": ranges["0"].Accumulated}
	if inTime, all, hasCounts := count(ranges, r.AnswerWithin.Seconds()); hasCounts {
		totals = map[string]any{"answeredInTime": inTime, "answered": all}
	}
	return json.Marshal(map[string]any{"metricsTotals": totals})
}

// count adds up the chats that were answered in time, and all that were answered. It has no
// counts where one is missing or is no number.
func count(ranges map[string]timeRange, limit float64) (inTime, all float64, hasCounts bool) {
	for name, of := range ranges {
		begins, isNumber := transport.ParseNumber([]byte(name))
		chats, isCount := transport.ParseNumber([]byte(of.Chats))
		switch {
		case !isNumber || !isCount || chats < -1:
			return 0, 0, false
		case chats == -1: // there are none
			continue
		case begins < limit:
			inTime += chats
		}
		all += chats
	}
	return inTime, all, !math.IsInf(all, 0)
}
