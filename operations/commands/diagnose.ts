import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

import { withClient } from "../aws/client";
import { CommonOptions, Context, runCommand } from "../command";
import { describeReport } from "../diagnose/describe";
import { collectFacts } from "../diagnose/facts";
import { reportOf } from "../diagnose/report";
import { UsageError } from "../errors";
import { serviceOf } from "../stack";

interface Options extends CommonOptions {
  tasks: string;
}

/** Stopped tasks that ECS describes in one call. */
const MOST_TASKS = 100;

/** `npm run diagnose`. */
runCommand({
  usage: "diagnose <service>",
  description: `Says why a service is not well: its deployments, the health of its targets, ECS's events, and the tasks that
failed within the last hour with reason, exit codes and last log lines; then what that means, what to do, and
the verdict in one line. Exit code 1 when it found something wrong.`,
  configure: command =>
    command.option("--tasks <number>", "failed tasks to tell with their last log lines", "3"),
  work: diagnose,
});

/** Prints the diagnosis; whether nothing is wrong. */
async function diagnose(
  { stack, result }: Context,
  name: string,
  { tasks }: Options,
): Promise<boolean> {
  if (!/^\d{1,3}$/.test(tasks) || Number(tasks) > MOST_TASKS) {
    throw new UsageError(`--tasks is "${tasks}"; use 0 to ${MOST_TASKS}`);
  }
  const service = serviceOf(stack, name);
  const report = await withClient(ECSClient, stack.region, ecs =>
    withClient(ElasticLoadBalancingV2Client, stack.region, async elb => {
      const facts = await collectFacts({ ecs, elb }, stack, service);
      return reportOf(ecs, stack, service, facts, Number(tasks));
    }),
  );
  result(report, describeReport(report));
  return report.well;
}
