import { simulatedAccount } from './account';
import { provisioned } from './preview';

it("gives the preview the data source of Grafana's provisioning, with the account in it", () => {
  const yaml =
    'datasources:\n  - uid: one\n    jsonData: { accountId: $LP_ACCOUNT_ID, upstreamUrl: $LP_UPSTREAM_URL }\n';
  expect(JSON.parse(provisioned(yaml, simulatedAccount('http://127.0.0.1:4011')))).toEqual([
    { uid: 'one', jsonData: { accountId: '12345678', upstreamUrl: 'http://127.0.0.1:4011' } },
  ]);
});

it('keeps characters of a secret that mean something in YAML', () => {
  const account = { ...simulatedAccount(''), LP_CLIENT_SECRET: 'a: "b" #c' };
  const yaml = 'datasources:\n  - secureJsonData:\n      clientSecret: $LP_CLIENT_SECRET\n';
  expect(provisioned(yaml, account)).toBe('[{"secureJsonData":{"clientSecret":"a: \\"b\\" #c"}}]');
});
