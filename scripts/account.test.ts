import { realAccount, simulatedAccount } from './account';

const own = { LP_ACCOUNT_ID: '123', LP_CLIENT_ID: 'client', LP_CLIENT_SECRET: 'secret' };

it('is the account of the environment, at LivePerson unless there is another address', () => {
  expect(realAccount(own)).toEqual({ ...own, LP_UPSTREAM_URL: '' });
  expect(realAccount({ ...own, LP_UPSTREAM_URL: 'http://gateway' })?.LP_UPSTREAM_URL).toBe('http://gateway');
});

it('is none where the environment names none', () => {
  expect(realAccount({ PATH: '/bin' })).toBeUndefined();
});

it('refuses an account that is named in part, rather than show a simulation instead of it', () => {
  expect(() => realAccount({ ...own, LP_CLIENT_SECRET: '' })).toThrow('LP_CLIENT_SECRET not set');
});

it('signs in to the simulator at its address', () => {
  expect(simulatedAccount('http://127.0.0.1:4011')).toMatchObject({ LP_UPSTREAM_URL: 'http://127.0.0.1:4011' });
});
