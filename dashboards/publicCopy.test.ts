import { accountLevelsNote } from './accountLevels';
import { dashboards } from './outputs';
import { publicCopy } from './publicCopy';

const fixed = { datasource: 'my-uid', skills: ['1', '2'], groups: ['3'] };
const copies = Object.values(dashboards()).map((original) => ({
  title: original.title,
  original: JSON.stringify(original),
  text: JSON.stringify(publicCopy(original, fixed)),
}));

describe.each(copies)('the public copy of $title', ({ original, text }) => {
  it('has no variables except row names, which the browser replaces', () => {
    // And the group of a value mapping's pattern.
    expect(text.replace(/\$\{__data\.fields\.\w+\}|\$1/g, '')).not.toContain('$');
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

describe('levels for the whole account', () => {
  const [original] = Object.values(dashboards());
  const { panels = [] } = original ?? {};
  const isOpen = ({ title }: { title?: string }) => title === 'Open';
  const isMixed = ({ title }: { title?: string }) => title === 'Overdue in';
  const copyOf = (skills: string[]) =>
    original ? publicCopy(original, { datasource: 'my-uid', skills, groups: [] }).panels : undefined;
  const hasLevelColours = (panel: unknown) => /"color":"(dark-)?(green|orange|red)"/.test(JSON.stringify(panel));

  it.each([isOpen, isMixed])('do not colour counts in a copy with filters', (isWanted) => {
    expect(hasLevelColours(panels.find(isWanted))).toBe(true);
    expect(hasLevelColours(copyOf(['1'])?.find(isWanted))).toBe(false);
    expect(JSON.stringify(copyOf(['1']))).not.toContain(accountLevelsNote);
  });

  it('colour counts in a copy without filters, and times, ratios and rows in any copy', () => {
    expect(hasLevelColours(copyOf([])?.find(isOpen))).toBe(true);
    for (const title of ['Load', 'Queue wait', 'Unassigned by skill']) {
      expect(hasLevelColours(copyOf(['1'])?.find((panel) => panel.title === title))).toBe(true);
    }
  });
});

it('names the ids of the filters on the wall', () => {
  const { wall } = dashboards();
  const text = wall && JSON.stringify(publicCopy(wall, fixed));
  expect(text).toContain('Skill: 1, 2<');
  expect(text).toContain('Group: 3<');
});
