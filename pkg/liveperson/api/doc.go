// Package api is what all of LivePerson's APIs have in common: a request, what a
// method can do, the table that comes back, and the error that does instead. It
// knows neither HTTP nor Grafana. Each API stands in a folder of its own beside it.
package api
