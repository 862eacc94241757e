import type { ResourceValidationPolicy } from "@pulumi/policy";

import { namesSource } from "../iam/condition";
import { serviceName } from "../iam/principal";
import { onTrustStatements } from "../iam/statements";

/** Services that act for a resource of some account and say for which one. */
const DEPUTIES = new Set([
  "backup",
  "bedrock",
  "cloudformation",
  "codebuild",
  "codedeploy",
  "codepipeline",
  "ecs-tasks",
  "events",
  "firehose",
  "logs",
  "monitoring.rds",
  "pipes",
  "scheduler",
  "ssm",
  "states",
  "transfer",
  "vpc-flow-logs",
]);

export const iamTrustConfusedDeputy: ResourceValidationPolicy = {
  name: "iam-trust-confused-deputy",
  description: "A service takes a role only on behalf of this account.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["least-privilege"],
  remediationSteps:
    "Add a StringEquals condition on aws:SourceAccount, and ArnLike on aws:SourceArn where the source is known.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  validateResource: onTrustStatements(statement =>
    namesSource(statement)
      ? []
      : statement.principals
          .filter(principal => DEPUTIES.has(serviceName(principal) ?? ""))
          .map(({ value }) => ({
            id: `Principal::Service:${value}`,
            problem: `lets ${value} take the role for any account: add a condition on aws:SourceAccount.`,
          })),
  ),
};
