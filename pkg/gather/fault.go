package gather

import "fmt"

// Fault is a mistake in this program, with its cause for the log.
type Fault struct{ Cause string }

func (*Fault) Error() string {
	return "The data source has a fault: it could not read LivePerson's answer. Please report this with the query."
}

// protected turns a panic into an error: a flight has no caller above it that
// would catch one, and it would end the whole program.
func protected[T any](ask func() (T, error)) (answer T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Fault{Cause: fmt.Sprint(r)}
		}
	}()
	return ask()
}
