import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { createAccessLogBucket } from "./access-log-bucket";
import { ArgumentError } from "../errors";
import { Network } from "../network/network";
import { fitName } from "../plan/names";
import { checkRoutes, PlannedRoute, planRoutes, Route } from "../plan/routes";
import { Scope } from "../plan/scope";

/** Arguments of {@link LoadBalancer}. */
export interface LoadBalancerArgs {
  /** The system and environment that the load balancer is for. */
  scope: Scope;
  /** Its public subnets carry the load balancer. */
  network: Network;

  /**
   * ARN of an ACM certificate of this region. With it, port 443 serves TLS 1.2 and 1.3 and port 80
   * redirects there; without, port 80 serves in the clear, which prod refuses.
   *
   * @default - none
   */
  certificateArn?: string;
}

/** Rules that an ALB takes on its listeners, without the default ones (quota L-83E1C6B8). */
const MAX_RULES = 100;

/** What the load balancer answers itself where no rule matches. */
const NOT_FOUND = JSON.stringify({
  error: { code: "not_found", message: "No service answers this path." },
});

/**
 * The public Application Load Balancer that a system's services share. Services register their path
 * rules with it; what no rule matches is answered 404 with a JSON body. Access logs go to a bucket of
 * its own. Only ports 80 and 443 are open to the world.
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
  /** ARN of the listener that carries the rules. */
  readonly listenerArn: pulumi.Output<string>;
  /** `https://…` with a certificate, else `http://…`. */
  readonly url: pulumi.Output<string>;
  /** Its security group, from which tasks take requests. */
  readonly securityGroupId: pulumi.Output<string>;

  readonly #routes: PlannedRoute[] = [];

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(LoadBalancer.__pulumiType, name, args, opts);
    const { scope, network, certificateArn } = args;
    if (scope.isProd && certificateArn === undefined) {
      throw new ArgumentError(
        `LoadBalancer "${name}": prod needs a certificateArn, so that requests are encrypted in transit`,
      );
    }
    const child = { parent: this };

    const group = createSecurityGroup(name, scope, network, certificateArn !== undefined, child);
    const balancerName = fitName("load balancer", scope.name("alb"));
    const logs = createAccessLogBucket(name, { scope, balancerName }, child);
    const balancer = new aws.lb.LoadBalancer(
      name,
      {
        name: balancerName,
        internal: false,
        loadBalancerType: "application",
        subnets: network.publicSubnetIds,
        securityGroups: [group.id],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: scope.isProd,
        accessLogs: { enabled: true, bucket: logs.bucketName },
      },
      { ...child, dependsOn: logs.ready },
    );
    const listener = createListeners(name, balancer, certificateArn, child);

    this.loadBalancerName = balancerName;
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.listenerArn = listener.arn;
    this.securityGroupId = group.id;
    this.url = pulumi.interpolate`${certificateArn === undefined ? "http" : "https"}://${balancer.dnsName}`;
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
    }
    if (this.#routes.length > MAX_RULES) {
      throw new ArgumentError(
        `${service}: its routes are rules ${this.#routes.length - planned.length + 1} to ` +
          `${this.#routes.length} of the load balancer; an ALB takes ${MAX_RULES}: join paths in one route, or give the service a second Platform`,
      );
    }
    return planned;
  }
}

/** The one group that the world may reach, on the listeners' ports alone. */
function createSecurityGroup(
  name: string,
  scope: Scope,
  network: Network,
  tls: boolean,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    name,
    {
      vpcId: network.vpcId,
      description: `Load balancer of ${scope.name()}`,
      tags: { Name: scope.name("alb") },
    },
    opts,
  );
  for (const [protocol, port] of tls
    ? ([
        ["http", 80],
        ["https", 443],
      ] as const)
    : ([["http", 80]] as const)) {
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${protocol}`,
      {
        securityGroupId: group.id,
        description: `${protocol.toUpperCase()} from the internet`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "0.0.0.0/0",
      },
      opts,
    );
  }
  return group;
}

/** The listeners; returns the one that carries the services' rules. */
function createListeners(
  name: string,
  balancer: aws.lb.LoadBalancer,
  certificateArn: string | undefined,
  opts: pulumi.CustomResourceOptions,
): aws.lb.Listener {
  const notFound = {
    type: "fixed-response",
    fixedResponse: { statusCode: "404", contentType: "application/json", messageBody: NOT_FOUND },
  };
  const headers = {
    routingHttpResponseServerEnabled: false,
    routingHttpResponseXContentTypeOptionsHeaderValue: "nosniff",
    routingHttpResponseXFrameOptionsHeaderValue: "DENY",
  };
  if (certificateArn === undefined) {
    return new aws.lb.Listener(
      `${name}-http`,
      {
        loadBalancerArn: balancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [notFound],
        ...headers,
      },
      opts,
    );
  }
  new aws.lb.Listener(
    `${name}-http`,
    {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    },
    opts,
  );
  return new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: "HTTPS",
      certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultActions: [notFound],
      ...headers,
      routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000; includeSubDomains",
    },
    opts,
  );
}
