import fc from 'fast-check';

import { groupPaths } from './groupPaths';

test('a path has the names of all ancestors but the main group', () => {
  const paths = groupPaths([
    { id: '-1', name: 'Main group' },
    { id: '1', name: 'Sales', parentId: '-1' },
    { id: '2', name: 'Evening', parentId: '1' },
    { id: '3', name: 'Late', parentId: '2' },
    { id: '4', name: 'Of a group that is gone', parentId: '99' },
  ]);
  expect(Object.fromEntries(paths)).toEqual({
    '-1': 'Main group',
    '1': 'Sales',
    '2': 'Sales / Evening',
    '3': 'Sales / Evening / Late',
    '4': 'Of a group that is gone',
  });
});

test('every group has a path that ends with its name, even in a cycle', () => {
  const ids = fc.integer({ min: -1, max: 6 }).map(String);
  const groups = fc.uniqueArray(
    fc.record({ id: ids, name: fc.string(), parentId: fc.option(ids, { nil: undefined }) }),
    {
      selector: ({ id }) => id,
    }
  );
  fc.assert(
    fc.property(groups, (all) => {
      const paths = groupPaths(all);
      expect(paths.size).toBe(all.length);
      for (const { id, name } of all) {
        expect(paths.get(id)?.endsWith(name)).toBe(true);
      }
    })
  );
});
