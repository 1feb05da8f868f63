package query

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/catalogue"
)

// answerWithin is the threshold of a query with a field, in a data source that has a minute.
func answerWithin(t *testing.T, field string) (time.Duration, error) {
	t.Helper()
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	q, err := Parse(kpis, []byte(`{"kpis": ["chat_service_level"]`+field+`}`), Range{}, AnsweredWithin(time.Minute))
	return q.AnswerWithin, err
}

func TestTimeToAnswerChats(t *testing.T) {
	for field, expected := range map[string]time.Duration{
		``:                                   time.Minute,
		`, "chatServiceLevelSeconds": ""`:    time.Minute,
		`, "chatServiceLevelSeconds": 5`:     5 * time.Second,
		`, "chatServiceLevelSeconds": " 45"`: 45 * time.Second,
		`, "chatServiceLevelSeconds": 86400`: 24 * time.Hour,
	} {
		within, err := answerWithin(t, field)
		require.NoError(t, err, field)
		require.Equal(t, expected, within, field)
	}
	const use = " Use a multiple of 5 seconds from 5 to 86400, as LivePerson counts chats in steps of 5 seconds."
	for field, says := range map[string]string{
		`31`:                       `The chat service level threshold "31" is invalid.` + use,
		`0`:                        `The chat service level threshold "0" is invalid.` + use,
		`-5`:                       `The chat service level threshold "-5" is invalid.` + use,
		`86405`:                    `The chat service level threshold "86405" is invalid.` + use,
		`7.5`:                      `The chat service level threshold "7.5" is invalid.` + use,
		`"$seconds"`:               `The chat service level threshold "$seconds" is invalid. This variable has no value here: alert rules and public dashboards don't support variables. Select a value instead.`,
		`"30,60"`:                  `The chat service level threshold "30,60" is invalid. Only one value is allowed here.`,
		`["30"]`:                   `The query's "chatServiceLevelSeconds" can't be a list.`,
		`"5000000000000000000000"`: `is invalid.` + use,
	} {
		_, err := answerWithin(t, `, "chatServiceLevelSeconds": `+field)
		require.ErrorContains(t, err, says, field)
	}
	kpis, err := catalogue.Load()
	require.NoError(t, err)
	q, err := Parse(kpis, []byte(`{"kpis": ["chat_service_level"]}`), Range{})
	require.NoError(t, err)
	require.Equal(t, 30*time.Second, q.AnswerWithin)
}
