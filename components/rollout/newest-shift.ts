import type { ECSClient } from "@aws-sdk/client-ecs";

import type { Shift } from "./judge-shift";

/** Asks ECS for a service's newest deployment and what it brings out; nothing before the first. */
export async function newestShift(
  ecs: ECSClient,
  { cluster, service }: { cluster: string; service: string },
): Promise<Shift | undefined> {
  const { DescribeServiceRevisionsCommand, ListServiceDeploymentsCommand } =
    await import("@aws-sdk/client-ecs");
  const { serviceDeployments } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster, service }),
  );
  const [deployment] = (serviceDeployments ?? []).sort(
    (a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0),
  );
  if (deployment?.targetServiceRevisionArn === undefined) {
    return undefined;
  }
  const { serviceRevisions } = await ecs.send(
    new DescribeServiceRevisionsCommand({
      serviceRevisionArns: [deployment.targetServiceRevisionArn],
    }),
  );
  return { deployment, taskDefinition: serviceRevisions?.[0]?.taskDefinition };
}
