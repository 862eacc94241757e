import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { EncryptionKey } from "../encryption-key";
import { ArgumentError } from "../errors";
import { Network } from "../network/network";
import { exactName, fitName } from "../plan/names";
import { checkRoutes, PlannedRoute, planRoutes, Route } from "../plan/routes";
import { Scope } from "../plan/scope";
import { createAccessLogBucket } from "./access-log-bucket";
import { allowKeyFetch, createFirewall } from "./firewall";
import { checkResponses, createResponse, FixedResponse } from "./fixed-responses";
import { createListeners } from "./listeners";
import { ResponseHeaders, toListenerAttributes } from "./response-headers";
import { createWebAcl, WafArgs } from "./web-acl";

/** Arguments of {@link LoadBalancer}. */
export interface LoadBalancerArgs {
  /** The system and environment that the load balancer is for. */
  scope: Scope;
  /** Its public subnets carry the load balancer. */
  network: Network;
  /** Encrypts the log of AWS WAF. */
  key: EncryptionKey;

  /**
   * Its name in AWS, 1 to 32 letters, digits and hyphens. A second load balancer of a system needs one,
   * and so do documented names. A change replaces the load balancer, so its DNS name too.
   *
   * @default - `<app>-alb-<environment>`, cut where it is longer
   */
  name?: string;

  /**
   * ARN of an ACM certificate of this region. With it, port 443 serves TLS 1.2 and 1.3 and port 80
   * redirects there; without, port 80 serves in the clear, which prod refuses.
   *
   * @default - none
   */
  certificateArn?: pulumi.Input<string>;

  /**
   * AWS WAF in front: AWS's managed rule groups (common, known bad inputs, SQL injection, IP reputation)
   * and rate limits by address. Changes in place.
   *
   * @default - on in prod without rate limits, off elsewhere
   */
  waf?: false | WafArgs;

  /**
   * Headers on every answer. Changes in place.
   *
   * @default - no framing, no sniffing, and HSTS over TLS
   */
  headers?: ResponseHeaders;

  /**
   * Answers that the load balancer gives itself. They are rules like a service's routes: they take
   * places by the same order, count among the 100, and may not clash with or hide a route.
   *
   * @default - none but the 404 where no rule matches
   */
  responses?: readonly FixedResponse[];

  /**
   * Days that the log of AWS WAF is kept, one of the numbers that CloudWatch Logs takes.
   *
   * @default 30
   */
  logRetentionDays?: number;
}

/** Rules that an ALB takes on its listeners, without the default ones (quota L-83E1C6B8). */
const MAX_RULES = 100;

/**
 * The public Application Load Balancer that a system's services share. Services register their path
 * rules with it; what no rule matches is answered 404 with a JSON body. Access logs go to a bucket of
 * its own. Only ports 80 and 443 are open to the world. Zones share their targets: an ALB always
 * balances across zones.
 */
export class LoadBalancer extends pulumi.ComponentResource {
  static readonly __pulumiType = "infra:load-balancer:LoadBalancer";

  /** Name of the load balancer, known at preview. */
  readonly loadBalancerName: string;
  /** ARN of the load balancer. */
  readonly arn: pulumi.Output<string>;
  /** The last part of its ARN, the `LoadBalancer` dimension of its metrics. */
  readonly arnSuffix: pulumi.Output<string>;
  /** DNS name that AWS gave it. */
  readonly dnsName: pulumi.Output<string>;
  /** Id of the hosted zone that its DNS name lies in, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** ARN of the listener that carries the rules. */
  readonly listenerArn: pulumi.Output<string>;
  /** `https://…` with a certificate, else `http://…`. */
  readonly url: pulumi.Output<string>;
  /** Whether it takes requests over TLS. */
  readonly https: boolean;
  /** Its security group, from which tasks take requests. */
  readonly securityGroupId: pulumi.Output<string>;

  readonly #name: string;
  readonly #tls: boolean;
  readonly #routes: PlannedRoute[] = [];
  #fetchesKeys = false;

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(LoadBalancer.__pulumiType, name, args, opts);
    const { scope, network, certificateArn, responses = [] } = args;
    if (scope.isProd && certificateArn === undefined) {
      throw new ArgumentError(
        `LoadBalancer "${name}": prod needs a certificateArn, so that requests are encrypted in transit`,
      );
    }
    const where = `LoadBalancer "${name}"`;
    this.#name = name;
    this.#tls = certificateArn !== undefined;
    checkResponses(where, responses);
    const attributes = toListenerAttributes(where, args.headers ?? {}, this.#tls);
    const balancerName = nameOf(args);
    const child = { parent: this };

    const group = createFirewall(
      name,
      { scope, vpcId: network.vpcId, balancerName, tls: this.#tls },
      child,
    );
    const logs = createAccessLogBucket(name, { scope, balancerName }, child);
    const balancer = createBalancer(name, args, { balancerName, group, logs }, child);
    const listener = createListeners(name, { balancer, certificateArn, attributes }, child);
    const waf = args.waf ?? (scope.isProd && {});
    if (waf) {
      const { key, logRetentionDays: retentionDays = 30 } = args;
      createWebAcl(
        name,
        { ...waf, scope, key, balancerName, balancerArn: balancer.arn, retentionDays },
        child,
      );
    }
    this.registerRoutes(name, responses).forEach((route, i) =>
      createResponse(name, { listenerArn: listener.arn, route, response: responses[i] }, child),
    );

    this.https = certificateArn !== undefined;
    this.loadBalancerName = balancerName;
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.listenerArn = listener.arn;
    this.securityGroupId = group.id;
    this.url = pulumi.interpolate`${this.#tls ? "https" : "http"}://${balancer.dnsName}`;
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, url: this.url });
  }

  /**
   * Takes a service's routes and returns them with their places among the rules. Throws, naming both
   * services, when one clashes with or hides another, or when the load balancer has no rule left.
   */
  registerRoutes(service: string, routes: readonly (string | Route)[]): readonly PlannedRoute[] {
    const planned = planRoutes(service, routes);
    for (const route of planned) {
      checkRoutes(this.#routes, route);
      this.#routes.push(route);
      this.#prepareAuth(route);
    }
    if (this.#routes.length > MAX_RULES) {
      throw new ArgumentError(
        `${service}: its routes are rules ${this.#routes.length - planned.length + 1} to ` +
          `${this.#routes.length} of LoadBalancer "${this.#name}"; an ALB takes ${MAX_RULES}: join paths in one route, ` +
          `or make a second LoadBalancer with a name of its own and give it to the service as loadBalancer`,
      );
    }
    return planned;
  }

  /** Tokens are checked over TLS only, with keys that the load balancer fetches from their issuer. */
  #prepareAuth({ service, paths, auth }: PlannedRoute): void {
    if (auth === undefined) {
      return;
    }
    if (!this.#tls) {
      throw new ArgumentError(
        `${service}: route ${paths.join(", ")} has auth, but LoadBalancer "${this.#name}" has no certificateArn; an ALB checks tokens on HTTPS listeners only`,
      );
    }
    if (!this.#fetchesKeys) {
      this.#fetchesKeys = true;
      allowKeyFetch(this.#name, this.securityGroupId, { parent: this });
    }
  }
}

/** The documented name, or the system's. */
function nameOf({ name, scope }: LoadBalancerArgs): string {
  if (name === undefined) {
    return fitName("load balancer", scope.name("alb"));
  }
  if (!/^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(name)) {
    throw new ArgumentError(
      `LoadBalancer name "${name}": use letters, digits and hyphens, not beginning or ending with a hyphen or beginning with internal-`,
    );
  }
  return exactName("load balancer", name);
}

/** The load balancer itself, in the public subnets. */
function createBalancer(
  name: string,
  { scope, network }: LoadBalancerArgs,
  parts: {
    balancerName: string;
    group: aws.ec2.SecurityGroup;
    logs: ReturnType<typeof createAccessLogBucket>;
  },
  opts: pulumi.CustomResourceOptions,
): aws.lb.LoadBalancer {
  return new aws.lb.LoadBalancer(
    name,
    {
      name: parts.balancerName,
      internal: false,
      loadBalancerType: "application",
      subnets: network.publicSubnetIds,
      securityGroups: [parts.group.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: scope.isProd,
      accessLogs: { enabled: true, bucket: parts.logs.bucketName },
    },
    { ...opts, dependsOn: parts.logs.ready },
  );
}
