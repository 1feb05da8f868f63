import { urlUtil, type UrlQueryMap } from '@grafana/data';
import type { Dashboard, DashboardLink } from '@grafana/schema';
import { Dropdown, LinkButton, Menu, Stack, Text, ToolbarButton } from '@grafana/ui';

interface LinksProps {
  dashboard: Dashboard;
  dashboards: Dashboard[];
  /** The part of the address that holds time range and variables. */
  search: string;
}

/** An address with the time range and the variables of the dashboard that is shown, where the link takes them. */
function addressOf(url: string, { keepTime, includeVars }: DashboardLink, search: string): string {
  const parameters = Object.entries(urlUtil.parseKeyValue(search.slice(1)) as UrlQueryMap);
  const taken = parameters.filter(([name]) =>
    name.startsWith('var-') ? includeVars : keepTime && /^(from|to)$/.test(name)
  );
  return urlUtil.appendQueryToUrl(url, urlUtil.toUrlParams(Object.fromEntries(taken)));
}

/** The dashboard's name and its links to others. */
export function Links({ dashboard: { title = '', links = [] }, dashboards, search }: LinksProps) {
  const oneLink = (link: DashboardLink) => {
    if (link.type === 'link') {
      return (
        <LinkButton key={link.title} variant="secondary" size="sm" href={addressOf(link.url ?? '', link, search)}>
          {link.title}
        </LinkButton>
      );
    }
    const tagged = dashboards.filter(({ tags }) => link.tags.every((tag) => tags?.includes(tag)));
    const items = tagged.map(({ uid, title: name = '' }) => (
      <Menu.Item key={uid} label={name} url={addressOf(`/d/${uid}`, link, search)} />
    ));
    return (
      <Dropdown key={link.title} overlay={<Menu>{items}</Menu>}>
        <ToolbarButton icon="bars" variant="canvas">
          {link.title}
        </ToolbarButton>
      </Dropdown>
    );
  };
  return (
    <Stack alignItems="center" wrap="wrap">
      <Text element="h1" variant="h4">
        {title}
      </Text>
      {links.map(oneLink)}
    </Stack>
  );
}
