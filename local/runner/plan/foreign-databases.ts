import type { Database } from "./databases";

/** A PostgreSQL URL with everything that a server must know of it. */
const databaseUrl = /^postgres(?:ql)?:\/\/[^\s]+$/;

/**
 * The databases that values name and the stack does not deploy: an existing host. Each is stood for by
 * a server of its own, with the user, password and database of the first URL that names it.
 *
 * @param known Hosts that are part of the stack.
 */
export function foreignDatabases(
  environments: Record<string, string>[],
  known: Set<string>,
): Database[] {
  const found = new Map<string, Database>();
  for (const env of environments) {
    for (const value of Object.values(env).filter(text => databaseUrl.test(text))) {
      const database = readUrl(value, env.PGPASSWORD);
      const host = database?.hosts[0];
      if (database && host && !known.has(host) && !found.has(host)) {
        found.set(host, database);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readUrl(text: string, password: string | undefined): Database | undefined {
  if (!URL.canParse(text)) {
    return undefined;
  }
  const url = new URL(text);
  const host = url.hostname;
  const name = host.split(".")[0];
  const user = decodeURIComponent(url.username);
  const database = decodeURIComponent(url.pathname.slice(1));
  const own = decodeURIComponent(url.password) || password;
  // Without a user, a password or a database nothing can be made that would let anybody in.
  if (/^(localhost|127\.0\.0\.1)?$/.test(host) || !user || !database || !own) {
    return undefined;
  }
  return {
    label: `database ${host}`,
    name,
    identifier: host,
    user,
    password: own,
    database,
    port: Number(url.port || 5432),
    hosts: [host],
  };
}
