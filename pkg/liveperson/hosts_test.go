package liveperson_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kmm/liveperson-datasource/pkg/liveperson"
	"github.com/kmm/liveperson-datasource/pkg/livepersontest"
)

// internet answers requests by host, and remembers where they went.
type internet struct {
	answers map[string]string // by host; a text that starts with http redirects

	mu   sync.Mutex
	sent []*http.Request
}

func (i *internet) RoundTrip(request *http.Request) (*http.Response, error) {
	i.mu.Lock()
	i.sent = append(i.sent, request)
	i.mu.Unlock()
	answer := i.answers[request.URL.Host]
	response := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Request: request}
	if strings.HasPrefix(answer, "http") {
		response.StatusCode = http.StatusTemporaryRedirect
		response.Header.Set("Location", answer)
		answer = ""
	}
	if request.URL.Host == "api.liveperson.net" && answer != "" && !strings.HasPrefix(answer, "{") {
		answer = `{"service": "x", "account": "1", "baseURI": "` + answer + `"}`
	}
	response.Body = io.NopCloser(strings.NewReader(answer))
	return response, nil
}

func (i *internet) hosts() []string {
	i.mu.Lock()
	defer i.mu.Unlock()
	var hosts []string
	for _, request := range i.sent {
		hosts = append(hosts, request.URL.Host)
	}
	return hosts
}

func withAppKey(net *internet) *liveperson.Client {
	return liveperson.NewClient(liveperson.Config{
		AccountID: "1", Auth: liveperson.AppKey, AppKey: "k", AppSecret: "s", AccessToken: "t", AccessTokenSecret: "ts",
	}, &http.Client{Transport: net}, livepersontest.AtOnce{})
}

func TestHostsComeFromTheDomainAPIOnce(t *testing.T) {
	net := &internet{answers: map[string]string{
		"api.liveperson.net":           "va-a.agentmng.liveperson.net",
		"va-a.agentmng.liveperson.net": `{"metadata": {"count": 0}, "groupBy": {"groups": []}}`,
	}}
	c := withAppKey(net)
	for range 3 {
		_, err := c.Ask(context.Background(), openBySkill, nil)
		require.NoError(t, err)
	}
	metrics := "va-a.agentmng.liveperson.net"
	require.Equal(t, []string{"api.liveperson.net", metrics, metrics, metrics}, net.hosts())
	lookUp := net.sent[0].URL
	require.Equal(t, "https://api.liveperson.net/api/account/1/service/agentManagerWorkspace/baseURI.json?version=1.0", lookUp.String())
	require.Empty(t, net.sent[0].Header.Get("Authorization"))
	require.Contains(t, net.sent[1].Header.Get("Authorization"), `oauth_consumer_key="k"`)
}

func TestRequestsGoToLivePersonOnly(t *testing.T) {
	tests := map[string]struct {
		answers map[string]string
		says    string
	}{
		"a foreign host from the Domain API": {
			map[string]string{"api.liveperson.net": "evil.example.com"}, "is not LivePerson's",
		},
		"a host that only looks the part": {
			map[string]string{"api.liveperson.net": "liveperson.net.evil.example.com"}, "is not LivePerson's",
		},
		"a redirect of the Domain API": {
			map[string]string{"api.liveperson.net": "https://evil.example.com/"}, "sends elsewhere instead of answering",
		},
		"a redirect of the metrics": {
			map[string]string{"api.liveperson.net": "x.liveperson.net", "x.liveperson.net": "https://evil.example.com/"},
			"sends elsewhere instead of answering",
		},
		"a redirect without encryption": {
			map[string]string{"api.liveperson.net": "x.liveperson.net", "x.liveperson.net": "http://y.liveperson.net/"},
			"sends elsewhere instead of answering",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			net := &internet{answers: test.answers}
			_, err := withAppKey(net).Ask(context.Background(), openBySkill, nil)
			require.ErrorContains(t, err, test.says)
			require.NotContains(t, net.hosts(), "evil.example.com")
			require.NotContains(t, net.hosts(), "y.liveperson.net")
		})
	}
}

func TestARedirectWithinLivePersonIsFollowed(t *testing.T) {
	net := &internet{answers: map[string]string{
		"api.liveperson.net": "a.liveperson.net",
		"a.liveperson.net":   "https://b.liveperson.net/manager_workspace/api/account/1/metrics",
		"b.liveperson.net":   `{"metadata": {"count": 0}, "groupBy": {"groups": []}}`,
	}}
	_, err := withAppKey(net).Ask(context.Background(), openBySkill, nil)
	require.NoError(t, err)
}
