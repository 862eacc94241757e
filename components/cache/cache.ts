import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Link, Linkable } from "../link";
import { createSecretParameter } from "../secret-store";
import { CacheArgs } from "./args";
import { createReplicationGroup, PORT } from "./replication-group";
import { resolveArgs } from "./validate";

/**
 * A private, encrypted Redis or Valkey on ElastiCache that takes TLS connections with a token only. The
 * token is generated and kept within the URL, in a SecureString parameter (`…/redis/url`), which linked
 * services get as `REDIS_URL`.
 *
 * In prod it cannot be deleted without first turning off the protection, and leaves a last snapshot.
 */
export class Cache extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:cache:Cache";

  /** Host name to connect to: of the primary or, in cluster mode, of the configuration endpoint. */
  readonly host: pulumi.Output<string>;
  /** Id of the replication group, known at preview. */
  readonly replicationGroupId: string;
  /** Ids of the nodes, known at preview: the dimension `CacheClusterId` of ElastiCache's metrics. */
  readonly nodeIds: readonly string[];
  /** Name of the SecureString parameter with the URL. */
  readonly urlParameterName: string;

  readonly #link: Link;

  constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super(Cache.__pulumiType, name, args, opts);
    const { scope, key, network } = args;
    const child = { parent: this };

    const firewall = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: network.vpcId,
        description: `Cache of ${scope.name()}`,
        tags: { Name: scope.name("cache") },
      },
      child,
    );
    // Letters and digits need no escaping in a URL, and ElastiCache takes few other characters.
    const token = new random.RandomPassword(name, { length: 64, special: false }, child);
    const group = createReplicationGroup(
      name,
      { ...resolveArgs(name, args), firewallId: firewall.id, token: token.result },
      child,
    );

    this.host = group.host;
    this.replicationGroupId = group.id;
    this.nodeIds = group.nodeIds;
    const url = createSecretParameter(
      `${name}-url`,
      {
        scope,
        key,
        path: scope.path("redis", "url"),
        description: `Connection URL of the cache of ${scope.name()}`,
        value: pulumi.interpolate`rediss://:${token.result}@${this.host}:${PORT}`,
      },
      child,
    );
    this.urlParameterName = url.name;
    this.#link = {
      connections: [{ name: "cache", port: PORT, securityGroupId: firewall.id }],
      environment: args.cluster === undefined ? undefined : { REDIS_CLUSTER: "true" },
      secrets: { REDIS_URL: url.ref },
      dependsOn: [url.parameter],
    };
    this.registerOutputs({ host: this.host, replicationGroupId: this.replicationGroupId });
  }

  /** The port, `REDIS_URL` as a secret and, in cluster mode, `REDIS_CLUSTER`. */
  link(): Link {
    return this.#link;
  }
}
