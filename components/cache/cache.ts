import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Link, Linkable, SecretRef } from "../link";
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

  readonly #clustered: boolean;
  readonly #groupId: pulumi.Output<string>;
  readonly #url: SecretRef;
  readonly #ready: readonly pulumi.Resource[];

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
    this.urlParameterName = scope.path("redis", "url");
    const url = new aws.ssm.Parameter(
      `${name}-url`,
      {
        name: this.urlParameterName,
        description: `Connection URL of the cache of ${scope.name()}`,
        type: "SecureString",
        keyId: key.arn,
        value: pulumi.secret(pulumi.interpolate`rediss://:${token.result}@${this.host}:${PORT}`),
      },
      child,
    );
    this.#clustered = args.cluster !== undefined;
    this.#groupId = firewall.id;
    this.#url = { kind: "parameter", name: this.urlParameterName, keyAlias: key.alias };
    this.#ready = [url];
    this.registerOutputs({ host: this.host, replicationGroupId: this.replicationGroupId });
  }

  /** The port, `REDIS_URL` as a secret and, in cluster mode, `REDIS_CLUSTER`. */
  link(): Link {
    return {
      connections: [{ name: "cache", port: PORT, securityGroupId: this.#groupId }],
      environment: this.#clustered ? { REDIS_CLUSTER: "true" } : undefined,
      secrets: { REDIS_URL: this.#url },
      dependsOn: this.#ready,
    };
  }
}
