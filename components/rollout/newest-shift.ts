import type { ECSClient } from "@aws-sdk/client-ecs";

import type { Shift } from "./judge-shift";

/** Asks ECS for a service's newest deployment and what it brings out; nothing before the first. */
export async function newestShift(
  ecs: ECSClient,
  { cluster, service }: { cluster: string; service: string },
): Promise<Shift | undefined> {
  const {
    DescribeServiceDeploymentsCommand,
    DescribeServiceRevisionsCommand,
    ListServiceDeploymentsCommand,
  } = await import("@aws-sdk/client-ecs");
  const { serviceDeployments: listed } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster, service }),
  );
  const [newest] = (listed ?? []).sort(
    (a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0),
  );
  if (newest?.serviceDeploymentArn === undefined || newest.targetServiceRevisionArn === undefined) {
    return undefined;
  }
  // Only the description tells the stage.
  const { serviceDeployments: described } = await ecs.send(
    new DescribeServiceDeploymentsCommand({
      serviceDeploymentArns: [newest.serviceDeploymentArn],
    }),
  );
  const { serviceRevisions } = await ecs.send(
    new DescribeServiceRevisionsCommand({ serviceRevisionArns: [newest.targetServiceRevisionArn] }),
  );
  const deployment = described?.[0];
  return deployment && { deployment, taskDefinition: serviceRevisions?.[0]?.taskDefinition };
}
