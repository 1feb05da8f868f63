// Package liveperson connects to LivePerson's APIs. services.go is the table of its
// services; each API stands in a folder of its own; transport/ sends requests and
// auth/ signs in. It knows nothing of Grafana.
package liveperson
