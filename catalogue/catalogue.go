// Package catalogue holds everything that is known of each KPI and of each kind of
// row. It reads the same kpis.json and rows.json as the browser does, so that each
// is described once.
package catalogue

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

//go:embed kpis.json
var kpisDocument []byte

//go:embed rows.json
var rowsDocument []byte

// KPI is one entry of the catalogue. It has sources, a formula, or both: the
// formula is for rows that no source gives it for.
type KPI struct {
	ID          string    `json:"id"`
	Label       string    `json:"label"`
	Description string    `json:"description"`
	Unit        string    `json:"unit"` // a unit id of Grafana
	ValueKind   ValueKind `json:"measure"`
	TimeScope   TimeScope `json:"tense"`
	Signed      bool      `json:"signed"` // values below 0 are values
	// ZeroIfLeftOut reports that an average is 0 of rows that LivePerson leaves out, such as
	// how many waited in a queue that nobody was in.
	ZeroIfLeftOut bool       `json:"zeroIfLeftOut"`
	RowIDs        []string   `json:"rows"`
	Rows          []*RowKind `json:"-"`
	Sources       []Source   `json:"sources"`  // the first choice first
	Fallback      *Sum       `json:"fallback"` // where LivePerson leaves a source's field out
	Formula       *Formula   `json:"formula"`
	// Words are what people call a text that LivePerson returns, by that text; others stay as
	// they are.
	Words map[string]string `json:"words"`
	// Better says which values are good, empty if neither more nor less is.
	Better Direction `json:"better"`
	// Levels are those that a row has by default, by the id of its kind; AnyRows has
	// those of all kinds that are not named.
	Levels map[string]Levels `json:"thresholds"`
}

// IsZeroIfLeftOut reports whether the KPI is 0 of rows that LivePerson leaves out.
func (k *KPI) IsZeroIfLeftOut() bool { return k.ValueKind == Count || k.ZeroIfLeftOut }

// AvailableFor reports whether rows of this kind can have the KPI.
func (k *KPI) AvailableFor(rows *RowKind) bool {
	return slices.Contains(k.Rows, rows)
}

// SourceFor is where a method of an API gives the KPI, or nil.
func (k *KPI) SourceFor(api string) *Source {
	if i := slices.IndexFunc(k.Sources, func(s Source) bool { return s.API == api }); i >= 0 {
		return &k.Sources[i]
	}
	return nil
}

// Grows reports whether values of the KPI grow while they are shown. Tables have them in
// seconds, as hh:mm:ss.
func (k *KPI) Grows() bool {
	return slices.ContainsFunc(k.Sources, func(s Source) bool { return s.Since != "" })
}

// Numeric reports whether the KPI's values are numbers, so that they can be
// drawn, ordered by size and alerted on.
func (k *KPI) Numeric() bool {
	return k.ValueKind != Text && k.ValueKind != Time
}

// WordFor is what people call a text that LivePerson returns.
func (k *KPI) WordFor(text string) string {
	if word, known := k.Words[text]; known {
		return word
	}
	return text
}

// HasDirection reports whether more or less of the KPI is better, so that it can have
// levels.
func (k *KPI) HasDirection() bool { return k.Better == More || k.Better == Less }

// IsCurrent reports whether the KPI is a current value.
func (k *KPI) IsCurrent() bool { return k.TimeScope == Current }

// Recorded reports whether this data source keeps a history of the KPI's current values for
// such rows, if the settings say so.
func (k *KPI) Recorded(rows *RowKind) bool {
	return k.IsCurrent() && k.Numeric() && k.AvailableFor(rows) &&
		slices.ContainsFunc(k.Sources, func(s Source) bool { return rows.Recorded(s.API) })
}

// Catalogue is the list of all KPIs and of all kinds of rows.
type Catalogue struct {
	kpis []*KPI
	byID map[string]*KPI
	rows []*RowKind
}

// Load reads the catalogue that is built into the program. It fails only if
// the documents themselves are wrong.
func Load() (*Catalogue, error) { return Read(kpisDocument, rowsDocument) }

// Read reads a catalogue from its documents, kpis.json and rows.json.
func Read(kpis, rows []byte) (*Catalogue, error) {
	var k struct{ KPIs []*KPI }
	if err := json.Unmarshal(kpis, &k); err != nil {
		return nil, fmt.Errorf("read the catalogue of KPIs: %w", err)
	}
	var r struct{ Rows []*RowKind }
	if err := json.Unmarshal(rows, &r); err != nil {
		return nil, fmt.Errorf("read the kinds of rows: %w", err)
	}
	c := &Catalogue{kpis: k.KPIs, byID: make(map[string]*KPI, len(k.KPIs)), rows: r.Rows}
	if err := c.checkRows(); err != nil {
		return nil, err
	}
	for _, kpi := range c.kpis {
		if c.byID[kpi.ID] != nil {
			return nil, fmt.Errorf("the catalogue has the KPI %q twice", kpi.ID)
		}
		c.byID[kpi.ID] = kpi
	}
	return c, c.checkKPIs()
}

// Find returns the KPI with this id, or nil.
func (c *Catalogue) Find(id string) *KPI {
	return c.byID[id]
}

// All returns the KPIs in the order in which people look at them.
func (c *Catalogue) All() []*KPI {
	return slices.Clone(c.kpis)
}
