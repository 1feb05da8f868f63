package cache

import "fmt"

// PanicError is a fault of this program: a load ended in a panic.
type PanicError struct {
	// Cause is for the log.
	Cause string
}

// Error implements error.
func (*PanicError) Error() string {
	return "The data source has a bug: it could not read LivePerson's response. Please report this with the query."
}

// RecoverPanic returns what a load returns, or a *PanicError if it panics: there is no
// caller above a load to recover, and it would end the whole program.
func RecoverPanic[T any](load func() (T, error)) (loaded T, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &PanicError{Cause: fmt.Sprint(cause)}
		}
	}()
	return load()
}
