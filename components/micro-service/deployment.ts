/** A rolling update: new tasks start and take over before old ones stop. */
export interface RollingDeployment {
  strategy: "rolling";

  /**
   * Share of the tasks in percent that stays up meanwhile, 0 to 100.
   *
   * @default 100
   */
  minHealthyPercent?: number;

  /**
   * Share of the tasks in percent that may run meanwhile, old and new, 100 to 200 and above the other.
   *
   * @default 200
   */
  maxPercent?: number;
}

/** Stages of a deployment at which ECS can stop and ask. */
export type DeploymentStage =
  | "RECONCILE_SERVICE"
  | "PRE_SCALE_UP"
  | "POST_SCALE_UP"
  | "TEST_TRAFFIC_SHIFT"
  | "POST_TEST_TRAFFIC_SHIFT"
  | "PRODUCTION_TRAFFIC_SHIFT"
  | "POST_PRODUCTION_TRAFFIC_SHIFT";

/** What happens at stages of a deployment before it goes on. */
export type DeploymentHook =
  | {
      /** When. */
      stages: readonly DeploymentStage[];
      /**
       * Name of a Lambda function of this account and region, which answers whether to go on. The rollout
       * check does not know how long it takes: let it fit into `rolloutTimeoutSeconds`.
       */
      functionName: string;
    }
  | {
      /** When; the two `…TRAFFIC_SHIFT` stages themselves cannot pause. */
      stages: readonly DeploymentStage[];
      /** Minutes that ECS waits for an operator to go on or to stop, 1 to 20160. */
      pauseMinutes: number;

      /**
       * What happens when nobody did.
       *
       * @default "ROLLBACK"
       */
      afterwards?: "ROLLBACK" | "CONTINUE";
    };

/** What deployments by a second set of tasks have in common. */
interface BakedDeployment {
  /**
   * Minutes that the old tasks still run after all requests have moved, so that they can take them
   * back at once, 0 to 1440. Alarms on the service's answers go off after five to seven bad minutes; one
   * that goes off after these minutes takes nothing back. Changes in place.
   *
   * @default - 10 where ECS deploys, 5 with CodeDeploy
   */
  bakeMinutes?: number;
}

/** What deployments by a second set of tasks that ECS itself makes have in common. */
interface ShiftedDeployment extends BakedDeployment {
  /**
   * What is asked before the deployment goes on. Changes in place.
   *
   * @default - nothing
   */
  hooks?: readonly DeploymentHook[];

  /**
   * Requests that reach the new version before all others: those to the service's paths with this header, by a
   * rule of their own that ECS moves at the stage TEST_TRAFFIC_SHIFT. Whoever sends the header is let in.
   *
   * @default - none
   */
  testTraffic?: TestTraffic;
}

/** The requests that test a new version. */
export interface TestTraffic {
  /** Name of the header, up to 40 characters. */
  header: string;
  /** Pattern that its value matches, as in a route. */
  value: string;

  /**
   * Place of the rule among the listener's, as in a route.
   *
   * @default - the route's with one condition more; needed where the route has a priority of its own
   */
  priority?: number;
}

/** ECS starts the new version beside the old one and moves all requests at once. */
export interface BlueGreenDeployment extends ShiftedDeployment {
  strategy: "blueGreen";
}

/** ECS moves some of the requests to the new version, waits, and moves the rest. */
export interface CanaryDeployment extends ShiftedDeployment {
  strategy: "canary";

  /**
   * Share of the requests that move first, in percent, 0.1 to 100.
   *
   * @default 10
   */
  percent?: number;

  /**
   * Minutes before the rest moves, 0 to 1440.
   *
   * @default 5
   */
  minutes?: number;
}

/** ECS moves the requests to the new version in equal steps. */
export interface LinearDeployment extends ShiftedDeployment {
  strategy: "linear";

  /**
   * Share of the requests that moves with each step, in percent, 3 to 100.
   *
   * @default 10
   */
  percent?: number;

  /**
   * Minutes between two steps, 0 to 1440.
   *
   * @default 1
   */
  minutes?: number;
}

/**
 * AWS CodeDeploy starts the new version beside the old one and moves the requests. The engine makes the
 * service with its first revision; each later one is registered by `pulumi up` and goes out with
 * `npm run deploy`. Changed `capacity`, subnets and security groups go out so too, with that version or the
 * same again: ECS takes them from a deployment of CodeDeploy's alone. There is no circuit breaker, and a
 * rollout check of the first revision alone: of the others CodeDeploy itself rolls back and says why.
 */
export interface CodeDeployDeployment extends BakedDeployment {
  strategy: "codeDeploy";

  /**
   * How the requests move: the name of a deployment configuration for ECS.
   *
   * @default - "CodeDeployDefault.ECSCanary10Percent5Minutes" in prod, "CodeDeployDefault.ECSAllAtOnce"
   * elsewhere
   */
  config?: string;
}

/**
 * How a new version takes over. All but `rolling` run it on a second set of tasks behind a second target
 * group, double the tasks meanwhile, and take exactly one route (of up to five paths), whose rule they
 * move between the groups; the three that ECS makes itself can do with Service Connect and no route.
 *
 * A change on a live service: among `blueGreen`, `canary` and `linear` in place. From or to `rolling` replaces
 * the listener rule (its paths answer 404 for some seconds); the one for `rolling` leads to the first target
 * group, so that a service whose last deployment left its tasks in the second answers 503 until new ones are
 * healthy. From or to `codeDeploy` replaces the service and its rule, old before new, because ECS does not hand
 * a service from one controller to the other. Another route changes the rule in place, weights as they are.
 */
export type Deployment =
  | RollingDeployment
  | BlueGreenDeployment
  | CanaryDeployment
  | LinearDeployment
  | CodeDeployDeployment;

/** The deployments that ECS makes with a second set of tasks. */
export type NativeShift = BlueGreenDeployment | CanaryDeployment | LinearDeployment;

/**
 * Minutes that old tasks still run, where the deployment does not say: alarms on the service's answers go off
 * after five bad minutes and the one or two in which CloudWatch hears of them.
 */
export const BAKE_MINUTES = 10;

/** The same with CodeDeploy. */
export const TERMINATION_MINUTES = 5;

/** The deployment, where ECS itself makes it with a second set of tasks. */
export function nativeShift(deployment: Deployment | undefined): NativeShift | undefined {
  return deployment === undefined || ["rolling", "codeDeploy"].includes(deployment.strategy)
    ? undefined
    : (deployment as NativeShift);
}

/** Whether the deployment moves requests between two target groups. */
export function usesTwoGroups(deployment: Deployment | undefined): boolean {
  return deployment !== undefined && deployment.strategy !== "rolling";
}

/** First share and pace of a deployment by steps, with nothing left out. */
export function pace({ strategy, percent = 10, minutes }: CanaryDeployment | LinearDeployment) {
  return { percent, minutes: minutes ?? (strategy === "canary" ? 5 : 1) };
}

/** Minutes that a deployment takes besides starting its tasks, pauses for operators among them. */
export function shiftMinutes(deployment: NativeShift): number {
  const { bakeMinutes = BAKE_MINUTES, hooks = [] } = deployment;
  const pauses = hooks.flatMap(hook =>
    "pauseMinutes" in hook ? [hook.pauseMinutes * hook.stages.length] : [],
  );
  return (
    bakeMinutes + movingMinutes(deployment) + pauses.reduce((sum, minutes) => sum + minutes, 0)
  );
}

function movingMinutes(deployment: NativeShift): number {
  if (deployment.strategy === "blueGreen") {
    return 0;
  }
  const { percent, minutes } = pace(deployment);
  return deployment.strategy === "canary" ? minutes : minutes * Math.ceil(100 / percent);
}
