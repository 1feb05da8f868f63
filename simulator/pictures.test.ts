import { startTestSimulator } from './testing';

describe('pictures of agents', () => {
  const { simulator, send } = startTestSimulator();
  const [agent] = simulator.centre.account.agents;

  it('are drawn', async () => {
    const response = await send('GET', `/pictures/${agent!.id}.svg`);
    expect(response.status).toBe(200);
    expect((await send('GET', '/pictures/1.svg')).status).toBe(404);
  });

  it('can have any address', async () => {
    const url = 'javascript:alert(1)';
    await send('POST', '/simulator/pictures', { id: agent!.id, url });
    const path = '/api/account/12345678/configuration/le-users/users?v=4.0&select=id,pictureUrl';
    const users = (await send('GET', path)).json() as Array<{ id: number; pictureUrl: string | null }>;
    expect(users.find(({ id }) => String(id) === agent!.id)?.pictureUrl).toBe(url);
    expect((await send('POST', '/simulator/pictures', { id: '1', url })).status).toBe(400);
  });
});
