import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Scope } from "../plan/scope";
import { BAKE_MINUTES, DeploymentHook, NativeShift, pace } from "./deployment";

/** ECS's names of the strategies. */
const STRATEGIES = { blueGreen: "BLUE_GREEN", canary: "CANARY", linear: "LINEAR" } as const;

/** A deployment with a second set of tasks, as ECS takes it; `roleArn` is that with which it calls functions. */
export function shiftConfiguration(
  shift: NativeShift,
  scope: Scope,
  roleArn: pulumi.Input<string> | undefined,
): aws.types.input.ecs.ServiceDeploymentConfiguration {
  const hooks = (shift.hooks ?? []).map(hook => lifecycleHook(hook, scope, roleArn));
  return {
    strategy: STRATEGIES[shift.strategy],
    bakeTimeInMinutes: String(shift.bakeMinutes ?? BAKE_MINUTES),
    ...stepConfiguration(shift),
    ...(hooks.length > 0 && { lifecycleHooks: hooks }),
  };
}

function stepConfiguration(shift: NativeShift) {
  if (shift.strategy === "blueGreen") {
    return {};
  }
  const { percent, minutes } = pace(shift);
  return shift.strategy === "canary"
    ? {
        canaryConfiguration: {
          canaryPercent: percent,
          canaryBakeTimeInMinutes: String(minutes),
        },
      }
    : {
        linearConfiguration: { stepPercent: percent, stepBakeTimeInMinutes: String(minutes) },
      };
}

function lifecycleHook(
  hook: DeploymentHook,
  scope: Scope,
  roleArn: pulumi.Input<string> | undefined,
): aws.types.input.ecs.ServiceDeploymentConfigurationLifecycleHook {
  const lifecycleStages = [...hook.stages];
  return "functionName" in hook
    ? {
        lifecycleStages,
        targetType: "AWS_LAMBDA",
        hookTargetArn: scope.arn("lambda", `function:${hook.functionName}`),
        roleArn,
      }
    : {
        lifecycleStages,
        targetType: "PAUSE",
        timeoutConfiguration: {
          timeoutInMinutes: String(hook.pauseMinutes),
          action: hook.afterwards ?? "ROLLBACK",
        },
      };
}
