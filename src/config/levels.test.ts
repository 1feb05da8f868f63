import fc from 'fast-check';

import { findKpi, kpis, rowKinds } from '../../catalogue';
import { levelLines, readLevels, validateLevels, withLevels, withRowLevels, type LevelLine } from './levels';
import { formatLevels, fromInput, toInput } from './levelUnits';
import type { LevelSetting } from './model';

const kpi = (id: string) => findKpi(id)!;
const lineOf = (settings: LevelSetting[], kpiId: string, id?: string): LevelLine =>
  levelLines(settings, 'skill').find((line) => line.kpi.id === kpiId && line.id === id)!;

const unassigned = { kpi: 'unassigned_conversations', rows: 'skill' } as const;

test('without settings every level is the default', () => {
  for (const rows of rowKinds) {
    for (const line of levelLines([], rows)) {
      expect(line.levels).toEqual(line.defaults);
      expect(line.isOwn).toBe(false);
      expect(validateLevels(line)).toBeUndefined();
    }
  }
  expect(lineOf([], unassigned.kpi).levels).toEqual({ warning: 8, critical: 15 });
});

test('a KPI without a better direction has no levels', () => {
  expect(levelLines([], 'skill').map((line) => line.kpi.id)).not.toContain('closed_conversations');
});

test('own levels replace both defaults, and those of one skill start as those of all skills', () => {
  const ofAll: LevelSetting = { ...unassigned, critical: 30 };
  expect(lineOf([ofAll], unassigned.kpi)).toMatchObject({ levels: { critical: 30 }, isOwn: true });
  const withSales = withRowLevels([ofAll], 'skill', unassigned.kpi, '101');
  expect(withSales).toEqual([ofAll, { ...unassigned, id: '101', critical: 30 }]);
  expect(lineOf(withSales, unassigned.kpi, '101').defaults).toEqual({ critical: 30 });
});

test('a changed or removed line leaves all others as they are, also unknown ones', () => {
  const unknown = { kpi: 'gone', rows: 'skill', warning: 1 } as LevelSetting;
  const account: LevelSetting = { ...unassigned, rows: 'account', warning: 1 };
  const line = { kpi: kpi(unassigned.kpi), rows: 'skill' } as const;
  const changed = withLevels([unknown, account], line, { warning: 3 });
  expect(changed).toEqual([unknown, account, { ...unassigned, warning: 3 }]);
  expect(withLevels(changed, line, undefined)).toEqual([unknown, account]);
  expect(withLevels([], line, {})).toEqual([unassigned]);
});

test('critical must be beyond warning, in the direction of the KPI', () => {
  const check = (id: string, warning?: number, critical?: number) =>
    validateLevels({ ...lineOf([], id), levels: { warning, critical } });
  expect(check('unassigned_conversations', 20, 15)).toMatch(/at or above the warning level/);
  expect(check('unassigned_conversations', 15, 15)).toBeUndefined();
  expect(check('csat', 0.6, 0.75)).toMatch(/at or below the warning level/);
  expect(check('csat', undefined, 0.75)).toBeUndefined();
});

test('levels are entered in minutes, percent and counts, and nothing is lost by it', () => {
  expect(toInput(kpi('csat'), 0.07)).toBe('7');
  expect(toInput(kpi('wait_time'), 90_000)).toBe('1.5');
  expect(fromInput(kpi('wait_time'), '0.5')).toBe(30_000);
  expect(fromInput(kpi('csat'), '7')).toBe(0.07);
  expect(fromInput(kpi('csat'), ' ')).toBeUndefined();
  const entered = fc.integer({ min: 0, max: 1_000_000 }).map((number) => String(number / 100));
  fc.assert(
    fc.property(fc.constantFrom(...kpis), entered, (any, text) => {
      expect(toInput(any, fromInput(any, text))).toBe(text);
    })
  );
});

test('levels read as text', () => {
  expect(formatLevels(kpi('csat'), { warning: 0.75, critical: 0.6 })).toBe('75 / 60%');
  expect(formatLevels(kpi('wait_time'), { critical: 360_000 })).toBe('off / 6 min');
  expect(formatLevels(kpi('nps'), {})).toBe('none');
});

test.each([undefined, null, 'x', {}, [null, 3]])('settings that are no list have no levels: %j', (saved) => {
  expect(readLevels(saved)).toEqual([]);
});
