import { distinctNames } from './distinctNames';

const namesOf = (...all: Array<[id: string, name: string]>) =>
  distinctNames(all.map(([id, name]) => ({ id, name }))).map(({ name }) => name);

test('names have an id where another one has the same, and only there', () => {
  expect(namesOf(['101', 'Sales'], ['102', 'Support'], ['103', 'Sales'])).toEqual([
    'Sales (101)',
    'Support',
    'Sales (103)',
  ]);
});

test('names that differ in case are different', () => {
  expect(namesOf(['101', 'Sales'], ['102', 'sales'])).toEqual(['Sales', 'sales']);
});

test('a name that looks like one with an id has its own, too', () => {
  expect(namesOf(['101', 'Sales'], ['102', 'Sales'], ['103', 'Sales (101)'])).toEqual([
    'Sales (101)',
    'Sales (102)',
    'Sales (101) (103)',
  ]);
});
