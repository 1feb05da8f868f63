import { getAgents, getGroups, getSkills, errorMessage, type Backend } from './resources';

function fakeBackend(responses: Record<string, unknown>): Backend {
  return { getResource: async <T>(path: string) => responses[path] as T };
}

test('skills and groups are loaded from the resources of the same name', async () => {
  const backend = fakeBackend({ skills: [{ id: '101', name: 'Sales' }], groups: [{ id: '-1', name: 'Main' }] });
  await expect(getSkills(backend)).resolves.toEqual([{ id: '101', name: 'Sales' }]);
  await expect(getGroups(backend)).resolves.toEqual([{ id: '-1', name: 'Main' }]);
});

/** A backend that records the requested paths. */
function countingBackend(respond: () => Promise<unknown>) {
  const requested: string[] = [];
  const getResource = async <T>(path: string) => {
    requested.push(path);
    return (await respond()) as T;
  };
  return { requested, backend: { getResource } as Backend };
}

afterEach(() => jest.useRealTimers());

test('a list is cached for a minute, and loaded once by concurrent callers', async () => {
  jest.useFakeTimers();
  const { requested, backend } = countingBackend(async () => [{ id: '1', name: 'Ana' }]);
  const both = await Promise.all([getAgents(backend), getAgents(backend)]);
  expect(both[0]).toEqual([{ id: '1', name: 'Ana' }]);
  expect(requested).toEqual(['agents']);
  jest.advanceTimersByTime(61_000);
  await getAgents(backend);
  expect(requested).toEqual(['agents', 'agents']);
});

test('data sources do not share cached lists', async () => {
  const [one, other] = [countingBackend(async () => []), countingBackend(async () => [{ id: '1', name: 'Ana' }])];
  await expect(getSkills(one.backend)).resolves.toEqual([]);
  await expect(getSkills(other.backend)).resolves.toHaveLength(1);
});

test('a failure is not cached', async () => {
  let isDown = true;
  const { backend } = countingBackend(async () => (isDown ? Promise.reject(new Error('down')) : []));
  await expect(getSkills(backend)).rejects.toThrow('down');
  isDown = false;
  await expect(getSkills(backend)).resolves.toEqual([]);
});

test('a response that is not a list is an error', async () => {
  await expect(getSkills(fakeBackend({ skills: '<html>' }))).rejects.toThrow('for "skills" is not a list');
});

test.each([
  [
    { status: 502, statusText: 'Bad Gateway', config: { url: '' }, data: { message: 'LivePerson is away.' } },
    'LivePerson is away.',
  ],
  [{ status: 502, statusText: 'Bad Gateway', config: { url: '' }, data: undefined }, 'HTTP 502 Bad Gateway'],
  [new Error('offline'), 'offline'],
  ['something else', 'unknown cause'],
])('the error message of %j is %s', (error, reason) => {
  expect(errorMessage(error)).toBe(reason);
});
