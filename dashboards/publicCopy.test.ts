import { dashboards } from './outputs';
import { publicCopy } from './publicCopy';

const fixed = { datasource: 'my-uid', skills: ['1', '2'], groups: ['3'] };
const copies = Object.values(dashboards()).map((original) => ({
  title: original.title,
  original: JSON.stringify(original),
  text: JSON.stringify(publicCopy(original, fixed)),
}));

describe.each(copies)('the public copy of $title', ({ original, text }) => {
  it('has no variables except names and levels in the data, which the browser replaces', () => {
    // And the group of a value mapping's pattern.
    expect(text.replace(/\$\{__(data\.fields|field)\.[\w.]+\}|\$1/g, '')).not.toContain('$');
    expect(text).toContain('"templating":{"list":[]}');
  });

  it('has the same queries with fixed filters', () => {
    const count = (pattern: RegExp, of: string) => of.match(pattern)?.length ?? 0;
    expect(count(/"filter":/g, text)).toBe(count(/"filter":/g, original));
    expect(count(/"filter":\{"skills":\["1","2"\],"groups":\["3"\],"includeSubGroups":true/g, text)).toBe(
      count(/"filter":/g, text)
    );
    expect(count(/"uid":"my-uid"/g, text)).toBe(count(/"datasource":\{/g, text));
    expect(count(/"kpis":\[.*?\]/g, text)).toBe(count(/"kpis":\[.*?\]/g, original));
  });

  it('has no links, and is not linked to', () => {
    expect(text).not.toMatch(/\/d\/|"id":"links"/);
    expect(JSON.parse(text)).toMatchObject({
      uid: expect.stringMatching(/^liveperson-\w+-public$/),
      tags: ['liveperson-public'],
    });
  });
});

it('shows no consumers, whom settings may give names', () => {
  const { sessions } = dashboards();
  const [, table] = (sessions && publicCopy(sessions, fixed).panels) ?? [];
  expect(table).toMatchObject({ targets: [{ kpis: expect.not.arrayContaining(['conversation_consumer']) }] });
  expect(table).toMatchObject({ description: expect.not.stringContaining('**Consumer**') });
});

it('has response times of the last hour, and says so', () => {
  const { current } = dashboards();
  const { panels = [] } = current ? publicCopy(current, fixed) : {};
  const times = panels.find(({ title }) => title?.startsWith('Response times'));
  expect(times).toMatchObject({
    title: 'Response times (last hour)',
    targets: [{ window: { kind: 'last', hours: 1 } }],
  });
});

it.each(['current', 'wall'])('gives the room of the alerts on %s, which need a sign-in, to the panel above', (name) => {
  const original = dashboards()[name];
  const { panels = [] } = original ? publicCopy(original, fixed) : {};
  const cells = (all: typeof panels = []) =>
    all.reduce((sum, { gridPos }) => sum + (gridPos ? gridPos.w * gridPos.h : 0), 0);
  expect(panels.map(({ type }) => type)).not.toContain('alertlist');
  expect(cells(panels)).toBe(cells(original?.panels));
});

it('names the ids of the filters on the wall', () => {
  const { wall } = dashboards();
  const text = wall && JSON.stringify(publicCopy(wall, fixed));
  expect(text).toContain('Skill: 1, 2<');
  expect(text).toContain('Group: 3<');
});
