import { Registry } from "../registry";
import { Check, Problem, Surroundings } from "../types/type-entry";
import { Values, allAt, asList, asText, asValues, at, hasUnknown } from "../values";
import { oneOf, whole } from "./rules";

const SHIFTING = ["BLUE_GREEN", "CANARY", "LINEAR"];

const STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
];

const strategyOf = (inputs: Values) => asText(at(inputs, "deploymentConfiguration.strategy"));

const ofConfiguration = (reason: string): Problem => ({
  property: "deploymentConfiguration",
  reason: `InvalidParameterException: ${reason}`,
});

/** What CreateService takes for the way a service deploys. */
export const deploymentChecks: readonly Check[] = [
  oneOf("deploymentController.type", ["CODE_DEPLOY", "ECS", "EXTERNAL"]),
  oneOf("deploymentConfiguration.strategy", ["ROLLING", ...SHIFTING]),
  whole("deploymentConfiguration.bakeTimeInMinutes", 0, 1440),
  whole("deploymentConfiguration.canaryConfiguration.canaryBakeTimeInMinutes", 0, 1440),
  whole("deploymentConfiguration.linearConfiguration.stepBakeTimeInMinutes", 0, 1440),
  share("deploymentConfiguration.canaryConfiguration.canaryPercent", 0.1),
  share("deploymentConfiguration.linearConfiguration.stepPercent", 3),
  hooksFit,
  strategyFits,
  controllerFits,
];

function share(property: string, least: number): Check {
  return inputs => {
    const value = at(inputs, property);
    const fits = value === undefined || (Number(value) >= least && Number(value) <= 100);
    return fits || hasUnknown(value)
      ? []
      : [{ property, reason: `${asText(value)} is not valid; use ${least} to 100 percent` }];
  };
}

function hooksFit(inputs: Values): Problem[] {
  const hooks = asList(at(inputs, "deploymentConfiguration.lifecycleHooks")).map(asValues);
  return hooks.flatMap(hook => {
    const stages = asList(hook.lifecycleStages).map(asText);
    const pause = hook.targetType === "PAUSE";
    const wrong = stages.filter(
      stage => !STAGES.includes(stage) || (pause && /^(TEST|PRODUCTION)_/.test(stage)),
    );
    return [
      ...wrong.map(stage =>
        ofConfiguration(`a ${pause ? "PAUSE" : "lambda"} hook cannot be at the stage ${stage}`),
      ),
      ...(pause || (hook.hookTargetArn !== undefined && hook.roleArn !== undefined)
        ? []
        : [ofConfiguration("a hook needs a target and a role")]),
    ];
  });
}

/** A share and a pace go with their strategy, and a moving one needs what moves the requests. */
function strategyFits(inputs: Values): Problem[] {
  const strategy = strategyOf(inputs);
  if (!SHIFTING.includes(strategy) || hasUnknown(inputs.loadBalancers)) {
    return [];
  }
  const needed = { CANARY: "canaryConfiguration", LINEAR: "linearConfiguration" }[strategy];
  const bare = asList(inputs.loadBalancers).filter(
    balancer => asValues(balancer).advancedConfiguration === undefined,
  );
  return [
    ...(needed === undefined || at(inputs, `deploymentConfiguration.${needed}`) !== undefined
      ? []
      : [ofConfiguration(`${needed} is required when the strategy is ${strategy}`)]),
    ...bare.map(() => ({
      property: "loadBalancers",
      reason: `InvalidParameterException: advancedConfiguration is required for load balancers of a ${strategy} deployment`,
    })),
  ];
}

/** What a service cannot have that leaves its deployments to CodeDeploy. */
function controllerFits(inputs: Values): Problem[] {
  if (at(inputs, "deploymentController.type") !== "CODE_DEPLOY") {
    return [];
  }
  const balancers = asList(inputs.loadBalancers).length;
  return [
    ...(at(inputs, "deploymentCircuitBreaker.enable") === true
      ? [
          {
            property: "deploymentCircuitBreaker",
            reason:
              "InvalidParameterException: deployment circuit breaker feature is only supported with ECS deployment controller",
          },
        ]
      : []),
    ...(SHIFTING.includes(strategyOf(inputs))
      ? [ofConfiguration("a strategy is only supported with ECS deployment controller")]
      : []),
    ...(balancers === 1
      ? []
      : [
          {
            property: "loadBalancers",
            reason: `InvalidParameterException: ${balancers} target groups; the CODE_DEPLOY deployment controller needs exactly one`,
          },
        ]),
    ...(at(inputs, "serviceConnectConfiguration.enabled") === true
      ? [
          {
            property: "serviceConnectConfiguration",
            reason:
              "InvalidParameterException: Service Connect is not supported with the CODE_DEPLOY deployment controller",
          },
        ]
      : []),
  ];
}

/** The rules for production and for tests are there and lead to both target groups, whose share ECS then moves. */
export function shiftedRulesLeadToBoth({ inputs, others }: Surroundings): string[] {
  return asList(inputs.loadBalancers).flatMap(balancer => {
    const { targetGroupArn, advancedConfiguration } = asValues(balancer);
    const { alternateTargetGroupArn, productionListenerRule, testListenerRule } =
      asValues(advancedConfiguration);
    const groups = [targetGroupArn, alternateTargetGroupArn];
    return [
      ...ruleProblems("production", productionListenerRule, groups, others),
      ...ruleProblems("test", testListenerRule, groups, others),
    ];
  });
}

function ruleProblems(
  role: string,
  arn: unknown,
  groups: readonly unknown[],
  others: Registry,
): string[] {
  if (arn === undefined) {
    return [];
  }
  const rule = others.find(asText(arn), "aws:lb/listenerRule:ListenerRule");
  const kinds = allAt(asValues(rule?.outputs), "actions.type");
  if (kinds.some(kind => kind !== "forward")) {
    return [
      `the ${role} listener rule ${asText(arn)} does more than forward (${kinds.map(asText).join(", ")}), with which a deployment fails (ECS developer guide, load balancer resources for blue/green deployments)`,
    ];
  }
  const reached = allAt(asValues(rule?.outputs), "actions.forward.targetGroups.arn");
  return groups.every(group => reached.includes(group))
    ? []
    : [
        `InvalidParameterException: the ${role} listener rule ${asText(arn)} does not forward to both target groups`,
      ];
}
