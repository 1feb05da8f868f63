import type { Page, Response } from '@playwright/test';

import { mayBeEmpty, type PanelJson } from './dashboards';
import { isOf, isQuery, type Question } from './questions';

/** One query's part of an answer, with Grafana's JSON of data frames. */
interface Result {
  error?: string;
  frames?: Array<{ schema: { fields: Array<{ type: string }> }; data: { values: unknown[][] } }>;
}

interface Answer {
  /** Absent where the address names the panel, as on a public dashboard. */
  questions?: Question[];
  path: string;
  results: Record<string, Result>;
}

const hasNumber = ({ frames = [] }: Result): boolean =>
  frames.some(({ schema, data }) =>
    data.values.some(
      (values, at) => schema.fields[at]?.type === 'number' && values.some((one) => typeof one === 'number')
    )
  );

/** What a page is answered to its panels' questions. */
export class Answers {
  private readonly all: Answer[] = [];

  /** Keeps what the page is answered from now on. */
  constructor(page: Page) {
    page.on('response', (response) => void this.keep(response).catch(() => undefined));
  }

  private async keep(response: Response): Promise<void> {
    const request = response.request();
    const path = new URL(request.url()).pathname;
    if (isQuery(request.url())) {
      const { queries: questions } = request.postDataJSON() as { queries: Question[] };
      this.all.push({ path, questions, ...((await response.json()) as { results: Answer['results'] }) });
    } else if (/^\/api\/public\/dashboards\/.*\/query$/.test(path)) {
      this.all.push({ path, ...((await response.json()) as { results: Answer['results'] }) });
    }
  }

  /** The newest part of an answer to a panel's question, if it was answered. */
  private to({ id }: PanelJson, target: Question): Result | undefined {
    const parts = this.all.map(({ path, questions, results }) => {
      const refId = path.endsWith(`/panels/${id}/query`)
        ? target.refId
        : questions?.find((question) => isOf(target, question))?.refId;
      return refId === undefined ? undefined : results?.[refId];
    });
    return parts.filter((one) => one !== undefined).at(-1);
  }

  /** What is wrong with the answers to the panels' questions, as sentences: no answer, an error, or not one number. */
  gaps(panels: PanelJson[]): string[] {
    return panels.flatMap((panel) =>
      (panel.targets ?? []).flatMap((target) => {
        const name = `Query ${target.refId} of panel ${panel.id} "${panel.title ?? ''}"`;
        const result = this.to(panel, target);
        if (!result || result.error) {
          return [`${name} ${result?.error ? `failed: ${result.error}` : 'has no answer.'}`];
        }
        return hasNumber(result) || mayBeEmpty(panel) ? [] : [`${name} has no number in its answer.`];
      })
    );
  }
}
