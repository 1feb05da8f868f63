import { Alert, TextLink } from '@grafana/ui';

/** Says what this page is, how to get the real thing, and what of the dashboard is missing here. On a screen of its own it is brief. */
export function Banner({ undrawn, brief }: { undrawn: string[]; brief: boolean }) {
  const grafana = (
    <TextLink href="https://grafana.com/grafana/download" external inline>
      Grafana
    </TextLink>
  );
  return (
    <Alert severity="info" title="This is a preview, not Grafana" bottomSpacing={0}>
      {!brief && (
        <>
          The dashboards over the plugin itself, drawn by Grafana&apos;s published components. For all else, alerts and
          editing dashboards among it, install {grafana} 12.3 or later, or Docker, and run npm start again.
        </>
      )}
      {undrawn.length > 0 && ` Not shown here: ${undrawn.join(', ')}.`}
    </Alert>
  );
}
