import type { Container, ECSClient, Task } from "@aws-sdk/client-ecs";

import { lastPart } from "./arn";

/** Log lines shown of a task that failed. */
const LAST_LINES = 20;

/** How a task ended or stands: ECS's reason, each container's exit code and health, and its last log lines. */
export async function explainTask(ecs: ECSClient, task: Task, region: string): Promise<string> {
  const { DescribeTaskDefinitionCommand } = await import("@aws-sdk/client-ecs");
  const taskId = lastPart(task.taskArn);
  const lines = [
    task.lastStatus === "STOPPED"
      ? `task ${taskId} stopped: ${task.stoppedReason ?? "no reason given"}`
      : `task ${taskId} is ${task.lastStatus}`,
  ];
  const { taskDefinition } = await ecs.send(
    new DescribeTaskDefinitionCommand({ taskDefinition: task.taskDefinitionArn }),
  );
  for (const container of task.containers ?? []) {
    lines.push(endOf(container));
    const options = taskDefinition?.containerDefinitions?.find(c => c.name === container.name)
      ?.logConfiguration?.options;
    if (options?.["awslogs-group"] !== undefined) {
      const stream = `${options["awslogs-stream-prefix"]}/${container.name}/${taskId}`;
      lines.push(...(await lastLines(options["awslogs-group"], stream, region)));
    }
  }
  return lines.join("\n");
}

function endOf({ name, exitCode, healthStatus, reason }: Container): string {
  const facts = [
    `exit code ${exitCode ?? "none"}`,
    ...(healthStatus === undefined || healthStatus === "UNKNOWN" ? [] : [healthStatus]),
    ...(reason === undefined ? [] : [reason]),
  ];
  return `container ${name}: ${facts.join(", ")}`;
}

/** The end of a log stream; a stream that was never made is said to be empty. */
async function lastLines(group: string, stream: string, region: string): Promise<string[]> {
  const { CloudWatchLogsClient, GetLogEventsCommand } =
    await import("@aws-sdk/client-cloudwatch-logs");
  const logs = new CloudWatchLogsClient({ region });
  try {
    const { events } = await logs.send(
      new GetLogEventsCommand({ logGroupName: group, logStreamName: stream, limit: LAST_LINES }),
    );
    return (events ?? []).map(event => `  | ${event.message ?? ""}`);
  } catch (error) {
    return [`  | (no log to show: ${(error as Error).message})`];
  } finally {
    logs.destroy();
  }
}
