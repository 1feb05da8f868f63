import { setTimeout as pause } from 'node:timers/promises';

import { stopAll } from '../scripts/processes';
import { median } from './format';
import { dashboards, executables, Load, type Panel, type Result, setFault, startSimulator } from './load';
import { type Client, type Scenario, usual } from './scenarios';

const delayMs = 150;
const minuteMs = 60_000;
/** In Grafana each dashboard refreshes a minute after it was opened, so refreshes are spread. */
const apart = 20;

/** The first refresh of all viewers and those after it, with CPU seconds per 1,000 panels of the latter. */
export interface Taken {
  cold: Result;
  warm: Result;
}

/** A scenario with what each of its clients took. */
export interface Measured {
  scenario: Scenario;
  taken: Partial<Record<Client, Taken>>;
}

/** A minute in which each viewer refreshes all dashboards once, and every panel loaded alone before that. */
export interface SteadyState {
  viewers: number;
  first: Result;
  alone?: Result;
  minute: Result;
}

/** What is measured of a client where LivePerson takes 150 ms, but for the scenarios. Shares are of panels with values. */
export interface LongRuns {
  steadyStates: SteadyState[];
  queries: Result;
  cancel: Result;
  outage: { during: number; after: number };
}

const repeat = <Item>(items: Item[], times: number): Item[] => Array.from({ length: times }, () => items).flat();
const untilNextMinute = () => minuteMs - (Date.now() % minuteMs);

/** The median of each number of objects that have the same ones. */
const mediansOf = <Numbers extends object>(objects: Numbers[]): Numbers =>
  Object.fromEntries(
    (Object.keys(objects[0] ?? {}) as Array<keyof Numbers>).map((name) => [
      name,
      median(objects.map((object) => Number(object[name]))),
    ])
  ) as Numbers;

/** The median of each number. */
const medians = (results: Result[]): Result => ({
  ...mediansOf(results),
  callsBy: mediansOf(results.map(({ callsBy }) => callsBy)),
});

const perThousand = (result: Result): Result =>
  result.cpu < 0 ? result : { ...result, cpu: (result.cpu / result.panels) * 1000 };

async function view(client: Client, { viewers, panels, days, warm }: Scenario, simulator: string): Promise<Taken> {
  const all = dashboards();
  const shown = panels > 0 ? [repeat(all.flat(), Math.ceil(panels / all.flat().length)).slice(0, panels)] : all;
  const step = { dashboards: repeat(shown, viewers), days };
  // Windows are aligned to minutes, so a new minute asks anew.
  await pause(untilNextMinute() < minuteMs / 4 ? untilNextMinute() : 0);
  const load = new Load(executables[client], simulator);
  const cold = await load.run(step);
  const refreshes: Result[] = [];
  for (let refresh = 0; refresh < warm; refresh++) {
    refreshes.push(await load.run({ ...step, apart }));
  }
  load.stop();
  return { cold, warm: medians(refreshes.map(perThousand)) };
}

/** Measures all scenarios, and tells of each. */
export async function measure(scenarios: Scenario[], say: (sentence: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  let [size, simulator] = ['', ''];
  for (const scenario of scenarios) {
    const { agents, skills, delay, clients } = scenario;
    if (size !== `${agents} agents, ${skills} skills`) {
      await stopAll();
      simulator = await startSimulator(scenario);
      size = `${agents} agents, ${skills} skills`;
    }
    await setFault(simulator, { delayMs: delay });
    const taken: Measured['taken'] = {};
    for (const client of clients) {
      const { cold, warm } = (taken[client] = await view(client, scenario, simulator));
      const what = `${size}, ${delay} ms, ${scenario.viewers} viewers, ${cold.panels} panels, ${scenario.days} d`;
      say(`${what}, ${client}: ${cold.calls} calls, then ${warm.calls}; ${warm.p50.toFixed(1)} ms warm`);
    }
    measured.push({ scenario, taken });
  }
  await stopAll();
  return measured;
}

/** Measures the steady state of a build of the plugin. Only a whole minute has its share of new windows. */
export async function steadyState(
  plugin: string,
  simulator: string,
  viewers: number,
  ms = minuteMs
): Promise<SteadyState> {
  await setFault(simulator, { delayMs });
  const load = new Load(plugin, simulator);
  const shown = dashboards();
  // Signs in, and asks for the first time what everybody asks.
  const first = await load.run({ dashboards: shown });
  const isWhole = ms >= minuteMs;
  const alone = isWhole ? await load.run({ dashboards: repeat(shown, 5), alone: true }) : undefined;
  await pause(isWhole ? untilNextMinute() : 0);
  const everybody = repeat(shown, viewers);
  const minute = perThousand(await load.run({ dashboards: everybody, apart: ms / everybody.length }));
  load.stop();
  return { viewers, first, alone, minute };
}

const query = (kpi: string, filter: object = {}): Panel => [{ rows: 'account', kpis: [kpi], filter }];

async function loadOne(client: Client, simulator: string, panel: Panel, cancel = false): Promise<Result> {
  const load = new Load(executables[client], simulator);
  // Signing in is not what is measured.
  await load.run({ dashboards: [[query('online_agents')]] });
  const result = await load.run({ dashboards: [[panel]], cancel });
  load.stop();
  return result;
}

async function outage(client: Client, simulator: string, ms: number): Promise<LongRuns['outage']> {
  const load = new Load(executables[client], simulator);
  const step = { dashboards: dashboards() };
  const before = await load.run(step);
  await setFault(simulator, { status: 503 });
  const during: number[] = [];
  for (const end = Date.now() + ms; Date.now() < end; await pause(Math.min(5000, ms))) {
    during.push((await load.run(step)).filled / before.filled);
  }
  await setFault(simulator, {});
  const after = Math.min(1, (await load.run(step)).filled / before.filled); // one more may have a value by now
  load.stop();
  return { during: during.reduce((sum, share) => sum + share, 0) / during.length, after };
}

/** Measures what takes its time, one client after the other; as all of it is mostly waiting, its parts at once. */
export async function measureLongRuns(viewerCounts: number[], ms: number): Promise<Record<Client, LongRuns>> {
  const [first = '', ...others] = await Promise.all([1, ...viewerCounts].map(() => startSimulator(usual)));
  const tenSkills = Array.from({ length: 10 }, (_, skill) => `${2_500_000_101 + skill}`);
  const tenQueries = tenSkills.flatMap((skill) => query('closed_conversations', { skills: [skill] }));
  const longRuns = async (client: Client): Promise<LongRuns> => {
    await setFault(first, { delayMs });
    const queries: Result[] = [];
    const cancels: Result[] = [];
    for (let run = 0; run < 3; run++) {
      queries.push(await loadOne(client, first, tenQueries));
      cancels.push(await loadOne(client, first, query('open_conversations'), true));
    }
    const [failing, ...steadyStates] = await Promise.all([
      outage(client, first, ms),
      ...viewerCounts.map((viewers, place) => steadyState(executables[client], others[place] ?? '', viewers, ms)),
    ]);
    return { queries: medians(queries), cancel: medians(cancels), outage: failing, steadyStates };
  };
  const baseline = await longRuns('baseline');
  const plugin = await longRuns('plugin');
  await stopAll();
  return { baseline, plugin };
}
