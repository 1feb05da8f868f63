import type { Page } from '@playwright/test';

import { selectOption } from '../selectOption';
import { expect, test } from './fixtures';
import { withFolder } from './folder';
import { healthOf } from './ruleHealth';

interface RuleQuery {
  datasourceUid: string;
  model: { rows?: string; window?: { kind: string } };
}

const step = (page: Page, number: number) => page.getByTestId(`data-testid alert-rule step-${number}`);

/** Fills in the other required fields of a rule: folder, evaluation group and contact point. */
async function fillInRule(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Select folder' }).click();
  await page.keyboard.type(folder);
  await page.getByRole('treeitem', { name: folder }).click();
  await page.getByRole('button', { name: 'New evaluation group' }).click();
  await page.getByTestId('data-testid alert-rule new-evaluation-group-name').fill(folder);
  await page.getByTestId('data-testid alert-rule new-evaluation-group-create-button').click();
  const contact = step(page, 5).getByRole('combobox').first();
  await contact.click();
  const list = page.locator(`[id="${await contact.getAttribute('aria-controls')}"]`);
  await list.getByRole('option').first().click();
}

test("a rule with a query of the editor is previewed, saved with Grafana's form and evaluated", async ({
  alertRuleEditPage: edited,
  page,
}) => {
  const row = await edited.getQueryRow();
  await row.datasource.set('LivePerson KMM');
  const { locator: editor } = row;
  await expect(editor.getByRole('combobox', { name: 'KPIs', exact: true })).toBeVisible();
  await editor.getByRole('radio', { name: 'Skill' }).click({ force: true });
  await expect(editor.getByRole('radio', { name: 'Skill' })).toBeChecked();
  await selectOption(editor, 'Window', 'Last');
  const evaluated = await edited.evaluate();
  expect(evaluated.ok()).toBe(true);
  const { data } = evaluated.request().postDataJSON() as { data: RuleQuery[] };
  expect(data[0]).toMatchObject({
    datasourceUid: 'liveperson-kmm',
    model: { rows: 'skill', window: { kind: 'last' } },
  });
  // The threshold, which is the last number of its step: high enough that the rule never fires.
  await step(page, 2).getByRole('spinbutton').last().fill('1000000');

  await withFolder(page.request, async (folder, folderUid) => {
    await edited.alertRuleNameField.fill(folder);
    await fillInRule(page, folder);
    await page.getByTestId('save-rule').click();
    const health = () => healthOf(page.request, ({ name }) => name === folder);
    // Grafana evaluates a rule for the first time within its interval, which is a minute.
    await expect.poll(health, { timeout: 100_000 }).toEqual([expect.stringMatching(/: ok$/)]);
    const response = await page.request.get('/api/v1/provisioning/alert-rules');
    const rules = (await response.json()) as Array<{ folderUID: string; data: RuleQuery[] }>;
    const saved = rules.find(({ folderUID }) => folderUID === folderUid);
    expect(saved?.data[0]).toMatchObject({ model: { rows: 'skill', window: { kind: 'last' } } });
  });
});
