import { randomUUID } from 'node:crypto';

import { pick } from '../pick';
import { expect, test } from './fixtures';

interface Rules {
  data: { groups: Array<{ rules: Array<{ uid: string; health: string; lastError?: string }> }> };
}

interface Question {
  refId: string;
  datasourceUid: string;
  model: { kpis?: string[]; rows?: string };
}

test('a rule with a question of our editor is previewed, saved and evaluated', async ({
  alertRuleEditPage: edited,
  page,
}) => {
  await edited.alertRuleNameField.fill('Made by a test');
  const { locator: editor } = await edited.getQueryRow();
  await expect(editor.getByRole('combobox', { name: 'KPIs', exact: true })).toBeVisible();
  await editor.getByRole('radio', { name: 'Skill' }).click({ force: true });
  await expect(editor.getByRole('radio', { name: 'Skill' })).toBeChecked();
  await pick(editor, 'Window', 'Last');
  const evaluated = await edited.evaluate();
  expect(evaluated.ok()).toBe(true);

  const { data, condition } = evaluated.request().postDataJSON() as { data: Question[]; condition: string };
  expect(data[0]).toMatchObject({
    datasourceUid: 'liveperson-kmm',
    model: { rows: 'skill', window: { kind: 'last' } },
  });
  const folders = await page.request.get('/api/folders');
  const [folder] = (await folders.json()) as Array<{ uid: string }>;
  const uid = randomUUID();
  const rule = { uid, title: uid, ruleGroup: uid, folderUID: folder?.uid, orgID: 1, condition, data, for: '0s' };
  const saved = await page.request.post('/api/v1/provisioning/alert-rules', {
    data: { ...rule, noDataState: 'NoData', execErrState: 'Error' },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  try {
    const health = async () => {
      const answer = await page.request.get('/api/prometheus/grafana/api/v1/rules');
      const { groups } = ((await answer.json()) as Rules).data;
      const found = groups.flatMap(({ rules }) => rules).find((one) => one.uid === uid);
      return found?.lastError || found?.health;
    };
    await expect.poll(health, { timeout: 80_000 }).toBe('ok');
  } finally {
    await page.request.delete(`/api/v1/provisioning/alert-rules/${uid}`);
  }
});
