import { checkContainerSet } from "../checks/container-set";
import { checkContainers, containersMeaning, fargateSizeProblems } from "../checks/containers";
import { mentions } from "../checks/references";
import { matches, oneOf, whole } from "../checks/rules";
import { deploymentChecks, shiftedRulesLeadToBoth } from "../checks/ecs-deployment";
import { checkService, serviceChanges } from "../checks/ecs-service";
import { serviceConnectFits } from "../checks/service-connect";
import { Registry } from "../registry";
import { Values, asText } from "../values";
import { TypeEntry } from "./type-entry";

const CLUSTER = "aws:ecs/cluster:Cluster";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const NAME = /^[a-zA-Z0-9_-]{1,255}$/;
const NAME_WORDS = "1 to 255 letters, digits, hyphens and underscores";

const ofCluster = (path: string) =>
  mentions({ path, type: CLUSTER, complaint: "ClusterNotFoundException: there is no cluster" });

/** The cluster's name from its name or ARN. */
const clusterName = (reference: string) => reference.slice(reference.lastIndexOf("/") + 1);

/** Clusters, task definitions and services. */
export const ecs: Readonly<Record<string, TypeEntry>> = {
  [CLUSTER]: {
    name: { property: "name", max: 255 },
    replaces: ["name"],
    sets: ["settings"],
    outputs: cloud => {
      const arn = cloud.arn("ecs", `cluster/${cloud.physicalName}`);
      return { id: arn, arn, name: cloud.physicalName };
    },
    checks: [matches("name", NAME, NAME_WORDS)],
  },
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": {
    replaces: ["clusterName"],
    sets: ["capacityProviders", "defaultCapacityProviderStrategies"],
    outputs: cloud => ({ id: cloud.text("clusterName") }),
    world: [ofCluster("clusterName")],
    unique: inputs => asText(inputs.clusterName),
  },
  [TASK_DEFINITION]: {
    replaces: [
      "containerDefinitions",
      "cpu",
      "enableFaultInjection",
      "ephemeralStorage",
      "executionRoleArn",
      "family",
      "ipcMode",
      "memory",
      "networkMode",
      "pidMode",
      "placementConstraints",
      "proxyConfiguration",
      "requiresCompatibilities",
      "runtimePlatform",
      "taskRoleArn",
      "volumes",
    ],
    sets: ["requiresCompatibilities", "volumes", "placementConstraints"],
    meanings: { containerDefinitions: containersMeaning },
    outputs: cloud => {
      const family = cloud.text("family");
      const arnWithoutRevision = cloud.arn("ecs", `task-definition/${family}`);
      const revision = cloud.generation + 1;
      return {
        id: family,
        arn: `${arnWithoutRevision}:${revision}`,
        arnWithoutRevision,
        revision,
        skipDestroy: false,
        trackLatest: false,
      };
    },
    generation: revisionsOf,
    checks: [
      matches("family", NAME, NAME_WORDS),
      oneOf("networkMode", ["awsvpc", "bridge", "host", "none"]),
      fargateSizeProblems,
      checkContainers,
      checkContainerSet,
    ],
    unique: () => undefined,
  },
  "aws:ecs/service:Service": {
    name: { property: "name", max: 255 },
    replaces: ["cluster", "iamRole", "launchType", "name", "schedulingStrategy"],
    sets: [
      "capacityProviderStrategies",
      "deploymentConfiguration.lifecycleHooks",
      "loadBalancers",
      "networkConfiguration.securityGroups",
      "networkConfiguration.subnets",
      "placementConstraints",
      "alarms.alarmNames",
    ],
    outputs: cloud => {
      const arn = cloud.arn(
        "ecs",
        `service/${clusterName(cloud.text("cluster")) || "default"}/${cloud.physicalName}`,
      );
      return {
        id: arn,
        arn,
        name: cloud.physicalName,
        desiredCount: 0,
        deploymentMaximumPercent: 200,
        deploymentMinimumHealthyPercent: 100,
        enableEcsManagedTags: false,
        enableExecuteCommand: false,
        platformVersion: "LATEST",
        schedulingStrategy: "REPLICA",
        waitForSteadyState: false,
      };
    },
    checks: [
      matches("name", NAME, NAME_WORDS),
      whole("desiredCount", 0, 5000),
      whole("deploymentMaximumPercent", 0, 2000),
      whole("deploymentMinimumHealthyPercent", 0, 100),
      whole("healthCheckGracePeriodSeconds", 0, 2147483647),
      oneOf("launchType", ["EC2", "FARGATE", "EXTERNAL"]),
      oneOf("schedulingStrategy", ["REPLICA", "DAEMON"]),
      oneOf("propagateTags", ["SERVICE", "TASK_DEFINITION", "NONE"]),
      ...deploymentChecks,
    ],
    changes: serviceChanges,
    world: [ofCluster("cluster"), checkService, shiftedRulesLeadToBoth, serviceConnectFits],
    unique: inputs => `${clusterName(asText(inputs.cluster))}/${asText(inputs.name)}`,
  },
};

/** AWS counts a family's revisions; of those that the stack still has, the next one follows the highest. */
function revisionsOf({ family }: Values, others: Registry): number {
  return Math.max(
    0,
    ...others
      .all(TASK_DEFINITION)
      .filter(({ outputs }) => outputs.family === family)
      .map(({ outputs }) => Number(outputs.revision)),
  );
}
