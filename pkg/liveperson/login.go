package liveperson

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

const (
	// keepAlive is how often a session in use is kept alive (Login Service
	// API: every 3 to 5 minutes).
	keepAlive = 4 * time.Minute
	// sessionLife is assumed where LivePerson does not say: it gives 8 hours.
	sessionLife = 8 * time.Hour
	// sessionEarly is how long before its end a session is replaced.
	sessionEarly = 10 * time.Minute
	// betweenLogins is how long to wait after too many of them (Login Service
	// API: at least 5 s).
	betweenLogins = 5 * time.Second
)

// session is what a login gives.
type session struct {
	bearer, csrf, cookie string
	ends                 time.Time
}

// userLogin signs in as a user (Login Service API). The session is kept alive
// while it is used; one that nobody uses may lapse, and the next request gets
// a new one.
type userLogin struct {
	way
	config   Config
	sessions *keeper[session]
}

// newLogin signs in as long as its life lasts.
func newLogin(life context.Context, config Config, unsigned way) *userLogin {
	u := &userLogin{way: unsigned, config: config}
	u.sessions = &keeper[session]{life: life, now: time.Now, fetch: u.fetch}
	return u
}

func (u *userLogin) proof(ctx context.Context) (proof, error) {
	current, err := u.sessions.get(ctx)
	if err != nil {
		return nil, unanswered(login, "", err)
	}
	return bearing[session]{u.sessions, current, current.bearer}, nil
}

func (u *userLogin) got() string { return "The user is logged in." }

// fetch keeps the previous session alive, or logs in.
func (u *userLogin) fetch(ctx context.Context, previous *session) (kept[session], error) {
	if previous != nil && time.Until(previous.ends) > sessionEarly {
		if _, _, err := u.post(ctx, "refresh", nil, map[string]string{"csrf": previous.csrf}, previous.cookie); err == nil {
			return keep(*previous), nil
		}
	}
	body, cookie, err := u.post(ctx, "login", url.Values{"v": {"1.3"}}, map[string]string{
		"username": u.config.Username, "password": u.config.Password,
	}, "")
	if err != nil {
		return kept[session]{}, err
	}
	var answer struct {
		Bearer string `json:"bearer"`
		CSRF   string `json:"csrf"`
		TTL    number `json:"sessionTTl"` // milliseconds; the spelling is LivePerson's
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return kept[session]{}, garbled(login, explain(body, err))
	}
	if answer.Bearer == "" {
		return kept[session]{}, garbled(login, "sent no bearer token. Check the address in the data source's settings")
	}
	life := sessionLife
	if answer.TTL > 0 {
		life = time.Duration(answer.TTL) * time.Millisecond
	}
	return keep(session{answer.Bearer, answer.CSRF, cookie, time.Now().Add(life)}), nil
}

func keep(s session) kept[session] {
	left := time.Until(s.ends)
	return kept[session]{
		value:   s,
		renew:   time.Now().Add(min(keepAlive, left/2)),
		expires: s.ends.Add(-min(expireEarly, left/10)),
	}
}

// post sends a form of the login service and returns its answer and the
// session's cookie.
func (u *userLogin) post(ctx context.Context, action string, query url.Values, form any, cookie string) (body []byte, session string, err error) {
	path := "/api/account/" + u.config.AccountID + "/" + action
	err = u.ask(ctx, login, func(ctx context.Context, client *http.Client, base *url.URL) error {
		request, err := newRequest(ctx, login, base, path, query, form)
		if err != nil {
			return err
		}
		if cookie != "" {
			request.Header.Set("Cookie", cookie)
		}
		answer, response, err := exchange(client, request, login, u.config.AccountID, u.config.secrets())
		if err != nil {
			return notAtOnce(err)
		}
		body, session = answer, cookieOf(response)
		return nil
	})
	return body, session, aboutCredentials(err, login, u.config)
}

// notAtOnce lets the login service rest after too many logins, also where it
// does not say for how long.
func notAtOnce(err error) error {
	e, ok := err.(*Error)
	if !ok || e.Status != http.StatusTooManyRequests {
		return err
	}
	rested := *e
	rested.RetryAfter = max(e.RetryAfter, betweenLogins)
	return &rested
}

func cookieOf(response *http.Response) string {
	for _, cookie := range response.Cookies() {
		if cookie.Name == "Session_id" {
			return cookie.Name + "=" + cookie.Value
		}
	}
	return ""
}
