import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { rowKinds } from '../../../../catalogue';
import { stat } from '../../../../dashboards/panels/stat';
import { kpisFor } from '../../../../src/query/change';

interface RuleFile {
  groups: Array<{ rules: Array<{ title: string; data: Array<{ model: { kpis?: string[] } }> }> }>;
}

// Prints what the picker offers, how a panel shows it, and which rules there are, of one KPI: for a test in Go.
const [id = '', rules = ''] = process.argv.slice(2);
const { groups } = parse(readFileSync(rules, 'utf8')) as RuleFile;
console.log(
  JSON.stringify({
    options: rowKinds.flatMap((rows) =>
      kpisFor(rows)
        .filter((kpi) => kpi.id === id)
        .map(({ label, description }) => ({ rows, label, description }))
    ),
    panel: stat(id).build().fieldConfig?.defaults,
    rules: groups.flatMap((group) => group.rules).filter(({ data }) => data[0]?.model.kpis?.includes(id)),
  })
);
