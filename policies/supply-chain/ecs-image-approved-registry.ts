import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onContainers } from "../containers";
import { parseImage } from "../images";
import { finding } from "../resource";

/** ECR's hosts: private and public, and each over IPv6. */
const ECR = [
  ...["*.dkr.ecr.*.amazonaws.com", "*.dkr.ecr.*.amazonaws.com.cn"],
  ...["*.dkr.ecr-fips.*.amazonaws.com", "*.dkr-ecr.*.on.aws"],
  ...["public.ecr.aws", "ecr-public.aws.com"],
];

/** An empty list of registries lets every image pass. */
export const ecsImageApprovedRegistry: ResourceValidationPolicy = {
  name: "ecs-image-approved-registry",
  description: "Containers run images from approved registries only.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain"],
  remediationSteps:
    "Push the image to the system's own ECR, take it through a pull-through cache, or add its registry to registries.",
  url: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
  configSchema: {
    properties: {
      registries: {
        description:
          "Hosts, or hosts with the beginning of a path, that images may come from; * stands for anything but a slash.",
        type: "array",
        items: { type: "string" },
        default: ECR,
      },
    },
  },
  validateResource: onContainers(({ name = "", image = "" }, path, report, args) => {
    const { registries } = args.getConfig<{ registries: readonly string[] }>();
    const { repository } = parseImage(image);
    if (
      image !== "" &&
      registries.length > 0 &&
      !registries.some(pattern => covers(pattern, repository))
    ) {
      report(
        finding(
          `Container::${name}`,
          `${path}.image comes from ${repository.split("/")[0]}: use an image from ${registries.join(", ")}.`,
        ),
      );
    }
  }),
};

/** Whether a repository is the pattern's or below it. */
function covers(pattern: string, repository: string): boolean {
  const patterns = pattern.replace(/\/$/, "").split("/");
  const parts = repository.split("/");
  return patterns.every((part, index) => matches(part, parts[index] ?? ""));
}

function matches(pattern: string, part: string): boolean {
  const source = pattern
    .split("*")
    .map(text => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`).test(part);
}
