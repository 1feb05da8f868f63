import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

/** A text panel with Markdown, in which Grafana replaces variables. */
export function textPanel(content: string): TextBuilder {
  return new TextBuilder().title('').mode(TextMode.Markdown).content(content).transparent(true);
}

/** A text panel of lines of Markdown, larger than Grafana's; two need two grid rows. */
export function textLines(lines: string[]): TextBuilder {
  return textPanel(lines.map((line) => `<span style="font-size: 16px">${line}</span>`).join('<br>'));
}
