import { findKpi } from '../catalogue';
import { originalSections } from '../catalogue/original';
import { originalPage } from './originalPage';

const rows = originalSections.flatMap((section) => section.rows);

test.each(rows)('$name is shown by KPIs of the catalogue', ({ kpis }) => {
  expect(kpis.length).toBeGreaterThan(0);
  expect(kpis.filter((id) => !findKpi(id))).toEqual([]);
});

test('a row that is not the same says what is different, or is a sample', () => {
  expect(rows.filter(({ fit, difference }) => fit === 'close' && !difference)).toEqual([]);
});

test('the page names fit and API of each row', () => {
  const line = originalPage()
    .split('\n')
    .find((text) => text.startsWith('| UNASSIGNED |'));
  expect(line).toBe(
    '| UNASSIGNED | **Unassigned** `unassigned_conversations` (`kmm.metrics`, or `interactions.monitoring`) | same |  |'
  );
});
