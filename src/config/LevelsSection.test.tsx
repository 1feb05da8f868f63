import type { DataSourceSettings } from '@grafana/data';
import { setBackendSrv, type BackendSrv } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import React from 'react';

import { mockElementSizes } from '../testing/elementSizes';
import { openOptions, selectOption, user } from '../testing/user';
import { LevelsSection } from './LevelsSection';
import type { KmmOptions, KmmSecrets, LevelSetting } from './model';

type Settings = DataSourceSettings<KmmOptions, KmmSecrets>;

const unassigned = { kpi: 'unassigned_conversations', rows: 'skill' } as const;
const lists: Record<string, unknown> = {
  '/api/datasources/uid/kmm/resources/skills': [{ id: '101', name: 'Sales' }],
};
const groupsUrl = '/api/datasources/uid/kmm/resources/groups';

beforeEach(() => {
  mockElementSizes();
  delete lists[groupsUrl];
  const get = async (url: string) => lists[url] ?? Promise.reject(new Error(`no ${url}`));
  setBackendSrv({ get } as unknown as BackendSrv);
});

async function renderSection(levels?: LevelSetting[], readOnly = false) {
  const saved = { levels };
  function Page() {
    const [options, setOptions] = React.useState({ uid: 'kmm', jsonData: { levels }, readOnly } as Settings);
    const onOptionsChange = (changed: Settings) => {
      saved.levels = changed.jsonData.levels;
      setOptions(changed);
    };
    return <LevelsSection connection={{ options, onOptionsChange }} />;
  }
  render(<Page />);
  if (!levels) {
    await user.click(screen.getByLabelText('Expand section Levels'));
  }
  await screen.findByRole('table');
  return saved;
}

const field = (name: string) => screen.getByRole('spinbutton', { name });

async function enter(name: string, text: string) {
  await user.clear(field(name));
  await user.type(field(name), text);
}

test('shows the default beside the level, and saves both levels when one is changed', async () => {
  const saved = await renderSection();
  const line = screen.getByRole('row', { name: /^Unassigned All skills/ });
  expect(within(line).getByText('8 / 15')).toBeInTheDocument();
  expect(field('Unassigned, All skills: warning')).toHaveValue(8);
  await enter('Unassigned, All skills: warning', '12');
  expect(saved.levels).toEqual([{ ...unassigned, warning: 12, critical: 15 }]);
  await user.click(screen.getByRole('button', { name: 'Reset Unassigned to its default' }));
  expect(saved.levels).toBeUndefined();
  expect(field('Unassigned, All skills: warning')).toHaveValue(8);
});

test('times are entered in minutes and shares in percent', async () => {
  const saved = await renderSection();
  await user.click(screen.getByLabelText('Agent'));
  await enter('CSAT, All agents: critical', '55');
  await enter('Response time, All agents: warning', '2.5');
  expect(saved.levels).toEqual([
    { kpi: 'csat', rows: 'agent', warning: 0.75, critical: 0.55 },
    { kpi: 'avg_wait_time', rows: 'agent', warning: 150_000, critical: 300_000 },
  ]);
});

test('a level that is cleared is off', async () => {
  const saved = await renderSection();
  await user.clear(field('Unassigned, All skills: warning'));
  await user.clear(field('Unassigned, All skills: critical'));
  expect(saved.levels).toEqual([unassigned]);
  expect(field('Unassigned, All skills: critical')).toHaveAttribute('placeholder', 'Off');
});

test('levels that contradict each other are said', async () => {
  await renderSection([{ ...unassigned, warning: 20, critical: 15 }]);
  expect(screen.getByText(/The critical level must be at or above the warning level/)).toBeInTheDocument();
  expect(field('Unassigned, All skills: warning')).toBeInvalid();
  await enter('Unassigned, All skills: critical', '30');
  expect(screen.queryByText(/The critical level must be at or above the warning level/)).not.toBeInTheDocument();
});

test('one skill gets levels of its own, by its name', async () => {
  const saved = await renderSection();
  await selectOption(await openOptions('KPI'), /^Unassigned/);
  await selectOption(await openOptions('Skill name or ID'), /^Sales/);
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(saved.levels).toEqual([{ ...unassigned, id: '101', warning: 8, critical: 15 }]);
  await enter('Unassigned, Sales: critical', '30');
  expect(saved.levels).toEqual([{ ...unassigned, id: '101', warning: 8, critical: 30 }]);
  await user.click(screen.getByRole('button', { name: 'Remove the levels of Unassigned for Sales' }));
  expect(saved.levels).toBeUndefined();
});

test('a typed name stands for its skill, and one that no skill has is refused', async () => {
  const saved = await renderSection();
  await selectOption(await openOptions('KPI'), /^Unassigned/);
  await openOptions('Skill name or ID');
  await user.type(screen.getByLabelText('Skill name or ID'), 'nowhere{ArrowDown}{Enter}');
  expect(screen.getByText(/No skill has this name/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Add' })).toBeDisabled();
  await user.click(screen.getByLabelText('Skill name or ID'));
  await user.keyboard('sales{ArrowDown}{Enter}');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(saved.levels).toMatchObject([{ kpi: 'unassigned_conversations', rows: 'skill', id: '101' }]);
});

test('names that could not be loaded before the settings were complete are loaded after the save', async () => {
  const skillsUrl = '/api/datasources/uid/kmm/resources/skills';
  const skills = lists[skillsUrl];
  lists[skillsUrl] = Promise.reject(new Error('Account ID is missing. Enter it in the data source settings.'));
  const page = (version: number) => (
    <LevelsSection
      connection={{
        options: { uid: 'kmm', version, jsonData: { levels: [unassigned] } } as unknown as Settings,
        onOptionsChange: jest.fn(),
      }}
    />
  );
  const { rerender } = render(page(1));
  expect(
    await screen.findByText(
      'The names of the skills could not be loaded: Account ID is missing. Enter it in the data source settings. IDs work without them.'
    )
  ).toBeInTheDocument();
  lists[skillsUrl] = skills;
  rerender(page(2));
  await waitFor(() => expect(screen.queryByText(/could not be loaded/)).not.toBeInTheDocument());
  await openOptions('Skill name or ID');
  expect(screen.getByText('Sales')).toBeInTheDocument();
});

test('the main group, whose ID is negative, gets levels of its own', async () => {
  lists[groupsUrl] = [{ id: '-1', name: 'Main Group' }];
  const saved = await renderSection();
  await user.click(screen.getByLabelText('Agent group'));
  await selectOption(await openOptions('KPI'), /^Open/);
  await selectOption(await openOptions('Agent group name or ID'), /^Main Group/);
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(saved.levels).toMatchObject([{ kpi: 'open_conversations', rows: 'group', id: '-1' }]);
});

test('without names, ids work', async () => {
  const saved = await renderSection();
  await user.click(screen.getByLabelText('Agent group'));
  expect(await screen.findByText(/The names of the agent groups could not be loaded/)).toBeInTheDocument();
  await selectOption(await openOptions('KPI'), /^Open/);
  await user.type(screen.getByLabelText('Agent group name or ID'), '12{ArrowDown}{Enter}');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(saved.levels).toMatchObject([{ kpi: 'open_conversations', rows: 'group', id: '12' }]);
  expect(field('Open, ID 12: warning')).toBeInTheDocument();
});

test('the levels of a read-only data source are shown, not changed', async () => {
  await renderSection([{ ...unassigned, warning: 3, critical: 5 }], true);
  expect(field('Unassigned, All skills: warning')).toBeDisabled();
  expect(screen.queryByRole('button', { name: /Reset|Add/ })).not.toBeInTheDocument();
});
