package interactions

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

// searchResponse is what the API returns: some of the conversations that a search finds.
type searchResponse[R any] struct {
	Metadata *struct {
		Count  optional        `json:"count"`
		Next   json.RawMessage `json:"next"`
		Self   json.RawMessage `json:"self"`
		Shards struct {
			Partial transport.FlexibleBool `json:"partialResult"`
		} `json:"shardsStatusResult"`
	} `json:"_metadata"`
	Records []R `json:"conversationHistoryRecords"`
}

// count is how many conversations the search finds, below 0 if LivePerson does not say.
func (r searchResponse[R]) count() int {
	if r.Metadata == nil || !r.Metadata.Count.known || r.Metadata.Count.value < 0 || r.Metadata.Count.value >= maxWhole {
		return -1
	}
	return int(r.Metadata.Count.value)
}

// isPartial reports that LivePerson did not search everywhere.
func (r searchResponse[R]) isPartial() bool {
	return r.Metadata != nil && bool(r.Metadata.Shards.Partial)
}

// record is a conversation as it is read for a sample: no name, and no text of a message.
type record struct {
	Info         infoRecord              `json:"info"`
	Participants list[participantRecord] `json:"agentParticipants"`
	Dialogs      list[dialogRecord]      `json:"dialogs"`
	Messages     list[messageRecord]     `json:"messageRecords"`
}

type infoRecord struct {
	ID       id                     `json:"conversationId"`
	Status   id                     `json:"status"`
	Start    moment                 `json:"startTimeL"`
	End      moment                 `json:"endTimeL"`
	Skill    id                     `json:"latestSkillId"`
	Agent    id                     `json:"latestAgentId"`
	Group    id                     `json:"latestAgentGroupId"`
	MCS      optional               `json:"mcs"`
	IsCutOff transport.FlexibleBool `json:"isPartial"`
}

type participantRecord struct {
	Agent      id     `json:"agentId"`
	Type       id     `json:"userType"`
	TypeName   id     `json:"userTypeName"`
	Permission id     `json:"permission"`
	Group      id     `json:"agentGroupId"`
	At         moment `json:"timeL"`
}

type dialogRecord struct {
	ID   id `json:"dialogId"`
	Type id `json:"dialogType"`
}

type messageRecord struct {
	Sequence    optional `json:"seq"`
	Dialog      id       `json:"dialogId"`
	Participant id       `json:"participantId"`
	At          moment   `json:"timeL"`
	Audience    id       `json:"audience"`
	SentBy      id       `json:"sentBy"`
}

// list is a list of objects. What is none, and elements that are none, are left out.
type list[T any] []T

// UnmarshalJSON accepts anything.
func (l *list[T]) UnmarshalJSON(raw []byte) error {
	*l = nil
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		return nil
	}
	for _, element := range elements {
		var one T
		if len(element) > 0 && element[0] == '{' {
			_ = json.Unmarshal(element, &one) // fields of other types are as if left out
			*l = append(*l, one)
		}
	}
	return nil
}

// id is an id or a word, as text or number. What LivePerson writes for none is empty.
type id string

// UnmarshalJSON accepts anything.
func (i *id) UnmarshalJSON(raw []byte) error {
	var text transport.FlexibleString
	_ = text.UnmarshalJSON(raw) // never fails
	if *i = id(text); text == "null" || text == "undefined" {
		*i = ""
	}
	return nil
}

// is reports whether it is one of these words, in whatever case.
func (i id) is(words ...string) bool {
	for _, word := range words {
		if strings.EqualFold(string(i), word) {
			return true
		}
	}
	return false
}

// optional is a number, also as text, NaN if there is none.
type optional struct {
	value float64
	known bool
}

// UnmarshalJSON accepts anything.
func (o *optional) UnmarshalJSON(raw []byte) error {
	o.value, o.known = transport.ParseNumber([]byte(strings.Trim(string(raw), `"`)))
	return nil
}

// orNaN is the number, NaN if there is none.
func (o optional) orNaN() float64 {
	if !o.known {
		return math.NaN()
	}
	return o.value
}

// maxWhole is the largest number that is sure to be whole.
const maxWhole = 1 << 53

// whole is the number without a fraction, 0 if there is none.
func (o optional) whole() int64 {
	if !o.known || o.value <= 0 || o.value > maxWhole {
		return 0
	}
	return int64(o.value)
}

// moment is a time in epoch milliseconds, 0 if there is none.
type moment struct {
	at int64
	// isUnclear reports that there is one which is not understood.
	isUnclear bool
}

// UnmarshalJSON accepts anything.
func (m *moment) UnmarshalJSON(raw []byte) error {
	*m = moment{}
	var text id
	_ = text.UnmarshalJSON(raw) // never fails
	if text == "" {
		return nil
	}
	at := api.ReadMoment(string(text))
	if number, isNumber := transport.ParseNumber([]byte(text)); isNumber {
		at = api.Moments.Read(number)
	}
	if m.isUnclear = api.IsUnclear(at); !math.IsNaN(at) {
		m.at = int64(at)
	}
	return nil
}
