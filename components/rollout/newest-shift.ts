import type { ECSClient, ServiceDeploymentBrief } from "@aws-sdk/client-ecs";

import type { Shift } from "./judge-shift";

/** Asks ECS for a service's newest deployment and what it brings out; nothing before the first. */
export async function newestShift(
  ecs: ECSClient,
  where: { cluster: string; service: string },
): Promise<Shift | undefined> {
  const { DescribeServiceDeploymentsCommand, DescribeServiceRevisionsCommand } =
    await import("@aws-sdk/client-ecs");
  const [newest] = (await listDeployments(ecs, where)).sort(
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

/** All pages: AWS does not say in which order it lists. */
async function listDeployments(
  ecs: ECSClient,
  { cluster, service }: { cluster: string; service: string },
): Promise<ServiceDeploymentBrief[]> {
  const { ListServiceDeploymentsCommand } = await import("@aws-sdk/client-ecs");
  const listed: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  do {
    const page = await ecs.send(
      new ListServiceDeploymentsCommand({ cluster, service, maxResults: 100, nextToken }),
    );
    listed.push(...(page.serviceDeployments ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return listed;
}
