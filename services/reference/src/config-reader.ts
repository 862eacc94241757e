import { EnvironmentReader } from "./shared/environment";

const pathPattern = /^\/(?:[A-Za-z0-9._~-]+(?:\/[A-Za-z0-9._~-]+)*)?$/;
const postgresExample = "postgresql://USER@HOST:PORT/DATABASE, with ?sslmode=require for TLS";

/** Reads lists, paths and switches too. */
export class ListReader extends EnvironmentReader {
  /** A value that must be there and match. */
  matching(name: string, pattern: RegExp, takes: string): string {
    const value = this.env[name];
    if (!value) {
      this.mistakes.push(`${name} is missing; set it to ${takes}`);
    } else {
      this.mustMatch(name, value, pattern, takes);
    }
    return value ?? "";
  }

  /** Values apart by commas, none of them twice. */
  list(name: string, pattern: RegExp, takes: string, fallback = ""): string[] {
    const values = (this.env[name] || fallback).split(",").map(value => value.trim());
    const given = values.filter(value => value !== "");
    given.forEach(value => this.mustMatch(name, value, pattern, takes));
    if (new Set(given).size < given.length) {
      this.mistakes.push(`${name} is "${given.join(",")}"; name each once`);
    }
    return given;
  }

  /** Paths apart by commas. */
  paths(name: string, fallback: string): string[] {
    return this.list(name, pathPattern, "paths like /health,/health/live", fallback);
  }

  /** What paths begin with: nothing for `/`. */
  path(name: string): string {
    const value = this.env[name] || "/";
    this.mustMatch(name, value, pathPattern, "a path like /api/orders, without a slash at its end");
    return value === "/" ? "" : value;
  }

  /** `true` or `false`. */
  flag(name: string): boolean {
    return this.choice(name, ["true", "false"], "false") === "true";
  }

  /** Web origins apart by commas; a pattern is none. */
  origins(name: string): string[] {
    const origins = this.list(name, /./, "");
    for (const value of origins) {
      if (!URL.canParse(value) || new URL(value).origin !== value) {
        this.mistakes.push(`${name} has "${value}"; use origins like https://www.example.com`);
      }
    }
    return origins;
  }

  /** A PostgreSQL URL. */
  postgres(name: string): string {
    return this.url(
      name,
      postgresExample,
      ({ protocol, hostname, pathname, searchParams }) =>
        /^postgres(ql)?:$/.test(protocol) &&
        hostname !== "" &&
        pathname.length > 1 &&
        ["require", "disable"].includes(searchParams.get("sslmode") ?? "disable"),
    );
  }

  /** Every `<NAME>_URL` that is HTTP, by name: `ORDER_SERVICE_URL` is `order-service`. */
  links(): Record<string, string> {
    const links: Record<string, string> = {};
    for (const [variable, value = ""] of Object.entries(this.env)) {
      const name = /^([A-Z][A-Z0-9_]*)_URL$/.exec(variable)?.[1];
      if (name && /^https?:\/\/[^/]/.test(value) && URL.canParse(value)) {
        links[name.toLowerCase().replaceAll("_", "-")] = value;
      }
    }
    for (const name of ["database", "replica", "cache", "broker"].filter(name => links[name])) {
      this.mistakes.push(`${name.toUpperCase()}_URL is HTTP; name the linked service otherwise`);
    }
    return links;
  }

  /** Refuses two variables that ask for one path, once each is right by itself. */
  distinct(paths: readonly (readonly [name: string, path: string])[]): void {
    if (this.mistakes.length > 0) {
      return;
    }
    const owners = new Map<string, string>();
    for (const [name, path] of paths) {
      const owner = owners.get(path);
      if (owner !== undefined) {
        this.mistakes.push(`${name} and ${owner} both ask for ${path}; change one`);
      }
      owners.set(path, name);
    }
  }

  /** Refuses an administrator of another database, and one that would make itself. */
  administrator(url: string, adminUrl: string | undefined): void {
    if (!adminUrl || !URL.canParse(url) || !URL.canParse(adminUrl)) {
      return;
    }
    const [role, admin] = [new URL(url), new URL(adminUrl)];
    if (role.pathname !== admin.pathname) {
      this.mistakes.push("ADMIN_DATABASE_URL names another database than DATABASE_URL");
    }
    if (!role.username || !role.password || role.username === admin.username) {
      this.mistakes.push(
        "DATABASE_URL must name a user with a password, other than the one of ADMIN_DATABASE_URL",
      );
    }
  }

  private mustMatch(name: string, value: string, pattern: RegExp, takes: string): void {
    if (!pattern.test(value)) {
      this.mistakes.push(`${name} has "${value}"; use ${takes}`);
    }
  }
}
