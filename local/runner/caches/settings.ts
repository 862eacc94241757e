import type { CachePlan } from "../types";

/** Distance of a node's port for other nodes, and the last port there is. */
const busOffset = 10_000;
const lastPort = 65_535;

/** Where the server runs: as a process of this machine, or with its folder inside a container. */
export interface Setting {
  bind: string;
  dataDir: string;
}

/**
 * The configuration of a cache's server, as it reads it from its standard input: a password in its
 * arguments could be read by every user of the machine.
 */
export function serverSettings(plan: CachePlan, { bind, dataDir }: Setting): string {
  const { port, password, evictionPolicy, cluster } = plan;
  const lines: [string, string][] = [
    ["port", String(port)],
    ["bind", bind],
    ["dir", dataDir],
    ["loglevel", "warning"],
    // Data outlives a kill of the run.
    ["appendonly", "yes"],
    ...setting("requirepass", password),
    ...setting("maxmemory-policy", evictionPolicy),
    ...(cluster ? clusterSettings(port) : []),
  ];
  return lines.map(([name, value]) => `${name} ${quote(value)}\n`).join("");
}

/** One node that tells its clients to come back to where they came. */
function clusterSettings(port: number): [string, string][] {
  const bus: [string, string][] =
    port + busOffset > lastPort ? [["cluster-port", String(port - busOffset)]] : [];
  return [
    ["cluster-enabled", "yes"],
    ["cluster-config-file", "nodes.conf"],
    ["cluster-announce-ip", "127.0.0.1"],
    ["cluster-announce-port", String(port)],
    ...bus,
  ];
}

function setting(name: string, value: string | undefined): [string, string][] {
  return value === undefined ? [] : [[name, value]];
}

function quote(value: string): string {
  return `"${value.replace(/[\\"]/g, "\\$&")}"`;
}
