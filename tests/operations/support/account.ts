import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";

import type { Service, Stack } from "../../../operations/stack";

/** Region of everything in the account. */
export const REGION = "us-east-1";

/** A service as the stack's outputs describe it, without routes unless it is given target groups. */
export function service(name: string, own: Partial<Service> = {}): Service {
  return {
    name,
    service: name,
    family: `shop-${name}-dev`,
    container: name,
    port: 3000,
    deployment: "rolling",
    exec: true,
    logGroup: "/ecs/shop-dev",
    targetGroupArns: [],
    routes: [],
    healthPath: "/health",
    image: {
      repository: `shop/dev/${name}`,
      architecture: "x86_64",
      build: { context: `services/shop/${name}` },
    },
    ...own,
  };
}

/** What makes CodeDeploy deploy a service of that name. */
export function byCodeDeploy(deploymentGroup: string): Partial<Service> {
  return {
    deployment: "codeDeploy",
    codeDeploy: {
      application: "shop-dev",
      deploymentGroup,
      subnetIds: ["subnet-a", "subnet-b"],
      securityGroupIds: ["sg-1"],
      capacity: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    },
  };
}

/** A stack of these services. */
export function stackOf(services: readonly Service[], own: Partial<Stack> = {}): Stack {
  return {
    region: REGION,
    cluster: "shop-dev",
    url: "http://127.0.0.1:9",
    services: [...services],
    migrations: [],
    secrets: [],
    smoke: {},
    source: { stack: "shop-dev" },
    ...own,
  };
}

/** Makes the cluster and the services that a stack's outputs name, each with a first revision. */
export async function makeServices(ecs: ECSClient, stack: Stack, desiredCount = 1): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: stack.cluster }));
  for (const one of stack.services) {
    const taskDefinition = await registerRevision(ecs, one, "v1.0.0");
    await ecs.send(
      new CreateServiceCommand({
        cluster: stack.cluster,
        serviceName: one.service,
        taskDefinition,
        desiredCount,
      }),
    );
  }
}

/** Registers a revision with an image of this tag; returns its ARN. */
export async function registerRevision(
  ecs: ECSClient,
  { family, container, image }: Service,
  tag: string,
): Promise<string> {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      containerDefinitions: [
        {
          name: container,
          image: `123456789012.dkr.ecr.${REGION}.amazonaws.com/${image.repository}:${tag}`,
          cpu: 256,
          memory: 512,
          essential: true,
        },
      ],
    }),
  );
  return taskDefinition?.taskDefinitionArn ?? "";
}
