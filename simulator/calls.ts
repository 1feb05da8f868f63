/** The services whose calls are counted and can have faults. */
export const services = [
  'domain',
  'token',
  'login',
  'metrics',
  'agent_view',
  'historical',
  'availability',
  'lists',
  'interactions',
  'agentMetrics',
  'msgconversation',
  'msgcsatdistribution',
  'msgqueuehealth',
  'msgqueuehealth_current',
  'msgqueuehealthbygroup',
  'msgskillsegments',
  'msgagentsegments',
] as const;
export type Service = (typeof services)[number];

/** Counts calls by service, and enforces the rate limit. */
export class CallCounter {
  private counts = new Map<Service, number>();
  private second = 0;
  private inSecond = 0;

  /** @param now wall time in epoch ms @param rate calls a second; 0 means no limit */
  constructor(
    private readonly now: () => number,
    private readonly rate: number
  ) {}

  /** Counts a call. Returns false if it is above the rate limit. */
  add(service: Service): boolean {
    this.counts.set(service, (this.counts.get(service) ?? 0) + 1);
    const second = Math.floor(this.now() / 1000);
    this.inSecond = second === this.second ? this.inSecond + 1 : 1;
    this.second = second;
    return this.rate === 0 || this.inSecond <= this.rate;
  }

  /** Calls since the start or the last reset, by service, including the rejected ones. */
  report(): Record<Service, number> & { total: number } {
    const counts = services.map((service) => [service, this.counts.get(service) ?? 0] as const);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    return { ...(Object.fromEntries(counts) as Record<Service, number>), total };
  }

  reset(): void {
    this.counts.clear();
  }
}
