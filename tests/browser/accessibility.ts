import type { AxeResults, NodeResult, Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

type Axe = { run: (at: string, options: RunOptions) => Promise<AxeResults> };

const axe = require.resolve('axe-core/axe.min.js');

/**
 * What Grafana's own components are to blame for, in Grafana as well as here: the headings of rows have no level,
 * white on the green of Grafana's palette lacks a little contrast, and up to 12.3 a field's arrow has no role.
 */
const grafanas: Array<(finding: Result, node: NodeResult) => boolean> = [
  ({ id }, { html }) => id === 'aria-required-attr' && html.includes('role="heading"'),
  ({ id }, { any }) =>
    id === 'color-contrast' && any.some(({ data }) => (data as { fgColor?: string }).fgColor === '#f7f8fa'),
  ({ id }, { html }) => id === 'aria-allowed-attr' && html.includes('id="downshift-'),
  ({ id }, { html }) => id === 'image-alt' && html.includes('data:image/svg'),
];

/** What axe finds serious or critical on the page, as sentences; Grafana's own known findings are left out. */
export async function seriousFindings(page: Page, within = 'body'): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(
    (selector) => (window as unknown as { axe: Axe }).axe.run(selector, { resultTypes: ['violations'] }),
    within
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap((finding) => {
    const nodes = finding.nodes.filter((node) => !grafanas.some((isGrafanas) => isGrafanas(finding, node)));
    return nodes.map(({ html }) => `${finding.help}: ${html.slice(0, 200)}`);
  });
}
