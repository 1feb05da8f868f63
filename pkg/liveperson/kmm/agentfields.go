package kmm

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"
)

// Fields of an agent that need more than decoding a number.
const (
	reasonField   = "agentCurrentStatusReason"
	byReasonField = "agentStatusWithReasonDurationList"
	statusField   = "agentCurrentStatus"
	durationField = "agentStatusDurationList."
	metadataField = "agentMetadata."
	skillsField   = "agentMetadata.agentSkills"
	pictureField  = "agentMetadata.agentPictureUrl"
)

func isText(field string) bool {
	return field == statusField || field == reasonField || field == byReasonField || strings.HasPrefix(field, metadataField)
}

// aliasOf are other names of fields: the documents and their samples differ.
var aliasOf = map[string]string{"closeRate": "closedRate", reasonField: "agentCurrentStatusReasonId"}

// statusInterval is how long an agent had a status.
type statusInterval struct {
	reason       string // its id
	milliseconds float64
}

func newInterval() statusInterval { return statusInterval{milliseconds: math.NaN()} }

// byReason says how long an agent was away for which reason.
func byReason(intervals []statusInterval, reasons map[string]string) string {
	var list []string
	for _, i := range intervals {
		if name := reasonName(i.reason, reasons); name != "" && !math.IsNaN(i.milliseconds) {
			list = append(list, name+" "+minutes(i.milliseconds))
		}
	}
	return strings.Join(list, ", ")
}

func minutes(milliseconds float64) string {
	return strconv.Itoa(int(time.Duration(milliseconds)*time.Millisecond/time.Minute)) + " min"
}

// isReason reports whether an id is one: "NA" means that there is none.
func isReason(id string) bool { return id != "" && id != "NA" }

// reasonName falls back on the id.
func reasonName(id string, reasons map[string]string) string {
	if !isReason(id) {
		return ""
	}
	return cmp.Or(reasons[id], id)
}
