import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Grafana's catalogue shows this page elsewhere, and its validator refuses a plugin with other links.
it('has absolute links only', () => {
  const page = readFileSync(join(__dirname, 'README.md'), 'utf8');
  const links = [...page.matchAll(/\]\((.*?)\)/g)].map(([, link = '']) => link);
  expect(links).not.toHaveLength(0);
  expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
});
