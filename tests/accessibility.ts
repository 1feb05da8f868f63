import type { AxeResults, NodeResult, Result, RunOptions } from 'axe-core';
import type { Page } from '@playwright/test';

type Axe = { run: (at: string, options: RunOptions) => Promise<AxeResults> };

const axe = require.resolve('axe-core/axe.min.js');

type KnownFinding = (finding: Result, node: NodeResult, isInPanel: boolean) => boolean;

/**
 * Green, orange and red in Grafana's palettes of both themes: as text, and as background of white text. The last of the
 * texts is what its list of alerts has for pending ones.
 */
const levelColours = {
  texts: ['#56a64b', '#ff780a', '#e02f44', '#ff9900'],
  behind: ['#37872d', '#fa6400', '#c4162a', '#19730e', '#e55400', '#ad0317'],
};

interface Colours {
  fgColor?: string;
  bgColor?: string;
}

/**
 * Known findings in Grafana's own components: row headings have no level, the button to cancel a running query in the
 * header of its panel has no name, and the palette's green, orange and red lack contrast in panels.
 */
const knownFindings: KnownFinding[] = [
  ({ id }, { html }) => id === 'aria-required-attr' && html.includes('role="heading"'),
  ({ id }, { html }) => id === 'button-name' && html.includes('button-panel-header-item'),
  ({ id }, { any }, isInPanel) =>
    id === 'color-contrast' &&
    isInPanel &&
    any.every(({ data }) => {
      const { fgColor = '', bgColor = '' } = data as Colours;
      return levelColours.texts.includes(fgColor) || (fgColor === '#f7f8fa' && levelColours.behind.includes(bgColor));
    }),
];

/** Up to Grafana 12.3 the arrow of a combobox has no role. */
export const arrowsWithoutRole: KnownFinding = ({ id }, { html }) =>
  id === 'aria-allowed-attr' && html.includes('id="downshift-');

interface AxeFindings {
  violations: Result[];
  /** The selectors of findings inside panels. */
  inPanels: string[];
}

/** Runs in the page. */
async function runAxe(within: string): Promise<AxeFindings> {
  const { axe: checker } = window as unknown as { axe: Axe };
  const { violations } = await checker.run(within, { resultTypes: ['violations'] });
  const selectors = violations.flatMap(({ nodes }) => nodes.map(({ target }) => String(target[0])));
  const inPanels = selectors.filter((one) => document.querySelector(one)?.closest('[data-viz-panel-key]'));
  return { violations, inPanels };
}

/** The serious and critical findings of axe, as sentences, without known findings in Grafana's own components. */
export async function seriousFindings(
  page: Page,
  within = 'body',
  furtherKnown: KnownFinding[] = []
): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const { violations, inPanels } = await page.evaluate(runAxe, within);
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap((finding) => {
    const isKnown = (node: NodeResult) =>
      [...knownFindings, ...furtherKnown].some((one) => one(finding, node, inPanels.includes(String(node.target[0]))));
    const nodes = finding.nodes.filter((node) => !isKnown(node));
    return nodes.map(({ html, any }) => `${finding.help}: ${html.slice(0, 200)} ${any.map((o) => o.message).join()}`);
  });
}
