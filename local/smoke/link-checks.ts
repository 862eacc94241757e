import { randomUUID } from "node:crypto";
import type { Running } from "../runner";
import { poll } from "../runner/processes/poll";
import type { ServicePlan } from "../runner/types";
import { type Check, same } from "./checks";
import { exchange, type Reply } from "./exchange";
import { collectionsOf, listOf, plainSample } from "./samples";

/** A document that a service was given to keep. */
export interface Kept {
  service: string;
  /** Where it is read. */
  path: string;
  document: Record<string, string>;
}

/** How long a service may take to see that its broker is back, or to hear of an event, in milliseconds. */
const patienceMs = 10_000;

/** A service says that everything it is linked to answers. */
export function readinessChecks(service: ServicePlan): Check[] {
  return readyPathsOf(service).map(path => ({
    name: `${service.name} reaches all that it is linked to: GET ${path}`,
    run: async () => {
      const reply = await get(service, path);
      if (reply.status !== 200) {
        throw new Error(`got ${reply.status}${awayIn(reply)}`);
      }
    },
  }));
}

/** A service with a database keeps a document, and with a broker hears of it. */
export function workChecks(service: ServicePlan, kept: Kept[]): Check[] {
  const [path] = collectionsOf(service.env);
  const { DATABASE_URL: database, NATS_URL: broker, BASE_PATH: base = "" } = service.env;
  if (!path || !database || !service.listen) {
    return [];
  }
  const checks: Check[] = [
    {
      name: `${service.name} keeps what it is given: POST ${path}`,
      run: async () => {
        const document = { made: randomUUID() };
        const made = await exchange(
          portOf(service),
          { ...plainSample(path), method: "POST" },
          document,
        );
        same("status", made.status, 201);
        const one = { service: service.name, path: `${path}/${String(made.json?.id)}`, document };
        kept.push(one);
        await isKept(service, one);
        // The second time it comes from the cache, where there is one.
        await isKept(service, one);
      },
    },
  ];
  const events = `${base}/events`;
  const hears: Check = {
    name: `${service.name} hears of it through its broker: GET ${events}`,
    run: async () => {
      const heard = async () => {
        const { status, json } = await get(service, events);
        same("status", status, 200);
        return Number(json?.received) > 0;
      };
      if (!(await poll(heard, patienceMs))) {
        throw new Error(`it has heard of nothing in ${patienceMs / 1000} s`);
      }
    },
  };
  return broker ? [...checks, hears] : checks;
}

/** What services were given to keep is still there. */
export function keptChecks(services: ServicePlan[], kept: Kept[]): Check[] {
  return kept.flatMap(one =>
    services
      .filter(({ name }) => name === one.service)
      .map(service => ({
        name: `${service.name} still has what it was given`,
        run: () => isKept(service, one),
      })),
  );
}

/** A broker away is told by those that are linked to it, and seen again when it is back. */
export function brokerChecks(running: Running): Check[] {
  const { services } = running.plan;
  const asked = services
    .filter(({ env }) => env.NATS_URL)
    .flatMap(service => readyPathsOf(service).map(path => ({ service, path })));
  const brokers = asked.length === 0 ? [] : services.filter(({ first }) => first);
  return brokers.flatMap(({ name }) => [
    {
      name: `${name} is stopped: ${asked.map(({ service }) => service.name).join(", ")} are not ready`,
      run: async () => {
        await running.stopService(name);
        for (const { service, path } of asked) {
          same(`${service.name} ${path}`, (await get(service, path)).status, 503);
        }
      },
    },
    {
      name: `${name} is started again: they are ready`,
      run: async () => {
        await running.startService(name);
        for (const { service, path } of asked) {
          const ready = async () => (await get(service, path)).status === 200;
          if (!(await poll(ready, patienceMs))) {
            throw new Error(`${service.name} is not, ${patienceMs / 1000} s later`);
          }
        }
      },
    },
  ]);
}

async function isKept(service: ServicePlan, { path, document }: Kept): Promise<void> {
  const { status, json } = await get(service, path);
  same("status", status, 200);
  same("document", json?.document, document);
}

function get(service: ServicePlan, path: string): Promise<Reply> {
  return exchange(portOf(service), plainSample(path));
}

/** Paths that ask everything that a service is linked to. */
function readyPathsOf({ env, listen }: ServicePlan): string[] {
  return listen ? listOf(env.READY_PATHS) : [];
}

function portOf({ name, listen }: ServicePlan): number {
  if (!listen) {
    throw new Error(`${name} listens on no port`);
  }
  return listen.port;
}

/** The names of what a service says is away. */
function awayIn({ json }: Reply): string {
  const states = Object.entries(json?.dependencies ?? {});
  const away = states.filter(([, state]) => state === "away").map(([name]) => name);
  return away.length > 0 ? `: ${away.join(", ")} away` : "";
}
