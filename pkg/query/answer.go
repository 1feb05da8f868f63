package query

import (
	"strconv"
	"strings"
	"time"
)

// DefaultAnswerWithin is how soon a chat has to be answered for queries and settings that
// say nothing.
const DefaultAnswerWithin = 30 * time.Second

const (
	// answerStep is what the time to answer a chat is a multiple of, as LivePerson has it.
	answerStep      = 5 * time.Second
	maxAnswerWithin = 24 * time.Hour
)

// ParseAnswerWithin reads how soon a chat has to be answered, in seconds, 0 if the text is
// empty.
func ParseAnswerWithin(text string) (time.Duration, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	within := time.Duration(n) * time.Second
	if err != nil || n < 1 || n > int(maxAnswerWithin/time.Second) || within%answerStep != 0 {
		return 0, Errorf("The chat service level threshold %q is invalid. "+advice(text, "Use a multiple of 5 seconds from 5 to 86400, as LivePerson counts chats in steps of 5 seconds."), text)
	}
	return within, nil
}

// AnsweredWithin is how soon a chat has to be answered for queries that do not say.
func AnsweredWithin(within time.Duration) Option {
	return func(q Query) (Query, error) {
		if q.AnswerWithin == 0 {
			q.AnswerWithin = within
		}
		return q, nil
	}
}
