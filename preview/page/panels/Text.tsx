import { type PanelProps, renderTextPanelMarkdown, textUtil } from '@grafana/data';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';

/** Text as Grafana renders it; code has no syntax highlighting and no line numbers. */
export function Text({ options: { mode, content }, replaceVariables }: PanelProps<Options>) {
  const text = replaceVariables(content, {}, 'html');
  if (mode === 'code') {
    return <pre>{text}</pre>;
  }
  const __html = mode === 'html' ? textUtil.sanitizeTextPanelContent(text) : renderTextPanelMarkdown(text);
  return <div className="markdown-html" dangerouslySetInnerHTML={{ __html }} />;
}
