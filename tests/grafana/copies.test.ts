import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../scripts/processes';
import { script } from '../../scripts/project';
import { expect, test } from './fixtures';

const prefix = 'copy-of-a-test';
const names = ['agents', 'chat', 'closed', 'current', 'health', 'monitoring', 'sessions', 'skills', 'wall'];
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'copies-'));
  const args = ['--prefix', prefix, '--into', folder, '--datasource', 'liveperson-kmm'];
  await run(script('dashboards/generate.ts', ...args), 'The copies could not be written.');
});
test.afterAll(() => rmSync(folder, { recursive: true }));

test('the links of imported copies lead to each other', async ({ page, request }) => {
  const isAt = (name: string) => new RegExp(`/d/${prefix}-${name}\\b.*var-datasource=liveperson-kmm`);
  try {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const dashboard = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
      const saved = await request.post('/api/dashboards/db', { data: { dashboard, overwrite: true } });
      expect(saved.ok(), await saved.text()).toBe(true);
    }
    await page.goto(`/d/${prefix}-skills`);
    await page.getByRole('link', { name: 'Billing' }).first().click();
    await expect(page).toHaveURL(isAt('agents'));
    await expect(page).toHaveURL(/var-skill=2500000104/);

    await page.getByRole('button', { name: 'LivePerson dashboards' }).click();
    const others = page.getByRole('menu').getByText(/^LivePerson/);
    await expect(others).toHaveCount(6);
    await expect(others.filter({ hasText: `LivePerson ${prefix}: ` })).toHaveCount(6);
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'NOC wall' }).click();
    await expect(page).toHaveURL(isAt('wall'));
    await page.locator(`a[href*="/d/${prefix}-current"]`).first().click();
    await expect(page).toHaveURL(isAt('current'));
  } finally {
    await Promise.all(names.map((name) => request.delete(`/api/dashboards/uid/${prefix}-${name}`)));
  }
});
