import fc from 'fast-check';

import { createAccount } from './accountFactory';

const sizes = fc.record({
  agents: fc.integer({ min: 1, max: 200 }),
  skills: fc.integer({ min: 1, max: 200 }),
  groups: fc.integer({ min: 1, max: 40 }),
});

describe('an account', () => {
  it('has the requested size, and unique decimal ids', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const account = createAccount('1', 'UTC', size, seed);
        expect(account.agents.filter(({ type }) => type === 'HUMAN')).toHaveLength(size.agents);
        expect(account.skills.filter(({ deleted }) => !deleted)).toHaveLength(size.skills);
        expect(account.groups).toHaveLength(size.groups);
        for (const items of [account.agents, account.skills, account.groups]) {
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
          items.forEach(({ id }) => expect(id).toMatch(/^-?\d+$/));
        }
      })
    );
  });

  it('has agents for every skill, and a tree of groups below the main group', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (size, seed) => {
        const { skills, groups } = createAccount('1', 'UTC', size, seed);
        skills.forEach(({ agents }) => expect(agents.length).toBeGreaterThan(0));
        groups.forEach(({ index, parent }) => expect(parent ?? -1).toBeLessThan(index));
        expect(groups[0]).toMatchObject({ id: '-1', name: 'Main Group', parent: undefined });
        expect(skills.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      })
    );
  });
});
