/** Environment variables as a process gets them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment is wrong; `message` is one line that lists every mistake. */
export class EnvironmentError extends Error {}

/** Levels of log lines, the quietest last. */
const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** What a server reads from its environment. */
export interface ServerConfig {
  /** Port to listen on: `PORT`. */
  port: number;
  /** Address to listen on: `HOST`, by default every IPv4 address. */
  host: string;
  /** Least important level that is logged: `LOG_LEVEL`, by default `info`. */
  logLevel: string;
  /** `NODE_ENV`, a field of every log line; by default `development`. */
  nodeEnv: string;
}

/** What a service with a database reads from its environment. */
export interface CommonConfig extends ServerConfig {
  /** PostgreSQL URL: `DATABASE_URL`. */
  databaseUrl: string;
  /** Most connections to the database, 1 to 100: `DB_POOL_MAX`, by default 10. */
  poolMax: number;
}

/** Reads variables, an empty one like a missing one, and collects what is wrong with them. */
export class EnvironmentReader {
  protected readonly mistakes: string[] = [];

  constructor(protected readonly env: Environment) {}

  /** A whole number from `min` to `max`. */
  integer(name: string, min: number, max: number, fallback: number): number {
    const text = this.env[name] || String(fallback);
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= min && value <= max)) {
      this.mistakes.push(`${name} is "${text}"; use a whole number from ${min} to ${max}`);
    }
    return value;
  }

  /** One of `choices`. */
  choice(name: string, choices: readonly string[], fallback: string): string {
    const value = this.env[name] || fallback;
    if (!choices.includes(value)) {
      this.mistakes.push(`${name} is "${value}"; use one of ${choices.join(", ")}`);
    }
    return value;
  }

  /** Free text. */
  text(name: string, fallback: string): string {
    return this.env[name] || fallback;
  }

  /** A URL that must be there. Its value stays out of the message: it may hold a password. */
  url(name: string, example: string, isValid: (url: URL) => boolean): string {
    const text = this.env[name];
    if (!text) {
      this.mistakes.push(`${name} is missing; set it to ${example}`);
    } else if (!URL.canParse(text) || !isValid(new URL(text))) {
      this.mistakes.push(`${name} is not a valid URL; use ${example}`);
    }
    return text ?? "";
  }

  /** Ends the reading. Throws an {@link EnvironmentError} when anything was wrong. */
  finish(): void {
    if (this.mistakes.length > 0) {
      throw new EnvironmentError(this.mistakes.join("; "));
    }
  }
}

/** Reads what the database needs. */
export function readDatabaseUrl(reader: EnvironmentReader): string {
  return reader.url(
    "DATABASE_URL",
    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with ?sslmode=require for TLS (or disable)",
    ({ protocol, hostname, pathname, searchParams }) =>
      /^postgres(ql)?:$/.test(protocol) &&
      hostname !== "" &&
      pathname.length > 1 &&
      ["require", "disable"].includes(searchParams.get("sslmode") ?? "disable"),
  );
}

/** Reads what every server needs. */
export function readServerConfig(reader: EnvironmentReader, defaultPort: number): ServerConfig {
  return {
    port: reader.integer("PORT", 1, 65535, defaultPort),
    host: reader.text("HOST", "0.0.0.0"),
    logLevel: reader.choice("LOG_LEVEL", logLevels, "info"),
    nodeEnv: reader.text("NODE_ENV", "development"),
  };
}

/** Most connections to the database. */
export function readPoolMax(reader: EnvironmentReader): number {
  return reader.integer("DB_POOL_MAX", 1, 100, 10);
}

/** Reads what every service with a database needs. */
export function readCommonConfig(reader: EnvironmentReader, defaultPort: number): CommonConfig {
  return {
    ...readServerConfig(reader, defaultPort),
    databaseUrl: readDatabaseUrl(reader),
    poolMax: readPoolMax(reader),
  };
}
