package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/liveperson/api"
)

const (
	pageSize = 50
	// furthest is how far LivePerson turns pages of agents; no account of the
	// benchmarks has more rows of other kinds.
	furthest = 1001
	// early is how long before its end a token is not used any more.
	early = time.Minute
)

// answer is what any of the methods answers.
type answer struct {
	Metadata struct {
		Count int `json:"count"`
	} `json:"metadata"`
	All     map[string]any `json:"all"`
	GroupBy struct {
		Groups []struct {
			Key     any            `json:"key"`
			Name    string         `json:"keyDescription"`
			Metrics map[string]any `json:"metrics"`
		} `json:"groups"`
	} `json:"groupBy"`
	Agents []map[string]any `json:"agentViewRecords"`
	Points []struct {
		Timestamp int64          `json:"timestamp"`
		Values    map[string]any `json:"values"`
	} `json:"historicalMetricsIntervals"`
}

// page asks for the rows from an offset on, and tells how many there are.
func (ds *Datasource) page(ctx context.Context, request api.Request, offset int) ([]row, int, error) {
	query := url.Values{"offset": {strconv.Itoa(offset)}, "limit": {strconv.Itoa(pageSize)}}
	if request.Step > 0 {
		query = url.Values{"interval": {strconv.Itoa(int(request.Step / time.Minute))}}
	}
	bearer, err := ds.signIn(ctx)
	if err != nil {
		return nil, 0, err
	}
	body, err := json.Marshal(request.Method.Body(request))
	if err != nil {
		return nil, 0, err
	}
	address := fmt.Sprintf("%s/manager_workspace/api/account/%s/%s?%s", ds.settings.UpstreamURL, ds.settings.AccountID, request.Method.Path, query.Encode())
	header := http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + bearer}}
	var a answer
	if err := ds.post(ctx, address, header, bytes.NewReader(body), &a); err != nil {
		return nil, 0, err
	}
	return a.rows(), a.Metadata.Count, nil
}

// signIn gives the token that is kept, or asks for one.
func (ds *Datasource) signIn(ctx context.Context) (string, error) {
	ds.token.mutex.Lock()
	defer ds.token.mutex.Unlock()
	if time.Now().Before(ds.token.expires) {
		return ds.token.text, nil
	}
	s := ds.settings
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {s.ClientID}, "client_secret": {s.secret}}
	var given struct {
		Token   string `json:"access_token"`
		Expires any    `json:"expires_in"` // seconds, as text or number
	}
	address := s.UpstreamURL + "/sentinel/api/v2/account/" + s.AccountID + "/app/token"
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	if err := ds.post(ctx, address, header, strings.NewReader(form.Encode()), &given); err != nil {
		return "", err
	}
	seconds, err := strconv.Atoi(fmt.Sprint(given.Expires))
	if err != nil {
		return "", err
	}
	ds.token.text, ds.token.expires = given.Token, time.Now().Add(time.Duration(seconds)*time.Second-early)
	return ds.token.text, nil
}

func (ds *Datasource) post(ctx context.Context, address string, header http.Header, body io.Reader, into any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, body)
	if err != nil {
		return err
	}
	request.Header = header
	response, err := ds.http.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("LivePerson answered %s", response.Status)
	}
	return json.Unmarshal(content, into)
}
