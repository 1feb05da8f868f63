import { sentence } from './accountLevels';
import { dashboards } from './outputs';
import { publicCopy } from './publicCopy';

const fixed = { datasource: 'my-uid', skills: ['1', '2'], groups: ['3'] };
const copies = Object.values(dashboards()).map((original) => ({
  title: original.title,
  original: JSON.stringify(original),
  text: JSON.stringify(publicCopy(original, fixed)),
}));

describe.each(copies)('the public copy of $title', ({ original, text }) => {
  it('has no variable, but for the names of rows, which the browser fills in', () => {
    expect(text.replace(/\$\{__data\.fields\.\w+\}/g, '')).not.toContain('$');
    expect(text).toContain('"templating":{"list":[]}');
  });

  it('asks the same of what was chosen', () => {
    const count = (pattern: RegExp, of: string) => of.match(pattern)?.length ?? 0;
    expect(count(/"filter":/g, text)).toBe(count(/"filter":/g, original));
    expect(count(/"filter":\{"skills":\["1","2"\],"groups":\["3"\],"includeSubGroups":true/g, text)).toBe(
      count(/"filter":/g, text)
    );
    expect(count(/"uid":"my-uid"/g, text)).toBe(count(/"datasource":\{/g, text));
    expect(count(/"kpis":\[.*?\]/g, text)).toBe(count(/"kpis":\[.*?\]/g, original));
  });

  it('leads nowhere, and is not led to', () => {
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
  const judges = (panel: unknown) => /"color":"(dark-)?(green|orange|red)"/.test(JSON.stringify(panel));

  it.each([isOpen, isMixed])('do not colour the counts of a copy for a part of it', (isWanted) => {
    expect(judges(panels.find(isWanted))).toBe(true);
    expect(judges(copyOf(['1'])?.find(isWanted))).toBe(false);
    expect(JSON.stringify(copyOf(['1']))).not.toContain(sentence);
  });

  it('colour those of a copy for all, and times, shares and rows in any', () => {
    expect(judges(copyOf([])?.find(isOpen))).toBe(true);
    for (const title of ['Load', 'Queue wait', 'Unassigned by skill']) {
      expect(judges(copyOf(['1'])?.find((panel) => panel.title === title))).toBe(true);
    }
  });
});

it('says on the wall which ids it is for', () => {
  const { wall } = dashboards();
  const text = wall && JSON.stringify(publicCopy(wall, fixed));
  expect(text).toContain('Skill: 1, 2<');
  expect(text).toContain('Group: 3<');
});
