import { getGroups, getSkills, reasonOf, type Backend } from './resources';

function answering(answers: Record<string, unknown>): Backend {
  return { getResource: async <T>(path: string) => answers[path] as T };
}

test('skills and groups are asked of the resources of their name', async () => {
  const backend = answering({ skills: [{ id: '101', name: 'Sales' }], groups: [{ id: '-1', name: 'Main' }] });
  await expect(getSkills(backend)).resolves.toEqual([{ id: '101', name: 'Sales' }]);
  await expect(getGroups(backend)).resolves.toEqual([{ id: '-1', name: 'Main' }]);
});

test('an answer that is no list is said so', async () => {
  await expect(getSkills(answering({ skills: '<html>' }))).rejects.toThrow(
    '"skills" with something that is not a list'
  );
});

test.each([
  [
    { status: 502, statusText: 'Bad Gateway', config: { url: '' }, data: { message: 'LivePerson is away.' } },
    'LivePerson is away.',
  ],
  [{ status: 502, statusText: 'Bad Gateway', config: { url: '' }, data: undefined }, 'HTTP 502 Bad Gateway'],
  [new Error('offline'), 'offline'],
  ['something else', 'unknown cause'],
])('the reason of %j is %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});
