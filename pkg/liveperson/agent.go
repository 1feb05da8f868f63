package liveperson

import (
	"strconv"
	"strings"
	"time"
)

// Fields of an agent that need more than reading a number.
const (
	reasonField   = "agentCurrentStatusReason"
	byReasonField = "agentStatusWithReasonDurationList"
	statusField   = "agentCurrentStatus"
	durationField = "agentStatusDurationList."
	metadataField = "agentMetadata."
	skillsField   = "agentMetadata.agentSkills"
)

func isText(field string) bool {
	return field == statusField || field == reasonField || field == byReasonField || strings.HasPrefix(field, metadataField)
}

// alsoKnownAs are other names of fields: the documents and their samples differ.
var alsoKnownAs = map[string]string{"closeRate": "closedRate", reasonField: "agentCurrentStatusReasonId"}

// spell is how long an agent had a status.
type spell struct {
	reason       string // its id
	milliseconds float64
}

// byReason says how long an agent was away for which reason.
func byReason(spells []spell, reasons map[string]string) string {
	var list []string
	for _, s := range spells {
		if name := reasonName(s.reason, reasons); name != "" {
			list = append(list, name+" "+minutes(s.milliseconds))
		}
	}
	return strings.Join(list, ", ")
}

func minutes(milliseconds float64) string {
	return strconv.Itoa(int(time.Duration(milliseconds)*time.Millisecond/time.Minute)) + " min"
}

// reasonName falls back on the id; "NA" means that there is none.
func reasonName(id string, reasons map[string]string) string {
	if id == "" || id == "NA" {
		return ""
	}
	return first(reasons[id], id)
}
