import type { SceneDataProvider } from '@grafana/scenes';
import { IconButton, useTheme2 } from '@grafana/ui';

/** The notices of a panel's data, as an icon for each severity. Grafana's packages do not render them. */
export function Notices({ data }: { data: SceneDataProvider }) {
  const { colors } = useTheme2();
  const notices = data.useState().data?.series.flatMap(({ meta }) => meta?.notices ?? []) ?? [];
  return (['error', 'warning', 'info'] as const).map((severity) => {
    // Several frames can have the same notice.
    const texts = new Set(notices.filter((one) => one.severity === severity).map(({ text }) => text));
    const icon = severity === 'info' ? 'document-info' : 'exclamation-triangle';
    const style = { color: colors[severity].text };
    return texts.size > 0 && <IconButton key={severity} name={icon} style={style} tooltip={[...texts].join(' ')} />;
  });
}
