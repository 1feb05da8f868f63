package livepersontest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"strings"
)

// The kinds of calls that are not to an API.
const (
	kindHost    = "host"
	kindToken   = "token"
	kindLogin   = "login"
	kindRefresh = "refresh"
)

// tokens are what was given to callers. The fake's lock guards them.
type tokens struct {
	valid   map[string]bool
	issued  int
	expires string
	session string // of the last login
}

func kindOf(r *http.Request) string {
	if last := path.Base(r.URL.Path); last != "baseURI.json" {
		return last
	}
	return kindHost
}

func (f *Fake) respond(w http.ResponseWriter, r *http.Request, kind string) {
	f.mu.Lock()
	handler, ofHost := f.handler, f.byHost[r.URL.Host]
	f.mu.Unlock()
	if status := f.nextFailure(kind); status != 0 {
		w.WriteHeader(status)
		return
	}
	switch {
	case ofHost != nil:
		ofHost(w, r)
	case kind == kindHost:
		f.host(w, r)
	case kind == kindToken:
		f.token(w, r)
	case kind == kindLogin:
		f.login(w)
	case kind == kindRefresh:
		f.refresh(w, r)
	case f.accepts(r.Header.Get("Authorization")):
		handler(w, r)
	default:
		http.Error(w, `{"message": "token not accepted"}`, http.StatusUnauthorized)
	}
}

// host names a service's host, which is called after its service.
func (f *Fake) host(w http.ResponseWriter, r *http.Request) {
	domain := path.Base(path.Dir(r.URL.Path))
	f.mu.Lock()
	host := cmp.Or(f.hosts[domain], strings.ToLower(domain)+".liveperson.net")
	f.mu.Unlock()
	fmt.Fprintf(w, `{"service": %q, "account": %q, "baseURI": %q}`, domain, Account, host)
}

// accepts reports whether a call is signed.
func (f *Fake) accepts(authorization string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.HasPrefix(authorization, "OAuth ") || f.tokens.valid[strings.TrimPrefix(authorization, "Bearer ")]
}

// issue makes a token that is accepted from now on.
func (f *Fake) issue() (token, expires string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.tokens.issued++
	token = fmt.Sprintf("token-%d", f.tokens.issued)
	f.tokens.valid[token] = true
	return token, f.tokens.expires
}

func (f *Fake) token(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "" || r.PostFormValue("client_id") != ID || r.PostFormValue("client_secret") != Secret {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error": "invalid_client", "error_description": "no such client, or not its secret: %s"}`, r.PostFormValue("client_secret"))
		return
	}
	token, expires := f.issue()
	if expires != "" {
		expires = `, "expires_in": ` + expires
	}
	fmt.Fprintf(w, `{"access_token": %q, "token_type": "Bearer"%s}`, token, expires)
}

// login ends the user's other session.
func (f *Fake) login(w http.ResponseWriter) {
	token, _ := f.issue()
	f.mu.Lock()
	delete(f.tokens.valid, f.tokens.session)
	f.tokens.session = token
	f.mu.Unlock()
	http.SetCookie(w, &http.Cookie{Name: "Session_id", Value: "session-of-" + token})
	fmt.Fprintf(w, `{"csrf": "csrf-of-%s", "bearer": %q, "sessionTTl": "28800000"}`, token, token)
}

// refresh keeps a session alive, given both its cookie and its csrf.
func (f *Fake) refresh(w http.ResponseWriter, r *http.Request) {
	var form struct{ CSRF string }
	_ = json.NewDecoder(r.Body).Decode(&form) // an empty form is rejected below
	cookie, err := r.Cookie("Session_id")
	token := strings.TrimPrefix(form.CSRF, "csrf-of-")
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil || cookie.Value != "session-of-"+token || !f.tokens.valid[token] {
		w.WriteHeader(http.StatusUnauthorized)
	}
}
