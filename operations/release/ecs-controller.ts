import {
  DescribeServiceRevisionsCommand,
  ListServiceDeploymentsCommand,
  ServiceDeploymentStatus,
  StopServiceDeploymentCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";

import { watchRollout } from "../../components/rollout/watch-rollout";
import { explainAwsError } from "../aws-errors";
import { shortRevision } from "../aws/revisions";
import { OperationError } from "../errors";
import { followUp } from "../follow-up";
import { Service, Stack } from "../stack";
import { Clients, Controller } from "./controller";
import { isUnderWay, Release } from "./release";
import { poll, unlessAborted } from "./waiting";

/** Releases that are looked at: as many as ECS describes in one call. */
const LAST_RELEASES = 20;
/** Seconds in which ECS lists a deployment that it was asked for. */
const LISTED_SECONDS = 60;

const STATES: Record<ServiceDeploymentStatus, Release["state"]> = {
  PENDING: "running",
  IN_PROGRESS: "running",
  STOP_REQUESTED: "returning",
  ROLLBACK_REQUESTED: "returning",
  ROLLBACK_IN_PROGRESS: "returning",
  SUCCESSFUL: "done",
  STOPPED: "failed",
  ROLLBACK_SUCCESSFUL: "failed",
  ROLLBACK_FAILED: "failed",
};

/** ECS brings out the revisions, whatever its strategy. */
export function ecsController(
  { ecs }: Clients,
  stack: Stack,
  { name, service, deployment }: Service,
): Controller {
  const { cluster, region } = stack;
  return {
    async releases() {
      const { serviceDeployments = [] } = await ecs.send(
        new ListServiceDeploymentsCommand({ cluster, service, maxResults: 100 }),
      );
      const last = serviceDeployments
        .sort((a, b) => Number(b.createdAt ?? 0) - Number(a.createdAt ?? 0))
        .slice(0, LAST_RELEASES);
      const revisions = await taskDefinitions(
        last.map(({ targetServiceRevisionArn = "" }) => targetServiceRevisionArn),
      );
      return last.map(one => ({
        id: one.serviceDeploymentArn ?? "",
        revision: revisions.get(one.targetServiceRevisionArn) ?? "",
        state: STATES[one.status ?? "PENDING"],
        at: one.createdAt ?? new Date(0),
      }));
    },

    async begin(revision, wait) {
      const before = (await this.releases()).at(0);
      await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition: revision }));
      // Until it is listed, what is seen of the service may be that of the deployment before.
      const begun = await poll({ ...wait, timeoutSeconds: LISTED_SECONDS }, async () => {
        const newest = (await this.releases()).at(0);
        return newest?.id === before?.id ? undefined : newest;
      });
      if (begun?.revision !== revision) {
        const what =
          begun === undefined ? "no deployment" : `one of ${shortRevision(begun.revision)}`;
        throw new OperationError(
          `${name}: ECS took ${shortRevision(revision)} but began ${what}; see ${followUp(stack, "status", name)}`,
        );
      }
      return begun;
    },

    async finish({ revision }, { timeoutSeconds, signal, say }) {
      const rollout = { cluster, service, taskDefinitionArn: revision, region, timeoutSeconds };
      try {
        await unlessAborted(
          signal,
          watchRollout(
            { ...rollout, shifting: deployment !== "rolling" },
            {
              say,
              approve: followUp(stack, "approve", name),
              next: `${followUp(stack, "diagnose", name)}, and ${followUp(stack, "deploy", name, "VERSION")}`,
            },
          ),
        );
      } catch (error) {
        const told = explainAwsError(error);
        // A rollout that failed is an error without a code of its own.
        throw told instanceof Error && told.name === "Error" && !(told instanceof OperationError)
          ? new OperationError(told.message)
          : told;
      }
    },

    async takeBack(release, wait) {
      if (release.state === "running") {
        await stop(release);
      }
      const over = await poll(wait, async () => {
        const now = (await this.releases()).find(({ id }) => id === release.id);
        return isUnderWay(now) ? undefined : (now ?? release);
      });
      if (over === undefined) {
        throw new OperationError(
          `${name}: ECS has not taken back ${shortRevision(release.revision)} after ${wait.timeoutSeconds} s; it goes on with it`,
        );
      }
    },
  };

  async function taskDefinitions(arns: string[]): Promise<Map<string | undefined, string>> {
    if (arns.length === 0) {
      return new Map();
    }
    const { serviceRevisions = [] } = await ecs.send(
      new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...new Set(arns)] }),
    );
    return new Map(
      serviceRevisions.map(one => [one.serviceRevisionArn, one.taskDefinition ?? ""] as const),
    );
  }

  /** A deployment that ended a moment ago can be stopped no more, which the look after it shows. */
  async function stop({ id }: Release): Promise<void> {
    try {
      await ecs.send(
        new StopServiceDeploymentCommand({ serviceDeploymentArn: id, stopType: "ROLLBACK" }),
      );
    } catch (error) {
      if ((error as Error).name !== "ConflictException") {
        throw error;
      }
    }
  }
}
