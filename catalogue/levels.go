package catalogue

// Direction says which values of a KPI are better.
type Direction string

// The directions.
const (
	More    Direction = "more"
	Less    Direction = "less"
	Neither Direction = "neither"
)

// AnyRows stands for all kinds of rows that have no levels of their own.
const AnyRows = "any"

// Levels are the values from which a KPI needs attention, in its own unit: of less,
// those at or above a level, of more, those below it. Nil is no level.
type Levels struct {
	Warning  *float64 `json:"warning"`
	Critical *float64 `json:"critical"`
}

// None reports whether there is no level.
func (l Levels) None() bool { return l.Warning == nil && l.Critical == nil }

// InOrder reports whether the warning level comes no later than the critical one.
func (l Levels) InOrder(better Direction) bool {
	switch {
	case l.Warning == nil || l.Critical == nil:
		return true
	case better == More:
		return *l.Warning >= *l.Critical
	}
	return *l.Warning <= *l.Critical
}

// DefaultLevels are the levels that rows of a kind have by default.
func (k *KPI) DefaultLevels(rows *RowKind) Levels {
	if levels, ok := k.Levels[rows.ID]; ok {
		return levels
	}
	return k.Levels[AnyRows]
}

// PartLevels are the levels that fit any part of the contact centre: those of times and
// shares that are the same everywhere. A count of a part has none.
func (k *KPI) PartLevels() Levels {
	if k.ValueKind == Count {
		return Levels{}
	}
	return k.Levels[AnyRows]
}
