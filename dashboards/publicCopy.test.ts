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
