import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";

import { withClient } from "../aws/client";
import { CommonOptions, Context, runCommand } from "../command";
import { OperationError, UsageError } from "../errors";
import { describeLine, toLine } from "../logs/line";
import { parseSince } from "../logs/since";
import { LogQuery, tail } from "../logs/tail";
import { byName, Migration, Service, Stack } from "../stack";

interface Options extends CommonOptions {
  follow?: boolean;
  filter?: string;
  since: string;
  allContainers?: boolean;
}

/** `npm run logs`. */
runCommand({
  usage: "logs <name>",
  description: `Prints the log lines of a service or a migration, of all its tasks in the order of time. A JSON line with a
level and a message is made readable. With --json each line is a JSON document of its own:
{"time", "task", "container", "message"}. Ctrl-C ends it with exit code 0.`,
  configure: command =>
    command
      .option("--follow", "go on with what is written from now on")
      .option(
        "--filter <pattern>",
        "filter pattern of CloudWatch Logs: timeout, '\"order-17 refused\"', '{ $.level >= 50 }', '%5[0-9]{2}%'",
      )
      .option("--since <time>", "a duration back from now (30s, 2h, 1d) or a time", "15m")
      .option("--all-containers", "sidecars, too, each line with its container"),
  work: logs,
});

/** Prints what was asked for; one that was ended by its reader is done. */
async function logs(
  { stack, signal, say }: Context,
  name: string,
  { follow = false, filter: pattern, since: given, allContainers = false, json }: Options,
): Promise<boolean> {
  const { logGroup, container } = writerOf(stack, name);
  // The task and its own container have one name, which the streams begin with.
  const streamPrefix = allContainers ? `${container}/` : `${container}/${container}/`;
  const since = parseSince(given, Date.now());
  const query = { logGroup, streamPrefix, pattern, since };
  let count = 0;
  try {
    await withClient(CloudWatchLogsClient, stack.region, async client => {
      for await (const event of tail(client, query, { follow, signal })) {
        const line = toLine(event);
        console.log(json ? JSON.stringify(line) : describeLine(line, allContainers));
        count += 1;
      }
    });
  } catch (error) {
    if (!signal.aborted) {
      throw explain(error, query);
    }
  }
  if (count === 0 && !signal.aborted) {
    say(`no such lines of ${name} since ${new Date(since).toISOString()}; --since looks further`);
  }
  return true;
}

/** The service or migration of a name, or a message with those that are there. */
function writerOf(
  { services, migrations }: Stack,
  name: string,
): { logGroup: string; container: string } {
  const writers: readonly (Service | Migration)[] = [...services, ...migrations];
  const found = byName(writers, name);
  if (found === undefined) {
    const known = writers.map(one => one.name).join(", ");
    throw new UsageError(`there is no service or migration "${name}"; use ${known}`);
  }
  return found;
}

/** CloudWatch's refusals in the words of who called. */
function explain(error: unknown, { logGroup, pattern }: LogQuery): unknown {
  const { name, message } = error as Error;
  if (name === "ResourceNotFoundException") {
    return new OperationError(`there is no log group ${logGroup}; pulumi up makes it`);
  }
  return name === "InvalidParameterException" && pattern !== undefined
    ? new UsageError(
        `--filter is "${pattern}": ${message}; words with other signs than letters and digits stand in double quotes`,
      )
    : error;
}
