import { ContinueServiceDeploymentCommand, ECSClient } from "@aws-sdk/client-ecs";

import { withClient } from "../aws/client";
import { Context, runCommand } from "../command";
import { OperationError } from "../errors";
import { followUp } from "../follow-up";
import { describePause, Pauses, pausesOf } from "../release/pauses";
import { Service, serviceOf, Stack } from "../stack";

/** `npm run approve`. */
runCommand({
  usage: "approve <service>",
  description:
    "Lets a deployment go on that waits at a pause for an operator (a hook with pauseMinutes), or has ECS take it back. " +
    "Shows the stage, the pause, until when it would have waited and what then. Exit code 1 when nothing waits.\n\n" +
    "CodeDeploy's deployments have no pause: nobody approves them.",
  configure: command => command.option("--reject", "have ECS take the deployment back"),
  leaves: () => "ECS may have got the answer: the same command again says whether it still waits",
  work: approve,
});

/** Answers every pause at which the deployment waits. */
async function approve(
  { stack, say, result }: Context,
  given: string,
  { reject = false }: { reject?: boolean },
): Promise<boolean> {
  const service = serviceOf(stack, given);
  const { name } = service;
  await withClient(ECSClient, stack.region, async ecs => {
    const { deployment, revision, hooks } = await waiting(ecs, stack, service);
    const action = reject ? "ROLLBACK" : "CONTINUE";
    hooks.forEach(hook => say(`${name}: ${revision} ${describePause(hook)}`));
    // With the first no the deployment is over.
    for (const { hookId } of reject ? hooks.slice(0, 1) : hooks) {
      await ecs.send(
        new ContinueServiceDeploymentCommand({ serviceDeploymentArn: deployment, hookId, action }),
      );
    }
    result(
      { service: name, deployment, revision, action, hooks },
      `${name}: ECS ${reject ? "takes" : "goes on with"} ${revision}${reject ? " back" : ""}; see ${followUp(stack, "status", name)}`,
    );
  });
  return true;
}

/** The deployment that waits, or a message with what there is. */
async function waiting(ecs: ECSClient, stack: Stack, service: Service): Promise<Pauses> {
  const { name, codeDeploy } = service;
  if (codeDeploy !== undefined) {
    throw new OperationError(
      `${name}: CodeDeploy deploys it, whose deployments have no pause: there is nothing to approve; ${followUp(stack, "rollback", name)} takes one back`,
    );
  }
  const pauses = await pausesOf(ecs, stack, service);
  if (pauses === undefined || pauses.hooks.length === 0) {
    const last =
      pauses === undefined
        ? "ECS knows of no deployment"
        : `the last deployment, of ${pauses.revision}, is ${pauses.status}`;
    throw new OperationError(`${name}: nothing waits for an answer; ${last}`);
  }
  return pauses;
}
