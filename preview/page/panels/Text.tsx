import { type PanelProps, renderTextPanelMarkdown, textUtil } from '@grafana/data';

/** A text panel's options, as dashboards hold them. */
export interface TextOptions {
  mode: 'markdown' | 'html' | 'code';
  content: string;
}

/** What Grafana takes where a text panel does not say it. */
export const textDefaults: TextOptions = { mode: 'markdown', content: '' };

/** Text as Grafana renders it. */
export function Text({ options: { mode, content }, replaceVariables }: PanelProps<TextOptions>) {
  const text = replaceVariables(content, {}, 'html');
  const html = mode === 'html' ? textUtil.sanitizeTextPanelContent(text) : renderTextPanelMarkdown(text);
  return mode === 'code' ? <pre>{text}</pre> : <div className="markdown-html" dangerouslySetInnerHTML={{ __html: html }} />;
}
