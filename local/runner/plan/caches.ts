import * as path from "node:path";
import type { z } from "zod";
import { RunError } from "../errors";
import type { PlannedPort } from "../listening";
import type { CachePlan, SkippedPlan } from "../types";
import { loopback, type StoreAddress } from "./addresses";
import { missing, type ProgramFinder, type ServerSoftware } from "./programs";
import { cacheParameters, replicationGroup } from "./resources";
import type { Deployed, State } from "./state";

/** An ElastiCache replication group of the state. */
export type Cache = Deployed<z.infer<typeof replicationGroup>> & {
  /** `maxmemory-policy` of its parameter group. */
  evictionPolicy?: string;
};

/** The replication groups of a stack. */
export function readCaches(state: State): Cache[] {
  const groups = state.all("aws:elasticache/parameterGroup:ParameterGroup", cacheParameters);
  return state
    .all("aws:elasticache/replicationGroup:ReplicationGroup", replicationGroup)
    .map(cache => {
      const { parameterGroupName } = cache.props;
      const group = groups.find(({ props }) => props.name === parameterGroupName);
      const policy = group?.props.parameters?.find(({ name }) => name === "maxmemory-policy");
      return { ...cache, evictionPolicy: policy?.value };
    });
}

/** The names by which others reach a cache: one primary, its readers, or a cluster's nodes. */
export function cacheAddresses({ props }: Cache, localPort: number): StoreAddress[] {
  const { configurationEndpointAddress, primaryEndpointAddress, readerEndpointAddress } = props;
  const names = [configurationEndpointAddress, primaryEndpointAddress, readerEndpointAddress];
  return [...new Set(names)]
    .filter(address => typeof address === "string" && address !== "")
    .map(address => ({
      kind: "cache",
      address: address as string,
      port: props.port ?? 6379,
      local: { host: loopback, port: localPort },
    }));
}

/** The server that a cache's engine asks for; Redis and Valkey speak the same to their clients. */
export function cacheSoftware({ props, label }: Cache): ServerSoftware {
  const engine = props.engine ?? "redis";
  const major = (props.engineVersion ?? "7").split(".")[0];
  const install = (name: string) => `apt-get install ${name}-server, or brew install ${name}`;
  switch (engine) {
    case "redis":
      return {
        programs: ["redis-server", "valkey-server"],
        image: `redis:${major}-alpine`,
        install: install("redis"),
      };
    case "valkey":
      return {
        programs: ["valkey-server", "redis-server"],
        image: `valkey/valkey:${major}-alpine`,
        install: install("valkey"),
      };
    default:
      throw new RunError(`${label}: engine is ${engine}; only redis and valkey are run here`);
  }
}

/** Plans a server for a replication group, or says why there is none. */
export function planCache(
  cache: Cache,
  { port, variable }: PlannedPort,
  stateDir: string,
  find: ProgramFinder,
): CachePlan | SkippedPlan {
  const { props, evictionPolicy } = cache;
  const name = props.replicationGroupId ?? cache.name;
  const software = cacheSoftware(cache);
  const program = find(software);
  if (program === undefined) {
    return { name, reason: missing(software), needed: true };
  }
  return {
    name,
    port,
    variable,
    program,
    password: props.authToken ?? undefined,
    cluster: isCluster(cache),
    evictionPolicy,
    dataDir: path.join(stateDir, "caches", name),
  };
}

/** Whether clients speak the cluster protocol with it. */
export function isCluster({ props }: Cache): boolean {
  return props.clusterEnabled === true || props.clusterMode === "enabled";
}
