import { Alert, TextLink } from '@grafana/ui';

/** Says what this page is, how to get the real thing, and what of the dashboard is missing here. */
export function Banner({ undrawn }: { undrawn: string[] }) {
  return (
    <Alert severity="info" title="This is a preview, not Grafana">
      The dashboards, drawn with Grafana&apos;s own components, over the plugin itself. To have editing, alerts and all
      else, install <TextLink href="https://grafana.com/grafana/download" external inline>Grafana</TextLink> 12.3 or
      later, or Docker, and run npm start again.
      {undrawn.length > 0 && <> Not shown here: {undrawn.join(', ')}.</>}
    </Alert>
  );
}
