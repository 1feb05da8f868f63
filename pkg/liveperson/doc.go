// Package liveperson speaks LivePerson's APIs: hosts, tokens and JSON. It knows
// nothing of Grafana. Every error that leaves it is an *Error, a sentence for
// the person at the panel that holds no secret.
package liveperson
