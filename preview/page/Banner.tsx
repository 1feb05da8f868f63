import { Alert, Text, TextLink } from '@grafana/ui';

const title = 'This is a preview, not Grafana';

/** Explains the preview, and lists what it does not support of the dashboard. It is brief in kiosk mode. */
export function Banner({ unsupported, brief }: { unsupported: string[]; brief: boolean }) {
  const missing = unsupported.length > 0 && ` Not shown here: ${unsupported.join(', ')}.`;
  const grafana = (
    <TextLink href="https://grafana.com/grafana/download" external inline>
      Grafana
    </TextLink>
  );
  return brief ? (
    // Beside the refresh picker, where it takes no space from the panels.
    <div style={{ position: 'absolute', right: 16 }}>
      <Text color="secondary">
        {title}.{missing}
      </Text>
    </div>
  ) : (
    <Alert severity="info" title={title} bottomSpacing={0}>
      The dashboards of the plugin, rendered by Grafana&apos;s published components. For everything else, including
      alerts and editing dashboards, install {grafana} 12.3 or later, or Docker, and run npm start again.{missing}
    </Alert>
  );
}
