import { randomUUID } from "node:crypto";
import type { Running } from "../runner";
import { matchesCode } from "../runner/gateway/health-monitor";
import type { GatewayPlan } from "../runner/gateway/types";
import type { ServicePlan } from "../runner/types";
import { type Check, same } from "./checks";
import { exchange } from "./exchange";
import { brokerChecks, type Kept, readinessChecks, workChecks } from "./link-checks";
import { rateChecks } from "./rate-checks";
import {
  answererOf,
  asText,
  plainSample,
  ruleFor,
  rulesFor,
  type Sample,
  samplesOf,
} from "./samples";

/** A request for a rule's service, and the rule's number for those who read. */
interface Probe {
  sample: Sample;
  priority: number;
}

/**
 * What must be true of any system as it was deployed: its services are well and use what they are linked
 * to, its rules lead to them, one of them away is away alone, and its limits are kept.
 *
 * @param kept takes what the services were given to keep
 */
export function systemChecks(running: Running, kept: Kept[] = []): Check[] {
  const { gateways, services } = running.plan;
  return [
    ...services.flatMap(healthChecks),
    ...services.flatMap(readinessChecks),
    ...services.flatMap(service => workChecks(service, kept)),
    ...gateways.flatMap(gateway => [
      ...probesOf(gateway, services).map(probe => routeCheck(probe, gateway, services)),
      unmatchedCheck(gateway, services),
      ...outageChecks(running, gateway),
      ...rateChecks(
        gateway,
        probesOf(gateway, services).map(({ sample }) => sample),
      ),
    ]),
    ...brokerChecks(running),
  ];
}

function healthChecks({ name, healthChecks: checks }: ServicePlan): Check[] {
  return checks.flatMap(({ path, port, matcher }) =>
    path === undefined
      ? []
      : [
          {
            name: `${name} is well: GET ${path}`,
            run: async () => {
              const { status } = await exchange(port, plainSample(path));
              if (!matchesCode(matcher, status)) {
                throw new Error(`got ${status}, wanted ${matcher}`);
              }
            },
          },
        ],
  );
}

function probesOf(gateway: GatewayPlan, services: ServicePlan[]): Probe[] {
  return gateway.rules.flatMap(rule =>
    samplesOf(rule, gateway, services).map(sample => ({ sample, priority: rule.priority })),
  );
}

function routeCheck(
  { sample, priority }: Probe,
  gateway: GatewayPlan,
  services: ServicePlan[],
): Check {
  const [chosen, ...others] = rulesFor(sample, gateway);
  const wanted = describe(sample, gateway);
  const before =
    others.length > 0 ? `, before rule ${others.map(one => one.priority).join(", ")}` : "";
  return {
    name: `rule ${priority}: ${asText(sample)} → ${wanted}${before}`,
    run: async () => {
      if (chosen?.priority !== priority) {
        throw new Error(`no request was found that is not answered by rule ${chosen?.priority}`);
      }
      await reaches(sample, gateway, services);
    },
  };
}

function unmatchedCheck(gateway: GatewayPlan, services: ServicePlan[]): Check {
  const sample = plainSample(`/${randomUUID()}`);
  return {
    name: `a path that nobody has → ${describe(sample, gateway)}`,
    run: () => reaches(sample, gateway, services),
  };
}

/** One service is stopped and started again. */
function outageChecks(running: Running, gateway: GatewayPlan): Check[] {
  const { services } = running.plan;
  const probes = probesOf(gateway, services).flatMap(({ sample }) => {
    const answerer = answererOf(ruleFor(sample, gateway), gateway);
    return "service" in answerer ? [{ sample, service: answerer.service }] : [];
  });
  const [victim] = probes;
  if (victim === undefined) {
    return [];
  }
  const { sample, service } = victim;
  const others = probes.filter(probe => probe.service !== service);
  const statusOf = async (asked: Sample) => (await exchange(gateway.port, asked)).status;
  return [
    {
      name: `${service} is stopped: ${asText(sample)} → 503`,
      run: async () => {
        await running.stopService(service);
        same("status", await statusOf(sample), 503);
      },
    },
    ...others.map(other => ({
      name: `${service} is stopped: ${asText(other.sample)} → ${other.service} all the same`,
      run: () => reaches(other.sample, gateway, services),
    })),
    {
      name: `${service} is started again: ${asText(sample)} → ${service}`,
      run: async () => {
        await running.startService(service);
        await reaches(sample, gateway, services);
      },
    },
  ];
}

/**
 * Throws unless a request is answered by whom its rule names. A service that says who it is, is believed;
 * another must answer as it does when it is asked itself.
 */
async function reaches(
  sample: Sample,
  gateway: GatewayPlan,
  services: ServicePlan[],
): Promise<void> {
  const rule = ruleFor(sample, gateway);
  const answerer = answererOf(rule, gateway);
  const { status, json, servedBy } = await exchange(gateway.port, sample);
  if ("status" in answerer) {
    same("status", status, answerer.status);
    return;
  }
  const service = services.find(({ name }) => name === answerer.service);
  const said = json?.service ?? servedBy;
  if (typeof said === "string") {
    same("service", said, service?.env.SERVICE_NAME ?? answerer.service);
  } else if (service?.listen && !rule?.rewrite) {
    const direct = await exchange(service.listen.port, sample);
    same("status", status, direct.status);
  }
  // 501 is the word of a service that keeps nothing.
  if (status >= 500 && status !== 501) {
    throw new Error(`got ${status}`);
  }
}

function describe(sample: Sample, gateway: GatewayPlan): string {
  const answerer = answererOf(ruleFor(sample, gateway), gateway);
  return "service" in answerer ? answerer.service : String(answerer.status);
}
