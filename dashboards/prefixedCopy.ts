import { provisionedUid } from './alerting/model';
import type { ClassicDashboard } from './dashboard';
import { withDataSource } from './selectedDataSource';

/** What tells a copy of all dashboards from the originals and from other copies. */
export interface CopyNames {
  /** Stands for `liveperson` in uids, tags and links. */
  prefix: string;
  /** The uid of the data source that the copy opens with; absent means the provisioned one. */
  datasource?: string;
}

/** The prefix of the originals. */
export const originalPrefix = 'liveperson';

/** The title of the originals, or of their folder, as that of a copy. */
export const copyTitle = (title: string, { prefix }: CopyNames) => title.replace('LivePerson', `LivePerson ${prefix}`);

/** A copy of a dashboard, whose links lead to the copies with the same prefix. */
export function prefixedCopy(dashboard: ClassicDashboard, names: CopyNames): ClassicDashboard {
  const { prefix, datasource = provisionedUid } = names;
  const rename = (name: string) => name.replace(originalPrefix, prefix);
  const copy = JSON.parse(
    JSON.stringify(withDataSource(dashboard, datasource)).replaceAll(`/d/${originalPrefix}-`, `/d/${prefix}-`)
  ) as ClassicDashboard;
  return {
    ...copy,
    uid: copy.uid && rename(copy.uid),
    title: copy.title && copyTitle(copy.title, names),
    tags: copy.tags?.map(rename),
    links: copy.links?.map((link) => ({ ...link, tags: link.tags.map(rename) })),
  };
}
