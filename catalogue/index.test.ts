import { describeRow, isRowKind, kpis, rowDescriptions, rowKinds } from '.';

test('the row kinds are those of rows.json, in its order', () => {
  expect(rowDescriptions.map(({ id }) => id)).toEqual([...rowKinds]);
});

test('every row kind has words for people', () => {
  for (const kind of rowKinds) {
    expect(describeRow(kind)).toMatchObject({
      id: kind,
      label: expect.stringMatching(/^[A-Z]/),
      noun: expect.stringMatching(/^[a-z]/),
      plural: expect.stringMatching(/^[a-z]/),
    });
  }
});

test('every KPI has known row kinds only', () => {
  for (const { rows, thresholds = {} } of kpis) {
    expect(rows.every(isRowKind)).toBe(true);
    expect(Object.keys(thresholds).every((kind) => kind === 'any' || isRowKind(kind))).toBe(true);
  }
});

test.each([undefined, null, '', 'team', 7, ['skill']])('%j is no row kind', (value) => {
  expect(isRowKind(value)).toBe(false);
});
