import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { FieldValidationMessage, IconButton, Input, useStyles2 } from '@grafana/ui';

import type { Severity } from '../../catalogue';
import { appliesTo, validateLevels, type LevelLine, type Levels } from './levels';
import { formatLevels, fromInput, levelUnit, toInput } from './levelUnits';

interface LineProps {
  line: LevelLine;
  /** The name of a skill, group or agent. */
  nameOf: (id: string) => string;
  readOnly: boolean;
  /** Undefined removes the own levels. */
  onChange: (levels: Levels | undefined) => void;
}

interface LevelInputProps extends Pick<LineProps, 'line' | 'readOnly' | 'onChange'> {
  severity: Severity;
  /** The accessible name. */
  label: string;
}

function LevelInput({ line, severity, label, readOnly, onChange }: LevelInputProps) {
  const { kpi, levels } = line;
  const isInvalid = validateLevels(line) !== undefined;
  return (
    <Input
      type="number"
      step="any"
      width={14}
      aria-label={label}
      placeholder="Off"
      suffix={levelUnit(kpi).suffix}
      value={toInput(kpi, levels[severity])}
      invalid={isInvalid}
      aria-invalid={isInvalid}
      disabled={readOnly}
      onChange={({ currentTarget }) => onChange({ ...levels, [severity]: fromInput(kpi, currentTarget.value) })}
    />
  );
}

function LevelRow({ line, nameOf, readOnly, onChange }: LineProps) {
  const styles = useStyles2(getStyles);
  const { kpi, id, defaults, isOwn } = line;
  const target = appliesTo(line, nameOf);
  const error = validateLevels(line);
  const input = { line, readOnly, onChange };
  const reset =
    id === undefined ? `Reset ${kpi.label} to its default` : `Remove the levels of ${kpi.label} for ${target}`;
  return (
    <>
      <tr>
        <th scope="row">{kpi.label}</th>
        <td>{target}</td>
        <td className={styles.default}>{formatLevels(kpi, defaults)}</td>
        <td>
          <LevelInput {...input} severity="warning" label={`${kpi.label}, ${target}: warning`} />
        </td>
        <td>
          <LevelInput {...input} severity="critical" label={`${kpi.label}, ${target}: critical`} />
        </td>
        <td>
          {isOwn && !readOnly && (
            <IconButton
              name={id === undefined ? 'history-alt' : 'trash-alt'}
              tooltip={reset}
              onClick={() => onChange(undefined)}
            />
          )}
        </td>
      </tr>
      {error && (
        <tr>
          <td colSpan={6} className={styles.error}>
            <FieldValidationMessage>{error}</FieldValidationMessage>
          </td>
        </tr>
      )}
    </>
  );
}

interface Props extends Pick<LineProps, 'nameOf' | 'readOnly'> {
  /** The accessible name. */
  label: string;
  lines: LevelLine[];
  onChange: (line: LevelLine, levels: Levels | undefined) => void;
}

/** The levels of KPIs as fields, beside their defaults. */
export function LevelsTable({ label, lines, onChange, ...props }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {['KPI', 'Applies to', 'Default', 'Warning', 'Critical'].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LevelRow
            key={`${line.rows} ${line.kpi.id} ${line.id ?? ''}`}
            line={line}
            onChange={(levels) => onChange(line, levels)}
            {...props}
          />
        ))}
      </tbody>
    </table>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const border = `1px solid ${theme.colors.border.weak}`;
  return {
    table: css({
      width: '100%',
      'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'left', fontWeight: theme.typography.fontWeightRegular },
      thead: { borderBottom: border },
      'thead th': { fontWeight: theme.typography.fontWeightMedium },
      'tbody tr:hover': { background: theme.colors.action.hover },
    }),
    default: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
    error: css({ '&&': { textAlign: 'right' } }),
  };
}
