import * as pulumi from "@pulumi/pulumi";

import { storeCredentials, storeUrl } from "./database/credentials";
import { PORT } from "./database/server";
import { checkDatabaseName } from "./database/validate";
import { EncryptionKey } from "./encryption-key";
import { ArgumentError } from "./errors";
import { Connection, Link, Linkable } from "./link";
import { Scope } from "./plan/scope";

/** Arguments of {@link ExistingDatabase}. */
export interface ExistingDatabaseArgs {
  /** The system and environment that use the database. */
  scope: Scope;
  /** Encrypts the credentials. */
  key: EncryptionKey;

  /** Host name, e.g. `postgres-cluster.cluster-xyz.us-east-1.rds.amazonaws.com`. Changes in place. */
  host: string;

  /**
   * Port that it listens on, 1 to 65535.
   *
   * @default 5432
   */
  port?: number;

  /** Name of the database on it, which is there already. */
  databaseName: string;

  /** User that services connect as. */
  username: pulumi.Input<string>;

  /** The user's password: a secret of the stack's configuration (`pulumi config set --secret`). */
  password: pulumi.Input<string>;

  /**
   * How packets get there: the database's security group, which then lets each linked service in, or
   * addresses (`10.8.0.0/24`) whose owner does that.
   */
  peer: { securityGroupId: pulumi.Input<string> } | { cidrIpv4: string };
}

/**
 * A PostgreSQL database that something else made and keeps. Only its credentials are stored, under the
 * names that {@link Database} uses: JSON in Secrets Manager (`…/database/credentials`) and a URL in a
 * SecureString parameter (`…/database/url`), which linked services get as `DATABASE_URL`.
 */
export class ExistingDatabase extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:existing-database:ExistingDatabase";

  /** `host:port` to connect to. */
  readonly endpoint: string;
  /** ARN of the secret with user name, password, host, port and database name. */
  readonly credentialsArn: pulumi.Output<string>;
  /** Name of the SecureString parameter with the connection URL. */
  readonly urlParameterName: string;

  readonly #link: Link;

  constructor(name: string, args: ExistingDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ExistingDatabase.__pulumiType, name, args, opts);
    const port = resolvePort(name, args);
    const child = { parent: this };

    const { secret } = storeCredentials(name, { ...args, port }, child);
    const url = storeUrl(name, "url", { ...args, port }, child);
    const connection: Connection = { name: "database", port, ...args.peer };

    this.endpoint = `${args.host}:${port}`;
    this.credentialsArn = secret.arn;
    this.urlParameterName = url.name;
    this.#link = {
      connections: [connection],
      secrets: { DATABASE_URL: url.ref },
      dependsOn: [url.parameter],
    };
    this.registerOutputs({ endpoint: this.endpoint, credentialsArn: this.credentialsArn });
  }

  /** The port, and `DATABASE_URL` as a secret. */
  link(): Link {
    return this.#link;
  }
}

/** Checks what is known before deployment. */
function resolvePort(
  name: string,
  { host, port = PORT, databaseName, peer }: ExistingDatabaseArgs,
) {
  const fail = (argument: string, got: unknown, takes: string): never => {
    throw new ArgumentError(
      `ExistingDatabase "${name}": ${argument} is ${String(got)}; use ${takes}`,
    );
  };
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(host)) {
    fail("host", `"${host}"`, "a host name, without port or scheme");
  }
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    fail("port", port, "1 to 65535");
  }
  checkDatabaseName(fail, databaseName);
  if ("cidrIpv4" in peer && !/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(peer.cidrIpv4)) {
    fail("peer.cidrIpv4", peer.cidrIpv4, "addresses such as 10.8.0.0/24");
  }
  return port;
}
