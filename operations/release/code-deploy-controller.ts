import {
  CreateDeploymentCommand,
  DeploymentInfo,
  GetDeploymentCommand,
  StopDeploymentCommand,
} from "@aws-sdk/client-codedeploy";

import { lastFailedTask } from "../aws/failed-task";
import { shortRevision } from "../aws/revisions";
import { describeService } from "../aws/services";
import { OperationError } from "../errors";
import { CodeDeployGroup, Service, Stack } from "../stack";
import { appSpec, isPlaced } from "./app-spec";
import { codeDeployReleases } from "./code-deploy-history";
import { reasonsOf, stageOf, targetOf } from "./code-deploy-progress";
import { Clients, Controller, Wait } from "./controller";
import { isUnderWay, Release } from "./release";
import { poll } from "./waiting";

/** CodeDeploy brings out the revisions of a service in its deployment group. */
export function codeDeployController(
  { codeDeploy, ecs }: Clients,
  stack: Stack,
  service: Service,
  group: CodeDeployGroup,
): Controller {
  const { name } = service;
  const targetId = `${stack.cluster}:${service.service}`;
  return {
    releases: () => codeDeployReleases(codeDeploy, group),

    async begin(revision) {
      try {
        const { deploymentId = "" } = await codeDeploy.send(
          new CreateDeploymentCommand({
            applicationName: group.application,
            deploymentGroupName: group.deploymentGroup,
            description: shortRevision(revision),
            revision: {
              revisionType: "AppSpecContent",
              appSpecContent: { content: appSpec(service, group, revision) },
            },
          }),
        );
        return { id: deploymentId, revision, state: "running", at: new Date() };
      } catch (error) {
        return alreadyBegun(revision, error as Error);
      }
    },

    async finish({ id, revision }, wait) {
      const ended = await end(id, wait);
      if (ended.status === "Succeeded") {
        return;
      }
      const what = `${name}: CodeDeploy has not brought out ${shortRevision(revision)}: ${ended.status}`;
      const reasons = [
        ...reasonsOf(ended, await targetOf(codeDeploy, id, targetId)),
        ...(await lastFailedTask(ecs, stack, service, revision)),
      ];
      const back = ended.rollbackInfo?.rollbackDeploymentId;
      if (back !== undefined) {
        wait.say(`${name}: CodeDeploy takes it back (${back})`);
        const { status } = await end(back, wait);
        reasons.push(`CodeDeploy's own rollback ${back}: ${status}`);
      }
      throw new OperationError([what, ...reasons].join("\n"));
    },

    async takeBack({ id, revision, state }, wait) {
      if (state === "running") {
        await stop(id);
      }
      const { rollbackInfo } = await end(id, wait);
      const back = rollbackInfo?.rollbackDeploymentId;
      if (back !== undefined) {
        await this.finish({ id: back, revision, state: "running", at: new Date() }, wait);
      }
    },

    async isPlaced() {
      const { taskSets = [] } = await describeService(ecs, stack, service);
      const primary = taskSets.find(({ status }) => status === "PRIMARY");
      return primary === undefined || isPlaced(group, primary);
    },
  };

  /** The answer to an order may be lost and the order repeated: then CodeDeploy is at it already. */
  async function alreadyBegun(revision: string, error: Error): Promise<Release> {
    if (error.name !== "DeploymentLimitExceededException") {
      throw error;
    }
    const [newest] = await codeDeployReleases(codeDeploy, group);
    if (isUnderWay(newest) && newest.revision === revision) {
      return newest;
    }
    throw new OperationError(`${name}: CodeDeploy is at another deployment: ${error.message}`);
  }

  /** How a deployment ended; says what changes meanwhile. */
  async function end(deploymentId: string, wait: Wait): Promise<DeploymentInfo> {
    let said = "";
    const ended = await poll(wait, async () => {
      const { deploymentInfo = {} } = await codeDeploy.send(
        new GetDeploymentCommand({ deploymentId }),
      );
      if (["Succeeded", "Failed", "Stopped"].includes(deploymentInfo.status ?? "")) {
        return deploymentInfo;
      }
      const line = stageOf(deploymentInfo, await targetOf(codeDeploy, deploymentId, targetId));
      if (line !== said) {
        wait.say(`${name}: ${(said = line)}`);
      }
      return undefined;
    });
    if (ended === undefined) {
      throw new OperationError(
        `${name}: CodeDeploy's deployment ${deploymentId} is not finished after ${wait.timeoutSeconds} s; it goes on`,
      );
    }
    return ended;
  }

  /** One that ended a moment ago can be stopped no more. */
  async function stop(deploymentId: string): Promise<void> {
    try {
      await codeDeploy.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }));
    } catch (error) {
      if ((error as Error).name !== "DeploymentAlreadyCompletedException") {
        throw error;
      }
    }
  }
}
