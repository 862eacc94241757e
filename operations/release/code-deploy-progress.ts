import {
  CodeDeployClient,
  DeploymentInfo,
  ECSTarget,
  GetDeploymentTargetCommand,
} from "@aws-sdk/client-codedeploy";

/** What CodeDeploy says of the service in one of its deployments; nothing before it has begun. */
export async function targetOf(
  codeDeploy: CodeDeployClient,
  deploymentId: string,
  targetId: string,
): Promise<ECSTarget> {
  try {
    const { deploymentTarget } = await codeDeploy.send(
      new GetDeploymentTargetCommand({ deploymentId, targetId }),
    );
    return deploymentTarget?.ecsTarget ?? {};
  } catch (error) {
    if (/^Deployment(NotStarted|TargetDoesNotExist)Exception$/.test((error as Error).name)) {
      return {};
    }
    throw error;
  }
}

/** A line on where a deployment stands, the same as long as nothing changes. */
export function stageOf(
  { status, instanceTerminationWaitTimeStarted }: DeploymentInfo,
  target: ECSTarget,
): string {
  const event = target.lifecycleEvents?.find(one => one.status === "InProgress");
  const green = target.taskSetsInfo?.find(one => one.taskSetLabel === "Green");
  return [
    `CodeDeploy: ${status ?? "Created"}`,
    ...(event === undefined ? [] : [`at ${event.lifecycleEventName}`]),
    ...(green === undefined
      ? []
      : [
          `${green.runningCount ?? 0} of ${green.desiredCount ?? 0} new tasks run`,
          `${green.trafficWeight ?? 0} % of the requests on them`,
        ]),
    ...(instanceTerminationWaitTimeStarted ? ["the old tasks still wait"] : []),
  ].join(", ");
}

/** Why a deployment failed, a line each. */
export function reasonsOf(
  { errorInformation, rollbackInfo }: DeploymentInfo,
  target: ECSTarget,
): string[] {
  const events = (target.lifecycleEvents ?? []).filter(({ status }) => status === "Failed");
  return [
    ...(errorInformation === undefined
      ? []
      : [
          `${errorInformation.code ?? "no code"}: ${errorInformation.message ?? "no reason given"}`,
        ]),
    ...events.map(
      ({ lifecycleEventName, diagnostics }) =>
        `${lifecycleEventName}: ${diagnostics?.message ?? diagnostics?.errorCode ?? "failed"}`,
    ),
    ...(rollbackInfo?.rollbackMessage === undefined ? [] : [rollbackInfo.rollbackMessage]),
  ];
}
