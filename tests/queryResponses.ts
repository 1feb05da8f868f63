import type { Page, Response } from '@playwright/test';

import { mayBeEmpty, type PanelJson } from './dashboards';
import { matchesTarget, isQueryRequest, type PanelQuery } from './queries';

/** The result of one query, with Grafana's JSON of data frames. */
interface QueryResult {
  error?: string;
  frames?: Array<{ schema: { fields: Array<{ type: string }> }; data: { values: unknown[][] } }>;
}

interface QueryResponse {
  /** Absent if the URL has the panel id, as on a public dashboard. */
  queries?: PanelQuery[];
  path: string;
  results: Record<string, QueryResult>;
}

const hasValue = ({ frames = [] }: QueryResult, type: 'number' | 'string'): boolean =>
  frames.some(({ schema, data }) =>
    data.values.some((values, at) => schema.fields[at]?.type === type && values.some((one) => typeof one === type))
  );

/** Records the responses to a page's queries. */
export class QueryResponses {
  private readonly all: QueryResponse[] = [];

  /** Starts recording. */
  constructor(page: Page) {
    page.on('response', (response) => void this.record(response).catch(() => undefined));
  }

  private async record(response: Response): Promise<void> {
    const request = response.request();
    const path = new URL(request.url()).pathname;
    if (isQueryRequest(request.url())) {
      const { queries: queries } = request.postDataJSON() as { queries: PanelQuery[] };
      this.all.push({ path, queries, ...((await response.json()) as { results: QueryResponse['results'] }) });
    } else if (/^\/api\/public\/dashboards\/.*\/query$/.test(path)) {
      this.all.push({ path, ...((await response.json()) as { results: QueryResponse['results'] }) });
    }
  }

  /** The latest result of a panel's query, if there is one. */
  private resultOf({ id }: PanelJson, target: PanelQuery): QueryResult | undefined {
    const parts = this.all.map(({ path, queries, results }) => {
      const refId = path.endsWith(`/panels/${id}/query`)
        ? target.refId
        : queries?.find((question) => matchesTarget(target, question))?.refId;
      return refId === undefined ? undefined : results?.[refId];
    });
    return parts.filter((one) => one !== undefined).at(-1);
  }

  /** The problems of the panels' results, as sentences: no response, an error, or no value. */
  problems(panels: PanelJson[]): string[] {
    return panels.flatMap((panel) =>
      (panel.targets ?? []).flatMap((target) => {
        const name = `Query ${target.refId} of panel ${panel.id} "${panel.title ?? ''}"`;
        const result = this.resultOf(panel, target);
        if (!result || result.error) {
          return [`${name} ${result?.error ? `failed: ${result.error}` : 'has no response.'}`];
        }
        const type = target.kpis?.some((id) => id.endsWith('data_status')) ? 'string' : 'number';
        return hasValue(result, type) || mayBeEmpty(panel) ? [] : [`${name} has no ${type} in its result.`];
      })
    );
  }
}
