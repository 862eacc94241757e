import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { ArgumentError } from "../errors";
import { Link, Linkable } from "../link";
import { exactName } from "../plan/names";
import { createAccess } from "./access";
import { DatabaseArgs } from "./args";
import { createAurora } from "./aurora";
import { createInstance } from "./instance";
import { PORT } from "./server";
import { resolveArgs } from "./validate";

/**
 * A private, encrypted PostgreSQL on RDS or Aurora that takes TLS connections only. Its password is
 * generated; the credentials are kept as JSON in Secrets Manager (`…/database/credentials`) and as a
 * URL in a SecureString parameter (`…/database/url`), which linked services get as `DATABASE_URL`;
 * with replicas they get `DATABASE_REPLICA_URL` (`…/database/replica-url`) too.
 *
 * In prod it cannot be deleted without first turning off the protection, and leaves a last snapshot.
 */
export class Database extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:database:Database";

  /** Name of the instance or cluster in AWS, known at preview. */
  readonly identifier: string;
  /** ARN of the instance or cluster. */
  readonly arn: pulumi.Output<string>;
  /** Whether it is an Aurora cluster, whose metrics have another dimension. */
  readonly aurora: boolean;
  /** `host:port` to connect to: of the proxy, where there is one. */
  readonly endpoint: pulumi.Output<string>;
  /** ARN of the secret with user name, password, host, port and database name. */
  readonly credentialsArn: pulumi.Output<string>;
  /** Name of the SecureString parameter with the connection URL. */
  readonly urlParameterName: string;

  readonly #link: Link;
  readonly #admin?: Link;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Database.__pulumiType, name, args, opts);
    const { scope, network } = args;
    const child = { parent: this };

    this.identifier = exactName("DB instance", scope.name());
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
    const serverArgs = {
      ...resolveArgs(name, args),
      identifier: this.identifier,
      groupId: group.id,
      password: password.result,
    };
    const { aurora } = args;
    this.aurora = aurora !== undefined;
    const server = aurora
      ? createAurora(name, { ...serverArgs, aurora }, child)
      : createInstance(name, serverArgs, child);
    const access = createAccess(name, serverArgs, server, child);

    this.arn = server.arn;
    this.endpoint = pulumi.interpolate`${access.host}:${PORT}`;
    this.credentialsArn = access.credentialsArn;
    this.urlParameterName = access.urlName;
    this.#link = access.link;
    this.#admin = access.admin;
    this.registerOutputs({ endpoint: this.endpoint, credentialsArn: this.credentialsArn });
  }

  /** The port, and `DATABASE_URL` as a secret; with replicas `DATABASE_REPLICA_URL`. */
  link(): Link {
    return this.#link;
  }

  /**
   * What a migration links in place of the database where RDS makes the password: `ADMIN_DATABASE_URL`,
   * which carries none, and `ADMIN_PGPASSWORD` besides what {@link link} gives.
   */
  get admin(): Linkable {
    const link = this.#admin;
    if (link === undefined) {
      throw new ArgumentError(
        `Database "${this.identifier}": admin is there with masterPassword "managed" only; link the database itself`,
      );
    }
    return { link: () => link };
  }
}
