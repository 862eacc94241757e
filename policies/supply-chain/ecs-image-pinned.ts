import type { ResourceValidationPolicy } from "@pulumi/policy";

import { onContainers } from "../containers";
import { isMovingTag, parseImage } from "../images";
import { finding } from "../resource";

export const ecsImagePinned: ResourceValidationPolicy = {
  name: "ecs-image-pinned",
  description: "Containers run the image that was tested, by its digest.",
  enforcementLevel: "mandatory",
  severity: "high",
  tags: ["supply-chain"],
  remediationSteps:
    "Name the image by its digest (docker.Image's repoDigest, docker-build.Image's ref), or by a tag that never moves where digest is switched off.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_image",
  configSchema: {
    properties: {
      digest: {
        description: "Whether a tag is not enough; in local and dev one is.",
        type: "boolean",
        default: true,
      },
    },
  },
  validateResource: onContainers(({ name = "", image = "" }, path, report, args) => {
    const { tag, hasDigest } = parseImage(image);
    if (image === "" || hasDigest) {
      return;
    }
    const id = `Container::${name}`;
    if (isMovingTag(tag)) {
      const moving = tag === "latest" ? "the tag latest" : "no tag, which means latest";
      report(finding(id, `${path}.image has ${moving}: name the image by its digest.`));
    } else if (args.getConfig<{ digest: boolean }>().digest) {
      report(
        finding(
          id,
          `${path}.image has a tag, which may be moved: name the image by its digest (@sha256:…).`,
        ),
      );
    }
  }),
};
