import { describeRow, groupKpis, isRowKind, kpis, rowDescriptions, rowKinds } from '.';

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

test('every KPI is in one group: messaging before chat, those of now first', () => {
  const groups = groupKpis(kpis);
  expect(
    groups
      .flatMap((group) => group.kpis)
      .map(({ id }) => id)
      .sort()
  ).toEqual(kpis.map(({ id }) => id).sort());
  const scopes = groups.map(({ mode, tense }) => `${mode} ${tense}`);
  const inTurn = scopes.filter((scope, index) => scope !== scopes[index - 1]);
  expect(inTurn).toEqual(['messaging now', 'messaging window', 'chat now', 'chat window']);
  expect(new Set(groups.map(({ title }, index) => `${scopes[index]} ${title}`)).size).toBe(groups.length);
  expect(groupKpis(kpis.filter(({ id }) => id === 'csat'))).toMatchObject([
    { mode: 'messaging', tense: 'window', title: 'CSAT and surveys', kpis: [{ id: 'csat' }] },
  ]);
});

test.each([undefined, null, '', 'team', 7, ['skill']])('%j is no row kind', (value) => {
  expect(isRowKind(value)).toBe(false);
});
