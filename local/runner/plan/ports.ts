import { RunError } from "../errors";

/** A port that something wants to listen on. */
export interface PortWish {
  /** Variable that moves it. */
  variable: string;
  /** Port without the variable. */
  preferred: number;
}

/**
 * Gives each wish a port of its own. A variable's word is final; the others take their preferred
 * port or the next one up that nobody has, in the order given.
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
  for (const { variable, preferred } of wishes.filter(wish => !ports.has(wish.variable))) {
    let port = preferred;
    while (owners.has(port)) {
      port += 1;
    }
    give(variable, port);
  }
  return ports;
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
