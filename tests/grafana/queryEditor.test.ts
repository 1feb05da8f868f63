import { arrowsWithoutRole, seriousFindings } from '../accessibility';
import { panelIn } from '../dashboards';
import { selectOption } from '../selectOption';
import { displayedNumber } from '../displayedNumber';
import { expect, test } from './fixtures';

const dashboard = { uid: 'liveperson-skills' };
const idOf = (title: string) => String(panelIn(dashboard.uid, title).id);
const conversations = idOf('Results (time range)');
const team = idOf('Selected skills: team');
const skills = idOf('Skills');

test('the selected KPIs are shown', async ({ gotoPanelEditPage }) => {
  const edited = await gotoPanelEditPage({ dashboard, id: team });
  const panel = edited.panel.locator;
  await expect(panel).toContainText('Online');
  await expect(panel).not.toContainText('Away');
  await selectOption(edited.getQueryEditorRow('A'), 'KPIs', 'Away');
  await expect(panel).toContainText('Away');
});

test('the selected rows are shown', async ({ gotoPanelEditPage }) => {
  const edited = await gotoPanelEditPage({ dashboard, id: skills });
  const header = edited.panel.locator.getByRole('row').first();
  await expect(header).toContainText('Skill');
  await edited.getQueryEditorRow('A').getByRole('radio', { name: 'Agent group' }).click({ force: true });
  await expect(header).toContainText('Group');
  await expect(header).not.toContainText('Skill');
});

test('the selected skills filter the rows', async ({ gotoPanelEditPage }) => {
  const edited = await gotoPanelEditPage({ dashboard, id: skills });
  const rows = edited.panel.locator.getByRole('row');
  await expect(rows.nth(2)).toBeVisible();
  const editor = edited.getQueryEditorRow('A');
  await editor.getByRole('button', { name: 'Remove $skill' }).click();
  await selectOption(editor, 'Skills', 'Billing');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('Billing');
});

test('the selected window is used', async ({ gotoPanelEditPage }) => {
  const edited = await gotoPanelEditPage({ dashboard, id: conversations });
  const closed = () => displayedNumber(edited.panel.locator, 'Closed');
  await expect.poll(closed).toBeGreaterThan(0);
  const inADay = await closed();
  await selectOption(edited.getQueryEditorRow('A'), 'Window', 'Last');
  await expect.poll(closed).toBeLessThan(inADay);
});

test('Explore starts with a query that returns data, in an accessible editor', async ({ explorePage, page }) => {
  await explorePage.datasource.set('LivePerson KMM');
  const editor = explorePage.getQueryEditorRow('A');
  await expect(editor.getByRole('combobox', { name: 'KPIs' })).toBeVisible();
  await editor.getByRole('radio', { name: 'Skill' }).click({ force: true });
  await expect(explorePage.tablePanel.locator.getByRole('row').nth(2)).toContainText(/\d/);
  expect(await seriousFindings(page, '.query-editor-row', [arrowsWithoutRole])).toEqual([]);
});
