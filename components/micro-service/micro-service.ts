import * as pulumi from "@pulumi/pulumi";

import { ContainerImage } from "../container-image";
import { Link, Linkable } from "../link";
import { RolloutCheck } from "../rollout/rollout-check";
import { createTask } from "../task/task";
import { MicroServiceArgs, ResolvedHealth, resolveHealth } from "./args";
import { createDiscovery } from "./discovery";
import { createScaling } from "./scaling";
import { createService } from "./ecs-service";
import { createServiceAlarms } from "./service-alarms";
import { createTarget } from "./target";
import { validateService } from "./validate";

/**
 * One service of a system: its image, roles, security group, task definition, path rules, place in the
 * private DNS, ECS service, scaling, alarms, and a check that what ECS runs is what was asked for.
 * Tasks are in private subnets without a public address.
 *
 * @example
 * const orders = new MicroService("order-service", {
 *   platform,
 *   image: { context: "services/order-management/order-service" },
 *   port: 3001,
 *   size: { cpu: 512, memory: 1024 },
 *   routes: ["/api/customers*", "/api/orders*"],
 *   health: { path: "/health" },
 *   scaling: { min: 2, max: 10 },
 *   link: [database],
 * });
 */
export class MicroService extends pulumi.ComponentResource implements Linkable {
  static readonly __pulumiType = "infra:micro-service:MicroService";

  /** The image that its tasks run. */
  readonly image: ContainerImage;
  /** ARN of the task definition's revision that runs. */
  readonly taskDefinitionArn: pulumi.Output<string>;
  /** Name of the ECS service. */
  readonly serviceName: pulumi.Output<string>;
  /** ARN of the target group; nothing without routes. */
  readonly targetGroupArn?: pulumi.Output<string>;
  /** Last parts of its target groups' ARNs, the `TargetGroup` dimension of their metrics; none without routes. */
  readonly targetGroupArnSuffixes: readonly pulumi.Output<string>[];
  /** URL by which linked services call it. */
  readonly internalUrl: string;

  readonly #link: Link;

  constructor(name: string, args: MicroServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(MicroService.__pulumiType, name, args, opts);
    validateService(name, args);
    const { platform, port } = args;
    const { scope, key, cluster, loadBalancer } = platform;
    const exec = args.exec ?? !scope.isProd;
    const health = resolveHealth(args.health);
    const routes = loadBalancer.registerRoutes(name, args.routes ?? []);
    const child = { parent: this };

    this.image =
      args.image instanceof ContainerImage
        ? args.image
        : new ContainerImage(name, { ...args.image, scope, key, repository: name }, child);
    const task = createTask(
      name,
      {
        ...args,
        task: name,
        image: this.image,
        exec,
        environment: { PORT: String(port), ...args.environment },
        health: containerHealth(port, health),
      },
      child,
    );
    const target =
      routes.length > 0
        ? createTarget(
            name,
            { ...args, routes, health, securityGroupId: task.securityGroupId },
            child,
          )
        : undefined;
    const discovery = createDiscovery(name, { platform, service: name, port }, child);
    const service = createService(
      name,
      {
        ...args,
        exec,
        task,
        registryArn: discovery.registry.arn,
        target,
        startPeriod: health.startPeriod,
      },
      child,
    );
    createScaling(
      name,
      { clusterName: cluster.clusterName, service, scaling: args.scaling },
      child,
    );
    const rollout = new RolloutCheck(
      name,
      {
        cluster: cluster.clusterName,
        service: service.name,
        taskDefinitionArn: task.definition.arn,
        region: scope.region,
      },
      child,
    );
    if (platform.alarms !== undefined) {
      createServiceAlarms(
        name,
        {
          alarms: platform.alarms,
          clusterName: cluster.clusterName,
          serviceName: service.name,
          loadBalancer,
          targetGroup: target?.group,
          latencyTarget: args.latencyTarget,
        },
        child,
      );
    }

    this.taskDefinitionArn = task.definition.arn;
    this.serviceName = service.name;
    this.targetGroupArn = target?.group.arn;
    this.targetGroupArnSuffixes = target === undefined ? [] : [target.group.arnSuffix];
    this.internalUrl = discovery.url;
    this.#link = {
      connections: [{ name, port, securityGroupId: task.securityGroupId }],
      secrets: { [urlVariable(name)]: { kind: "parameter", name: discovery.urlParameterName } },
      dependsOn: [discovery.parameter, rollout],
    };
    this.registerOutputs({
      serviceName: this.serviceName,
      taskDefinitionArn: this.taskDefinitionArn,
    });
  }

  /** Its port, and its URL as a variable: `ORDER_SERVICE_URL` for `order-service`. */
  link(): Link {
    return this.#link;
  }
}

/** The check that ECS makes in the container; 127.0.0.1 because `localhost` may mean IPv6. */
function containerHealth(port: number, { path, command, ...timing }: ResolvedHealth) {
  return {
    command: command ?? [
      "CMD-SHELL",
      `wget -q -O /dev/null http://127.0.0.1:${port}${path} || exit 1`,
    ],
    ...timing,
  };
}

/** `ORDER_SERVICE_URL` for `order-service`. */
function urlVariable(name: string): string {
  return `${name.replaceAll("-", "_").toUpperCase()}_URL`;
}
