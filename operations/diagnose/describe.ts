import { table } from "../table";
import type { Report } from "./report";

/** The report for people: what AWS says, what of it is wrong, and the verdict as the last line. */
export function describeReport(report: Report): string {
  const { tasks, deployments, targets, events, failedTasks, findings, verdict } = report;
  return [
    `Tasks: ${tasks.running} run, ${tasks.pending} start, ${tasks.desired} wanted`,
    section("Deployments", [
      table(
        deployments.map(one => [
          one.status,
          one.revision,
          one.state,
          `${one.running}/${one.desired}`,
          one.reason,
        ]),
      ),
    ]),
    ...(targets === undefined
      ? []
      : [section("Targets", [table(targets.map(one => [one.target, one.state, one.reason]))])]),
    section(
      "Events, the newest first",
      events.map(({ time, message }) => `${time} ${message}`),
    ),
    section(
      "Tasks that failed within the last hour, the newest first",
      failedTasks.map(({ revision, explanation }) => `${revision} ${explanation}`),
    ),
    section(
      "What is wrong",
      findings.map(({ what, means, todo }) =>
        [
          what,
          ...(means === undefined ? [] : [`  means: ${means}`]),
          ...(todo === undefined ? [] : [`  to do: ${todo}`]),
        ].join("\n"),
      ),
    ),
    verdict,
  ].join("\n\n");
}

function section(heading: string, lines: readonly string[]): string {
  const body = lines.join("\n").trimEnd() || "none";
  return [`${heading}:`, ...body.split("\n").map(line => `  ${line}`)].join("\n");
}
