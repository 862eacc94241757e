import {
  BatchGetDeploymentsCommand,
  CodeDeployClient,
  DeploymentInfo,
  DeploymentStatus,
  GetApplicationRevisionCommand,
  ListDeploymentsCommand,
} from "@aws-sdk/client-codedeploy";

import { Release } from "./release";

/** Where CodeDeploy deploys a service. */
export interface Group {
  application: string;
  deploymentGroup: string;
}

/** Deployments that are looked at: as many as CodeDeploy describes in one call. */
const LAST_RELEASES = 25;

const STATES: Record<DeploymentStatus, Release["state"]> = {
  Created: "running",
  Queued: "running",
  InProgress: "running",
  Baking: "running",
  Ready: "running",
  Succeeded: "done",
  Failed: "failed",
  Stopped: "failed",
};

/** The last deployments of a group, the newest first; those whose revision CodeDeploy does not know are left out. */
export async function codeDeployReleases(
  codeDeploy: CodeDeployClient,
  { application, deploymentGroup }: Group,
): Promise<Release[]> {
  const { deployments: ids = [] } = await codeDeploy.send(
    new ListDeploymentsCommand({
      applicationName: application,
      deploymentGroupName: deploymentGroup,
    }),
  );
  if (ids.length === 0) {
    return [];
  }
  // CodeDeploy lists the newest first.
  const { deploymentsInfo = [] } = await codeDeploy.send(
    new BatchGetDeploymentsCommand({ deploymentIds: ids.slice(0, LAST_RELEASES) }),
  );
  const releases = await Promise.all(
    deploymentsInfo.map(async info => ({
      id: info.deploymentId ?? "",
      revision: await taskDefinitionOf(codeDeploy, application, info),
      state: STATES[info.status ?? "Created"],
      at: info.createTime ?? new Date(0),
    })),
  );
  return releases
    .filter(({ revision }) => revision !== "")
    .sort((a, b) => Number(b.at) - Number(a.at));
}

/** The revision in a deployment's AppSpec, whose text CodeDeploy tells apart from the deployment only. */
async function taskDefinitionOf(
  codeDeploy: CodeDeployClient,
  applicationName: string,
  { revision }: DeploymentInfo,
): Promise<string> {
  const { sha256, content } = revision?.appSpecContent ?? {};
  const text =
    content ??
    (
      await codeDeploy.send(
        new GetApplicationRevisionCommand({
          applicationName,
          revision: { revisionType: "AppSpecContent", appSpecContent: { sha256 } },
        }),
      )
    ).revision?.appSpecContent?.content;
  return /arn:[^"'\s]+:task-definition\/[\w-]+:\d+/.exec(text ?? "")?.[0] ?? "";
}
