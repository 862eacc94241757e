import { stringify } from "yaml";
import { translator, type StoreAddress } from "../runner/plan/addresses";
import { cacheAddresses } from "../runner/plan/caches";
import { buildFinder } from "../runner/plan/image-builds";
import { databaseAddresses } from "../runner/plan/databases";
import { readAddresses } from "../runner/plan/discovery";
import { readParts, type Parts } from "../runner/plan/parts";
import { cacheVariable, databaseVariable, portWishes } from "../runner/plan/port-wishes";
import { assignPorts, portOf } from "../runner/plan/ports";
import { readState } from "../runner/plan/state";
import type { RunOptions, StateResource } from "../runner/types";
import { containerService, type Source } from "./containers";
import { envFile } from "./env-file";
import { gatewayFile, gatewayProgram, gatewayService } from "./gateway";
import { cacheService, postgresService } from "./stores";
import type { ComposeFiles, ComposeService, Condition, NamedService } from "./types";

/**
 * A Compose project of what was deployed: each service from its own image, under the host names and ports
 * that it has on AWS, so that its variables are those of its task definition but for TLS.
 *
 * @param project Name of the Compose project.
 * @throws RunError naming what cannot be resolved.
 */
export function planCompose(
  project: string,
  resources: StateResource[],
  options: Pick<RunOptions, "projectDir" | "env">,
): ComposeFiles {
  const state = readState(resources);
  const notes: string[] = [];
  const note = (line: string) => void notes.push(line);
  const parts = readParts(state, options.env, note);
  const ports = assignPorts(portWishes(parts), options.env);
  const { services: addresses, namespaces } = readAddresses(state, parts.units, ports);
  const named = addresses.map(({ name, containerPort, local }) => ({
    name,
    containerPort,
    local: containerPort === undefined ? undefined : { host: name, port: containerPort },
    localPort: local?.port,
  }));
  const tools = {
    secrets: parts.secrets,
    translate: translator(storeAddresses(parts), named, namespaces),
    note,
  };
  const find = buildFinder(state, options.projectDir);
  const stores = storeServices(parts, ports);
  const toService = (source: Omit<Source, "build">) =>
    containerService({ ...source, build: find(source.container.image) }, tools);
  const migrations = parts.migrations.map(one => toService({ ...one, hosts: [] }));
  const services = parts.units.map(unit => {
    const localPort = ports.get(unit.variable);
    const hosts = named.filter(one => one.localPort === localPort).map(({ name }) => name);
    return toService({ ...unit, localPort, hosts: localPort === undefined ? [] : hosts });
  });
  const brokers = services.filter(({ hosts }) => hosts.length > 0);
  for (const one of migrations) {
    one.service.restart = "no";
    one.service.depends_on = waits(one, stores, []);
  }
  for (const one of services) {
    one.service.restart = "unless-stopped";
    one.service.depends_on = waits(one, [...stores, ...brokers], migrations);
  }
  const gateways = parts.fronts.map((_front, index) => gatewayService(parts, index, ports));
  const all = [...stores, ...migrations, ...services, ...gateways.map(one => one.named)];
  return {
    notes,
    texts: {
      ...Object.fromEntries(gateways.map(({ file, order }) => [file, JSON.stringify(order)])),
      ...(gateways.length > 0 ? { [gatewayFile]: gatewayProgram() } : {}),
      ...envFiles(all),
      // Where Compose of either generation looks for the project's name.
      ".env": envFile({ COMPOSE_PROJECT_NAME: project }),
      "compose.yaml": composeFile(all),
    },
  };
}

/** Each store keeps its host name and port: only the way to it is without TLS. */
function storeAddresses({ databases, caches }: Parts): StoreAddress[] {
  const all = [
    ...databases.flatMap(database => databaseAddresses(database, database.port)),
    ...caches.flatMap(cache => cacheAddresses(cache, cache.props.port ?? 6379)),
  ];
  return all.map(one => ({ ...one, local: { host: one.address, port: one.port } }));
}

function storeServices({ databases, caches }: Parts, ports: Map<string, number>): NamedService[] {
  const nameOf = (kind: string, name: string, index: number) =>
    index === 0 ? kind : `${kind}-${name}`;
  return [
    ...databases.map((database, index) =>
      postgresService(
        nameOf("postgres", database.name, index),
        database,
        portOf(ports, databaseVariable(database, index)),
      ),
    ),
    ...caches.map((cache, index) =>
      cacheService(
        nameOf("redis", cache.name, index),
        cache,
        portOf(ports, cacheVariable(cache, index)),
      ),
    ),
  ];
}

/** What a service waits for: what its variables name, and every migration. */
function waits(
  one: NamedService,
  named: NamedService[],
  migrations: NamedService[],
): ComposeService["depends_on"] {
  const text = Object.values(one.env ?? {}).join("\n");
  const conditions: [string, Condition][] = [
    ...named
      .filter(({ name, hosts }) => name !== one.name && hosts.some(host => text.includes(host)))
      .map(({ name, service }): [string, Condition] => [
        name,
        service.healthcheck ? "service_healthy" : "service_started",
      ]),
    ...migrations.map(({ name }): [string, Condition] => [name, "service_completed_successfully"]),
  ];
  return conditions.length === 0
    ? undefined
    : Object.fromEntries(conditions.map(([name, condition]) => [name, { condition }]));
}

function envFiles(services: NamedService[]): Record<string, string> {
  return Object.fromEntries(
    services.flatMap(({ name, env }) => (env ? [[`${name}.env`, envFile(env)]] : [])),
  );
}

function composeFile(named: NamedService[]): string {
  const services = Object.fromEntries(
    named.map(({ name, service, env }) => [
      name,
      env ? { ...service, env_file: [`./${name}.env`] } : service,
    ]),
  );
  const volumes = named
    .flatMap(({ service }) => service.volumes ?? [])
    .map(volume => volume.split(":")[0])
    .filter(volume => !volume.startsWith("."));
  const document = {
    services,
    ...(volumes.length > 0
      ? { volumes: Object.fromEntries([...new Set(volumes)].map(name => [name, {}])) }
      : {}),
  };
  // Compose takes a bare `no` for false, as YAML 1.1 did.
  return stringify(document, { aliasDuplicateObjects: false, version: "1.1" });
}
