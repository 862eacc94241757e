import type { ResourceValidationPolicy } from "@pulumi/policy";

import { fsbp } from "../framework";
import { fixOn, onTypes } from "../resource";

interface Repository {
  imageTagMutability?: string;
  imageTagMutabilityExclusionFilters?: readonly { filter?: string }[];
}

const TYPES = ["aws:ecr/repository:Repository"];

/** Left out, tags are mutable. */
export const ecrImmutableTags: ResourceValidationPolicy = {
  name: "ecr-immutable-tags",
  description: "A tag stays on the image that it was pushed with.",
  enforcementLevel: "mandatory",
  severity: "medium",
  tags: ["supply-chain"],
  framework: fsbp("ECR.2", "ECR private repositories should have tag immutability configured"),
  remediationSteps:
    "Set imageTagMutability to IMMUTABLE, or to IMMUTABLE_WITH_EXCLUSION with filters for the tags that move.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  validateResource: onTypes<Repository>(TYPES, (repository, report) => {
    const { imageTagMutability, imageTagMutabilityExclusionFilters = [] } = repository;
    if (isMutable(repository)) {
      report("A tag can be moved to another image: set imageTagMutability to IMMUTABLE.");
    }
    if (imageTagMutability === "IMMUTABLE_WITH_EXCLUSION") {
      imageTagMutabilityExclusionFilters.forEach(({ filter }, index) => {
        if (/^\*+$/.test(filter ?? "")) {
          report(
            `Every tag is excluded: name the tags that move in imageTagMutabilityExclusionFilters[${index}].filter.`,
          );
        }
      });
    }
  }),
  // With exclusions of its own a repository is left to its owner: they say which tags have to move.
  remediateResource: fixOn<Repository>(TYPES, ({ imageTagMutability }) =>
    (imageTagMutability ?? "MUTABLE") === "MUTABLE"
      ? { imageTagMutability: "IMMUTABLE" }
      : undefined,
  ),
};

function isMutable({ imageTagMutability = "MUTABLE" }: Repository): boolean {
  return !imageTagMutability.startsWith("IMMUTABLE");
}
