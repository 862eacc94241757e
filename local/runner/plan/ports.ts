import { RunError } from "../errors";

/** A port that something wants to listen on. */
export interface PortWish {
  /** Variable that moves it. */
  variable: string;
  /** Port without the variable. */
  preferred: number;
}

/** Ports below it are root's. */
const firstOpenPort = 1024;
/** Where a port that only root may open is looked for instead: 80 at 8080, 443 at 8443. */
const openOffset = 8000;

/**
 * Gives each wish a port of its own. A variable's word is final. Of the others the first to ask for
 * a port gets it; those who come later take the next one up that nobody has, in the order given. So
 * a newcomer moves nobody who has what he asked for.
 *
 * @returns The port of each variable.
 * @throws RunError when a variable is no port, or two name the same one.
 */
export function assignPorts(
  wishes: PortWish[],
  env: Record<string, string | undefined>,
): Map<string, number> {
  const ports = new Map<string, number>();
  const owners = new Map<number, string>();
  const give = (variable: string, port: number) => {
    ports.set(variable, port);
    owners.set(port, variable);
  };
  for (const { variable } of wishes) {
    const port = portFrom(variable, env[variable]);
    const owner = port === undefined ? undefined : owners.get(port);
    if (owner !== undefined) {
      throw new RunError(`${owner} and ${variable} are both ${port}: give each a port of its own`);
    }
    if (port !== undefined) {
      give(variable, port);
    }
  }
  const open = wishes.filter(wish => !ports.has(wish.variable));
  for (const { variable, preferred } of open) {
    if (preferred >= firstOpenPort && !owners.has(preferred)) {
      give(variable, preferred);
    }
  }
  for (const { variable, preferred } of open.filter(wish => !ports.has(wish.variable))) {
    let port = preferred < firstOpenPort ? preferred + openOffset : preferred;
    while (owners.has(port)) {
      port += 1;
    }
    give(variable, port);
  }
  return ports;
}

/** Whether a port is one that only root may open. */
export function isRootsPort(port: number): boolean {
  return port < firstOpenPort;
}

/** The port that a variable was given by {@link assignPorts}. */
export function portOf(ports: Map<string, number>, variable: string): number {
  const port = ports.get(variable);
  if (port === undefined) {
    throw new Error(`${variable} was given no port`);
  }
  return port;
}

/** The variable by which a service's port is moved: `order-service` has `ORDER_SERVICE_PORT`. */
export function portVariable(name: string): string {
  return `${name.replace(/[^A-Za-z0-9]+/g, "_").toUpperCase()}_PORT`;
}

/** Variables of what is no service. */
const reserved = ["GATEWAY_PORT", "POSTGRES_PORT", "REDIS_PORT"];

/** As {@link portVariable}, and apart from those of the load balancer and the data stores. */
export function serviceVariable(name: string): string {
  const variable = portVariable(name);
  return reserved.includes(variable) ? portVariable(`${name}-service`) : variable;
}

function portFrom(variable: string, value: string | undefined): number | undefined {
  if (value === undefined || value === "") {
    return undefined;
  }
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65535) {
    throw new RunError(`${variable} is "${value}": set it to a port, 1 to 65535`);
  }
  return port;
}
