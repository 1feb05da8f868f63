package query

import (
	"fmt"
	"slices"
)

// Notices are sentences for the person at the panel about the result of a query.
type Notices struct {
	warnings, infos []string
}

// Warn adds what is probably wrong with the result.
func (n *Notices) Warn(format string, args ...any) {
	n.warnings = append(n.warnings, fmt.Sprintf(format, args...))
}

// Info adds what the result is and is not.
func (n *Notices) Info(format string, args ...any) {
	n.infos = append(n.infos, fmt.Sprintf(format, args...))
}

// Include adds the warnings of another result that are not there yet.
func (n *Notices) Include(others Notices) {
	for _, warning := range others.warnings {
		if !slices.Contains(n.warnings, warning) {
			n.warnings = append(n.warnings, warning)
		}
	}
}

// Warnings returns what is probably wrong, in the order in which it was added.
func (n Notices) Warnings() []string { return n.warnings }

// Infos returns what the result is and is not, in the order in which it was added.
func (n Notices) Infos() []string { return n.infos }
