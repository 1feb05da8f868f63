import { Alert, Text, TextLink } from '@grafana/ui';

const title = 'This is a preview, not Grafana';

/** Says what this page is, how to get the real thing, and what of the dashboard is missing here. On a screen of its own it is brief. */
export function Banner({ unsupported, brief }: { unsupported: string[]; brief: boolean }) {
  const missing = unsupported.length > 0 && ` Not shown here: ${unsupported.join(', ')}.`;
  const grafana = (
    <TextLink href="https://grafana.com/grafana/download" external inline>
      Grafana
    </TextLink>
  );
  return brief ? (
    // Beside the choice of how often values are asked for again, where it takes no room of the panels.
    <div style={{ position: 'absolute', right: 16 }}>
      <Text color="secondary">
        {title}.{missing}
      </Text>
    </div>
  ) : (
    <Alert severity="info" title={title} bottomSpacing={0}>
      The dashboards over the plugin itself, drawn by Grafana&apos;s published components. For all else, alerts and
      editing dashboards among it, install {grafana} 12.3 or later, or Docker, and run npm start again.{missing}
    </Alert>
  );
}
