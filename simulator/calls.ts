/** The methods of the Operational Realtime API, for chat. */
export const realtimeServices = ['queuehealth', 'engactivity', 'agentactivity', 'queuestate', 'sla'] as const;

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
  ...realtimeServices,
] as const;
export type Service = (typeof services)[number];

/** Some services: one, or `realtime` for all methods of the Operational Realtime API. */
export type Services = Service | 'realtime';

/** Reports whether a service is one of these. */
export function isOneOf(services: Services, service: Service): boolean {
  return services === service || (services === 'realtime' && realtimeServices.some((method) => method === service));
}

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

  /**
   * Calls since the start or the last reset, by service, including the rejected ones; `realtime` are those of the
   * Operational Realtime API together.
   */
  report(): Record<Service, number> & { realtime: number; total: number } {
    const counts = services.map((service) => [service, this.counts.get(service) ?? 0] as const);
    const sum = (of: readonly Service[]) => of.reduce((calls, service) => calls + (this.counts.get(service) ?? 0), 0);
    return {
      ...(Object.fromEntries(counts) as Record<Service, number>),
      realtime: sum(realtimeServices),
      total: sum(services),
    };
  }

  reset(): void {
    this.counts.clear();
  }
}
