import { containersOf } from "../checks/containers";
import { digits, hex } from "../outputs/identity";
import { asText, hasUnknown } from "../values";
import { Surroundings, TypeEntry } from "./type-entry";

const SHARED = ["__provider", "kind", "cluster", "region", "timeoutSeconds"];

const migrationInputs = [
  ...SHARED,
  "taskDefinitionArn",
  "subnetIds",
  "securityGroupIds",
  "containerName",
  "imageDigest",
];

const rolloutInputs = [...SHARED, "service", "shifting"];

/**
 * The program's dynamic resources, by their input `kind`. What they do is code of their own against
 * AWS; here that code is not run, only its outcome told.
 */
export const dynamic: Readonly<Record<string, TypeEntry>> = {
  "migration-run": {
    replaces: ["cluster", "containerName", "region"],
    ignores: ["__provider"],
    properties: {
      inputs: migrationInputs,
      required: migrationInputs,
      outputs: ["taskArn", "imageDigests"],
    },
    outputs: cloud => {
      const taskArn = cloud.arn("ecs", `task/${cloud.text("cluster")}/${hex(cloud.seed, 32)}`);
      const { cluster, containerName, imageDigest } = cloud.inputs;
      return {
        id: `${asText(cluster)}/${asText(containerName)}`,
        taskArn,
        imageDigests: [imageDigest],
      };
    },
    world: [runsAContainer],
    unique: () => undefined,
  },
  "rollout-check": {
    replaces: ["cluster", "region", "service"],
    ignores: ["__provider"],
    properties: {
      inputs: [...rolloutInputs, "taskDefinitionArn", "configuration"],
      required: rolloutInputs,
      outputs: ["deploymentId", "status"],
    },
    outputs: cloud => ({
      id: `${cloud.text("cluster")}/${cloud.text("service")}`,
      deploymentId: `ecs-svc/${digits(`${cloud.seed}${cloud.text("taskDefinitionArn")}`, 19)}`,
      status: "COMPLETED",
    }),
    changing: ["deploymentId"],
    world: [serviceRunsRevision],
    unique: () => undefined,
  },
};

function runsAContainer({ inputs, others }: Surroundings): string[] {
  const task = others.find(
    asText(inputs.taskDefinitionArn),
    "aws:ecs/taskDefinition:TaskDefinition",
  );
  const names = containersOf(task?.outputs.containerDefinitions).map(({ name }) => asText(name));
  const known = task !== undefined && !hasUnknown(task.outputs.containerDefinitions);
  return !known || names.includes(asText(inputs.containerName))
    ? []
    : [
        `the task definition has no container ${asText(inputs.containerName)}; it has ${names.join(", ")}`,
      ];
}

/** ECS would go on running the revision that the service has, and the check would fail. */
function serviceRunsRevision({ inputs, others }: Surroundings): string[] {
  const path = `service/${asText(inputs.cluster)}/${asText(inputs.service)}`;
  const service = others.all("aws:ecs/service:Service").find(({ id }) => id.endsWith(path));
  if (service === undefined) {
    return [`ServiceNotFoundException: there is no service ${path}`];
  }
  const running = asText(service.outputs.taskDefinition);
  // Without a revision it is CodeDeploy's to say which.
  return inputs.taskDefinitionArn === undefined || running === asText(inputs.taskDefinitionArn)
    ? []
    : [`${asText(inputs.service)} runs ${running}, not ${asText(inputs.taskDefinitionArn)}`];
}
