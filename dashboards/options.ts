import { parseArgs } from 'node:util';

import { UserError } from '../scripts/project';
import { provisionedUid } from './alerting/model';
import type { FixedFilters } from './publicCopy';

/** The options of `npm run dashboards`. */
export interface Options {
  /** Reports outdated files, and writes nothing. */
  check: boolean;
  /** Writes copies without variables into a folder, and nothing else. */
  copies?: { folder: string; fixed: FixedFilters };
}

const usage =
  'Options: --check; or --public FOLDER, with --datasource UID, --skill ID and --group ID, the last two as often as needed.';

/** Joins `--group -1` to one argument: parseArgs takes -1, the id of the main group, for an option. */
function withMainGroup([first, second, ...rest]: string[]): string[] {
  if (first === undefined || second === undefined) {
    return first === undefined ? [] : [first];
  }
  const isMainGroup = first === '--group' && second === '-1';
  return isMainGroup ? ['--group=-1', ...withMainGroup(rest)] : [first, ...withMainGroup([second, ...rest])];
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args: withMainGroup(args),
      options: {
        check: { type: 'boolean', default: false },
        public: { type: 'string' },
        datasource: { type: 'string' },
        skill: { type: 'string', multiple: true, default: [] },
        group: { type: 'string', multiple: true, default: [] },
      },
    }).values;
  } catch (error) {
    const [sentence = ''] = (error as Error).message.split(/\.(?:\s|$)/);
    throw new UserError(`${sentence}. ${usage}`);
  }
}

function checkIds(kind: string, ids: string[]): string[] {
  const wrong = ids.find((id) => !/^-?\d+$/.test(id));
  if (wrong !== undefined) {
    throw new UserError(
      `--${kind} must be the ID of a ${kind}, which is a number, not "${wrong}". It is in the URL of a dashboard with that ${kind} selected: var-${kind}=….`
    );
  }
  return ids;
}

/** Reads a command line. Throws a user error for an option that is unknown, lacks its value or has an impossible one. */
export function readOptions(args: string[]): Options {
  const { check, public: folder, datasource, skill, group } = parse(args);
  if (folder === undefined) {
    if (datasource !== undefined || skill.length > 0 || group.length > 0) {
      throw new UserError(`--datasource, --skill and --group are for public copies: add --public FOLDER. ${usage}`);
    }
    return { check };
  }
  if (folder === '') {
    throw new UserError(`--public must be the folder to write into. ${usage}`);
  }
  const fixed = {
    datasource: datasource ?? provisionedUid,
    skills: checkIds('skill', skill),
    groups: checkIds('group', group),
  };
  return { check, copies: { folder, fixed } };
}
