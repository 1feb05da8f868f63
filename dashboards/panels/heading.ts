import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';

/** A heading that is larger than a panel's title can be. */
export function heading(text: string): TextBuilder {
  return new TextBuilder()
    .title('')
    .description(`Heading: ${text}.`)
    .mode(TextMode.Markdown)
    .content(`# ${text}`)
    .transparent(true);
}
