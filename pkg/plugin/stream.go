package plugin

import (
	"context"
	"errors"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/kmm/liveperson-datasource/pkg/fetch"
	"github.com/kmm/liveperson-datasource/pkg/frame"
	"github.com/kmm/liveperson-datasource/pkg/pipeline"
	"github.com/kmm/liveperson-datasource/pkg/query"
)

const (
	// signOfLife is how long a stream sends nothing at most: so the age of what is shown is
	// known. It is also how long a load may take.
	signOfLife = 30 * time.Second
	// streamDelay is how long after a refresh boundary a stream loads, to be after it by any
	// clock.
	streamDelay = 50 * time.Millisecond
	// minStreamInterval is the time between two frames at least.
	minStreamInterval = time.Second
	// streamRange is the time range of a stream's query, which ends now.
	streamRange = time.Hour
)

// errDisposed ends a stream whose data source has other settings now: Grafana runs it again
// with these.
var errDisposed = errors.New("The settings of the data source have changed.")

// SubscribeStream lets a viewer follow a query by conversation, and gives what there is to
// see now. Grafana has checked that the viewer may use the data source; here it is checked
// that the channel is that of the query.
func (ds *Datasource) SubscribeStream(ctx context.Context, req *backend.SubscribeStreamRequest) (*backend.SubscribeStreamResponse, error) {
	text, err := ds.checkSubscription(req.Path, req.Data)
	switch {
	case errors.Is(err, errOtherChannel):
		return &backend.SubscribeStreamResponse{Status: backend.SubscribeStreamStatusPermissionDenied}, nil
	case err != nil:
		return &backend.SubscribeStreamResponse{Status: backend.SubscribeStreamStatusNotFound}, nil
	}
	response := &backend.SubscribeStreamResponse{Status: backend.SubscribeStreamStatusOK}
	f, err := ds.streamFrame(ctx, text)
	if err != nil { // the stream says so
		return response, nil
	}
	response.InitialData, err = backend.NewInitialFrame(f, data.IncludeAll)
	return response, err
}

// PublishStream refuses: viewers have nothing to say.
func (ds *Datasource) PublishStream(context.Context, *backend.PublishStreamRequest) (*backend.PublishStreamResponse, error) {
	return &backend.PublishStreamResponse{Status: backend.PublishStreamStatusPermissionDenied}, nil
}

// RunStream sends the frame of a query for all viewers of a channel, until the last one
// leaves.
func (ds *Datasource) RunStream(ctx context.Context, req *backend.RunStreamRequest, sender *backend.StreamSender) error {
	text, err := ds.checkSubscription(req.Path, req.Data)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(ds.lifetime, func() { cancel(errDisposed) })()
	s := stream{Datasource: ds, query: text, sender: sender}
	for {
		if err := s.refresh(ctx); err != nil {
			return err
		}
		select {
		case <-time.After(s.untilNext(ds.now())):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// checkSubscription is the query of a channel, which is valid.
func (ds *Datasource) checkSubscription(path string, raw []byte) (string, error) {
	text, err := subscribedQuery(path, raw)
	if err != nil {
		return "", err
	}
	if ds.configError != nil {
		return "", ds.configError
	}
	q, err := ds.pipeline.Parse(pipeline.Query{JSON: []byte(text), Range: query.Range{To: ds.now()}})
	if err == nil && (!q.Rows.Transient || q.Fields) {
		err = errNoChannel
	}
	return text, err
}

// stream is a channel that is being sent to.
type stream struct {
	*Datasource
	query  string
	sender *backend.StreamSender
	// sent is the signature of the last frame, at is when it was sent.
	sent string
	at   time.Time
}

// refresh loads the frame, from the cache where it can, and sends it if it differs from the
// last one by more than the time that has passed, or nothing has been sent for long.
func (s *stream) refresh(ctx context.Context) error {
	f, err := s.streamFrame(ctx, s.query)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		f = frame.Failed(errorResponse(ctx, err).Error.Error(), s.now())
	}
	signature, err := frame.Signature(f)
	if err != nil {
		return err
	}
	now := s.now()
	if signature == s.sent && now.Add(s.untilNext(now)).Sub(s.at) <= signOfLife {
		return nil
	}
	s.sent, s.at = signature, now
	return s.sender.SendFrame(f, data.IncludeAll)
}

// untilNext is how long it is until the next refresh.
func (s *stream) untilNext(now time.Time) time.Duration {
	interval := s.settings.refreshInterval
	next := now.Truncate(interval).Add(interval + streamDelay)
	return min(max(next.Sub(now), minStreamInterval), signOfLife)
}

// streamFrame is the frame of a query as of now.
func (ds *Datasource) streamFrame(ctx context.Context, text string) (*data.Frame, error) {
	ctx, cancel := context.WithTimeout(ctx, signOfLife)
	defer cancel()
	now := ds.now()
	shown, err := ds.show(ctx, fetch.Caller{}, backend.DataQuery{
		JSON: []byte(text), TimeRange: backend.TimeRange{From: now.Add(-streamRange), To: now},
	})
	if err != nil {
		return nil, err
	}
	frame.Distinguish([]frame.Shown{shown})
	return shown.Frame, nil
}
