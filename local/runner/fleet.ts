import type { AccessLog } from "./gateway/access-log";
import { Gateway } from "./gateway/server";
import type { GatewayPlan, Target } from "./gateway/types";
import { RunError } from "./errors";
import { loopback } from "./plan/addresses";
import { freePort } from "./processes/ports";
import type { RunRecord } from "./processes/run-record";
import { atPort, planProxy } from "./proxy";
import { Service, type Patience } from "./service";
import type { RunIo, RunPlan, ServicePlan } from "./types";

/** The services that run, and the load balancers and proxies that lead to them. */
export class Fleet {
  /** The version of each service that serves now. */
  private readonly serving: Service[] = [];
  private readonly gateways: Gateway[];

  constructor(
    private readonly plan: RunPlan,
    private readonly io: RunIo,
    private readonly record: RunRecord,
    accessLog: AccessLog,
  ) {
    this.gateways = [
      ...plan.gateways.map(
        gateway =>
          new Gateway(gateway, (arn, target) => this.healthy(arn, target), {
            log: accessLog.write,
          }),
      ),
      ...plan.services
        .map(planProxy)
        .filter((proxy): proxy is GatewayPlan => proxy !== undefined)
        .map(
          proxy => new Gateway(proxy, (_arn, target) => this.find(target.service)?.place(target)),
        ),
    ];
  }

  /** Opens the ports of gateways and proxies, and gives every process its own. */
  async listen(): Promise<void> {
    for (const gateway of this.gateways) {
      this.record.assertOpen();
      await gateway.listen();
    }
    for (const plan of this.plan.services) {
      this.serving.push(await this.version(plan));
    }
  }

  /** The services, in the order of the plan. */
  get services(): readonly Service[] {
    return this.serving;
  }

  /** Starts all services, those that others wait for first. */
  async start(patience: Patience, onFailure: (error: unknown) => void): Promise<void> {
    for (const first of [true, false]) {
      const services = this.serving.filter(({ plan }) => (plan.first === true) === first);
      await Promise.all(services.map(service => service.start(patience).catch(onFailure)));
    }
  }

  /** @throws RunError when no such service runs. */
  get(name: string): Service {
    const service = this.find(name);
    if (!service) {
      const names = this.serving.map(({ plan }) => plan.name).join(", ");
      throw new RunError(`No service ${name} runs here${names ? `: use ${names}` : ""}`);
    }
    return service;
  }

  /** A version of a service, not started; with a port of its own where it stands behind a proxy. */
  async version(plan: ServicePlan, label?: string): Promise<Service> {
    const placed = plan.rollout ? atPort(plan, await freePort()) : plan;
    return new Service(placed, this.io, this.record, label);
  }

  /** From now on new requests go to another version. Whoever is replaced still runs. */
  replace(old: Service, next: Service): void {
    this.serving[this.serving.indexOf(old)] = next;
  }

  /** Resolves when no request is under way at a version that was replaced. */
  async drained(old: Service): Promise<void> {
    const { name, listen } = old.plan;
    if (listen) {
      const place = old.place({ service: name, host: loopback, port: listen.port });
      await Promise.all(this.gateways.map(gateway => gateway.drained(place)));
    }
  }

  /** Ends services and gateways; requests under way are finished. */
  async stop(): Promise<void> {
    this.gateways.forEach(gateway => gateway.drain());
    await Promise.all(this.serving.map(service => service.stop()));
    this.gateways.forEach(gateway => gateway.close());
  }

  private find(name: string): Service | undefined {
    return this.serving.find(({ plan }) => plan.name === name);
  }

  private healthy(arn: string, target: Target): Target | undefined {
    const service = this.find(target.service);
    return service?.isHealthyIn(arn) ? service.place(target) : undefined;
  }
}
