import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { storeCredentials } from "./credentials";
import { createInstance, PORT } from "./instance";
import { EncryptionKey } from "../encryption-key";
import { ArgumentError } from "../errors";
import { Link, Linkable, SecretRef } from "../link";
import { Network } from "../network/network";
import { Scope } from "../plan/scope";

/** Arguments of {@link Database}. */
export interface DatabaseArgs {
  /** The system and environment that the database is for. */
  scope: Scope;
  /** Where it lives: in the isolated subnets. */
  network: Network;
  /** Encrypts storage, credentials and logs. */
  key: EncryptionKey;

  /** Name of the database made on it, e.g. `order_management`. Changing it replaces the instance. */
  databaseName: string;

  /**
   * Major version of PostgreSQL. A higher one upgrades in place, with an outage.
   *
   * @default "16"
   */
  version?: "15" | "16" | "17";

  /**
   * Instance class. Changes in place, with a short outage.
   *
   * @default "db.t4g.micro"
   */
  instanceClass?: string;

  /**
   * Disk size in GiB, 20 to 65536; it grows by itself to five times that. RDS cannot shrink it.
   *
   * @default 20
   */
  storageGiB?: number;

  /**
   * A standby in a second zone. Changes in place.
   *
   * @default - in prod only
   */
  multiAz?: boolean;

  /**
   * Days that automatic backups are kept, and to any second of which one can restore; 1 to 35.
   *
   * @default 7
   */
  backupDays?: number;

  /**
   * Days that PostgreSQL's log is kept.
   *
   * @default 30
   */
  logRetentionDays?: number;
}

/**
 * A private, encrypted PostgreSQL instance on RDS that takes TLS connections only. Its password is
 * generated; the credentials are kept as JSON in Secrets Manager (`…/database/credentials`) and as a
 * URL in a SecureString parameter (`…/database/url`), which linked services get as `DATABASE_URL`.
 *
 * In prod it cannot be deleted without first turning off the protection, and leaves a last snapshot.
 */
export class Database extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:database:Database";

  /** `host:port` to connect to. */
  readonly endpoint: pulumi.Output<string>;
  /** ARN of the secret with user name, password, host, port and database name. */
  readonly credentialsArn: pulumi.Output<string>;
  /** Name of the SecureString parameter with the connection URL. */
  readonly urlParameterName: string;

  readonly #groupId: pulumi.Output<string>;
  readonly #url: SecretRef;
  readonly #ready: readonly pulumi.Resource[];

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Database.__pulumiType, name, args, opts);
    const resolved = resolveArgs(name, args);
    const { scope, key, network } = args;
    const child = { parent: this };

    const group = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: network.vpcId,
        description: `PostgreSQL of ${scope.name()}`,
        tags: { Name: scope.name("database") },
      },
      child,
    );
    const password = new random.RandomPassword(name, { length: 40, special: false }, child);
    const instance = createInstance(name, { ...args, ...resolved, group, password }, child);
    const credentials = storeCredentials(
      name,
      {
        scope,
        key,
        host: instance.address,
        port: PORT,
        username: instance.username,
        password: password.result,
        databaseName: args.databaseName,
      },
      child,
    );

    this.endpoint = instance.endpoint;
    this.credentialsArn = credentials.secret.arn;
    this.urlParameterName = credentials.urlName;
    this.#groupId = group.id;
    this.#url = { kind: "parameter", name: credentials.urlName, keyAlias: key.alias };
    this.#ready = [credentials.url];
    this.registerOutputs({ endpoint: this.endpoint, credentialsArn: this.credentialsArn });
  }

  /** The port, and `DATABASE_URL` as a secret. */
  link(): Link {
    return {
      connections: [{ name: "database", port: PORT, securityGroupId: this.#groupId }],
      secrets: { DATABASE_URL: this.#url },
      dependsOn: this.#ready,
    };
  }
}

/** Checks what is known before deployment and fills in the defaults. */
export function resolveArgs(name: string, args: DatabaseArgs) {
  const {
    version = "16",
    instanceClass = "db.t4g.micro",
    storageGiB = 20,
    multiAz = args.scope.isProd,
    backupDays = 7,
    logRetentionDays = 30,
  } = args;
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(args.databaseName)) {
    throw new ArgumentError(
      `Database "${name}": databaseName is "${args.databaseName}"; use 1 to 63 lower-case letters, digits and underscores`,
    );
  }
  if (storageGiB < 20 || storageGiB > 65536) {
    throw new ArgumentError(`Database "${name}": storageGiB is ${storageGiB}; use 20 to 65536`);
  }
  if (backupDays < 1 || backupDays > 35) {
    throw new ArgumentError(`Database "${name}": backupDays is ${backupDays}; use 1 to 35`);
  }
  return { version, instanceClass, storageGiB, multiAz, backupDays, logRetentionDays };
}
