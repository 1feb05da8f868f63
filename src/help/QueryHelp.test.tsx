import { render, screen } from '@testing-library/react';
import React from 'react';

import { incompatibleKpis } from '../query/change';
import { validateInterval } from '../query/interval';
import { migrate } from '../query/migrate';
import { user } from '../testing/user';
import { examples } from './examples';
import { QueryHelp } from './QueryHelp';

function renderHelp(part: Partial<React.ComponentProps<typeof QueryHelp>> = {}) {
  const query = { ...examples[0]!.query, refId: 'A' };
  render(<QueryHelp query={query} onClickExample={jest.fn()} {...part} />);
}

test.each(examples)('the example "$title" is a complete, valid query', ({ query: example }) => {
  const query = { ...example, refId: 'A' };
  expect(migrate(query)).toEqual(query);
  expect(incompatibleKpis(query)).toEqual([]);
  expect(validateInterval(query.interval ?? '')).toBeUndefined();
  expect([undefined, ...query.kpis]).toContain(query.orderBy?.kpi);
});

test('clicking an example replaces the query and keeps its refId and data source', async () => {
  const onClickExample = jest.fn();
  const datasource = { type: 'kmm-liveperson-datasource', uid: 'kmm' };
  const before = { ...examples[0]!.query, refId: 'B', datasource };
  renderHelp({ query: before, onClickExample });
  await user.click(screen.getByRole('button', { name: /Agents who are away/ }));
  expect(onClickExample).toHaveBeenCalledTimes(1);
  expect(onClickExample.mock.calls[0][0]).toMatchObject({
    refId: 'B',
    datasource,
    rows: 'agent',
    filter: { agentStatus: ['AWAY', 'BACK_SOON'] },
    orderBy: { kpi: 'status_time', desc: true },
  });
});

test('every example shows the summary of its query', () => {
  renderHelp();
  expect(screen.getByText(/^Agents: Status, .*; away or back soon, highest Status time first$/)).toBeInTheDocument();
  expect(screen.getByText('Closed, Concluded of the account every hour')).toBeInTheDocument();
});
