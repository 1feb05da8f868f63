import type { AxeResults, NodeResult, Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

type Axe = { run: (at: string, options: RunOptions) => Promise<AxeResults> };

const axe = require.resolve('axe-core/axe.min.js');

/**
 * What is known, and the same in Grafana, whose own components draw it: the headings of rows have no level, white on the
 * green of Grafana's palette lacks a little contrast, a picture in a table has no text of its own (the agent's name
 * stands beside it), and up to 12.3 a field's arrow has no role.
 */
const known: Array<(finding: Result, node: NodeResult) => boolean> = [
  ({ id }, { html }) => id === 'aria-required-attr' && html.includes('role="heading"'),
  ({ id }, { any }) =>
    id === 'color-contrast' && any.some(({ data }) => (data as { fgColor?: string }).fgColor === '#f7f8fa'),
  ({ id }, { html }) => id === 'aria-allowed-attr' && html.includes('id="downshift-'),
  ({ id }, { html }) => id === 'image-alt' && html.includes('data:image/svg'),
];

/** What axe finds serious or critical on the page, as sentences; known findings of Grafana's own components are left out. */
export async function seriousFindings(page: Page, within = 'body'): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(
    (selector) => (window as unknown as { axe: Axe }).axe.run(selector, { resultTypes: ['violations'] }),
    within
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap((finding) => {
    const nodes = finding.nodes.filter((node) => !known.some((isKnown) => isKnown(finding, node)));
    return nodes.map(({ html }) => `${finding.help}: ${html.slice(0, 200)}`);
  });
}
