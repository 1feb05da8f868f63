//go:build !race

package contributing_test

const isRace = false
