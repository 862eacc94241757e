import * as pulumi from "@pulumi/pulumi";

import { ContainerImage } from "../container-image";
import { Link, Linkable } from "../link";
import { createTask } from "../task/task";
import { MicroServiceArgs } from "./args";
import { codeDeployOperations } from "./code-deploy";
import { createDelivery } from "./delivery";
import { createDiscovery, PORT_NAME } from "./discovery";
import { createService } from "./ecs-service";
import { containerHealth, resolveHealth } from "./health";
import { createScaling } from "./scaling";
import { createServiceAlarms } from "./service-alarms";
import { createShiftRole } from "./shift-role";
import { strategyHook } from "./strategy-change";
import { createTarget } from "./target";
import { withTestRoute } from "./test-route";
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
    const hooks = { beforeUpdate: [strategyHook(name)] };
    super(MicroService.__pulumiType, name, args, pulumi.mergeOptions(opts, { hooks }));
    validateService(name, args);
    const { platform, port, serviceName = name } = args;
    const loadBalancer = args.loadBalancer ?? platform.loadBalancer;
    const exec = args.exec ?? !platform.scope.isProd;
    const health = resolveHealth(args.health);
    const routes = loadBalancer.registerRoutes(name, withTestRoute(args));
    const child = { parent: this };

    this.image = imageOf(name, args, child);
    const task = createTask(
      name,
      {
        ...args,
        task: name,
        image: this.image,
        exec,
        environment: { PORT: String(port), ...args.environment },
        health: containerHealth(port, health.container),
        portName: args.discovery === "serviceConnect" ? PORT_NAME : undefined,
      },
      child,
    );
    const { securityGroupId } = task;
    const target =
      routes.length > 0
        ? createTarget(
            name,
            { ...args, serviceName, loadBalancer, routes, health: health.target, securityGroupId },
            child,
          )
        : undefined;
    const discovery = createDiscovery(
      name,
      { ...args, service: name, logGroupName: task.logGroupName },
      child,
    );
    const answerAlarms = createServiceAlarms(name, { ...args, serviceName, target }, child);
    const { service, asked } = createService(
      name,
      {
        ...args,
        serviceName,
        exec,
        task,
        registryArn: discovery.registry?.arn,
        serviceConnect: discovery.serviceConnect,
        target,
        startPeriod: health.container.startPeriod,
        shiftRole: createShiftRole(name, { ...args, loadBalancer }, child),
        answerAlarms,
      },
      child,
    );
    createScaling(name, { platform, service, scaling: args.scaling, target }, child);
    const deployed = createDelivery(
      name,
      { ...args, serviceName, task, service, asked, target, answerAlarms },
      child,
    );

    const { strategy = "rolling" } = args.deployment ?? {};
    platform.registerService({
      name,
      service: serviceName,
      family: platform.scope.name(name),
      taskDefinitionArn: task.definition.arn,
      container: name,
      port,
      deployment: strategy,
      ...(strategy === "codeDeploy" && {
        codeDeploy: codeDeployOperations(args, serviceName, task),
      }),
      exec,
      logGroup: task.logGroupName,
      targetGroupArns: (target?.groups ?? []).map(group => group.arn),
      routes: routes.map(({ paths, host, conditions, auth }) => ({
        paths,
        host,
        conditions,
        auth: auth !== undefined,
      })),
      healthPath: args.health.path,
      image: this.image.operations(),
    });

    this.taskDefinitionArn = task.definition.arn;
    this.serviceName = service.name;
    this.targetGroupArn = target?.groups[0].arn;
    this.targetGroupArnSuffixes = (target?.groups ?? []).map(group => group.arnSuffix);
    this.internalUrl = discovery.url;
    this.#link = {
      connections: [{ name, port, securityGroupId }],
      secrets: { [urlVariable(name)]: { kind: "parameter", name: discovery.urlParameterName } },
      dependsOn: [discovery.parameter, deployed],
      serviceConnect: args.discovery === "serviceConnect",
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

/** The image given, or one that is the service's alone. */
function imageOf(
  name: string,
  { image, platform: { scope, key } }: MicroServiceArgs,
  opts: pulumi.ComponentResourceOptions,
): ContainerImage {
  if (image instanceof ContainerImage) {
    return image;
  }
  const source = typeof image === "string" ? { reference: image } : image;
  return new ContainerImage(name, { ...source, scope, key, repository: name }, opts);
}

/** `ORDER_SERVICE_URL` for `order-service`. */
function urlVariable(name: string): string {
  return `${name.replaceAll("-", "_").toUpperCase()}_URL`;
}
