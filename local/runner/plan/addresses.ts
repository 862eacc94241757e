import { RunError } from "../errors";

/** A deployed data store as other resources' values name it. */
export interface StoreAddress {
  kind: "database" | "cache";
  /** Host name on AWS. */
  address: string;
  /** Port on AWS. */
  port: number;
  /** Where it answers instead. */
  local: Place;
}

/** Where something answers that has another address on AWS. */
export interface Place {
  host: string;
  port: number;
}

/** A Cloud Map name. */
export interface ServiceAddress {
  /** `<service>.<namespace>` */
  name: string;
  /** Port that the service's container listens on; absent when no service registers the name. */
  containerPort?: number;
  /** Where it answers instead; absent as the port is. */
  local?: Place;
}

/** A value for this machine, and what to tell the user about it. */
export interface Translated {
  value: string;
  notes: string[];
}

/** Rewrites the addresses in one value. */
export type Translator = (value: string) => Translated;

/** Where what runs as a process of this machine answers. */
export const loopback = "127.0.0.1";

/**
 * Makes the translator of a stack's addresses: data stores and Cloud Map names become those that
 * answer here.
 * A name that would not answer on AWS is an error here: a wrong port, or one that nobody registers.
 */
export function translator(
  stores: StoreAddress[],
  services: ServiceAddress[],
  namespaces: string[],
): Translator {
  return value => {
    const notes: string[] = [];
    let result = value;
    for (const store of stores) {
      result = translateStore(result, store, notes);
    }
    for (const service of services) {
      result = translateService(result, service);
    }
    for (const namespace of namespaces) {
      for (const [named] of result.matchAll(hostPattern(`[\\w-]+\\.${escape(namespace)}`))) {
        const host = named.replace(/:\d+$/, "").toLowerCase();
        if (!services.some(({ name }) => name.toLowerCase() === host)) {
          throw new RunError(`names ${named}, which no service registers`);
        }
      }
    }
    return { value: result, notes };
  };
}

function translateStore(value: string, store: StoreAddress, notes: string[]): string {
  const { kind, address, port: deployedPort, local } = store;
  const plain = kind === "cache" ? withoutTls(value, address) : value;
  return plain.replace(
    hostPattern(escape(address), "(?:(?<rest>[^\\s]*))"),
    (_match: string, port: string | undefined, rest: string) => {
      if (port !== undefined && Number(port) !== deployedPort) {
        throw new RunError(`names ${address}:${port}, which listens on ${deployedPort}`);
      }
      if (port === undefined && local.port !== deployedPort) {
        notes.push(
          `names the ${kind} without its port; here it listens on ${local.port}, ` +
            `on AWS on ${deployedPort}`,
        );
      }
      const host = port === undefined ? local.host : `${local.host}:${local.port}`;
      // The local server speaks no TLS: its traffic never leaves the machine.
      return host + rest.replace(/\bsslmode=[\w-]+/, "sslmode=disable");
    },
  );
}

/** `rediss://` says TLS by the scheme. */
function withoutTls(value: string, address: string): string {
  const url = new RegExp(`\\b(redis|valkey)s(?=://(?:[^\\s/@]*@)?${escape(address)})`, "gi");
  return value.replace(url, "$1");
}

function translateService(value: string, service: ServiceAddress): string {
  const pattern = hostPattern(escape(service.name), "");
  return value.replace(
    new RegExp(`(?<scheme>https?://)?${pattern.source}`, "gi"),
    (_match: string, scheme: string | undefined, port: string | undefined) => {
      if (service.containerPort === undefined || service.local === undefined) {
        throw new RunError(`names ${service.name}, which no service with a port registers`);
      }
      const implied = scheme === undefined ? service.containerPort : schemePort(scheme);
      const asked = port === undefined ? implied : Number(port);
      if (asked !== service.containerPort) {
        throw new RunError(
          `names ${service.name}:${asked}, which listens on ${service.containerPort}`,
        );
      }
      return `${scheme ?? ""}${service.local.host}:${service.local.port}`;
    },
  );
}

function schemePort(scheme: string): number {
  return scheme.toLowerCase() === "https://" ? 443 : 80;
}

/** A host name as a whole, its port in a group, and what may follow. */
function hostPattern(host: string, tail = ""): RegExp {
  return new RegExp(`(?<![\\w.-])${host}(?![\\w-]|\\.\\w)(?::(\\d+))?${tail}`, "gi");
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
