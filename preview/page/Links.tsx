import { locationUtil, urlUtil, type UrlQueryMap } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import type { Dashboard, DashboardLink } from '@grafana/schema';
import { Dropdown, LinkButton, Menu, Stack, Text, ToolbarButton } from '@grafana/ui';
import { useReducer, useEffect } from 'react';

/** The address of a link with the time range and the variables of the dashboard that is shown, where it takes them. */
function addressOf(url: string, { keepTime, includeVars }: DashboardLink): string {
  const taken = Object.entries(locationService.getSearchObject()).filter(
    ([name]) => (keepTime && ['from', 'to', 'timezone'].includes(name)) || (includeVars && name.startsWith('var-'))
  );
  return locationUtil.assureBaseUrl(urlUtil.appendQueryToUrl(url, urlUtil.toUrlParams(Object.fromEntries(taken) as UrlQueryMap)));
}

interface LinksProps {
  dashboard: Dashboard;
  dashboards: Dashboard[];
}

/** The dashboard's name and its links to others. */
export function Links({ dashboard, dashboards }: LinksProps) {
  const [, renew] = useReducer((count: number) => count + 1, 0);
  useEffect(() => locationService.getHistory().listen(renew), []);
  return (
    <Stack alignItems="center" wrap="wrap">
      <Text element="h1" variant="h4">
        {dashboard.title ?? ""}
      </Text>
      {dashboard.links?.map((link) => (
        <OneLink key={link.title} link={link} dashboards={dashboards} />
      ))}
    </Stack>
  );
}

function OneLink({ link, dashboards }: { link: DashboardLink; dashboards: Dashboard[] }) {
  if (link.type === 'link') {
    return (
      <LinkButton variant="secondary" fill="outline" size="sm" href={addressOf(link.url ?? '', link)}>
        {link.title}
      </LinkButton>
    );
  }
  const tagged = dashboards.filter(({ tags }) => link.tags.every((tag) => tags?.includes(tag)));
  const items = tagged.map(({ uid, title }) => (
    <Menu.Item key={uid} label={title ?? ''} url={addressOf(`/d/${uid}`, link)} />
  ));
  return (
    <Dropdown overlay={<Menu>{items}</Menu>}>
      <ToolbarButton icon="bars" variant="canvas">
        {link.title}
      </ToolbarButton>
    </Dropdown>
  );
}
