import { parseOptions } from '../scripts/cli';
import { UserError } from '../scripts/project';
import { provisionedUid } from './alerting/model';
import { type CopyNames, originalPrefix } from './prefixedCopy';
import type { FixedFilters } from './publicCopy';

/** The options of `npm run dashboards`. */
export interface Options {
  /** Reports outdated files, and writes nothing. */
  check: boolean;
  /** Writes copies without variables into a folder, and nothing else. */
  copies?: { folder: string; fixed: FixedFilters };
  /** Writes a second set of all dashboards into a folder, and nothing else. */
  prefixed?: { folder: string; names: CopyNames };
  /** The address of the runbook that alerts link to. */
  runbook?: string;
}

const usage =
  'Options: --check; --runbook URL; or --prefix NAME, with --into FOLDER, --datasource UID and --runbook URL; or --public FOLDER, with --datasource UID, --skill ID and --group ID, the last two as often as needed.';

/** Joins `--group -1` to one argument: parseArgs takes -1, the id of the main group, for an option. */
function withMainGroup([first, second, ...rest]: string[]): string[] {
  if (first === undefined || second === undefined) {
    return first === undefined ? [] : [first];
  }
  const isMainGroup = first === '--group' && second === '-1';
  return isMainGroup ? ['--group=-1', ...withMainGroup(rest)] : [first, ...withMainGroup([second, ...rest])];
}

const parse = (args: string[]) =>
  parseOptions(usage, {
    args: withMainGroup(args),
    options: {
      check: { type: 'boolean', default: false },
      prefix: { type: 'string' },
      into: { type: 'string' },
      public: { type: 'string' },
      runbook: { type: 'string' },
      datasource: { type: 'string' },
      skill: { type: 'string', multiple: true, default: [] },
      group: { type: 'string', multiple: true, default: [] },
    },
  });

function checkIds(kind: string, ids: string[]): string[] {
  const wrong = ids.find((id) => !/^-?\d+$/.test(id));
  if (wrong !== undefined) {
    throw new UserError(
      `--${kind} must be the ID of a ${kind}, which is a number, not "${wrong}". It is in the URL of a dashboard with that ${kind} selected: var-${kind}=….`
    );
  }
  return ids;
}

type Parsed = ReturnType<typeof parse>;

// Grafana allows 40 characters for a uid, of which "-current" and the hash of a rule need 13.
const validPrefix = /^[a-z0-9][a-z0-9-]{0,26}$/;

function readPrefixed(prefix: string, { into = prefix, datasource, public: folder, skill, group }: Parsed) {
  if (folder !== undefined || skill.length > 0 || group.length > 0) {
    throw new UserError(
      `--prefix is for copies with variables, --public, --skill and --group for copies without. ${usage}`
    );
  }
  if (!validPrefix.test(prefix) || prefix === originalPrefix) {
    throw new UserError(
      `--prefix must have at most 27 small letters, digits and hyphens, and not be "${originalPrefix}", but it is "${prefix}". ${usage}`
    );
  }
  if (into === '') {
    throw new UserError(`--into must be the folder to write into. ${usage}`);
  }
  return { folder: into, names: { prefix, ...(datasource && { datasource }) } };
}

function readPublic(folder: string, { datasource, skill, group }: Parsed) {
  if (folder === '') {
    throw new UserError(`--public must be the folder to write into. ${usage}`);
  }
  const fixed = {
    datasource: datasource ?? provisionedUid,
    skills: checkIds('skill', skill),
    groups: checkIds('group', group),
  };
  return { folder, fixed };
}

function readRunbook({ runbook: url, prefix, datasource, public: folder }: Parsed): { runbook?: string } {
  if (url === undefined) {
    return {};
  }
  if (folder !== undefined || (prefix !== undefined && datasource === undefined)) {
    throw new UserError(
      `--runbook is for alert rules, and copies have them only with --prefix and --datasource. ${usage}`
    );
  }
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    throw new UserError(`--runbook must be an address that begins with https:// or http://, not "${url}". ${usage}`);
  }
  return { runbook: url };
}

/** Reads a command line. Throws a user error for an option that is unknown, lacks its value or has an impossible one. */
export function readOptions(args: string[]): Options {
  const parsed = parse(args);
  const { check, prefix, into, public: folder, datasource, skill, group } = parsed;
  const runbook = readRunbook(parsed);
  if (prefix !== undefined) {
    return { check, prefixed: readPrefixed(prefix, parsed), ...runbook };
  }
  if (into !== undefined) {
    throw new UserError(`--into is for copies with a prefix: add --prefix NAME. ${usage}`);
  }
  if (folder !== undefined) {
    return { check, copies: readPublic(folder, parsed) };
  }
  if (datasource !== undefined || skill.length > 0 || group.length > 0) {
    throw new UserError(`--datasource, --skill and --group are for public copies: add --public FOLDER. ${usage}`);
  }
  return { check, ...runbook };
}
