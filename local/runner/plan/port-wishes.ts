import type { Cache } from "./caches";
import type { Database } from "./databases";
import type { Front } from "./gateways";
import { isRootsPort, portOf, portVariable, type PortWish } from "./ports";
import type { Unit } from "./services";

/** What listens. */
interface Listening {
  fronts: Front[];
  databases: Database[];
  caches: Cache[];
  units: Unit[];
}

/** The ports that a stack's parts want, those of gateways first. */
export function portWishes({ fronts, databases, caches, units }: Listening): PortWish[] {
  return [
    ...fronts.map((front, index) => ({ variable: frontVariable(front, index), preferred: 8080 })),
    ...databases.map((database, index) => ({
      variable: databaseVariable(database, index),
      preferred: 5433,
    })),
    ...caches.map((cache, index) => ({ variable: cacheVariable(cache, index), preferred: 6379 })),
    ...units.flatMap(({ variable, containerPort, monitor }) => [
      ...(containerPort === undefined ? [] : [{ variable, preferred: containerPort }]),
      ...(monitor ? [{ variable: monitor.variable, preferred: monitor.port }] : []),
    ]),
  ];
}

/** The first of a kind has the plain variable; the others are named after themselves. */
export function frontVariable({ name }: Front, index: number): string {
  return index === 0 ? "GATEWAY_PORT" : portVariable(name);
}

/** As {@link frontVariable}. */
export function databaseVariable({ name }: Database, index: number): string {
  return index === 0 ? "POSTGRES_PORT" : portVariable(name);
}

/** As {@link frontVariable}. */
export function cacheVariable({ name }: Cache, index: number): string {
  return index === 0 ? "REDIS_PORT" : portVariable(name);
}

/** Says, in one line, which ports are neither the preferred ones nor chosen by their variables, and why. */
export function movedPorts(
  wishes: PortWish[],
  ports: Map<string, number>,
  env: Record<string, string | undefined>,
): string[] {
  const moved = wishes
    .filter(({ variable, preferred }) => !env[variable] && ports.get(variable) !== preferred)
    .map(({ variable, preferred }) => {
      const why = isRootsPort(preferred) ? "is root's" : "is taken";
      return `${variable} ${portOf(ports, variable)} (${preferred} ${why})`;
    });
  return moved.length === 0
    ? []
    : [`ports other than on AWS, which these variables choose: ${moved.join(", ")}`];
}
