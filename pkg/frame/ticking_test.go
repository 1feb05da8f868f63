package frame_test

import (
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/data"
	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/compute"
	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const openOnes = `{"rows": "conversation", "kpis": ["conversation_state", "conversation_wait_time", "conversation_duration"]}`

// asOf is the frame of the conversations, changed, as of a time.
func asOf(t *testing.T, at time.Time, change func(*api.Table), r fetch.Result) *data.Frame {
	t.Helper()
	kpis, q, p := parse(t, openOnes, 2)
	require.Len(t, p.Steps, 1)
	r.Table = tableOf(q)
	change(&r.Table)
	return frame.Value(q, compute.Value(kpis, q, []*compute.Step{{Step: p.Steps[0], Result: r}}, nil), frame.Levels{Fit: fitOf(kpis, q)}, at)
}

func TestSignatureIsThatOfWhatTimeDoesNotExplain(t *testing.T) {
	sign := func(f *data.Frame) string {
		signature, err := frame.Signature(f)
		require.NoError(t, err)
		return signature
	}
	same := func(*api.Table) {}
	first := sign(asOf(t, now, same, fetch.Result{}))
	require.Equal(t, first, sign(asOf(t, now.Add(time.Hour), same, fetch.Result{})))
	for name, change := range map[string]func(*api.Table){
		"a row less":    func(r *api.Table) { r.IDs, r.Names = r.IDs[:2], r.Names[:2] },
		"a state":       func(r *api.Table) { r.Texts["state"][0] = "ACTIVE" },
		"a wait ends":   func(r *api.Table) { r.Fields["waitingSince"][0], r.Fields["waitTime"][0] = none, 120_000 },
		"another start": func(r *api.Table) { r.Fields["waitingSince"][0]++ },
		"a static wait": func(r *api.Table) { r.Fields["waitTime"][1]++ },
	} {
		require.NotEqual(t, first, sign(asOf(t, now, change, fetch.Result{})), name)
	}
	noted := asOf(t, now, same, fetch.Result{})
	noted.AppendNotices(data.Notice{Text: "LivePerson fails."})
	require.NotEqual(t, first, sign(noted))
	require.NotEqual(t, sign(frame.Failed("It failed.", now)), sign(frame.Failed("It failed otherwise.", now)))
}

// What has become of values since they were loaded is not known while LivePerson fails.
func TestStaleValuesDoNotTick(t *testing.T) {
	stale := fetch.Result{Status: fetch.Stale, CurrentAt: now}
	f := asOf(t, now.Add(time.Hour), func(*api.Table) {}, stale)
	require.Empty(t, f.Meta.Custom.(frame.Custom).Ticking)
	wait, _ := f.FieldByName("conversation_wait_time")
	require.Equal(t, 120.0, *wait.At(0).(*float64))
	since, _ := f.FieldByName("conversation_wait_time.since")
	require.Nil(t, since)
}
