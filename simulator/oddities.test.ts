import { gunzipSync } from 'node:zlib';

import { encode, makeOdd } from './oddities';
import { NOON, startTestSimulator } from './testing';

const skills = '/api/account/12345678/configuration/le-users/skills?v=2.0';

describe('oddities', () => {
  it('write values in turn, also what is no JSON, and leave fields out', () => {
    const json = '{"groups":[{"key":"1","csat":1},{"key":"2","csat":2},{"key":"3","csat":3}],"count":3}';
    expect(makeOdd({ values: { csat: ['NaN', '"0.82"'], count: [null] } }, json)).toBe(
      '{"groups":[{"key":"1","csat":NaN},{"key":"2","csat":"0.82"},{"key":"3","csat":NaN}]}'
    );
  });

  it('rename fields, add rows and surround the body', () => {
    const odd = { rename: { metadata: '_metadata' }, rows: ['null', '"text"'], before: ")]}',", after: '\0' };
    expect(makeOdd(odd, '{"metadata":{},"groups":[{}]}')).toBe(`)]}',{"_metadata":{},"groups":[null,"text",{}]}\0`);
  });

  it('encode a body', () => {
    expect(encode('{"ë":1}', 'bom')[0].subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(encode('{', 'utf-16le')[0]).toEqual(Buffer.from([0xff, 0xfe, 0x7b, 0]));
    expect(encode('{', 'utf-16be')[0]).toEqual(Buffer.from([0xfe, 0xff, 0, 0x7b]));
    expect(encode('ë', 'latin-1')[0]).toEqual(Buffer.from([0xeb]));
    expect(gunzipSync(encode('{}', 'gzip-unsaid')[0]).toString()).toBe('{}');
  });

  it('are faults of the services', async () => {
    const { send, metrics, simulator } = startTestSimulator();
    await send('POST', '/simulator/faults', [
      { service: 'lists', rows: ['null'], values: { name: ['"NA"'] }, times: 1 },
      { service: 'metrics', values: { openConversations: ['-1'] } },
    ]);
    const [first, second] = (await send('GET', skills)).json();
    expect([first, second.name]).toEqual([null, 'NA']);
    const body = {
      filters: { time: { from: NOON - 60_000, to: NOON } },
      metricsToRetrieveCurrentValue: ['open_conversations'],
    };
    expect((await metrics(body)).json().all).toEqual({ openConversations: -1 });
    simulator.faults.clear();
    expect((await metrics(body)).json().all.openConversations).toBeGreaterThanOrEqual(0);
  });

  it.each([{ values: { csat: [7] } }, { values: { csat: [] } }, { rows: 'null' }, { encoding: 'ebcdic' }])(
    'are rejected if invalid: %j',
    async (fault) => {
      expect((await startTestSimulator().send('POST', '/simulator/faults', fault)).status).toBe(400);
    }
  );
});
