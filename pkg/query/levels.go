package query

import "github.com/kmm/liveperson-datasource/catalogue"

// LevelColors are the colours that levels have in a frame.
type LevelColors string

// The colours of levels.
const (
	ColorsOfText       LevelColors = ""           // for text and bars
	ColorsOfBackground LevelColors = "background" // dark enough for white text
	ColorsOfAttention  LevelColors = "attention"  // normal values have none
	ColorsOfPanel      LevelColors = "panel"      // the panel's own thresholds
)

// Severities are the numbers of an alert rule that has one for each row and severity.
type Severities string

// The numbers of a row and a severity.
const (
	NoSeverities  Severities = ""
	SeverityState Severities = "state" // 1 at or beyond the level, 0.5 near it, else 0
	SeverityValue Severities = "value" // the KPI's value
	SeverityLevel Severities = "level" // the level
)

// parseLevels checks what a query wants of levels.
func (q *Query) parseLevels(c *catalogue.Catalogue, s stored) error {
	q.LevelColors, q.LevelText, q.Severities = LevelColors(s.LevelColors), s.LevelText.on, Severities(s.Severities)
	switch q.LevelColors {
	case ColorsOfText, ColorsOfBackground, ColorsOfAttention, ColorsOfPanel:
	default:
		return Errorf("The query's \"levelColors\" is %q. Allowed: background, attention, panel; leave it out for text and bars.", s.LevelColors)
	}
	switch q.Severities {
	case NoSeverities, SeverityState, SeverityValue, SeverityLevel:
	default:
		return Errorf("The query's \"severities\" is %q. Allowed: state, value, level; leave it out for the KPI's values alone.", s.Severities)
	}
	q.OnlyCritical = s.OnlyCritical.on
	if err := s.LevelText.check("levelText"); err != nil {
		return err
	}
	if err := s.OnlyCritical.check("onlyCritical"); err != nil {
		return err
	}
	return q.parseWorstOf(c, s)
}

func (q *Query) parseWorstOf(c *catalogue.Catalogue, s stored) error {
	if s.WorstOf == "" {
		return nil
	}
	rows := c.RowKind(s.WorstOf)
	if rows == nil || rows.Single || rows.Roster {
		return Errorf("The query's \"worstOf\" is %q. Allowed: skill, group; leave it out for the account's own levels.", s.WorstOf)
	}
	if q.Rows.Single && !q.Series {
		q.WorstOf = rows
	}
	return nil
}
