import type { ClassicDashboard } from './dashboard';
import { outputs } from './outputs';

const read = (folder: string) =>
  outputs()
    .filter(({ path }) => path.startsWith(`${folder}/`) && path.endsWith('.json'))
    .map(({ path, text }) => ({ path, dashboard: JSON.parse(text) as ClassicDashboard & { __inputs?: unknown } }));

const accountOf = ({ templating }: ClassicDashboard) => templating.list?.find(({ name }) => name === 'datasource');

it.each(read('provisioning/dashboards/liveperson'))('$path opens with the provisioned data source', ({ dashboard }) => {
  expect(accountOf(dashboard)?.current).toMatchObject({ value: 'liveperson-kmm', text: 'LivePerson KMM' });
  expect(dashboard).not.toHaveProperty('__inputs');
});

it.each(read('src/dashboards'))('$path opens with the data source that is chosen at the import', ({ dashboard }) => {
  const pluginId = 'kmm-liveperson-datasource';
  expect(dashboard.__inputs).toMatchObject([{ name: 'DS_LIVEPERSON', type: 'datasource', pluginId }]);
  expect(accountOf(dashboard)?.current).toMatchObject({ value: '${DS_LIVEPERSON}', text: '${DS_LIVEPERSON}' });
});

it('has the same dashboards for an import and for provisioning', () => {
  const names = (folder: string) => read(folder).map(({ path }) => path.replace(`${folder}/`, ''));
  expect(names('src/dashboards')).toEqual(names('provisioning/dashboards/liveperson'));
});
