import * as pulumi from "@pulumi/pulumi";

import { Architecture, ContainerImage, ImageBuild, PushedImage } from "../container-image";
import { LoadBalancer } from "../load-balancer/load-balancer";
import { Route } from "../plan/routes";
import { ScheduledScaling } from "../plan/schedules";
import { TaskArgs } from "../task/task";
import { Deployment } from "./deployment";
import { Health } from "./health";

/** How many tasks run. */
export interface Scaling {
  /** Fewest tasks, at least 1. */
  min: number;
  /** Most tasks. */
  max: number;

  /**
   * Tasks at the first deployment; afterwards autoscaling alone decides.
   *
   * @default - min
   */
  desired?: number;

  /**
   * CPU use in percent that autoscaling keeps, 1 to 100.
   *
   * @default 70
   */
  cpuUtilization?: number;

  /**
   * Memory use in percent that autoscaling keeps, 1 to 100.
   *
   * @default 80
   */
  memoryUtilization?: number;

  /**
   * Requests a minute that each task gets on average and that autoscaling keeps, 1 or more. Needs
   * routes and a rolling deployment: with two target groups by turns there is no one number.
   *
   * @default - requests do not count
   */
  requestsPerTarget?: number;

  /**
   * Seconds after adding tasks before more are added.
   *
   * @default 60
   */
  scaleOutCooldown?: number;

  /**
   * Seconds after removing tasks before more are removed.
   *
   * @default 300
   */
  scaleInCooldown?: number;

  /**
   * Other bounds from given moments on, such as more tasks before a sale. Changes in place. Bounds set
   * by a moment that has passed stay until the next, or until `min` or `max` is changed here.
   *
   * @default - none
   */
  schedule?: readonly ScheduledScaling[];
}

/**
 * What tasks run on: `fargate` on demand; `spot` at up to 70 % less, stopped with two minutes' notice;
 * or a first number of tasks on demand and the rest by weight.
 */
export type Capacity =
  | "fargate"
  | "spot"
  | {
      /** Tasks on demand: the first `base`, then `weight` parts of the rest. */
      fargate: { base?: number; weight: number };
      /** Tasks on Spot: `weight` parts of the rest. */
      spot: { weight: number };
    };

/** How linked services find a service. */
export type Discovery = "cloudMap" | "serviceConnect";

/** Arguments of {@link MicroService}. */
export interface MicroServiceArgs extends TaskArgs {
  /**
   * What is built, or what something else built and pushed, and for which processor its tasks are; its
   * reference alone, `registry/name@sha256:…`; or an image that something else uses too, such as the migration
   * that runs before the service. The service's repository is there in any case.
   */
  image: ((ImageBuild | PushedImage) & { architecture?: Architecture }) | ContainerImage | string;

  /** Port the container listens on, 1 to 65535; it finds it in `PORT` too. */
  port: number;

  /**
   * Paths the load balancer sends here; see {@link Route}. Each is a rule of its own, whose place
   * depends on it alone.
   *
   * @default - none: reached by linked services only
   */
  routes?: readonly (string | Route)[];

  /**
   * The load balancer that takes its routes: a second one when the platform's has its 100 rules. It
   * must be in the platform's network. A change replaces the rules, in a moment without them; one by
   * which deployments move requests then leads to the first target group, and the paths answer 503 until
   * the next deployment where the tasks are in the second.
   *
   * @default - the platform's
   */
  loadBalancer?: LoadBalancer;

  /** How its health is asked. */
  health: Health;

  /** How many tasks run. */
  scaling: Scaling;

  /**
   * What its tasks run on. Changes in place, by a deployment of new tasks; CodeDeploy's is one by
   * `npm run deploy`.
   *
   * @default - "fargate" in prod, "spot" elsewhere
   */
  capacity?: Capacity;

  /**
   * How a new version takes over; {@link Deployment} says what a change does. Wherever ECS deploys, the
   * circuit breaker is on: a version that does not come up is rolled back, and `pulumi up` then fails
   * and says why. With a second set of tasks, alarms on the service's answers roll back too.
   *
   * @default - rolling, 100 to 200 percent
   */
  deployment?: Deployment;

  /**
   * Seconds that the tasks of a new version may take to come up before `pulumi up` fails, 60 to 43200; where
   * ECS moves requests, what its deployment waits for comes on top. Not with a deployment by CodeDeploy.
   *
   * @default 1800
   */
  rolloutTimeoutSeconds?: number;

  /**
   * How linked services find it, by the same URL: `cloudMap` by its tasks' addresses in the private DNS;
   * `serviceConnect` through a proxy beside each task, which balances requests and takes a task that
   * fails out at once, for some 256 CPU units and 64 MiB of the task's size. Linked services then run a
   * proxy too; one-off tasks cannot. Not with a deployment by CodeDeploy. Changes in place.
   *
   * @default "cloudMap"
   */
  discovery?: Discovery;

  /**
   * Lets operators open a shell in its containers (`aws ecs execute-command`), recorded in the
   * cluster's exec log. The root file system is then writable, which ECS Exec needs.
   *
   * @default - off in prod, on elsewhere
   */
  exec?: boolean;

  /**
   * Name of the ECS service where documents give one, 1 to 255 letters, digits, dashes and underscores.
   * Container, log streams and private DNS keep the MicroService's name. Changing it replaces the service,
   * old before new: its paths answer 503 until new tasks are healthy.
   *
   * @default - the MicroService's name
   */
  serviceName?: string;

  /**
   * Name of its target group where documents give one, at most 32 characters. A change that
   * replaces the target group (its network) then needs another name too.
   *
   * @default - generated, so that it can be replaced at any time
   */
  targetGroupName?: string;

  /**
   * Name of its second target group, which all deployments but rolling ones need, as above.
   *
   * @default - generated
   */
  alternateTargetGroupName?: string;

  /**
   * Response time in seconds that the 95th percentile must stay below, when alarms are on.
   *
   * @default - no alarm on response time
   */
  latencyTarget?: number;

  /**
   * What must be there before its tasks start, such as a migration.
   *
   * @default - its links
   */
  dependsOn?: readonly pulumi.Resource[];
}
