import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

/** A text panel with Markdown, in which Grafana replaces variables. */
export function textPanel(content: string): TextBuilder {
  return new TextBuilder().title('').mode(TextMode.Markdown).content(content).transparent(true);
}

/** A text panel two grid rows high: a heading larger than a panel's title, with a line of Markdown below it. */
export function heading(text: string, below: string): TextBuilder {
  // With Grafana's default size and margin, the line below would be cut.
  const title = `<h1 style="font-size: 20px; margin: 0">${text}</h1>`;
  return textPanel(`${title}\n\n<span style="font-size: 16px">${below}</span>`).description(`Heading: ${text}.`);
}
