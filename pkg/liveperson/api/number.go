package api

import "math"

// A column of numbers has NaN where there is none. Three kinds of it are told apart:
// what LivePerson leaves out, which of a count means 0, is math.NaN(); the other two
// are never 0.
const (
	noValueBits = 0x7FF8_0000_0000_0002
	unclearBits = 0x7FF8_0000_0000_0003
)

// NoValue is what LivePerson sends as no value: null, and -1 where nothing is below 0.
func NoValue() float64 { return math.Float64frombits(noValueBits) }

// Unclear is what LivePerson sends and this data source does not understand.
func Unclear() float64 { return math.Float64frombits(unclearBits) }

// IsUnclear reports whether LivePerson sent what is not understood.
func IsUnclear(number float64) bool { return math.Float64bits(number) == unclearBits }

// IsLeftOut reports whether LivePerson sent nothing.
func IsLeftOut(number float64) bool {
	return math.IsNaN(number) && !IsUnclear(number) && math.Float64bits(number) != noValueBits
}

// Plus adds two numbers of which either may be left out. Without a number that was
// sent but is none, there is no sum.
func Plus(a, b float64) float64 {
	switch {
	case IsUnclear(a) || IsUnclear(b):
		return Unclear()
	case IsLeftOut(a):
		return b
	case IsLeftOut(b):
		return a
	case math.IsNaN(a) || math.IsNaN(b):
		return NoValue()
	}
	return a + b
}

// Numbers says which numbers a column can have. Its zero value is that of nearly all.
type Numbers int

// The numbers of a column.
const (
	// NotNegative are counts, ratios and lengths of time.
	NotNegative Numbers = iota
	// Signed may be below 0: -1 is a number there.
	Signed
	// Moments are times in epoch milliseconds.
	Moments
)

// Read makes a number that LivePerson sent one of the column's, or none.
func (n Numbers) Read(number float64) float64 {
	switch {
	case n == Moments:
		return moment(number)
	case number >= 0 || n == Signed:
		return number
	case number == -1:
		return NoValue()
	}
	return Unclear()
}
