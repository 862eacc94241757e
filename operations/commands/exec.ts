import { ECSClient, ExecuteCommandCommand } from "@aws-sdk/client-ecs";
import { SSMClient } from "@aws-sdk/client-ssm";

import { withClient } from "../aws/client";
import { describeService } from "../aws/services";
import { taskId, tasksOf } from "../aws/tasks";
import { CommonOptions, Context, runCommand } from "../command";
import { OperationError, UsageError } from "../errors";
import { chooseContainer, chooseTask } from "../exec/choose";
import { commandLine } from "../exec/command-line";
import { Connection, requirePlugin, runPlugin } from "../exec/plugin";
import { Service, serviceOf, Stack } from "../stack";

interface Options extends CommonOptions {
  task?: string;
  container?: string;
}

/** `npm run exec`. */
runCommand({
  usage: "exec <service> [command...]",
  description: `Runs a command, /bin/sh without one, in a running task, and records it in the cluster's exec log. Put -- before a
command with options of its own:
  npm run exec -- orders -- ls -l /tmp
It takes AWS's session-manager-plugin, whose exit code is the exit code; ECS does not tell that of the command.`,
  configure: command =>
    command
      .option(
        "--task <id>",
        "identifier of the task, or how it begins (default: the newest that runs)",
      )
      .option("--container <name>", "container of the task (default: the service's own)"),
  work: exec,
});

/** Holds the session until it ends. */
async function exec(
  { stack, say, handOver }: Context,
  name: string,
  command: readonly string[],
  { task, container, json }: Options,
): Promise<number> {
  if (json) {
    throw new UsageError("exec gives the terminal to the command; --json is not for it");
  }
  const service = serviceOf(stack, name);
  await requirePlugin();
  const connection = await withClient(ECSClient, stack.region, ecs =>
    connect(ecs, stack, service, { task, container, command: commandLine(command), say }),
  );
  handOver();
  return runPlugin(connection);
}

interface Wanted {
  task?: string;
  container?: string;
  command: string;
  say: Context["say"];
}

/** Begins a session in a container that can hold one. */
async function connect(
  ecs: ECSClient,
  stack: Stack,
  service: Service,
  { task: wantedTask, container: wantedContainer, command, say }: Wanted,
): Promise<Connection> {
  const { cluster, region } = stack;
  const { enableExecuteCommand } = await describeService(ecs, stack, service);
  if (!enableExecuteCommand) {
    throw new OperationError(
      `ECS Exec is off for ${service.name}, as is the default in prod; give its MicroService "exec: true" and run pulumi up, which starts its tasks anew`,
    );
  }
  const task = chooseTask(
    await tasksOf(ecs, stack, service, "RUNNING"),
    stack,
    service,
    wantedTask,
  );
  const { name: container, runtimeId } = chooseContainer(task, service, wantedContainer);
  const id = taskId(task);
  say(`${service.name}: ${command} in container ${container} of task ${id}`);
  const { session } = await ecs.send(
    new ExecuteCommandCommand({ cluster, task: id, container, command, interactive: true }),
  );
  if (session === undefined) {
    throw new OperationError(`ECS began no session in task ${id}`);
  }
  const endpoint = await withClient(SSMClient, region, ssm =>
    Promise.resolve(ssm.config.endpointProvider({ Region: region }).url.href),
  );
  return { session, target: `ecs:${cluster}_${id}_${runtimeId}`, region, endpoint };
}
