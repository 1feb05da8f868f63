package auth

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/kmm/liveperson-datasource/pkg/cache"
	"github.com/kmm/liveperson-datasource/pkg/liveperson/transport"
)

const (
	// keepAliveInterval is how often a session in use is kept alive (Login Service
	// API: every 3 to 5 minutes).
	keepAliveInterval = 4 * time.Minute
	// defaultSessionTTL is assumed where LivePerson does not say: it gives 8 hours.
	defaultSessionTTL = 8 * time.Hour
	// replaceEarly is how long before its end a session is replaced.
	replaceEarly = 10 * time.Minute
	// minLoginRetryAfter is how long to wait after too many logins (Login Service
	// API: at least 5 s).
	minLoginRetryAfter = 5 * time.Second
)

// session is what a login gives.
type session struct {
	bearer, csrf, cookie string
	beganAt, expiresAt   time.Time
}

// userLogin signs in as a user (Login Service API). The session is kept alive while
// it is used; one that no request uses may expire, and the next request gets a new
// one.
type userLogin struct {
	client     *transport.Client
	config     Config
	user       *user
	sessions   *cache.Loader[session]
	acceptance *acceptance
}

func newUserLogin(client *transport.Client, config Config) *userLogin {
	u := &userLogin{client: client, config: config, user: config.Logins.of(config), acceptance: newAcceptance()}
	options := client.LoaderOptions()
	options.MinInvalidationInterval = 0 // user and acceptance see to it that there are few logins
	u.sessions = cache.NewLoader(options, u.load)
	return u
}

// Credential implements transport.Authenticator.
func (u *userLogin) Credential(ctx context.Context) (transport.Credential, error) {
	current, err := u.sessions.Get(ctx)
	if err != nil {
		return nil, transport.LoadError(u.config.LoginService, "", err)
	}
	return tokenCredential[session]{u.sessions, current, current.Value.bearer, u.acceptance, u.user}, nil
}

// Describe implements Authenticator.
func (u *userLogin) Describe() string { return "The user is logged in." }

// Warning implements Authenticator.
func (u *userLogin) Warning() string { return u.user.warning() }

// load keeps the previous session alive, or gets another one. Whether one is still alive
// shows when a request is sent with it: a failure to keep it so is no reason to log in,
// which would end it.
func (u *userLogin) load(ctx context.Context, previous *session) (cache.Loaded[session], error) {
	if previous != nil && time.Until(previous.expiresAt) > replaceEarly {
		_ = u.refresh(ctx, *previous)
		kept := loaded(*previous)
		kept.Unchanged = true
		return kept, nil
	}
	s, err := u.user.session(ctx, previous, u.login)
	if err != nil {
		return cache.Loaded[session]{}, err
	}
	return loaded(s), nil
}

func (u *userLogin) login(ctx context.Context) (session, error) {
	var response struct {
		Bearer string                  `json:"bearer"`
		CSRF   string                  `json:"csrf"`
		TTL    transport.FlexibleFloat `json:"sessionTTl"` // milliseconds; the spelling is LivePerson's
	}
	cookie := ""
	err := u.client.Send(ctx, u.call("login", url.Values{"v": {"1.3"}}, map[string]string{
		"username": u.config.Username, "password": u.config.Password,
	}), func(r *transport.Response) error {
		raw, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		cookie = sessionCookie(r.Cookies)
		return json.Unmarshal(raw, &response)
	})
	if err != nil {
		return session{}, rejected(err, u.config, "Username and Password", "user")
	}
	response.Bearer = strings.TrimSpace(response.Bearer)
	if response.Bearer == "" {
		return session{}, u.client.BadResponse(u.config.LoginService, "sent no bearer token")
	}
	ttl := defaultSessionTTL
	if response.TTL > 0 {
		ttl = time.Duration(response.TTL) * time.Millisecond
	}
	now := time.Now()
	return session{response.Bearer, response.CSRF, cookie, now, now.Add(ttl)}, nil
}

// refresh keeps a session alive.
func (u *userLogin) refresh(ctx context.Context, s session) error {
	call := u.call("refresh", nil, map[string]string{"csrf": s.csrf})
	call.Cookie = s.cookie
	return u.client.Send(ctx, call, func(r *transport.Response) error {
		_, err := io.Copy(io.Discard, r)
		return err
	})
}

func (u *userLogin) call(action string, query url.Values, body map[string]string) transport.Call {
	return transport.Call{
		Service: u.config.LoginService, Path: action, Query: query, Body: body, MinRetryAfter: minLoginRetryAfter,
	}
}

func loaded(s session) cache.Loaded[session] {
	left := time.Until(s.expiresAt)
	return cache.Loaded[session]{
		Value:     s,
		RenewAt:   time.Now().Add(min(keepAliveInterval, left/2)),
		ExpiresAt: s.expiresAt.Add(-min(expireEarly, left/10)),
	}
}

func sessionCookie(cookies []*http.Cookie) string {
	for _, cookie := range cookies {
		if cookie.Name == "Session_id" {
			return cookie.Name + "=" + cookie.Value
		}
	}
	return ""
}
