import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { DocumentError, parseJson } from "../iam/document";
import { peek, UNKNOWN } from "../known";
import { refersTo } from "../references";

/** A rule of a lifecycle policy; its one action is to expire. */
interface LifecycleRule {
  selection?: { tagStatus?: string };
}

export const ecrLifecyclePolicy: StackValidationPolicy = {
  name: "ecr-lifecycle-policy",
  description: "Each ECR repository lets old images go, tagged or not.",
  enforcementLevel: "mandatory",
  severity: "low",
  tags: ["supply-chain"],
  framework: fsbp("ECR.3", "ECR repositories should have at least one lifecycle policy configured"),
  remediationSteps:
    "Add an ecr.LifecyclePolicy with rules that expire untagged images and cap the number of tagged ones; tagStatus any does both.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
  validateStack: ({ resources }, report) => {
    const policies = resources.filter(r => r.type === "aws:ecr/lifecyclePolicy:LifecyclePolicy");
    for (const repository of resources) {
      if (repository.type !== "aws:ecr/repository:Repository") {
        continue;
      }
      const own = policies.filter(policy => refersTo(policy, "repository", repository));
      if (own.length === 0) {
        report("Images are kept for ever: add an ecr.LifecyclePolicy.", repository.urn);
      }
      own.forEach(policy => faults(policy).forEach(message => report(message, policy.urn)));
    }
  },
};

function faults({ props }: PolicyResource): string[] {
  const policy = peek(() => props.policy as unknown);
  if (policy === UNKNOWN) {
    return [];
  }
  const statuses = rulesOf(policy).map(({ selection }) => selection?.tagStatus);
  const kept = ["untagged", "tagged"].filter(
    status => !statuses.includes("any") && !statuses.includes(status),
  );
  return kept.map(
    status => `Images that are ${status} are kept for ever: add a rule with tagStatus ${status}.`,
  );
}

/** The policy is given as JSON text or as an object. */
function rulesOf(policy: unknown): readonly LifecycleRule[] {
  try {
    const document = typeof policy === "string" ? parseJson(policy) : policy;
    return (document as { rules?: readonly LifecycleRule[] } | null | undefined)?.rules ?? [];
  } catch (error) {
    if (error instanceof DocumentError) {
      return [];
    }
    throw error;
  }
}
