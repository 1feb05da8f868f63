package realtime

import "github.com/kmm/liveperson-datasource/pkg/liveperson/reporting"

// second is what LivePerson's times are multiples of, in milliseconds.
const second = 1000

// sumOf is a time that LivePerson gives in seconds.
func sumOf(total string) reporting.Average {
	return reporting.Average{Total: map[string]float64{total: second}}
}

// timeOf is a mean time that LivePerson gives in seconds, together with its total and its count.
func timeOf(total, count string) reporting.Average {
	return reporting.Average{Total: map[string]float64{total: second}, Count: map[string]float64{count: 1}, Unit: second}
}

var queueCounts = []string{"enteredQEng", "connectedEng", "abandonedEng"}

// queueAverages have two rates of abandoned chats, of those that entered the queue and of those
// that left it: LivePerson gives the latter, with two digits.
var queueAverages = map[string]reporting.Average{
	"abandonedOfEntered": reporting.MeanOf("abandonedEng", "enteredQEng"),
	"abandonmentRate": {
		Total: map[string]float64{"abandonedEng": 1}, Count: map[string]float64{"abandonedEng": 1, "connectedEng": 1},
	},
	"avgTimeToAnswer":  timeOf("totalTimeToAnswer", "connectedEng"),
	"avgTimeToAbandon": timeOf("totalTimeToAbandon", "abandonedEng"),
	"averageQueueSize": reporting.MeanOf("queueSizeSum", "queueSizeCount"),
}

var engagementCounts = []string{"totalInteractiveChats", "totalNonInteractiveChats"}

var engagementAverages = map[string]reporting.Average{
	"handlingTime": timeOf("totalHandlingTime", "totalInteractiveChats"),
}

// The states of agents by their ids, and fields of each.
const (
	online   = "2."
	backIn5  = "3."
	away     = "4."
	loggedIn = "-1."

	total    = "total"
	chatting = "chatting"
	full     = "chattingInMaxConcurrency"
)

var agentAverages = map[string]reporting.Average{
	"occupancy":    reporting.MeanOf(online+chatting, online+total),
	"timeOnline":   sumOf(online + total),
	"timeBackIn5":  sumOf(backIn5 + total),
	"timeAway":     sumOf(away + total),
	"timeLoggedIn": sumOf(loggedIn + total),
	"timeChatting": sumOf(online + chatting),
	"timeFull":     sumOf(online + full),
}
