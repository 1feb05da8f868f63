import { wall } from './wall';

const { panels = [], links, timepicker, templating } = wall();
const choices = (templating.list ?? []).map(({ name }) => name);

it('has no links and no visible controls', () => {
  expect(links).toEqual([]);
  expect(timepicker).toMatchObject({ hidden: true });
  expect(templating.list?.every((variable) => variable.hide === 2)).toBe(true);
});

it('shows the selected filters, and links to the others with them', () => {
  const content = JSON.stringify(panels.filter(({ type }) => type === 'text'));
  for (const name of choices.filter((choice) => choice !== 'datasource')) {
    expect(content).toContain(`\${${name}:text}`);
  }
  const [, address = ''] = /\[Dashboards\]\(\/d\/liveperson-current\?([^)]*)\)/.exec(content) ?? [];
  const kept = choices.map((name) => `\${${name}:queryparam}`);
  expect(address.split('&').sort()).toEqual([...kept, '${__url_time_range}'].sort());
});
