import { Problem, Surroundings } from "../types/type-entry";
import { Values, allAt, asList, asText, asValues, at, hasUnknown } from "../values";

/** What CodeDeploy knows to do in a group by itself. */
const ROLLBACK_EVENTS = [
  "DEPLOYMENT_FAILURE",
  "DEPLOYMENT_STOP_ON_ALARM",
  "DEPLOYMENT_STOP_ON_REQUEST",
];

const PAIR = "loadBalancerInfo.targetGroupPairInfo";

/** A group for an ECS service moves requests between two target groups of one production listener. */
export function deploymentGroupFits(inputs: Values): Problem[] {
  const events = allAt(inputs, "autoRollbackConfiguration.events").map(asText);
  const unknownEvents = events.filter(event => !ROLLBACK_EVENTS.includes(event));
  return [
    ...unknownEvents.map(event => ({
      property: "autoRollbackConfiguration",
      reason: `InvalidAutoRollbackConfigException: ${event} is not one of ${ROLLBACK_EVENTS.join(", ")}`,
    })),
    ...(inputs.ecsService === undefined || hasUnknown(inputs.loadBalancerInfo)
      ? []
      : ecsProblems(inputs)),
  ];
}

function ecsProblems(inputs: Values): Problem[] {
  const groups = asList(at(inputs, `${PAIR}.targetGroups`)).length;
  const listeners = asList(at(inputs, `${PAIR}.prodTrafficRoute.listenerArns`)).length;
  const style = asValues(inputs.deploymentStyle);
  return [
    ...(style.deploymentType === "BLUE_GREEN" && style.deploymentOption === "WITH_TRAFFIC_CONTROL"
      ? []
      : [
          {
            property: "deploymentStyle",
            reason:
              "InvalidDeploymentStyleException: an ECS deployment group takes BLUE_GREEN, WITH_TRAFFIC_CONTROL",
          },
        ]),
    ...(groups === 2
      ? []
      : [
          {
            property: "loadBalancerInfo",
            reason: `InvalidTargetGroupPairException: ${groups} target groups; an ECS deployment group takes two`,
          },
        ]),
    ...(listeners === 1
      ? []
      : [
          {
            property: "loadBalancerInfo",
            reason: `InvalidTargetGroupPairException: ${listeners} production listeners; an ECS deployment group takes one`,
          },
        ]),
    ...(inputs.blueGreenDeploymentConfig === undefined
      ? [
          {
            property: "blueGreenDeploymentConfig",
            reason:
              "InvalidBlueGreenDeploymentConfigurationException: an ECS deployment group needs one",
          },
        ]
      : []),
  ];
}

/** The service is there and leaves its deployments to CodeDeploy, and the target groups are there. */
export function serviceIsCodeDeploys({ inputs, others }: Surroundings): string[] {
  const ecsService = asValues(inputs.ecsService);
  const [cluster, service] = [asText(ecsService.clusterName), asText(ecsService.serviceName)];
  const found = others
    .all("aws:ecs/service:Service")
    .find(({ id }) => id.endsWith(`service/${cluster}/${service}`));
  const controller = asText(at(asValues(found?.outputs), "deploymentController.type")) || "ECS";
  const names = allAt(inputs, `${PAIR}.targetGroups.name`).map(asText);
  const groups = others.all("aws:lb/targetGroup:TargetGroup").map(({ outputs }) => outputs.name);
  return [
    ...(found === undefined
      ? [`InvalidECSServiceException: there is no service ${service} in cluster ${cluster}`]
      : []),
    ...(found !== undefined && controller !== "CODE_DEPLOY"
      ? [
          `InvalidECSServiceException: Deployment group's ECS service must be configured for a CODE_DEPLOY deployment controller; ${service} has ${controller}`,
        ]
      : []),
    ...names
      .filter(name => !groups.includes(name))
      .map(name => `InvalidTargetGroupPairException: there is no target group ${name}`),
  ];
}
