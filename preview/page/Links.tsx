import { type IconName, textUtil, toIconName, urlUtil, type UrlQueryMap } from '@grafana/data';
import type { Dashboard, DashboardLink } from '@grafana/schema';
import { Dropdown, LinkButton, Menu, Stack, Text, ToolbarButton } from '@grafana/ui';

import { replace } from './grafana/templates';

interface LinksProps {
  dashboard: Dashboard;
  dashboards: Dashboard[];
  /** The query string of the URL, with time range and variables. */
  search: string;
}

/** Grafana's icons for links, by their different names in a dashboard's JSON. */
const icons: Record<string, IconName> = {
  'external link': 'external-link-alt',
  dashboard: 'apps',
  question: 'question-circle',
  info: 'info-circle',
  doc: 'file-alt',
};

/** A URL with the time range and the variables of the current dashboard, if the link keeps them. */
function addressOf(url: string, { keepTime, includeVars }: DashboardLink, search: string): string {
  const parameters = Object.entries(urlUtil.parseKeyValue(search.slice(1)) as UrlQueryMap);
  const included = parameters.filter(([name]) =>
    name.startsWith('var-') ? includeVars : keepTime && /^(from|to)$/.test(name)
  );
  const filled = urlUtil.appendQueryToUrl(replace(url), urlUtil.toUrlParams(Object.fromEntries(included)));
  return textUtil.sanitizeUrl(filled);
}

/** The dashboard's title and its links, as in Grafana. */
export function Links({ dashboard: { uid: shown, title = '', links = [] }, dashboards, search }: LinksProps) {
  const oneLink = (link: DashboardLink) => {
    const target = link.targetBlank ? '_blank' : undefined;
    const button = (url: string, text: string, icon?: IconName, tooltip?: string) => {
      const buttonProps = { icon, tooltip, target, variant: 'secondary', fill: 'outline', size: 'sm' } as const;
      return (
        <LinkButton key={`${link.title} ${url}`} {...buttonProps} rel="noreferrer" href={addressOf(url, link, search)}>
          {replace(text)}
        </LinkButton>
      );
    };
    if (link.type === 'link') {
      return button(link.url ?? '', link.title, icons[link.icon] ?? toIconName(link.icon), replace(link.tooltip));
    }
    const tagged = dashboards.filter(({ uid, tags }) => uid !== shown && link.tags.every((tag) => tags?.includes(tag)));
    if (!link.asDropdown) {
      return tagged.map(({ uid, title: name = '' }) => button(`/d/${uid}`, name, 'apps'));
    }
    const items = tagged.map(({ uid, title: name = '' }) => (
      <Menu.Item key={uid} label={name} target={target} url={addressOf(`/d/${uid}`, link, search)} />
    ));
    return (
      <Dropdown key={link.title} overlay={<Menu>{items}</Menu>}>
        <ToolbarButton icon="bars" variant="canvas">
          {replace(link.title)}
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
