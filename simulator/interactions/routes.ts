import type { FastifyInstance } from 'fastify';

import { SECOND } from '../contactCentre/time';
import { addMethods } from '../methods';
import { scopes } from '../options';
import type { Simulator } from '../simulator';
import { readHistory } from './history';
import { readSearchPage, searchMetadata } from './paging';
import { writeRecord } from './record';
import { readSearchBody } from './requestBody';
import { search } from './search';

/** The search of the Messaging Interactions API (API description, section 5.1). */
export async function addInteractions(server: FastifyInstance, simulator: Simulator): Promise<void> {
  addMethods(server, simulator, '/messaging_history/api/account/:account/', scopes.interactions, [
    ['conversations/search', 'interactions', searchResponse],
  ]);
}

function searchResponse(simulator: Simulator, query: Record<string, unknown>, text: unknown) {
  const page = readSearchPage(query);
  const centre = simulator.currentCentre();
  const { account, journal } = centre;
  const asOf = centre.now - simulator.options.interactionsDelay * SECOND;
  const body = readSearchBody(text, centre.now);
  const found = search(centre, body, page, asOf);
  const numbers = found.slice(page.offset, page.offset + page.limit);
  return {
    _metadata: searchMetadata(account.id, page, found.length),
    conversationHistoryRecords: numbers.map((number) => {
      const history = readHistory(account, journal, number, asOf);
      return writeRecord({ account, history, asOf }, body.contents);
    }),
  };
}
