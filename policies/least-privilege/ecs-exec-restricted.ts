import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { isSet, peek, UNKNOWN } from "../known";
import { refersTo } from "../references";
import { finding } from "../resource";
import { MANDATORY_IN_PROD } from "../tags";

interface ExecuteCommand {
  kmsKeyId?: string;
  /** `DEFAULT` when left out: with the containers' own logs, or nowhere. */
  logging?: string;
  logConfiguration?: {
    cloudWatchEncryptionEnabled?: boolean;
    cloudWatchLogGroupName?: string;
    s3BucketEncryptionEnabled?: boolean;
    s3BucketName?: string;
  };
}

/** Nothing is said of a service whose cluster is not of this stack. */
export const ecsExecRestricted: StackValidationPolicy = {
  name: "ecs-exec-restricted",
  description: "Who opens a shell in a task leaves an encrypted record of the session.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege", MANDATORY_IN_PROD],
  remediationSteps:
    "Set enableExecuteCommand to false, or give the cluster an executeCommandConfiguration with kmsKeyId, logging OVERRIDE and an encrypted log group or bucket.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  validateStack: ({ resources }, report) => {
    const clusters = resources.filter(({ type }) => type === "aws:ecs/cluster:Cluster");
    for (const service of resources.filter(({ type }) => type === "aws:ecs/service:Service")) {
      const cluster = clusters.find(candidate => refersTo(service, "cluster", candidate));
      if (cluster !== undefined && isSet(service.props, "enableExecuteCommand")) {
        for (const gap of gapsOf(cluster)) {
          report(
            finding(
              `Exec::${gap.property}`,
              `enableExecuteCommand is on, and ${gap.problem}: set the cluster's configuration.executeCommandConfiguration.${gap.property}, or turn it off.`,
            ),
            service.urn,
          );
        }
      }
    }
  },
};

function gapsOf({ props }: PolicyResource): { property: string; problem: string }[] {
  const command = peek(
    () =>
      (props.configuration as { executeCommandConfiguration?: ExecuteCommand } | undefined)
        ?.executeCommandConfiguration ?? {},
  );
  if (command === UNKNOWN) {
    return [];
  }
  const gaps = [];
  if (!isSet(command, "kmsKeyId")) {
    gaps.push({ property: "kmsKeyId", problem: "sessions have no key of their own" });
  }
  if (command.logging !== "OVERRIDE") {
    gaps.push({ property: "logging", problem: "sessions are not recorded apart" });
  } else if (!isRecorded(command.logConfiguration ?? {})) {
    gaps.push({ property: "logConfiguration", problem: "their record is not encrypted" });
  }
  return gaps;
}

/** At least one place is named, and each is encrypted: without a word it is not. */
function isRecorded(log: NonNullable<ExecuteCommand["logConfiguration"]>): boolean {
  const places = [
    ["cloudWatchLogGroupName", "cloudWatchEncryptionEnabled"],
    ["s3BucketName", "s3BucketEncryptionEnabled"],
  ].filter(([place]) => isSet(log, place));
  return places.length > 0 && places.every(([, encrypted]) => isSet(log, encrypted));
}
