import type { Centre } from '../centre/centre';
import { creditOf } from '../centre/conversation';
import { lineage, Selection, type Filters } from './selection';
import { Tally, weightOf } from './tally';

export type GroupBy = 'skillId' | 'agentGroupId';

/** What to count. The window is [from, to) in epoch ms. */
export interface Question {
  filters: Filters;
  from: number;
  to: number;
  groupBy?: GroupBy;
}

/** Counts over everything selected, and by index of skill or group for those with any data. */
export interface Counted {
  all: Tally;
  /** Whether `all` has any data. */
  any: boolean;
  rows: Map<number, Tally>;
}

/** Counts a question's conversations, events and agents. The centre must have been advanced to now. */
export function count(centre: Centre, question: Question): Counted {
  const counter = new Counter(centre, question);
  counter.countResponses();
  counter.countConclusions();
  counter.countOpen();
  counter.countAgents();
  return { all: counter.all, any: counter.any, rows: counter.rows };
}

const NONE: Tally[] = [];

/** Its loops run over hundreds of thousands of events: they make no objects for each. */
class Counter {
  readonly all = new Tally();
  readonly rows = new Map<number, Tally>();
  any = false;
  private readonly selection: Selection;
  /** For an index of a skill or group, the tallies that it counts in. */
  private readonly tallies: Array<Tally[] | undefined> = [];

  constructor(
    private readonly centre: Centre,
    private readonly question: Question
  ) {
    this.selection = new Selection(centre.account, question.filters);
  }

  countResponses(): void {
    const { responses } = this.centre;
    const [first, end] = responses.window(this.question.from, this.question.to);
    const [skill, group, agent] = responses.credits(first, end);
    const wait = responses.wait.part(first, end);
    const sinceAssigned = responses.sinceAssigned.part(first, end);
    const isFirst = responses.first.part(first, end);
    const sinceFirstAssigned = responses.sinceFirstAssigned.part(first, end);
    for (let row = 0; row < wait.length; row++) {
      for (const tally of this.talliesOf(skill[row]!, group[row]!, agent[row]!)) {
        tally.addResponse(wait[row]!, sinceAssigned[row]!);
        if (isFirst[row] === 1) {
          tally.addFirstResponse(wait[row]!, sinceFirstAssigned[row]!);
        }
      }
    }
  }

  countConclusions(): void {
    const { conclusions } = this.centre;
    const [first, end] = conclusions.window(this.question.from, this.question.to);
    const [skill, group, agent] = conclusions.credits(first, end);
    const cause = conclusions.cause.part(first, end);
    const score = conclusions.score.part(first, end);
    for (let row = 0; row < cause.length; row++) {
      for (const tally of this.talliesOf(skill[row]!, group[row]!, agent[row]!)) {
        tally.addConclusion(cause[row]!, score[row]!);
      }
    }
  }

  countOpen(): void {
    for (const conversation of this.centre.open) {
      const { skill, group, agent } = creditOf(conversation);
      for (const tally of this.talliesOf(skill, group, agent)) {
        tally.addOpen(conversation, this.centre.now);
      }
    }
  }

  /** Counts each agent once under each of its skills, or under its group and, where asked, the groups above. */
  countAgents(): void {
    for (const state of this.centre.agents) {
      if (state.status === 'OFFLINE' || !this.selection.hasAgent(state.agent)) {
        continue;
      }
      const { skills, group } = state.agent;
      const bySkill = this.question.groupBy === 'skillId';
      const keys = bySkill ? skills.filter((skill) => this.selection.hasSkill(skill)) : [group];
      const tallies = new Set([this.all, ...keys.flatMap((key) => this.talliesFor(key))]);
      const weight = weightOf(state, this.centre.now);
      tallies.forEach((tally) => tally.addAgent(state, weight));
      this.any = true;
    }
  }

  private talliesOf(skill: number, group: number, agent: number): Tally[] {
    if (!this.selection.hasEvent(skill, group, agent)) {
      return NONE;
    }
    this.any = true;
    return this.talliesFor(this.question.groupBy === 'skillId' ? skill : group);
  }

  private talliesFor(key: number): Tally[] {
    const known = this.tallies[key];
    if (known) {
      return known;
    }
    const tallies = [this.all, ...this.rowKeys(key).map((row) => this.rowOf(row))];
    this.tallies[key] = tallies;
    return tallies;
  }

  private rowKeys(key: number): number[] {
    const { groupBy, filters } = this.question;
    if (groupBy === undefined) {
      return [];
    }
    const above = groupBy === 'agentGroupId' && filters.includeSubGroups;
    return above ? lineage(this.centre.account, key).filter((group) => this.selection.names(group)) : [key];
  }

  private rowOf(key: number): Tally {
    const tally = this.rows.get(key) ?? new Tally();
    this.rows.set(key, tally);
    return tally;
  }
}
