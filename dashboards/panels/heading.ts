import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

/** Words in Markdown, in which Grafana replaces variables. */
export function words(content: string): TextBuilder {
  return new TextBuilder().title('').mode(TextMode.Markdown).content(content).transparent(true);
}

/** A heading that is larger than a panel's title can be, with a line in Markdown below it; both fit two lines of the grid. */
export function heading(text: string, below: string): TextBuilder {
  // In Grafana's own size and margin the line below would be cut.
  const title = `<h1 style="font-size: 24px; margin: 0">${text}</h1>`;
  return words(`${title}\n\n<span style="font-size: 16px">${below}</span>`).description(`Heading: ${text}.`);
}
