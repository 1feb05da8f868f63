// Package transport sends requests to LivePerson's services: it finds their hosts,
// adds a credential, keeps to a pace, follows pages, bounds sizes, and explains
// what fails. It knows no API but the Domain API. Every error that leaves it is of
// type *api.Error with a sentence for people that holds no secret, or of type
// *cache.PanicError.
package transport
