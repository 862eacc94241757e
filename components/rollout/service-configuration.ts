import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/**
 * What of a service makes ECS deploy anew, or says how. Left out are its names and tags, the number of its tasks,
 * which autoscaling moves, and the revision, which its check knows.
 */
export const CONFIGURATION = [
  "alarms",
  "availabilityZoneRebalancing",
  "capacityProviderStrategies",
  "deploymentCircuitBreaker",
  "deploymentConfiguration",
  "deploymentController",
  "deploymentMaximumPercent",
  "deploymentMinimumHealthyPercent",
  "enableEcsManagedTags",
  "enableExecuteCommand",
  "forceNewDeployment",
  "healthCheckGracePeriodSeconds",
  "launchType",
  "loadBalancers",
  "networkConfiguration",
  "orderedPlacementStrategies",
  "placementConstraints",
  "platformVersion",
  "propagateTags",
  "schedulingStrategy",
  "serviceConnectConfiguration",
  "serviceRegistries",
  "sigintRollback",
  "triggers",
  "volumeConfiguration",
  "vpcLatticeConfigurations",
  "waitForSteadyState",
] as const satisfies readonly (keyof aws.ecs.Service)[];

/** What a service is asked for, as one text: whenever it differs, the engine has called for a deployment. */
export function configurationOf(service: aws.ecs.Service): pulumi.Output<string> {
  const asked = Object.fromEntries(CONFIGURATION.map(key => [key, service[key]]));
  return pulumi.jsonStringify(asked, inOrder);
}

/** The engine tells an object's properties in any order. */
function inOrder(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
