import type { ContactCentre } from '../contactCentre/contactCentre';
import { attributionOf } from '../contactCentre/conversation';
import { lineage, Selection, type Filters } from './selection';
import { Accumulator, weightOf } from './accumulator';

export type GroupBy = 'skillId' | 'agentGroupId';

/** The filters, window and grouping of counts. The window is [from, to) in epoch ms. */
export interface CountQuery {
  filters: Filters;
  from: number;
  to: number;
  groupBy?: GroupBy;
}

/** Counts of all selected events, and of each skill or group with data, by index. */
export interface Counts {
  all: Accumulator;
  /** Whether `all` has any data. */
  hasData: boolean;
  rows: Map<number, Accumulator>;
}

/** Counts the selected conversations, events and agents. The contact centre must have been advanced to now. */
export function countMetrics(centre: ContactCentre, query: CountQuery): Counts {
  const counter = new Counter(centre, query);
  counter.countResponses();
  counter.countConclusions();
  counter.countOpen();
  counter.countAgents();
  return { all: counter.all, hasData: counter.hasData, rows: counter.rows };
}

const NO_ACCUMULATORS: Accumulator[] = [];

/** Its loops run over hundreds of thousands of events, and therefore allocate no objects per event. */
class Counter {
  readonly all = new Accumulator();
  readonly rows = new Map<number, Accumulator>();
  hasData = false;
  private readonly selection: Selection;
  /** The accumulators of a skill or group, by index. */
  private readonly accumulators: Array<Accumulator[] | undefined> = [];

  constructor(
    private readonly centre: ContactCentre,
    private readonly query: CountQuery
  ) {
    this.selection = new Selection(centre.account, query.filters);
  }

  countResponses(): void {
    const { responses } = this.centre;
    const [first, end] = responses.window(this.query.from, this.query.to);
    const [skill, group, agent] = responses.attributions(first, end);
    const wait = responses.wait.part(first, end);
    const sinceAssigned = responses.sinceAssigned.part(first, end);
    const isFirst = responses.first.part(first, end);
    const sinceFirstAssigned = responses.sinceFirstAssigned.part(first, end);
    for (let row = 0; row < wait.length; row++) {
      for (const accumulator of this.accumulatorsOfEvent(skill[row]!, group[row]!, agent[row]!)) {
        accumulator.addResponse(wait[row]!, sinceAssigned[row]!);
        if (isFirst[row] === 1) {
          accumulator.addFirstResponse(wait[row]!, sinceFirstAssigned[row]!);
        }
      }
    }
  }

  countConclusions(): void {
    const { conclusions } = this.centre;
    const [first, end] = conclusions.window(this.query.from, this.query.to);
    const [skill, group, agent] = conclusions.attributions(first, end);
    const cause = conclusions.cause.part(first, end);
    const score = conclusions.score.part(first, end);
    for (let row = 0; row < cause.length; row++) {
      for (const accumulator of this.accumulatorsOfEvent(skill[row]!, group[row]!, agent[row]!)) {
        accumulator.addConclusion(cause[row]!, score[row]!);
      }
    }
  }

  countOpen(): void {
    for (const conversation of this.centre.open) {
      const { skill, group, agent } = attributionOf(conversation);
      for (const accumulator of this.accumulatorsOfEvent(skill, group, agent)) {
        accumulator.addOpen(conversation, this.centre.now);
      }
    }
  }

  /** Counts each agent once for each of its skills, or for its group and, if requested, the groups above. */
  countAgents(): void {
    for (const state of this.centre.agents) {
      if (state.status === 'OFFLINE' || !this.selection.hasAgent(state.agent)) {
        continue;
      }
      const { skills, group } = state.agent;
      const bySkill = this.query.groupBy === 'skillId';
      const keys = bySkill ? skills.filter((skill) => this.selection.hasSkill(skill)) : [group];
      const accumulators = new Set([this.all, ...keys.flatMap((key) => this.accumulatorsOf(key))]);
      const weight = weightOf(state, this.centre.now);
      accumulators.forEach((accumulator) => accumulator.addAgent(state, weight));
      this.hasData = true;
    }
  }

  private accumulatorsOfEvent(skill: number, group: number, agent: number): Accumulator[] {
    if (!this.selection.hasEvent(skill, group, agent)) {
      return NO_ACCUMULATORS;
    }
    this.hasData = true;
    return this.accumulatorsOf(this.query.groupBy === 'skillId' ? skill : group);
  }

  private accumulatorsOf(key: number): Accumulator[] {
    const known = this.accumulators[key];
    if (known) {
      return known;
    }
    const accumulators = [this.all, ...this.rowKeys(key).map((row) => this.rowOf(row))];
    this.accumulators[key] = accumulators;
    return accumulators;
  }

  private rowKeys(key: number): number[] {
    const { groupBy, filters } = this.query;
    if (groupBy === undefined) {
      return [];
    }
    const above = groupBy === 'agentGroupId' && filters.includeSubGroups;
    return above ? lineage(this.centre.account, key).filter((group) => this.selection.names(group)) : [key];
  }

  private rowOf(key: number): Accumulator {
    const accumulator = this.rows.get(key) ?? new Accumulator();
    this.rows.set(key, accumulator);
    return accumulator;
  }
}
