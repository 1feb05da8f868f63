// Package gather is the only place that decides whether to ask upstream. It
// sees questions, not panels: what is being asked is asked once, however many
// panels, viewers and alert rules wait for it; questions that differ only in
// their KPIs become one; what is known and young enough is not asked again; and
// where LivePerson fails, what it said last stands in for a while.
//
// A question (ask.go) is answered from a snapshot in memory, which is one answer
// of LivePerson's, if one is fresh (recall.go). Else it boards a flight
// (flight.go): one request under way, for all who wait for it (wait.go). A flight
// waits a moment for the other panels of the dashboard, departs with all metrics
// that its topic (topic.go) was asked for lately, and lands as a snapshot. A topic
// is what questions have in common that differ only in windows and metrics.
//
// Values of this moment need no window of their own: they ride on the one that
// panels ask about. The account's values come along with its skills or groups
// (whole.go). Where LivePerson refuses a flight, a sieve (sieve.go) finds out
// which metrics it means, and these are left out from then on (refusal.go). Where
// it fails (failure.go), an older snapshot stands in, and where it takes long,
// those who have something in hand do not wait (hurry.go).
package gather
