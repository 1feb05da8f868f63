import { wall } from './wall';

const { panels = [], links, timepicker, templating } = wall();
const choices = (templating.list ?? []).map(({ name }) => name);

it('is left to its numbers', () => {
  expect(links).toEqual([]);
  expect(timepicker).toMatchObject({ hidden: true });
  expect(templating.list?.every((variable) => variable.hide === 2)).toBe(true);
});

it('says what is chosen, and leads to the others with it', () => {
  const content = JSON.stringify(panels.filter(({ type }) => type === 'text'));
  for (const name of choices.filter((choice) => choice !== 'datasource')) {
    expect(content).toContain(`\${${name}:text}`);
  }
  const [, address = ''] = /\[Dashboards\]\(\/d\/liveperson-current\?([^)]*)\)/.exec(content) ?? [];
  const kept = choices.map((name) => `\${${name}:queryparam}`);
  expect(address.split('&').sort()).toEqual([...kept, '${__url_time_range}'].sort());
});
