import type { PanelProps } from '@grafana/data';
import { Stack } from '@grafana/ui';

/** What a panel says that has nothing to draw. */
export function NoData({ fieldConfig }: Pick<PanelProps, 'fieldConfig'>) {
  return (
    <Stack height="100%" alignItems="center" justifyContent="center">
      {fieldConfig.defaults.noValue ?? 'No data'}
    </Stack>
  );
}
