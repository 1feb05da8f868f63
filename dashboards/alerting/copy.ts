import { createHash } from 'node:crypto';

import { type CopyNames, copyTitle } from '../prefixedCopy';
import { provisionedUid, type Rule, type RuleGroup } from './model';

/** A uid of its own for the copy of a rule; as a hash, because a uid has at most 40 characters. */
const copyUid = (uid: string, prefix: string) =>
  `${prefix}-${createHash('sha256').update(uid).digest('hex').slice(0, 12)}`;

/** The uids of copies of rules. */
export const copyUids = (uids: string[], { prefix }: CopyNames): string[] => uids.map((uid) => copyUid(uid, prefix));

/** Copies of rules for another data source, in a folder of their own: a file replaces all rules of its groups. */
export function copyGroups(groups: RuleGroup[], names: CopyNames): RuleGroup[] {
  const { prefix, datasource = provisionedUid } = names;
  const copyRule = (rule: Rule): Rule => ({
    ...rule,
    uid: copyUid(rule.uid, prefix),
    // The title is the alert's name in notifications.
    title: `${rule.title} (${prefix})`,
  });
  const copies = JSON.parse(
    JSON.stringify(groups)
      .replaceAll(JSON.stringify(provisionedUid), JSON.stringify(datasource))
      .replaceAll(`var-datasource=${provisionedUid}`, `var-datasource=${datasource}`)
  ) as RuleGroup[];
  return copies.map((group) => ({
    ...group,
    folder: copyTitle(group.folder, names),
    rules: group.rules.map(copyRule),
  }));
}
