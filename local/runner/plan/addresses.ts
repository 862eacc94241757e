import { RunError } from "../errors";

/** A deployed database as other resources' values name it. */
export interface DatabaseAddress {
  /** Host name on AWS. */
  address: string;
  /** Port on AWS. */
  port: number;
  /** Port on this machine. */
  localPort: number;
}

/** A Cloud Map name. */
export interface ServiceAddress {
  /** `<service>.<namespace>` */
  name: string;
  /** Port that the service's container listens on; absent when no service registers the name. */
  containerPort?: number;
  /** Port on this machine. */
  localPort?: number;
}

/** A value for this machine, and what to tell the user about it. */
export interface Translated {
  value: string;
  notes: string[];
}

/** Rewrites the addresses in one value. */
export type Translator = (value: string) => Translated;

const loopback = "127.0.0.1";

/**
 * Makes the translator of a stack's addresses: databases and Cloud Map names become this machine's.
 * A name that would not answer on AWS is an error here: a wrong port, or one that nobody registers.
 */
export function translator(
  databases: DatabaseAddress[],
  services: ServiceAddress[],
  namespaces: string[],
): Translator {
  return value => {
    const notes: string[] = [];
    let result = value;
    for (const database of databases) {
      result = translateDatabase(result, database, notes);
    }
    for (const service of services) {
      result = translateService(result, service);
    }
    for (const namespace of namespaces) {
      const unknown = hostPattern(`[\\w-]+\\.${escape(namespace)}`).exec(result);
      if (unknown) {
        throw new RunError(`names ${unknown[0]}, which no service registers`);
      }
    }
    return { value: result, notes };
  };
}

function translateDatabase(value: string, database: DatabaseAddress, notes: string[]): string {
  return value.replace(
    hostPattern(escape(database.address), "(?:(?<rest>[^\\s]*))"),
    (_match: string, port: string | undefined, rest: string) => {
      if (port !== undefined && Number(port) !== database.port) {
        throw new RunError(`names ${database.address}:${port}, which listens on ${database.port}`);
      }
      if (port === undefined && database.localPort !== database.port) {
        notes.push(
          `names the database without its port; here it listens on ${database.localPort}, ` +
            `on AWS on ${database.port}`,
        );
      }
      const host = port === undefined ? loopback : `${loopback}:${database.localPort}`;
      // The local server speaks no TLS: its traffic never leaves the machine.
      return host + rest.replace(/\bsslmode=[\w-]+/, "sslmode=disable");
    },
  );
}

function translateService(value: string, service: ServiceAddress): string {
  const pattern = hostPattern(escape(service.name), "");
  return value.replace(
    new RegExp(`(?<scheme>https?://)?${pattern.source}`, "gi"),
    (_match: string, scheme: string | undefined, port: string | undefined) => {
      if (service.containerPort === undefined || service.localPort === undefined) {
        throw new RunError(`names ${service.name}, which no service with a port registers`);
      }
      const implied = scheme === undefined ? service.containerPort : schemePort(scheme);
      const asked = port === undefined ? implied : Number(port);
      if (asked !== service.containerPort) {
        throw new RunError(
          `names ${service.name}:${asked}, which listens on ${service.containerPort}`,
        );
      }
      return `${scheme ?? ""}${loopback}:${service.localPort}`;
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
