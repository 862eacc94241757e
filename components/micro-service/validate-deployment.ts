import { MicroServiceArgs } from "./args";
import {
  BAKE_MINUTES,
  CodeDeployDeployment,
  DeploymentHook,
  NativeShift,
  pace,
  RollingDeployment,
} from "./deployment";
import { usesServiceConnect } from "./discovery";
import { rangeProblem, shareProblem } from "./ranges";

/** What ECS and CodeDeploy would refuse of a service's way to deploy. */
export function deploymentProblems(args: MicroServiceArgs): string[] {
  const { deployment = { strategy: "rolling" }, alternateTargetGroupName } = args;
  const { rolloutTimeoutSeconds = 1800, routes = [] } = args;
  const timeout = rangeProblem("rolloutTimeoutSeconds", rolloutTimeoutSeconds, 60, 43200);
  if (deployment.strategy === "rolling") {
    return [
      ...rollingProblems(deployment),
      ...timeout,
      ...(alternateTargetGroupName === undefined
        ? []
        : ["alternateTargetGroupName is given, but a rolling deployment has one target group"]),
    ];
  }
  return [
    ...routeProblems(deployment.strategy, args),
    ...rangeProblem("deployment.bakeMinutes", deployment.bakeMinutes ?? BAKE_MINUTES, 0, 1440),
    ...(deployment.strategy === "codeDeploy"
      ? codeDeployProblems(deployment, args)
      : [
          ...timeout,
          ...paceProblems(deployment),
          ...(deployment.hooks ?? []).flatMap(hookProblems),
          ...(deployment.testTraffic === undefined || routes.length > 0
            ? []
            : [
                "deployment.testTraffic is given, but there are no routes whose requests it could be",
              ]),
        ]),
  ];
}

function rollingProblems({
  minHealthyPercent = 100,
  maxPercent = 200,
}: RollingDeployment): string[] {
  return [
    ...rangeProblem("deployment.minHealthyPercent", minHealthyPercent, 0, 100),
    ...rangeProblem("deployment.maxPercent", maxPercent, 100, 200),
    ...(maxPercent > minHealthyPercent
      ? []
      : [
          `deployment.maxPercent is ${maxPercent}; keep it above minHealthyPercent, ${minHealthyPercent}, or no task could be exchanged`,
        ]),
  ];
}

/** Requests can only be moved where they pass: by one rule of the load balancer, or by proxies of ECS's own. */
function routeProblems(strategy: string, args: MicroServiceArgs): string[] {
  const { routes = [], discovery } = args;
  const byCodeDeploy = strategy === "codeDeploy";
  if (byCodeDeploy && usesServiceConnect(args)) {
    return [
      `deployment.strategy is "${strategy}", which cannot do with Service Connect, its own or a linked service's; use "blueGreen"`,
    ];
  }
  if (routes.length > 1) {
    return [
      `deployment.strategy is "${strategy}", which moves one rule, but there are ${routes.length} routes; join their paths in one, { path: [...] } with up to five`,
    ];
  }
  if (routes.some(route => typeof route !== "string" && route.auth !== undefined)) {
    return [
      `deployment.strategy is "${strategy}", but a route has auth; ECS fails a deployment, and CodeDeploy's way back loses the check, where a rule does more than forward: use "rolling"`,
    ];
  }
  return routes.length === 1 || (discovery === "serviceConnect" && !byCodeDeploy)
    ? []
    : [
        `deployment.strategy is "${strategy}", but there are no routes whose requests it could move; give one, or use "rolling"`,
      ];
}

function codeDeployProblems(
  { config }: CodeDeployDeployment,
  { rolloutTimeoutSeconds }: MicroServiceArgs,
): string[] {
  return [
    ...(config === undefined || /^[\w.+=,@-]{1,100}$/.test(config)
      ? []
      : [
          `deployment.config is "${config}"; use the name of a deployment configuration, e.g. CodeDeployDefault.ECSAllAtOnce`,
        ]),
    ...(rolloutTimeoutSeconds === undefined
      ? []
      : [
          "rolloutTimeoutSeconds is given, but CodeDeploy brings new versions out, for which `pulumi up` does not wait",
        ]),
  ];
}

function paceProblems(deployment: NativeShift): string[] {
  if (deployment.strategy === "blueGreen") {
    return [];
  }
  const { percent, minutes } = pace(deployment);
  const least = deployment.strategy === "canary" ? 0.1 : 3;
  return [
    ...shareProblem("deployment.percent", percent, least, 100),
    ...rangeProblem("deployment.minutes", minutes, 0, 1440),
  ];
}

function hookProblems(hook: DeploymentHook): string[] {
  const shifts = hook.stages.filter(stage => /^(TEST|PRODUCTION)_TRAFFIC_SHIFT$/.test(stage));
  return [
    ...(hook.stages.length > 0
      ? []
      : ["a hook of deployment.hooks has no stages; name at least one"]),
    ...("functionName" in hook && !/^[a-zA-Z0-9-_]{1,64}$/.test(hook.functionName)
      ? [
          `deployment.hooks names the function "${hook.functionName}"; use 1 to 64 letters, digits, dashes and underscores`,
        ]
      : []),
    ...("pauseMinutes" in hook
      ? [
          ...rangeProblem("deployment.hooks: pauseMinutes", hook.pauseMinutes, 1, 20160),
          ...shifts.map(
            stage =>
              `deployment.hooks pauses at ${stage}, where ECS does not; use a stage before or after`,
          ),
        ]
      : []),
  ];
}
